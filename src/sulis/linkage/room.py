"""The linkage room: identifiers of several agencies side by side, for as long as its terms allow."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from sulis.linkage import people, records, reporting, reviewing
from sulis.linkage.contents import Contents
from sulis.linkage.ending import Certificate
from sulis.linkage.explaining import Waterfall, explain
from sulis.linkage.pairs import score
from sulis.linkage.quality import Labels, Quality
from sulis.linkage.sheet import KEY, Row, check_keys
from sulis.linkage.state import Run, SourceKept, State, Version
from sulis.linkage.training import fit
from sulis.linkage.values import Act, Decision, Judgement, PersonKey, Recorder, RecordRef, Thresholds, Why
from sulis.linkage.vault import Vault
from sulis.linkage.workbench import workbench
from sulis.vocabulary import InputRefused, WrongUsage

CURVE = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)
"""Thresholds at which the quality is shown beside that in use."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run made: the version of the person keys, pairs that were kept, clusters, and records that share a key."""

    version: int
    run: int
    records: int
    pairs: int
    clusters: int
    shared: int
    thresholds: Thresholds
    notes: tuple[str, ...]


class Room:
    """A room that one process is alone in. Made by `open_room` and `enter_room`.

    Methods that show or change anything take a `Why`, tell the audit first, and after the last day destroy the room and refuse.
    """

    def __init__(self, vault: Vault, kept: State, record: Recorder) -> None:
        self._in = Contents(vault, kept, record)
        self.name = vault.room

    @property
    def state(self) -> State:
        """The room's terms, sources, runs, versions, judgements and acts."""
        return self._in.kept

    def add_source(self, source: str, rows: Sequence[Row], why: Why, *, not_taken: Sequence[str] = ()) -> records.Added:
        """Bring in one sheet of one agency. Cells are cleaned, and only what comparison needs is kept.

        Raises
        ------
        InputRefused
            When a row has no key or one that another row has. Nothing is brought in.
        WrongUsage
            When the source is there already, or has no name or no rows.
        """
        room = self._in
        if not source.strip() or source in {kept.name for kept in room.kept.sources} or not rows:
            raise WrongUsage(
                f"a source named {source!r} with {len(rows)} rows",
                "Each source has a name of its own, and at least one row.",
            )
        if faults := check_keys(source, ((row.get(KEY) or "").strip() for row in rows)):
            raise InputRefused(f"{source} was refused: {faults[0]}", "Put right every row that is listed.", faults)
        now = room.begin(Act.ADD, why, len(rows))
        table, added = records.clean(source, rows, why.day)
        part = f"records-{len(now.sources) + 1}"
        room.vault.seal(part, records.to_bytes(table))
        room.keep(replace(now, sources=(*now.sources, SourceKept(source, len(rows), why.time, part))))
        room.forget()
        return replace(added, not_taken=tuple(not_taken))

    def link(self, why: Why, *, seed: int = 1, thresholds: Thresholds | None = None, hold_twins: bool = True) -> Linked:
        """Teach the model, score all pairs and give every record its person key, as a new version.

        The same records, judgements and seed give the same keys. Judgements made before hold. With ``hold_twins`` pairs of one
        family name and date of birth but two given names wait for a person, whatever their weight.

        Raises
        ------
        WrongUsage
            When there are fewer than two records, or too few fields are filled to find pairs by.
        """
        room, limits = self._in, thresholds or Thresholds()
        if sum(source.rows for source in room.kept.sources) < 2:
            raise WrongUsage("fewer than two records to link", "Add the sheets of the sources first.")
        now = room.begin(Act.LINK, why, len(room.refs))
        with workbench(room.all_records) as connection:
            fitted = fit(connection, seed)
            pairs = score(connection, fitted.settings, limits)
        number = len(now.runs) + 1
        run = Run(number, why.time, seed, limits, hold_twins, len(room.refs), f"pairs-{number}", f"model-{number}")
        room.vault.seal(run.pairs, records.to_bytes(pairs))
        room.vault.seal(run.model, json.dumps(asdict(fitted)).encode())
        room.pairs, room.fitted = pairs, fitted
        room.__dict__.pop("places", None)
        made = room.give_keys(replace(now, runs=(*now.runs, run)), Act.LINK, why)
        return Linked(
            made.number, number, run.records, pairs.num_rows, made.clusters, made.shared, limits, fitted.notes
        )

    def review_list(self, number: int, why: Why, *, identifiers: bool = False) -> tuple[reviewing.ReviewPair, ...]:
        """So many pairs for a person to judge, those first where a judgement says most. Judged pairs are not on it.

        With ``identifiers`` each pair has the cleaned cells of both records: for the eyes of the reviewer alone.
        """
        room, run = self._in, self._in.run
        limits = (run.thresholds.review_bits, run.thresholds.link_bits)
        judged = {room.ends(decision.left, decision.right) for decision in room.kept.standing}
        clusters = room.clusters_at(limits[1])
        found = reviewing.candidates(room.pairs, room.refs, clusters, limits, judged, hold_twins=run.hold_twins)
        drawn = reviewing.drawn(found, number)
        room.keep(room.begin(Act.SHOW if identifiers else Act.REVIEW, why, len(drawn)))
        places = [candidate.place for candidate in drawn]
        shown = explain(room.all_records, room.refs, room.pairs, places, room.fitted.settings)
        return tuple(
            reviewing.ReviewPair(
                room.pair_id(w.left, w.right), c.reason, c.stratum, w, room.cells(w) if identifiers else None
            )
            for c, w in zip(drawn, shown, strict=True)
        )

    def waterfall(self, pair: str, why: Why, *, identifiers: bool = False) -> Waterfall:
        """Why the two records of a pair were, or were not, taken for one person; with ``identifiers`` also their cells."""
        room, place = self._in, self._in.place_of(pair)
        room.keep(room.begin(Act.SHOW if identifiers else Act.REVIEW, why, 1))
        shown = explain(room.all_records, room.refs, room.pairs, [place], room.fitted.settings)[0]
        return replace(shown, cells=room.cells(shown)) if identifiers else shown

    def records_of(self, pair: str) -> tuple[RecordRef, RecordRef]:
        """The two records of a pair, by the pair's id."""
        room, place = self._in, self._in.place_of(pair)
        left, right = (room.pairs.column(side)[place].as_py() for side in ("l", "r"))
        return room.refs[left], room.refs[right]

    def pair_id(self, left: RecordRef, right: RecordRef) -> str:
        """The id of a pair of records, the same whichever comes first."""
        return self._in.pair_id(left, right)

    def decide(self, left: RecordRef, right: RecordRef, judgement: Judgement, why: Why) -> Version:
        """Keep a person's judgement of two records, and give out person keys anew. It replaces an earlier one of the pair.

        A judgement that two are different takes their cluster apart at its weakest link between them. The part with the
        cluster's earliest record keeps its person key; the other gets a new one.

        Raises
        ------
        WrongUsage
            When a record is not in the room, both are one, nothing was linked yet, or the judgement contradicts others.
        """
        room, linked = self._in, self._in.run.records
        if left == right or max(room.numbers.get(left, linked), room.numbers.get(right, linked)) >= linked:
            raise WrongUsage("a pair of records that the last run did not see", "Name two records by source and key.")
        number, pair = len(room.kept.versions) + 1, room.ends(left, right)
        held = tuple(
            replace(old, undone=number) if old.undone is None and room.ends(old.left, old.right) == pair else old
            for old in room.kept.decisions
        )
        made = Decision(f"d{len(held) + 1}", left, right, judgement, why.by, why.time, why.reason)
        if people.contradiction(linked, [d for d in (*held, made) if d.undone is None], room.numbers):
            raise WrongUsage(
                "a judgement that contradicts others: by them these two records are both one person and two",
                "Look at the judgements of the records between them, and undo the one that is wrong.",
            )
        now = room.begin(Act.DECIDE, why, 1)
        return room.give_keys(replace(now, decisions=(*held, made)), Act.DECIDE, why)

    def undo(self, decision: str, why: Why) -> Version:
        """Take a judgement back: person keys are given out as if it had not been made. Both stay on record.

        Raises
        ------
        WrongUsage
            When no judgement of that id holds.
        """
        room = self._in
        if decision not in {kept.id for kept in room.kept.standing}:
            raise WrongUsage(f"no judgement {decision!r} that holds", "See `sulis linkage report` for the judgements.")
        now = room.begin(Act.UNDO, why, 1)
        number = len(now.versions) + 1
        left = tuple(replace(d, undone=number) if d.id == decision else d for d in now.decisions)
        return room.give_keys(replace(now, decisions=left), Act.UNDO, why)

    def clusters(self, why: Why) -> reporting.ClusterReport:
        """Sizes of clusters, those that are too large, and chains that one weak pair holds together."""
        room, least = self._in, self._in.run.thresholds.link_bits
        found = room.clusters_at(least)
        chains = reviewing.weak_chains(found, room.edges(), least)
        room.keep(room.begin(Act.REPORT, why, len(room.refs)))
        secret = room.secret("person")
        return reporting.cluster_report(
            room.version(None),
            found,
            room.refs[: room.run.records],
            chains,
            lambda ref: people.person_key(ref, secret),
            room.pair_id,
        )

    def model_report(self, why: Why) -> reporting.ModelReport:
        """What the last run's model learnt: m, u and weights by level, the prior, and what was assumed."""
        room, found = self._in, reporting.model_report(self._in.run.number, self._in.fitted)
        room.keep(room.begin(Act.REPORT, why))
        return found

    def quality(self, labels: Labels, why: Why) -> tuple[Quality, tuple[Quality, ...]]:
        """Precision and recall with Wilson intervals at the threshold in use, and at others beside it.

        Clusters are judged, as they leave the room: with judgements, and with twins held apart.
        """
        room, in_use = self._in, self._in.run.thresholds.link
        room.keep(room.begin(Act.REPORT, why, len(labels)))
        return room.quality_at(labels, in_use), tuple(room.quality_at(labels, at) for at in CURVE)

    def keys_out(
        self, why: Why, *, version: int | None = None, digest: Callable[[RecordRef], str] | None = None
    ) -> tuple[PersonKey, ...]:
        """The one thing that leaves the room: for each record a digest, its person key and the band of the link.

        ``version`` gives the keys as they stood then, so that a release can be made again; None, the last. ``digest`` makes
        what stands for a record outside, by default `record_digest`.
        """
        room, secret = self._in, self._in.secret("record")
        name = digest or (lambda ref: people.digest(ref, secret))
        kept = room.keyed_at(room.version(version))
        room.keep(room.begin(Act.KEYS, why, len(kept)))
        refs = room.refs
        return tuple(PersonKey(refs[n].source, name(refs[n]), key, band) for n, (key, band) in sorted(kept.items()))

    def record_digest(self, ref: RecordRef) -> str:
        """What stands for a record in `keys_out`: 32 characters that cannot be made without the room's key."""
        return people.digest(ref, self._in.secret("record"))

    def destroy(self, why: Why) -> Certificate:
        """Destroy the room's key and files for good. The certificate stays."""
        return self._in.destroy(why)

    def end_if_due(self, why: Why) -> None:
        """Destroy the room when its last day has passed, and say so by a `WrongUsage`."""
        self._in.end_if_due(why)
