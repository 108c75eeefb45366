"""Profiles: which published indicators are drawn together for an area, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sulis.catalogue.files import called, file_of, reading
from sulis.catalogue.reader import Table
from sulis.catalogue.sources import source_ids
from sulis.catalogue.toml import read_document


@dataclass(frozen=True, slots=True)
class ProfileMeasure:
    """One published indicator: ``indicator`` is the publisher's id. ``unit`` and ``years`` are words; ``decimals`` are those shown."""

    id: str
    indicator: str
    name: str
    unit: str
    years: str
    lower_is_better: bool
    decimals: int


@dataclass(frozen=True, slots=True)
class ProfilePlan:
    """Indicators of one source. The middle of the neighbours is told where ``least_neighbours`` of them have a figure."""

    id: str
    title: str
    source: str
    least_neighbours: int
    measures: tuple[ProfileMeasure, ...]


@cache
def load_profile(id: str) -> ProfilePlan:
    """A profile by its id.

    Raises
    ------
    WrongUsage
        When there is none.
    InputRefused
        When its file breaks a rule, with all its faults.

    Examples
    --------
    >>> [measure.id for measure in load_profile("children").measures]
    ['suspensions', 'first_time_entrants', 'alcohol_admissions']
    """
    path = file_of("profiles", id, "profile")
    with reading(read_document(path, called(path))) as top:
        return ProfilePlan(
            id=top.id(),
            title=top.text("title"),
            source=top.word("source", source_ids()),
            least_neighbours=top.whole("least_neighbours", 2, 50) or 0,
            measures=tuple(_measure(row) for row in top.tables("measure", why="It says what is drawn.")),
        )


def _measure(row: Table) -> ProfileMeasure:
    measure = ProfileMeasure(
        id=row.id(),
        indicator=row.text("indicator"),
        name=row.text("name"),
        unit=row.text("unit"),
        years=row.text("years"),
        lower_is_better=row.yes_or_no("lower_is_better") or False,
        decimals=row.whole("decimals", 0, 6) or 0,
    )
    row.finish()
    return measure
