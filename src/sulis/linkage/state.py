"""What a room remembers besides its records: its terms, sources, runs, versions, judgements and acts. No identifiers but keys."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from sulis.linkage.values import Decision, Judgement, RecordRef, RoomEvent, Terms, Thresholds
from sulis.vocabulary import PartWayFailure

FORMAT = 1
NAME = "state"


@dataclass(frozen=True, slots=True)
class SourceKept:
    """A sheet that was brought in. ``part`` names the sealed file of its records."""

    name: str
    rows: int
    at: str
    part: str


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of the model over all records. ``pairs`` and ``model`` name sealed files; those of pairs are kept for the last
    run alone. ``hold_twins`` is whether pairs that look like twins wait for a person.
    """

    number: int
    at: str
    seed: int
    thresholds: Thresholds
    hold_twins: bool
    records: int
    pairs: str
    model: str


@dataclass(frozen=True, slots=True)
class Version:
    """The person keys as they stood after one act. ``shared`` counts records that share their key with another, ``changed``
    those whose key or band changed with it. ``changes`` names the sealed file of these; the others are found by going back.
    """

    number: int
    act: str
    at: str
    by: str
    reason: str
    run: int
    clusters: int
    shared: int
    changed: int
    changes: str


@dataclass(frozen=True, slots=True)
class State:
    """All of it, as one sealed file that is replaced whole: this is the moment an act takes effect."""

    room: str
    terms: Terms
    opened: str
    sources: tuple[SourceKept, ...] = ()
    runs: tuple[Run, ...] = ()
    versions: tuple[Version, ...] = ()
    decisions: tuple[Decision, ...] = ()
    acts: tuple[dict[str, Any], ...] = field(default=())

    @property
    def parts(self) -> list[str]:
        """Every sealed file that is still needed."""
        named = [source.part for source in self.sources] + [version.changes for version in self.versions]
        return [NAME, *named, *(run.model for run in self.runs), *(run.pairs for run in self.runs[-1:])]

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Judgements that were not taken back."""
        return tuple(decision for decision in self.decisions if decision.undone is None)

    def noting(self, event: RoomEvent) -> State:
        """With one more act."""
        why = event.why
        act = {"act": event.act.value, "by": why.by, "at": why.time, "reason": why.reason, "count": event.count}
        return replace(self, acts=(*self.acts, act))


def to_bytes(state: State) -> bytes:
    """As text to be sealed."""
    return json.dumps({"format": FORMAT, **asdict(state)}, default=str).encode()


def from_bytes(content: bytes) -> State:
    """What `to_bytes` wrote.

    Raises
    ------
    PartWayFailure
        When another version of Sulis wrote it, in a form that this one does not know.
    """
    kept = json.loads(content)
    if kept["format"] != FORMAT:
        raise PartWayFailure(
            f"a linkage room in format {kept['format']}, and this version reads format {FORMAT}",
            "Install the version of Sulis that made it, or add its sources to a new room.",
        )
    terms = kept["terms"] | {"ends": date.fromisoformat(kept["terms"]["ends"])}
    return State(
        room=kept["room"],
        terms=Terms(**terms),
        opened=kept["opened"],
        sources=tuple(SourceKept(**source) for source in kept["sources"]),
        runs=tuple(Run(**(run | {"thresholds": Thresholds(**run["thresholds"])})) for run in kept["runs"]),
        versions=tuple(Version(**version) for version in kept["versions"]),
        decisions=tuple(_decision(decision) for decision in kept["decisions"]),
        acts=tuple(kept["acts"]),
    )


def _decision(kept: dict[str, Any]) -> Decision:
    ends = {side: RecordRef(*kept[side]) for side in ("left", "right")}
    return Decision(**(kept | ends | {"judgement": Judgement(kept["judgement"])}))
