"""Published indicators and statistical neighbours, as they were loaded: nothing is worked out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.indicators.within import Within
from sulis.store.query import query, unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir


@query("neighbours")
def neighbours_of(area_code: str) -> ir.Table:
    """The statistical neighbours of an area, those most like it first, by release."""
    rows = unbound("neighbours")
    wanted = rows.filter(rows.area_code == area_code)
    return wanted.select("release", "place", "neighbour_code").order_by("release", "place", "neighbour_code")


@query("indicator_values")
def published_values(indicators: tuple[str, ...], areas: tuple[str, ...]) -> ir.Table:
    """Values of published indicators for some areas, with what stands in place of a missing one."""
    rows = unbound("indicator_values")
    wanted = rows.filter(rows.indicator_id.isin(indicators), rows.area_code.isin(areas))
    names = ("release", "indicator_id", "area_code", "area_name", "period", "value", "value_missing", "provisional")
    more = ("low", "high", "sex", "age", "category", "row_number")
    return wanted.select(*names, *more).order_by("release", "indicator_id", "area_code", "period", "row_number")


@query("lsoa")
def regions_of_area(within: Within) -> ir.Table:
    """The regions that an area lies in, the one with most of its LSOAs of 2021 first."""
    lsoa = unbound("lsoa")
    inside = lsoa.filter(within.holds(lsoa), lsoa["in_2021"], lsoa["region_code"].notnull())
    grouped = inside.group_by("region_code", "region_name").aggregate(lsoas=inside.count())
    return grouped.order_by(grouped["lsoas"].desc(), "region_code", "region_name")
