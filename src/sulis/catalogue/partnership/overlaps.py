"""Overlaps: how many stand on two partners' lists at once, as a partner counted and supplied it. overlaps.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis.catalogue.partnership.reading import Reading
from sulis.catalogue.reader import Table

MOST = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two lists of the same people or events in one place and period. Numbers alone: nobody is named in any of it.

    ``what`` says who or what is counted, ``matched`` how the two lists were compared, ``supplied_by`` who did it.
    """

    what: str
    first: str
    second: str
    first_count: int
    second_count: int
    both: int
    begins: date
    ends: date  # the last day, included
    matched: str
    supplied_by: str


def read_overlaps(reading: Reading) -> tuple[Overlap, ...]:
    """The overlap counts that partners supplied, in file order."""
    top = reading.open("overlaps.toml", required=False)
    found = tuple(_overlap(table) for table in top.tables("overlap", required=False))
    top.finish()
    return found


def _overlap(table: Table) -> Overlap:
    overlap = Overlap(
        what=table.text("what"),
        first=table.text("first"),
        second=table.text("second"),
        first_count=table.whole("first_count", 0, MOST) or 0,
        second_count=table.whole("second_count", 0, MOST) or 0,
        both=table.whole("both", 0, MOST) or 0,
        begins=table.day("begins"),
        ends=table.day("ends"),
        matched=table.text("matched", why="How the lists were compared decides what a match means."),
        supplied_by=table.text("supplied_by"),
    )
    if overlap.both > min(overlap.first_count, overlap.second_count):
        table.fault(
            "both", str(overlap.both), "Those on both lists are part of each.", "Count the same people on all three."
        )
    if overlap.ends < overlap.begins:
        table.fault(
            "ends",
            f"{overlap.ends}",
            "A period ends on or after the day on which it begins.",
            "Turn the two days round.",
        )
    return overlap
