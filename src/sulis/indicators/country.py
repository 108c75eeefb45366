"""Counts of the whole country in one go: months by category, for every partnership or every force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sulis.indicators.counting import during
from sulis.indicators.recipe import Marked
from sulis.indicators.tallies import Tallies, read_tallies
from sulis.store.engine import Engine
from sulis.store.query import query, unbound
from sulis.tables import CATEGORIES, force_name
from sulis.vocabulary import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

Counted = dict[tuple[date, str], Tallies]


class CountLevel(StrEnum):
    """What the country is divided into."""

    PARTNERSHIP = "partnership"  # community safety partnerships, by where an incident was
    FORCE = "force"  # police forces, by whose file it is in, with a place or without


@dataclass(frozen=True, slots=True)
class CountedArea:
    """One area with what was recorded in it, by month and category; ``force`` as its files spell it, None when unknown.

    A month and category that is not in ``counted`` has no row: that is zero where the month's file was received, and
    unknown where it was not.
    """

    code: str
    name: str
    force: str | None
    counted: Mapping[tuple[date, str], Tallies]


@dataclass(frozen=True, slots=True)
class CountryCount:
    """The country's areas, in the order of their forces and codes, and the rows that lie in none of them."""

    query: str
    areas: tuple[CountedArea, ...]
    unplaced: Mapping[tuple[date, str], Tallies]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories of today's files, and any other that was met."""
        met = {category for area in (*self.areas, *self._nowhere()) for _, category in area.counted}
        return (*CATEGORIES, *sorted(met - set(CATEGORIES)))

    def _nowhere(self) -> tuple[CountedArea, ...]:
        return (CountedArea("", "", None, self.unplaced),)


@query("incidents", "lsoa")
def country_by_partnership(period: Period, wanted: Marked) -> ir.Table:
    """Incidents of every community safety partnership by month and category; without a code, those that lie in none."""
    lsoa, rows = unbound("lsoa"), unbound("incidents")
    rows = rows.filter(*during(rows, period)).left_join(lsoa.select("lsoa_code", "partnership_code"), "lsoa_code")
    return _grouped(rows, "partnership_code", wanted)


@query("incidents")
def country_by_force(period: Period, wanted: Marked) -> ir.Table:
    """Incidents in the files of every force by month and category, with a place or without."""
    rows = unbound("incidents")
    return _grouped(rows.filter(*during(rows, period)), "force", wanted)


def _grouped(rows: ir.Table, area: str, wanted: Marked) -> ir.Table:
    """Rows by area, month and category, with the sums of each definition."""
    keys = (area, "month", "category")
    groups = rows.group_by(*keys).aggregate(row_count=rows.count(), incidents=rows.count(where=rows["counts"]))
    # Street-level files can be asked for a category alone, so a group is in a definition whole or not at all: asking
    # once a group and not once a row saves a third of the time on a country's rows.
    marks = [recipe.compiled.predicate(groups) for recipe in wanted.recipes]
    asked = [*marks, *(marks[0] & mark for mark in marks[1:])]
    sums = {name: mark.ifelse(groups["incidents"], 0) for name, mark in zip(wanted.sums[2:], asked, strict=True)}
    return groups.mutate(**sums).order_by(*keys)


@query("lsoa")
def partnerships_everywhere() -> ir.Table:
    """Every community safety partnership of the look-ups, and the force of its files."""
    import ibis

    lsoa = unbound("lsoa")
    named = lsoa.filter(lsoa["partnership_code"].notnull()).select(
        "partnership_code", "force", name=ibis.coalesce(lsoa["partnership_name"], lsoa["partnership_code"])
    )
    # One row a partnership: an LSOA whose force the look-ups leave out does not make a second.
    whole = named.group_by("partnership_code").aggregate(name=named["name"].min(), force=named["force"].min())
    return whole.order_by("partnership_code")


@query("lsoa")
def forces_everywhere() -> ir.Table:
    """Every force of the look-ups that has files."""
    lsoa = unbound("lsoa")
    return lsoa.filter(lsoa["force"].notnull()).select("force").distinct().order_by("force")


def count_country(
    engine: Engine, level: CountLevel, forces: Iterable[str], period: Period, wanted: Marked
) -> CountryCount:
    """Every partnership or force of the look-ups and of what is loaded, those with no row too.

    Parameters
    ----------
    engine
        DuckDB or Spark; the counts are the same.
    level
        Partnerships or forces.
    forces
        Those with files loaded; they are there even where the look-ups know them not, as one for railways.
    period
        Whole months.
    wanted
        What is counted beside all incidents.
    """
    by_partnership = level is CountLevel.PARTNERSHIP
    asked = country_by_partnership(period, wanted) if by_partnership else country_by_force(period, wanted)
    counted: dict[str | None, Counted] = {}
    for code, month, category, *sums in engine.run(asked):
        counted.setdefault(code, {})[month, category] = read_tallies(sums, len(wanted.recipes))
    named = _partnerships(engine) if by_partnership else _forces(engine, forces)
    areas = tuple(CountedArea(code, name, force, counted.get(code, {})) for code, name, force in named)
    return CountryCount(asked.sql(), areas, counted.get(None, {}))


def _partnerships(engine: Engine) -> list[tuple[str, str, str | None]]:
    found = [(code, name, force) for code, name, force in engine.run(partnerships_everywhere())]
    return sorted(found, key=lambda one: (one[2] or "", one[0]))


def _forces(engine: Engine, loaded: Iterable[str]) -> list[tuple[str, str, str | None]]:
    known = {force for (force,) in engine.run(forces_everywhere())} | set(loaded)
    return [(force, force_name(force), force) for force in sorted(known)]
