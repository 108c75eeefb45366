"""Attendances at emergency departments after an assault: by month and place, and the days that the hospitals' files cover.

The table is restricted: an engine answers only on a connection that was opened with it, which notes who reads and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sulis.indicators.within import Within
from sulis.store.engine import Engine
from sulis.store.query import query, unbound
from sulis.vocabulary import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir

ATTENDANCES = "attendances"


@dataclass(frozen=True, slots=True)
class TreatedMonth:
    """Attendances of one month: at a place in the area, and at a place that nobody wrote down, which may be in it."""

    month: Period
    here: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Treated:
    """The months of the period that every site covers, in order. ``sites`` are all that ever sent a file."""

    months: tuple[TreatedMonth, ...]
    sites: int
    query: str


@query("attendances", "lsoa")
def attendances_by_month(within: Within, period: Period) -> ir.Table:
    """Attendances after an assault by month of the assault, or of arrival where that is unknown: in the area, and at no known place."""
    import ibis

    rows, lsoa = unbound("attendances"), unbound("lsoa")
    area = lsoa.filter(within.holds(lsoa))
    begins = rows["period_start"]
    first = ibis.date(begins.year(), begins.month(), 1)
    rows = rows.mutate(month=ibis.coalesce(rows["assault_month"], rows["arrived_month"], first))
    rows = rows.filter(rows["month"] >= period.start, rows["month"] < period.end)
    place = rows["location_area"]
    here = place.isin(area["msoa_code"]) | place.isin(area["ward_code"])
    rows = rows.mutate(here=here.fill_null(False), unknown=place.isnull())
    sums = {"here": rows.count(where=rows["here"]), "unknown": rows.count(where=rows["unknown"])}
    return rows.group_by("month").aggregate(**sums).order_by("month")


@query("attendances")
def attendances_covered() -> ir.Table:
    """The first and last day of every file of attendances, by site."""
    rows = unbound("attendances")
    return (
        rows.select("site_code", "period_start", "period_end")
        .distinct()
        .order_by("site_code", "period_start", "period_end")
    )


def read_treated(engine: Engine, within: Within, period: Period) -> Treated:
    """The months of the period for which every site sent a file; in one without a row nobody attended.

    A file without a row is not known of: its months are missing, never zero.
    """
    asked = attendances_by_month(within, period)
    counted = {row[0]: (row[1], row[2]) for row in engine.run(asked)}
    spans: dict[str, list[tuple[date, date]]] = {}
    for site, first, last in engine.run(attendances_covered()):
        spans.setdefault(site, []).append((first, last))
    months = tuple(
        TreatedMonth(month, *counted.get(month.start, (0, 0)))
        for month in period.months()
        if spans and all(_covers(each, month) for each in spans.values())
    )
    return Treated(months, len(spans), asked.sql())


def _covers(spans: Sequence[tuple[date, date]], month: Period) -> bool:
    """Whether one file covers the month whole."""
    return any(first <= month.start and (month.end - last).days <= 1 for first, last in spans)
