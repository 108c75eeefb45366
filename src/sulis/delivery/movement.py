"""What a revision moves: every number that is counted or read from a release, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import duckdb

from sulis.tables import MISSING, Table
from sulis.vocabulary import Caveat, Missing

Of = tuple[tuple[str, str], ...]
"""What tells one number from the others: an area, a period and so on, each with its name."""


class MovedKind(StrEnum):
    """What kind of number moved."""

    COUNT = "count"  # counted from rows: incidents of a definition or a category, or rows as they are
    VALUE = "value"  # read from the file as it stands
    SUM = "sum"  # added up over the rows of a group


@dataclass(frozen=True, slots=True)
class Moved:
    """One number that is not what it was.

    ``before`` and ``after`` are None where there is no number; then the kind of missing says why. A zero is a number.
    ``without_before`` and ``without_after`` count, for a sum, the rows of the group that have no number and are not in it.
    """

    indicator: str
    kind: MovedKind
    of: Of
    unit: str
    before: float | None
    after: float | None
    before_missing: Missing | None = None
    after_missing: Missing | None = None
    without_before: int = 0
    without_after: int = 0

    @property
    def difference(self) -> float | None:
        """After less before; None where either is missing."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def share(self) -> float | None:
        """The difference as a share of what was there before (0.1 is a tenth more); None where that is zero or missing."""
        difference = self.difference
        return None if difference is None or not self.before else difference / abs(self.before)


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved between two releases of one place, biggest first, and how many numbers stayed.

    ``turned_missing`` counts numbers that are missing now, by the kind of missing; ``turned_back`` those that were missing
    and are not, by the kind that they had; ``other_kind`` those missing for another reason than before. ``warnings`` are
    what the change itself shows that a reader must know.
    """

    moved: tuple[Moved, ...]
    unmoved: int
    warnings: tuple[Caveat, ...] = ()
    turned_missing: Mapping[str, int] = field(default_factory=dict)
    turned_back: Mapping[str, int] = field(default_factory=dict)
    other_kind: int = 0


NOTHING = Movement((), 0)
_SUMS = {"recorded_crime": ("quarter", "force_name", "partnership_name", "offence_group")}
"""Tables whose single rows are too small to read: their numbers are added up over these columns."""


def movement_of(connection: duckdb.DuckDBPyConnection, table: Table, old: str, new: str) -> Movement:
    """What moved in a table that holds quantities, or else in its number of rows.

    ``old`` and ``new`` are SQL that can stand after FROM. Numbers are matched by the table's key where that stands once in
    both; a number in only one of the two is a row added or gone, which `compare` counts.
    """
    if table.name in _SUMS:
        return gathered(_sums(connection, table, old, new))
    if table.quantities and table.key:
        return gathered(moved for name in table.quantities for moved in _values(connection, table, name, old, new))
    return gathered(_rows(connection, table, old, new))


def gathered(compared: Iterable[Moved], warnings: tuple[Caveat, ...] = ()) -> Movement:
    """Every number compared, parted into those that moved and those that stayed."""
    moved, unmoved, gone, back, other = [], 0, Counter[str](), Counter[str](), 0
    for one in compared:
        if (one.before, one.before_missing) == (one.after, one.after_missing):
            unmoved += 1
            continue
        moved.append(one)
        if one.after_missing and one.before_missing:
            other += 1
        elif one.after_missing:
            gone[one.after_missing.value] += 1
        elif one.before_missing:
            back[one.before_missing.value] += 1
    return Movement(tuple(sorted(moved, key=_size)), unmoved, warnings, dict(gone), dict(back), other)


def _size(one: Moved) -> tuple[object, ...]:
    """What turned missing or back stands first, then the biggest: by share where units differ, else by difference."""
    if one.difference is None:
        return 0, 0.0, one.indicator, one.of
    unlike = one.unit == UNLIKE
    size = abs(one.share) if unlike and one.share is not None else abs(one.difference)
    return 1 if unlike and one.share is None else 2, -size, one.indicator, one.of


UNLIKE = "as the indicator's"
"""The unit of a quantity that is not the same for all rows."""


def _values(connection: duckdb.DuckDBPyConnection, table: Table, name: str, old: str, new: str) -> Iterable[Moved]:
    keys = ", ".join(table.key)
    same = " AND ".join(f"o.{key} IS NOT DISTINCT FROM n.{key}" for key in table.key)
    once = f"SELECT {keys}, any_value({name}) AS a, any_value({name}{MISSING}) AS b FROM {{}} GROUP BY {keys} HAVING count(*) = 1"
    shown = [f"n.{key}::VARCHAR" for key in table.key]
    found = connection.execute(
        f"SELECT o.a::DOUBLE, n.a::DOUBLE, o.b, n.b, {', '.join(shown)} "
        f"FROM ({once.format(old)}) o JOIN ({once.format(new)}) n ON {same}"
    ).fetchall()
    unit = table.column(name).unit
    for before, after, why_before, why_after, *cells in found:
        yield Moved(
            name, MovedKind.VALUE, _of(table.key, cells), unit, before, after, _kind(why_before), _kind(why_after)
        )


def _sums(connection: duckdb.DuckDBPyConnection, table: Table, old: str, new: str) -> Iterable[Moved]:
    """Groups that are in one of the two alone have no sum in the other: nothing of them was received there."""
    (name,), columns = table.quantities, _SUMS[table.name]
    listed = ", ".join(columns)
    sums = f"sum({name})::DOUBLE AS a, mode({name}{MISSING}) AS b, count(*) - count({name}) AS w"
    one = f"SELECT {listed}, {sums} FROM {{}} GROUP BY {listed}"
    same = " AND ".join(f"o.{column} IS NOT DISTINCT FROM n.{column}" for column in columns)
    shown = ", ".join(f"CASE WHEN n.w IS NULL THEN o.{column} ELSE n.{column} END::VARCHAR" for column in columns)
    found = connection.execute(
        f"SELECT o.a, n.a, o.b, n.b, o.w, n.w, {shown} FROM ({one.format(old)}) o FULL JOIN ({one.format(new)}) n ON {same}"
    ).fetchall()
    unit = table.column(name).unit
    for before, after, why_before, why_after, without_before, without_after, *cells in found:
        yield Moved(
            name, MovedKind.SUM, _of(columns, cells), unit, before, after,
            _of_sum(before, why_before), _of_sum(after, why_after), without_before or 0, without_after or 0,
        )  # fmt: skip


def _of_sum(total: float | None, why: str | None) -> Missing | None:
    """Why a group has no sum: the commonest reason of its rows, or that it has none."""
    return None if total is not None else _kind(why) or Missing.NOT_RECEIVED


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, old: str, new: str) -> Iterable[Moved]:
    row = connection.execute(f"SELECT (SELECT count(*) FROM {old}), (SELECT count(*) FROM {new})").fetchone()
    assert row is not None
    yield Moved(f"rows of {table.name.replace('_', ' ')}", MovedKind.COUNT, (), "rows", float(row[0]), float(row[1]))


def _of(names: Iterable[str], cells: Iterable[Any]) -> Of:
    return tuple((name, cell) for name, cell in zip(names, cells, strict=True) if cell is not None)


def _kind(text: str | None) -> Missing | None:
    return None if text is None else Missing(text)
