"""Values that components draw. Presenters build them; templates only lay them out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a summary list."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns on a desk, cards on a phone. The first cell of each row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def laid_out(self) -> list[list[tuple[Column, Cell]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Crumb:
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One link of the chain of reasons, seen from a record."""

    words: str
    url: str
    kind: str
