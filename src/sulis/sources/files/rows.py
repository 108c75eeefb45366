"""The rows of a spreadsheet's sheet, of either kind, and what a reader must know of it besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Bad, Cell, LaidOut, Line
from sulis.sources.files.layout import Limits

GAP = 1_000
"""Empty rows in a run after which a table has ended. Cells beyond are no part of it, and passing by them would lose them."""
LAST_ROW = 1_048_576
FORMULA = Bad("a formula without a saved result")
_VALUES = "Undo the merging, so that every cell holds its own value, and send the file again."


class Rows(Protocol):
    """An iterable of rows that counts, as it is read, what stands in them."""

    tally: Tally

    def __iter__(self) -> Iterator[Line]: ...


@dataclass(slots=True)
class Tally:
    """What was met in a sheet: merged cells as (first row, last row, their name), hidden rows that hold something, hidden
    columns as (first, one past the last) counted from 0, and formulas.
    """

    merged: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0

    def notes(self, width: int) -> list[str]:
        """Each in a sentence, for a table of so many columns."""
        columns = sum(max(min(end, width) - first, 0) for first, end in self.hidden_columns)
        said = (
            (self.formulas, "cells hold formulas; their last saved values were read."),
            (self.hidden_rows, "hidden rows were read like the others."),
            (columns, "hidden columns were read like the others."),
        )
        return [f"{count:,} {words}" for count, words in said if count]


@dataclass(slots=True)
class Found:
    """The sheet that was chosen, its rows, and notes. The rows' tally is whole once they have all been read."""

    sheet: str
    rows: Rows
    notes: list[str]


def check_merged(name: str, tally: Tally, laid: LaidOut) -> None:
    """Refuse a table with merged cells in its header or under it: only one of the cells would hold what all of them show."""
    inside = [cells for first, last, cells in tally.merged if last >= laid.header_row and first <= laid.last]
    if inside:
        named = ", ".join(inside[:10]) + (f" and {len(inside) - 10:,} more" if len(inside) > 10 else "")
        wording.refuse(name, f"merged cells: {named}", "Each cell must hold its own value.", _VALUES)


class Placing:
    """Puts cells in their places in one row after the other, and watches that a table stays within bounds."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.row, self.last = 0, 0
        self.cells: list[Cell] = []
        self.waiting: list[Line] = []

    def begin(self, row: int) -> None:
        """Start a row."""
        if row <= self.row or row > LAST_ROW:
            wording.damaged(self.name, "a spreadsheet whose rows are out of order")
        self.row, self.cells = row, []

    def put(self, at: int, cell: Cell) -> None:
        """A cell at a place counted from 0; an empty one takes no room."""
        if not cell or (isinstance(cell, str) and cell.isspace()):
            return
        if at >= self.limits.columns:
            rule = f"At most {self.limits.columns:,} are read (setting SULIS_MOST_COLUMNS)."
            remedy = "Take out the columns that are not needed."
            wording.refuse(self.name, f"more than {self.limits.columns:,} columns", rule, remedy, row=self.row)
        if at < len(self.cells):
            wording.damaged(self.name, "a spreadsheet whose cells are out of order")
        self.cells += [""] * (at - len(self.cells))
        self.cells.append(cell)

    def finish(self) -> None:
        """End the row; it waits in ``waiting`` unless all of it is empty."""
        if not self.cells:
            return
        if self.last and self.row - self.last > GAP:
            rule = f"A table has no {GAP:,} empty rows in a run."
            remedy = "Take out the empty rows, or the cells below them, and send the file again."
            wording.refuse(self.name, "cells far below the table", rule, remedy, row=self.row)
        self.last = self.row
        self.waiting.append(Line(self.row, self.cells))

    def taken(self) -> list[Line]:
        """The rows that wait, which then wait no more."""
        waiting, self.waiting = self.waiting, []
        return waiting
