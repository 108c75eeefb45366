"""The grouped queries: incidents by month and category, by LSOA, and by community safety partnership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sulis.indicators.recipe import Marked
from sulis.indicators.scope import Scope, partnerships_of
from sulis.indicators.tallies import Tallies, read_tallies, sums_of
from sulis.indicators.within import Within
from sulis.store.engine import Engine
from sulis.store.query import query, unbound
from sulis.vocabulary import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

_PLACES = ("lsoa_code", "in_2021", "bridge_code", "bridge_name", "msoa_code", "msoa_name", "ward_code", "ward_name")


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


@query("incidents", "lsoa")
def incidents_by_month(within: Within, period: Period, wanted: Marked) -> ir.Table:
    """Incidents of the area by month, category and release."""
    lsoa, rows = unbound("lsoa"), wanted.incidents()
    inside = lsoa.filter(within.holds(lsoa))["lsoa_code"]
    rows = rows.filter(*during(rows, period), rows["lsoa_code"].isin(inside))
    keys = ("month", "category", "release")
    return rows.group_by(*keys).aggregate(**sums_of(rows, wanted)).order_by(*keys)


@query("incidents", "lsoa")
def incidents_by_lsoa(within: Within, months: tuple[date, ...], wanted: Marked) -> ir.Table:
    """Incidents of each LSOA code of the area over the months received, with its places."""
    lsoa, rows = unbound("lsoa"), wanted.incidents()
    places = lsoa.filter(within.holds(lsoa)).select(*_PLACES)
    rows = rows.filter(rows["month"].isin(months), rows["lsoa_code"].isin(places["lsoa_code"]))
    sums = rows.group_by("lsoa_code").aggregate(**sums_of(rows, wanted))
    found = places.left_join(sums, "lsoa_code")
    counts = {name: found[name].fill_null(0) for name in wanted.sums}
    return found.select(*(found[name] for name in _PLACES), **counts).order_by("lsoa_code")


@query("incidents", "lsoa")
def incidents_by_partnership(forces: tuple[str, ...], period: Period, wanted: Marked) -> ir.Table:
    """Incidents of each community safety partnership of these forces by month and release."""
    import ibis

    lsoa, rows = unbound("lsoa"), wanted.incidents()
    # One key rather than code, name and force: a third less time on a country's rows.
    key = ibis.coalesce(lsoa["partnership_code"], lsoa["force"])
    places = lsoa.filter(lsoa["force"].isin(forces)).select("lsoa_code", partnership_or_force=key)
    rows = rows.filter(*during(rows, period)).join(places, "lsoa_code")
    keys = ("partnership_or_force", "month", "release")
    return rows.group_by(*keys).aggregate(**sums_of(rows, wanted)).order_by(*keys)


def during(rows: ir.Table, period: Period) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """That a row's month lies in the period."""
    return rows["month"] >= period.start, rows["month"] < period.end


def count_months(engine: Engine, scope: Scope, period: Period, wanted: Marked) -> tuple[str, tuple[MonthCell, ...]]:
    """The query, and every month, category and release that has a row in the area."""
    asked, recipes = incidents_by_month(scope.within, period, wanted), len(wanted.recipes)
    rows = engine.run(asked)
    return asked.sql(), tuple(MonthCell(row[0], row[1], row[2], read_tallies(row[3:], recipes)) for row in rows)


def count_lsoas(
    engine: Engine, scope: Scope, months: Sequence[Period], wanted: Marked
) -> tuple[str, tuple[LsoaCell, ...]]:
    """The query, and every LSOA code in the area over the months given, those with no row too."""
    asked = incidents_by_lsoa(scope.within, tuple(month.start for month in months), wanted)
    recipes = len(wanted.recipes)
    return asked.sql(), tuple(
        LsoaCell(row[0], row[1], (row[2], row[3]), _place(row[4:6]), _place(row[6:8]), read_tallies(row[8:], recipes))
        for row in engine.run(asked)
    )


def count_partnerships(
    engine: Engine, forces: Sequence[str], period: Period, wanted: Marked
) -> tuple[str, tuple[PartnershipCell, ...]]:
    """The query, and every partnership of the forces given by month and release."""
    asked, recipes = incidents_by_partnership(tuple(forces), period, wanted), len(wanted.recipes)
    known = {code: (force, code, name) for force, code, name in partnerships_of(engine, forces)}
    cells = []
    for key, month, release, *sums in engine.run(asked):
        force, code, name = known.get(key, (key, None, None))
        cells.append(PartnershipCell(force, code, name, month, release, read_tallies(sums, recipes)))
    return asked.sql(), tuple(cells)


def _place(pair: tuple[str | None, str | None]) -> tuple[str, str] | None:
    code, name = pair
    return (code, name or code) if code else None
