"""What a delivery met, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sulis.delivery.movement import Movement
from sulis.store import RawFile, Release, ReleaseStatus, Slot
from sulis.vocabulary import Fault, InputRefused


class Verdict(StrEnum):
    """What became of a delivery."""

    ACCEPTED = "accepted"  # every row of every new file is loaded
    WITH_QUARANTINE = "accepted-with-quarantine"  # loaded, but for some rows set aside within the stated limit
    ALREADY_LOADED = "already-loaded"  # every file was loaded before
    REJECTED = "rejected"  # at least one file was refused, and nothing changed


class Known:
    """What the store held when the delivery began."""

    def __init__(self, releases: tuple[Release, ...]) -> None:
        self.releases = releases
        self._of_slot: dict[Slot, list[Release]] = {}
        for release in releases:
            self._of_slot.setdefault(release.slot, []).append(release)

    def of_slot(self, slot: Slot) -> tuple[Release, ...]:
        """Every release ever accepted there, oldest first."""
        return tuple(self._of_slot.get(slot, ()))

    def holds(self, raw: RawFile, slot: Slot) -> bool:
        """Whether a file with the same content was ever accepted there."""
        return any(file.content_sha256 == raw.content_sha256 for r in self.of_slot(slot) for file in r.files)

    def current(self, table: str) -> tuple[Release, ...]:
        """The current releases of a table."""
        return tuple(r for r in self.releases if r.table == table and r.status is ReleaseStatus.CURRENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict, the releases that the call made, those that it passed over, and every fault found.

    ``movements`` holds, by the id of a release that took another's place, what that moved, where it was asked for. ``tried``
    says that nothing was changed: the releases are those that the same call without it would make.
    """

    verdict: Verdict
    releases: tuple[Release, ...]
    passed_over: tuple[Release, ...]
    rows_read: int
    faults: tuple[Fault, ...]
    movements: Mapping[str, Movement] = field(default_factory=dict)
    tried: bool = False

    @property
    def rows_loaded(self) -> int:
        return sum(release.rows_loaded for release in self.releases)

    @property
    def rows_quarantined(self) -> int:
        return sum(release.rows_quarantined for release in self.releases)


def refuse(outcome: Outcome) -> InputRefused:
    """The error that a rejected outcome is, for callers that do not print verdicts."""
    first = outcome.faults[0]
    return InputRefused(str(first), first.remedy, outcome.faults)
