"""Recorded crime by offence code and year, and what each code is taken to weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.store.query import query, unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir


@query("recorded_crime")
def recorded_places() -> ir.Table:
    """The forces and partnerships that recorded crime names, as it spells them; a row of a whole force names no partnership."""
    rows = unbound("recorded_crime")
    return rows.select("force_name", "partnership_name").distinct().order_by("force_name", "partnership_name")


@query("recorded_crime")
def recorded_by_code(force_name: str, partnership_name: str) -> ir.Table:
    """Offences by financial year and code of a partnership, or of a whole force where no partnership is named.

    ``lacking`` counts the rows without a number, ``quarters`` those of the year that have any row. A correction below zero is in the
    sum.
    """
    rows = unbound("recorded_crime")
    wanted = rows.filter(rows["force_name"] == force_name)
    name = wanted["partnership_name"]
    wanted = wanted.filter(name == partnership_name if partnership_name else name.isnull())
    found = wanted.group_by("financial_year", "offence_code", "offence_subgroup", "offence_group").aggregate(
        offence=wanted["offence"].min(),
        offences=wanted["offences"].sum().cast("int64"),
        lacking=wanted["offences"].isnull().sum().cast("int64"),
        quarters=wanted["quarter"].nunique(),
    )
    return found.order_by("financial_year", "offence_code", "offence_subgroup", "offence_group")


@query("severity_weights")
def weights_of_codes() -> ir.Table:
    """The least and the most that one offence of each code weighs; they differ where one code stands for several offences."""
    rows = unbound("severity_weights")
    found = rows.group_by("offence_code").aggregate(least=rows["weight"].min(), most=rows["weight"].max())
    return found.order_by("offence_code")
