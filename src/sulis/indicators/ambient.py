"""How many people are in each neighbourhood on a working day, for rates where residents are the wrong denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.store.query import query, unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir


@query("workday_population", "lsoa")
def workday_of_bridges(codes: tuple[str, ...]) -> ir.Table:
    """People on a working day in each of these bridged LSOAs, of the latest census that has its parts.

    ``lacking`` says that a part of 2021 has no number, so that the sum is of some parts only.
    """
    people, lsoa = unbound("workday_population"), unbound("lsoa")
    parts = lsoa.filter(lsoa["bridge_code"].isin(codes), lsoa["in_2021"]).select("bridge_code", "lsoa_code")
    latest = people.group_by("area_code").mutate(latest=people["year"].max())
    latest = latest.filter(latest["year"] == latest["latest"]).select("area_code", "year", "persons")
    joined = parts.left_join(latest, parts["lsoa_code"] == latest["area_code"])
    found = joined.group_by("bridge_code").aggregate(
        persons=joined["persons"].sum().cast("int64"),
        year=joined["year"].max(),
        lacking=joined["persons"].isnull().any(),
    )
    return found.order_by("bridge_code")
