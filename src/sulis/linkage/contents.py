"""What is in a room that has been entered: decrypted piece by piece as it is needed, and changed by one sealed state at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from sulis.linkage import ending, people, records, state
from sulis.linkage.explaining import Waterfall
from sulis.linkage.grouping import Clusters, Edge
from sulis.linkage.quality import Labels, Quality, quality_of
from sulis.linkage.sheet import FIELDS
from sulis.linkage.state import Run, State, Version
from sulis.linkage.training import Fitted
from sulis.linkage.values import Act, Band, Recorder, RecordRef, RoomEvent, Why, bits
from sulis.linkage.vault import Vault
from sulis.vocabulary import WrongUsage

if TYPE_CHECKING:
    import pyarrow as pa

_DECRYPTED = ("all_records", "refs", "numbers", "pairs", "fitted", "places")


class Contents:
    """The pieces of one room in memory. ``kept`` is its state as it stands on disk."""

    def __init__(self, vault: Vault, kept: State, record: Recorder) -> None:
        self.name = vault.room
        self.vault = vault
        self.kept = kept
        self._record = record

    # --- what is there ---

    @cached_property
    def all_records(self) -> pa.Table:
        """Every record, cleaned and numbered."""
        return records.together(records.from_bytes(self.vault.unseal(source.part)) for source in self.kept.sources)

    @cached_property
    def refs(self) -> list[RecordRef]:
        """Source and key of each record, by number."""
        return records.refs_of(self.all_records)

    @cached_property
    def numbers(self) -> Mapping[RecordRef, int]:
        """The number of each record."""
        return {ref: number for number, ref in enumerate(self.refs)}

    @cached_property
    def pairs(self) -> pa.Table:
        """The pairs of the last run."""
        return records.from_bytes(self.vault.unseal(self.run.pairs))

    @cached_property
    def fitted(self) -> Fitted:
        """The model of the last run."""
        found = json.loads(self.vault.unseal(self.run.model))
        return Fitted(found["settings"], found["left_out"], tuple(found["notes"]))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each pair stands in the table of pairs, by its id."""
        return {
            self.pair_id(self.refs[left], self.refs[right]): place
            for place, (left, right, _, _) in enumerate(people.rows(self.pairs))
        }

    @property
    def run(self) -> Run:
        """The last run.

        Raises
        ------
        WrongUsage
            When there is none yet.
        """
        if not self.kept.runs:
            raise WrongUsage(
                "nothing has been linked in this room yet", "Link the sources first: `sulis linkage link`."
            )
        return self.kept.runs[-1]

    def secret(self, label: str) -> bytes:
        """A key of the room for one use."""
        return self.vault.derived(label)

    def pair_id(self, left: RecordRef, right: RecordRef) -> str:
        """The id of a pair of records, the same whichever comes first."""
        return people.pair_id(left, right, self.secret("pair"))

    def place_of(self, pair: str) -> int:
        """Where a pair stands in the table of pairs.

        Raises
        ------
        WrongUsage
            When no pair of the last run has that id.
        """
        return self.places[pair] if pair in self.places else self._no_pair(pair)

    def ends(self, left: RecordRef, right: RecordRef) -> tuple[int, int]:
        """Two records by number, the earlier first."""
        one, other = sorted((self.numbers[left], self.numbers[right]))
        return one, other

    def cells(self, pair: Waterfall) -> dict[str, tuple[str | None, str | None]]:
        """The cleaned identifiers of both records of a pair, field by field; fields empty in both are left out."""
        both = self.all_records.take(list(self.ends(pair.left, pair.right))).to_pylist()
        if self.numbers[pair.left] > self.numbers[pair.right]:
            both.reverse()
        return {name: (both[0][name], both[1][name]) for name in FIELDS if both[0][name] or both[1][name]}

    # --- who is who ---

    def clusters_at(self, least: float, now: State | None = None) -> Clusters:
        """Clusters of the last run with pairs from so many bits on, and the judgements that hold."""
        now = now or self.kept
        run = now.runs[-1]
        return people.clusters_of(
            run.records, self.pairs, least, hold_twins=run.hold_twins, decisions=now.standing, numbers=self.numbers
        )

    def edges(self) -> list[Edge]:
        """The links of the last run that the model alone makes."""
        least, hold = self.run.thresholds.link_bits, self.run.hold_twins
        return [
            Edge(one, other, w)
            for one, other, w, twins in people.rows(self.pairs)
            if w >= least and not (twins and hold)
        ]

    def keyed_at(self, version: int) -> people.Keyed:
        """Person key and band of every record as they stood at a version; nothing at version 0."""
        found: people.Keyed = {}
        for made in self.kept.versions[:version]:
            for record, key, band in json.loads(self.vault.unseal(made.changes)):
                found[record] = (key, Band(band))
        return found

    def version(self, number: int | None) -> int:
        """The number of a version, the last for None.

        Raises
        ------
        WrongUsage
            When there is none of that number.
        """
        last = len(self.kept.versions)
        if not self.run or (number is not None and not 1 <= number <= last):
            raise WrongUsage(f"there is no version {number} of the person keys", f"Versions are 1 to {last}.")
        return number or last

    def quality_at(self, labels: Labels, threshold: float) -> Quality:
        """The quality of the clusters that a threshold gives."""
        first = self.clusters_at(bits(threshold)).first
        return quality_of({self.refs[record]: first[record] for record in range(len(first))}, labels, threshold)

    # --- changing it ---

    def begin(self, act: Act, why: Why, count: int = 0) -> State:
        """Tell the audit, and give the state with the act noted. Refuses once the last day has passed."""
        self.end_if_due(why)
        event = RoomEvent(act, self.name, why, count)
        self._record(event)
        return self.kept.noting(event)

    def keep(self, now: State) -> None:
        """Make a state the one that holds, in one step, and clear what it no longer names."""
        self.vault.seal(state.NAME, state.to_bytes(now))
        self.kept = now
        self.vault.keep_only(now.parts)

    def forget(self) -> None:
        """Drop what was decrypted, because records or pairs are others now."""
        for name in _DECRYPTED:
            self.__dict__.pop(name, None)

    def give_keys(self, now: State, act: Act, why: Why) -> Version:
        """Give every record its person key by this state's run and judgements, and keep it as a new version."""
        least = now.runs[-1].thresholds.link_bits
        clusters = self.clusters_at(least, now)
        after = people.keyed(clusters, self.refs, least, self.secret("person"))
        changed = people.changes(self.keyed_at(len(self.kept.versions)), after)
        number = len(now.versions) + 1
        shared = sum(band is not Band.ALONE for _, band in after.values())
        made = Version(
            number, act.value, why.time, why.by, why.reason, now.runs[-1].number, len(set(clusters.first)), shared,
            len(changed), f"keys-{number}",
        )  # fmt: skip
        self.vault.seal(made.changes, json.dumps(changed).encode())
        self.keep(replace(now, versions=(*now.versions, made)))
        return made

    def destroy(self, why: Why) -> ending.Certificate:
        """Destroy the room's key and files for good. The certificate stays."""
        self.forget()
        return ending.destroy(self.vault, self.kept, why, self._record)

    def end_if_due(self, why: Why) -> None:
        """Destroy the room when its last day has passed.

        Raises
        ------
        WrongUsage
            When it has.
        """
        ends = self.kept.terms.ends
        if why.day > ends:
            self.destroy(Why(why.by, why.at, "the last day of the room's terms has passed"))
            raise WrongUsage(
                f"the last day of the linkage room {self.name} was {ends}: it has been destroyed",
                "Its certificate is in its folder. A new room needs a new look at the impact assessment.",
            )

    def _no_pair(self, pair: str) -> NoReturn:
        raise WrongUsage(
            f"there is no pair {pair!r} in the last run", "See `sulis linkage review` for the pairs to judge."
        )
