"""A table as it stood in a file, before anything is known of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from sulis.vocabulary import Fault, InputRefused


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be taken at its word: a formula, a spreadsheet's error."""

    given: str
    rule: str
    remedy: str


Cell = str | bool | int | float | date | datetime | Bad


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its number as a spreadsheet counts, and its line where the file is text."""

    row: int
    cells: tuple[Cell, ...]
    line: int | None = None

    @property
    def is_empty(self) -> bool:
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """``notes`` say in words how the file was read where that could surprise."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


def refuse(file: str, given: str, rule: str, remedy: str, row: int | None = None) -> NoReturn:
    """Stop at a file that cannot be read as a table at all."""
    raise InputRefused(f"{file} was not read: {given}", remedy, (Fault(file, row, None, given, rule, remedy),))
