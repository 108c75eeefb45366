"""How a table says what it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``sql_type`` as DuckDB names it, ``meaning`` in a reader's words, ``nullable`` if it may be unknown."""

    name: str
    sql_type: str
    meaning: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns in order. ``kept_with`` is the release that carries it (two tables may share one)."""

    name: str
    kept_with: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)
