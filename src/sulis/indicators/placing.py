"""What can be put on a map, and what cannot: outlines of places, and rows without a place or with a divided one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sulis.store.query import query, unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir


@query("boundary")
def outlines_of_level(level: str, codes: tuple[str, ...]) -> ir.Table:
    """The outline of each of these places, of the latest boundaries that have one."""
    shapes = unbound("boundary")
    shapes = shapes.filter(shapes["level"] == level, shapes["code"].isin(codes))
    latest = shapes.group_by("code").mutate(latest=shapes["vintage"].max())
    kept = latest.filter(latest["vintage"] == latest["latest"])
    return kept.select("code", "name", "geometry").order_by("code")


@query("boundary", "lsoa")
def outlines_of_bridges(codes: tuple[str, ...]) -> ir.Table:
    """The outlines of the parts of each of these bridged LSOAs: parts of 2021 where there are any, else of 2011."""
    shapes, lsoa = unbound("boundary"), unbound("lsoa")
    shapes = shapes.filter(shapes["level"] == "lsoa").select("code", "vintage", "geometry")
    parts = lsoa.filter(lsoa["bridge_code"].isin(codes)).join(shapes, lsoa["lsoa_code"] == shapes["code"])
    of_its_time = ((parts["vintage"] == 2021) & parts["in_2021"]) | ((parts["vintage"] == 2011) & parts["in_2011"])
    parts = parts.filter(of_its_time)
    latest = parts.group_by("bridge_code").mutate(latest=parts["vintage"].max())
    kept = latest.filter(latest["vintage"] == latest["latest"]).order_by("bridge_code", "code")
    return kept.select("bridge_code", "bridge_name", "geometry")


@query("incidents")
def rows_without_place(force: str, months: tuple[date, ...]) -> ir.Table:
    """Rows of a force's files by month, and those of them without a place."""
    rows = unbound("incidents")
    rows = rows.filter(rows["force"] == force, rows["month"].isin(months))
    sums = {"row_count": rows.count(), "without_place": rows.count(where=rows["lsoa_code"].isnull())}
    return rows.group_by("month").aggregate(**sums).order_by("month")


@query("incidents", "lsoa")
def rows_of_divided(force: str, months: tuple[date, ...]) -> ir.Table:
    """Rows of a force's files with a place, and those of them whose old code was divided between districts."""
    rows, lsoa = unbound("incidents"), unbound("lsoa")
    rows = rows.filter(rows["force"] == force, rows["month"].isin(months)).select("lsoa_code")
    found = rows.join(lsoa.select("lsoa_code", "district_code"), "lsoa_code")
    unplaced = found.count(where=found["district_code"].isnull()).fill_null(0)  # on Spark, NULL when there is no row
    return found.aggregate(row_count=found.count(), unplaced=unplaced)
