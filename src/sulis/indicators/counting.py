"""The grouped queries: incidents by month and category, by LSOA, and by community safety partnership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import add
from typing import TYPE_CHECKING

from sulis.indicators.recipe import Marked, Recipe
from sulis.indicators.scope import Scope, partnerships_of
from sulis.store.sql import literal
from sulis.vocabulary import Period

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Tallies:
    """What one group of rows comes to.

    ``rows`` as published; ``incidents`` after the rule for repeated IDs; ``defined`` the incidents that each recipe
    takes in, in the recipes' order; ``shared`` those that the first recipe takes in together with each of the others.
    """

    rows: int
    incidents: int
    defined: tuple[int, ...]
    shared: tuple[int, ...]

    def __add__(self, other: Tallies) -> Tallies:
        return Tallies(
            self.rows + other.rows,
            self.incidents + other.incidents,
            tuple(map(add, self.defined, other.defined)),
            tuple(map(add, self.shared, other.shared)),
        )


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One category of one month in the area, from one release."""

    month: date
    category: str
    release: str
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class LsoaCell:
    """One LSOA code of either vintage in the area, with its places; None where it is split between several."""

    lsoa_code: str
    in_2021: bool
    bridge: tuple[str, str]
    msoa: tuple[str, str] | None
    ward: tuple[str, str] | None
    tallies: Tallies


@dataclass(frozen=True, slots=True)
class PartnershipCell:
    """One month of one community safety partnership, from one release; code None where an LSOA is split between two."""

    force: str
    code: str | None
    name: str | None
    month: date
    release: str
    tallies: Tallies


def nothing(wanted: Sequence[Recipe]) -> Tallies:
    """No rows at all."""
    return Tallies(0, 0, (0,) * len(wanted), (0,) * max(0, len(wanted) - 1))


def count_months(
    connection: DuckDBPyConnection, scope: Scope, period: Period, wanted: Marked
) -> tuple[str, tuple[MonthCell, ...]]:
    """The query, and every month, category and release that has a row in the area."""
    query = f"""WITH incident AS (
{wanted.sql}
)
SELECT i.month, i.category, i.release, {_tallies(wanted.recipes)}
FROM incident AS i
WHERE i.month >= DATE '{period.start}' AND i.month < DATE '{period.end}'
  AND i.lsoa_code IN (SELECT lsoa_code FROM lsoa WHERE {scope.condition})
GROUP BY ALL ORDER BY ALL"""
    rows = connection.execute(query).fetchall()
    return query, tuple(MonthCell(row[0], row[1], row[2], _read(row[3:], wanted.recipes)) for row in rows)


def count_lsoas(
    connection: DuckDBPyConnection, scope: Scope, months: Sequence[Period], wanted: Marked
) -> tuple[str, tuple[LsoaCell, ...]]:
    """The query, and every LSOA code in the area over the months given, those with no row too."""
    listed = ", ".join(f"DATE '{month.start}'" for month in months) or "NULL"
    query = f"""WITH incident AS (
{wanted.sql}
), tally AS (
  SELECT i.lsoa_code, {_tallies(wanted.recipes)}
  FROM incident AS i
  WHERE i.month IN ({listed}) AND i.lsoa_code IN (SELECT lsoa_code FROM lsoa WHERE {scope.condition})
  GROUP BY i.lsoa_code
)
SELECT l.lsoa_code, l.in_2021, l.bridge_code, l.bridge_name, l.msoa_code, l.msoa_name, l.ward_code, l.ward_name,
  {", ".join(f"coalesce(t.{name}, 0)" for name in _names(wanted.recipes))}
FROM lsoa AS l LEFT JOIN tally AS t ON t.lsoa_code = l.lsoa_code
WHERE {scope.condition}
ORDER BY l.lsoa_code"""
    rows = connection.execute(query).fetchall()
    return query, tuple(
        LsoaCell(row[0], row[1], (row[2], row[3]), _place(row[4:6]), _place(row[6:8]), _read(row[8:], wanted.recipes))
        for row in rows
    )


def count_partnerships(
    connection: DuckDBPyConnection, forces: Sequence[str], period: Period, wanted: Marked
) -> tuple[str, tuple[PartnershipCell, ...]]:
    """The query, and every partnership of the forces given by month and release."""
    listed = ", ".join(literal(force) for force in forces)
    # One key rather than code, name and force: a third less time on a country's rows.
    query = f"""WITH incident AS (
{wanted.sql}
)
SELECT coalesce(l.partnership_code, l.force) AS partnership_or_force, i.month, i.release, {_tallies(wanted.recipes)}
FROM incident AS i JOIN lsoa AS l ON l.lsoa_code = i.lsoa_code
WHERE l.force IN ({listed}) AND i.month >= DATE '{period.start}' AND i.month < DATE '{period.end}'
GROUP BY ALL ORDER BY ALL"""
    known = {code: (force, code, name) for force, code, name in partnerships_of(connection, forces)}
    cells = []
    for key, month, release, *sums in connection.execute(query).fetchall():
        force, code, name = known.get(key, (key, None, None))
        cells.append(PartnershipCell(force, code, name, month, release, _read(tuple(sums), wanted.recipes)))
    return query, tuple(cells)


def _tallies(wanted: Sequence[Recipe]) -> str:
    """The sums of a grouped query, in the order that `_read` expects."""
    marks = [f"count(*) FILTER (i.counts AND i.{one.column}) AS {one.column}" for one in wanted]
    shared = [
        f"count(*) FILTER (i.counts AND i.{wanted[0].column} AND i.{one.column}) AS shared_{one.column}"
        for one in wanted[1:]
    ]
    return ",\n  ".join(["count(*) AS row_count", "count(*) FILTER (i.counts) AS incidents", *marks, *shared])


def _names(wanted: Sequence[Recipe]) -> list[str]:
    return ["row_count", "incidents", *(one.column for one in wanted), *(f"shared_{one.column}" for one in wanted[1:])]


def _read(row: tuple[int, ...], wanted: Sequence[Recipe]) -> Tallies:
    numbers = tuple(int(value) for value in row)
    return Tallies(numbers[0], numbers[1], numbers[2 : 2 + len(wanted)], numbers[2 + len(wanted) :])


def _place(pair: tuple[str | None, str | None]) -> tuple[str, str] | None:
    code, name = pair
    return (code, name or code) if code else None
