"""How a table says what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.vocabulary import Caveat

MISSING = "_missing"
"""What the name of a quantity's second column ends in."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``sql_type`` as DuckDB names it, ``meaning`` in a reader's words, ``nullable`` if it may be unknown.

    ``unit`` is that of a number, empty where it counts or says nothing of one. A text is one of ``allowed``, or has the
    form of ``pattern`` (a whole match), where these are given. A number lies from ``least`` to ``most``, both included.
    A ``keyed`` column names a person: its values become keys at the door, and what was delivered is stored nowhere.
    """

    name: str
    sql_type: str
    meaning: str
    nullable: bool = False
    unit: str = ""
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    keyed: bool = False

    @property
    def number(self) -> bool:
        return self.sql_type in NUMBERS


NUMBERS = ("SMALLINT", "INTEGER", "BIGINT", "DOUBLE")


def quantity(name: str, sql_type: str, meaning: str, unit: str, least: float | None = 0) -> tuple[Column, Column]:
    """A number that may be missing in several ways: the number, and why it is not there.

    Exactly one of the two is filled. A zero is a number.

    >>> [column.name for column in quantity("persons", "INTEGER", "residents", "persons")]
    ['persons', 'persons_missing']
    """
    return (
        Column(name, sql_type, meaning, nullable=True, unit=unit, least=least),
        Column(f"{name}{MISSING}", "VARCHAR", f"why there is no number of {meaning}", nullable=True),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """What every row must keep, over several columns: ``holds`` is SQL, the words are those of a fault."""

    column: str
    holds: str
    given: str
    rule: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns in order. ``kept_with`` is the release that carries it (two tables may share one).

    ``key`` names the columns that tell one row from another when a release is compared with the last; rows without a key
    are compared whole. ``checks`` are the rules over several columns. ``caveats`` hold for every number drawn from the table,
    whatever its source. ``restricted`` tables are about people: they are kept encrypted, and a read of them is audited.
    """

    name: str
    kept_with: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    restricted: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def quantities(self) -> tuple[str, ...]:
        """The numbers that have a second column for why they are missing."""
        names = set(self.names)
        return tuple(name for name in self.names if f"{name}{MISSING}" in names)

    @property
    def keyed(self) -> tuple[str, ...]:
        """The columns that name people."""
        return tuple(column.name for column in self.columns if column.keyed)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _no_column(self.name, name)


def _no_column(table: str, name: str) -> Column:
    raise KeyError(f"the table {table} has no column {name!r}")
