"""Residents of an area by age, sex and ethnic group, as a census counted them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.indicators.scope import Scope
from sulis.indicators.within import Within
from sulis.store.engine import Engine
from sulis.store.query import query, unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir

_GROUP = ("release", "year", "age_from", "age_to", "sex", "ethnicity", "ethnicity_scheme")


@dataclass(frozen=True, slots=True)
class GroupOfResidents:
    """``persons`` residents of one group. An age, a sex or an ethnic group that is None is not parted by.

    ``age_to`` is the oldest age that is still in the group.
    """

    release: str
    year: int
    age_from: int | None
    age_to: int | None
    sex: str | None
    ethnicity: str | None
    ethnicity_scheme: str | None
    persons: int


@query("population_groups", "lsoa")
def residents_in_groups(area_code: str, within: Within) -> ir.Table:
    """Residents by group: as counted for the area itself, and as the sum over its LSOAs of 2021."""
    import ibis

    rows, lsoa = unbound("population_groups"), unbound("lsoa")
    inside = lsoa.filter(lsoa["in_2021"], within.holds(lsoa))
    own = rows["area_code"] == area_code
    rows = rows.mutate(own=own).filter(own | rows["area_code"].isin(inside["lsoa_code"]))
    grouped = rows.group_by("own", *_GROUP).aggregate(
        areas=rows["area_code"].nunique(),
        unknown=rows.count(where=rows["persons"].isnull()),
        total=rows["persons"].sum(),
    )
    persons = (grouped["unknown"] == 0).ifelse(grouped["total"], ibis.null("int64"))
    of = inside.aggregate(of=inside.count())
    found = grouped.cross_join(of).select("own", *_GROUP, "of", "areas", persons=persons)
    return found.order_by(found["own"].desc(), *_GROUP)


def groups_of_residents(engine: Engine, scope: Scope) -> tuple[str, tuple[GroupOfResidents, ...]]:
    """The query, and the area's groups: its own rows, and for a scheme or age band that has none the sums over its LSOAs.

    A sum is given only where every LSOA has the group, and no number of it is missing.
    """
    asked = residents_in_groups(scope.area.code, scope.within)
    rows = [row for row in engine.run(asked) if row[-1] is not None and (row[0] or row[8] == row[9])]
    held = {_kind(row) for row in rows if row[0]}
    kept = [row for row in rows if row[0] or _kind(row) not in held]
    return asked.sql(), tuple(GroupOfResidents(*row[1:8], *row[-1:]) for row in kept)


def _kind(row: tuple[object, ...]) -> tuple[object, ...]:
    """What a table parts residents by: age, sex, and which scheme of ethnicity."""
    return (row[3] is not None or row[4] is not None, row[5] is not None, row[7])
