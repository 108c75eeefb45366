"""Who is to be told of a revision: what moved, and what rests on the release that it takes the place of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sulis.delivery.movement import Moved, Movement
from sulis.store import Release
from sulis.vocabulary import Caveat

MOST = 20
"""Of the numbers that moved, a notice names so many, the biggest; the comparison holds all."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What those who used the earlier release are told.

    ``rests_on`` are the runs, by the names that they were given under, that read the release which was ``replaced``; where
    that is empty nobody needs telling. ``others`` counts the numbers that moved and are not named.
    """

    release: str
    replaced: str
    series: str
    period: str
    moved: tuple[Moved, ...]
    others: int
    warnings: tuple[Caveat, ...]
    rests_on: tuple[str, ...]

    @property
    def says(self) -> str:
        """One sentence for a letter or a page."""
        if not self.replaced:
            return f"{self.series}, {self.period}: {self.release} was withdrawn, and nothing has taken its place."
        many = len(self.moved) + self.others
        numbers = "no number moved" if not many else "1 number moved" if many == 1 else f"{many:,} numbers moved"
        return f"{self.series}, {self.period}: {self.release} took the place of {self.replaced}; {numbers}."


def notice_of(release: Release, replaced: str, movement: Movement, runs: Mapping[str, Iterable[str]]) -> Notice:
    """The notice of a revision.

    ``runs`` gives, for each stored run, the ids of the releases that it read (`Assessment.releases` has them).

    Examples
    --------
    >>> from sulis.delivery.movement import NOTHING
    >>> from types import SimpleNamespace
    >>> new = SimpleNamespace(id="incidents-x-2024-01-v2", series="x", period="2024-01")
    >>> notice_of(new, "incidents-x-2024-01-v1", NOTHING, {"run 7": ["incidents-x-2024-01-v1"], "run 8": []}).rests_on
    ('run 7',)
    """
    resting = tuple(name for name, read in runs.items() if replaced in set(read))
    named, others = movement.moved[:MOST], max(0, len(movement.moved) - MOST)
    return Notice(release.id, replaced, release.series, release.period, named, others, movement.warnings, resting)


def notice_of_withdrawal(release: Release, runs: Mapping[str, Iterable[str]]) -> Notice:
    """The notice that a release was taken back and nothing has taken its place."""
    resting = tuple(name for name, read in runs.items() if release.id in set(read))
    told = Caveat("withdrawn", f"{release.id} was withdrawn: {release.withdrawn_because or 'no reason is kept'}")
    return Notice(release.id, "", release.series, release.period, (), 0, (told,), resting)
