"""Which place a question is about, and how its LSOAs are picked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sulis.indicators.within import Within
from sulis.store.engine import Engine
from sulis.store.query import query, unbound
from sulis.vocabulary import Area, AreaLevel, WrongUsage

if TYPE_CHECKING:
    import ibis.expr.types as ir

# The columns of `lsoa` that say in which area of a level an LSOA lies start with these words.
COLUMN_OF = {
    AreaLevel.LSOA: "bridge",
    AreaLevel.MSOA: "msoa",
    AreaLevel.WARD: "ward",
    AreaLevel.DISTRICT: "district",
    AreaLevel.PARTNERSHIP: "partnership",
    AreaLevel.FORCE: "force",
}
_NAMED_LEVELS = (AreaLevel.DISTRICT, AreaLevel.PARTNERSHIP, AreaLevel.FORCE, AreaLevel.WARD)
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """An area, the police force that covers it (``force_slug`` as its files spell it), and the area's partnership.

    ``partnership`` is the code of the community safety partnership that holds the area, or None where several do;
    ``is_partnership`` says that the two are the same ground.
    """

    area: Area
    force: Area
    force_slug: str
    partnership: str | None = None
    is_partnership: bool = False

    @property
    def within(self) -> Within:
        """The rows of `lsoa` that lie in the area."""
        return area_within(self.area.level, self.area.code)


def area_within(level: AreaLevel, code: str) -> Within:
    """The rows of `lsoa` that lie in the area of that level and code."""
    return Within(f"{COLUMN_OF[level]}_code", (code,))


@query("area")
def areas_of_code(code: str) -> ir.Table:
    """The area of a code, of the latest boundaries first."""
    area = unbound("area")
    return (
        area.filter(area["code"] == code)
        .select("code", "name", "level", "vintage")
        .order_by(area["vintage"].desc(), "level")
    )


@query("lsoa")
def forces_of_area(within: Within) -> ir.Table:
    """The police forces that an area lies in, the one with most of its LSOAs first, and how many partnerships it meets."""
    lsoa = unbound("lsoa")
    inside = lsoa.filter(within.holds(lsoa), lsoa["force"].notnull())
    grouped = inside.group_by("force", "force_code", "force_name").aggregate(
        lsoas=inside.count(),
        partnership_code=inside["partnership_code"].min(),
        partnerships=inside["partnership_code"].nunique(),
    )
    return grouped.order_by(grouped["lsoas"].desc(), "force")


@query("lsoa")
def lsoas_outside(within: Within, partnership: str) -> ir.Table:
    """How many LSOAs of 2021 of a partnership lie outside an area."""
    lsoa = unbound("lsoa")
    outside = ~within.holds(lsoa).fill_null(False)
    found = lsoa.filter(lsoa["in_2021"], lsoa["partnership_code"] == partnership, outside)
    return found.aggregate(lsoas=found.count())


@query("lsoa")
def lsoas_reaching_out(within: Within, level: AreaLevel) -> ir.Table:
    """How many LSOAs of 2021 lie outside an area, in a place of this level that lies partly inside it."""
    lsoa, column = unbound("lsoa"), f"{COLUMN_OF[level]}_code"
    holds = within.holds(lsoa)
    met = lsoa.filter(lsoa["in_2021"], holds)[column]
    found = lsoa.filter(lsoa["in_2021"], ~holds.fill_null(False), lsoa[column].isin(met))
    return found.aggregate(lsoas=found.count())


@query("area")
def latest_vintages() -> ir.Table:
    """The year of the latest boundaries of each level."""
    area = unbound("area")
    return area.group_by("level").aggregate(vintage=area["vintage"].max()).order_by("level")


@query("lsoa")
def partnerships_in(forces: tuple[str, ...]) -> ir.Table:
    """Every community safety partnership of these forces."""
    import ibis

    lsoa = unbound("lsoa")
    code, name = lsoa["partnership_code"], ibis.coalesce(lsoa["partnership_name"], lsoa["partnership_code"])
    there = lsoa.filter(lsoa["force"].isin(forces), code.notnull())
    return there.select("force", "partnership_code", name=name).distinct().order_by("force", "partnership_code", "name")


@query("lsoa")
def bridge_of(lsoa_code: str) -> ir.Table:
    """The bridged LSOA that an LSOA is part of."""
    lsoa = unbound("lsoa")
    return lsoa.filter(lsoa["lsoa_code"] == lsoa_code).select("bridge_code", "bridge_name").order_by("bridge_code")


@query("area")
def areas_with(words: str) -> ir.Table:
    """Areas whose name holds these words, the shortest names first."""
    area = unbound("area")
    holds = area["name"].lower().contains(words.lower())
    found = area.filter(holds, area["level"] != AreaLevel.LSOA.value).select("code", "name")
    return found.order_by(found["name"].length(), "code").limit(_MOST_NEAR)


@query("area")
def areas_of_levels(levels: tuple[str, ...]) -> ir.Table:
    """The code and name of every area of these levels."""
    area = unbound("area")
    return area.filter(area["level"].isin(levels)).select("code", "name").order_by("code", "name")


def find_scope(engine: Engine, code: str) -> Scope:
    """The area of that code (bridged LSOA, MSOA, ward, district, partnership or force) with its force.

    Raises
    ------
    WrongUsage
        When no area has that code (the remedy names those whose code or name is near it), or no force covers it.
    """
    found = engine.run(areas_of_code(code))
    if not found:
        raise WrongUsage(f"no area has the code {code!r}", _near(engine, code))
    area = Area(found[0][0], found[0][1], AreaLevel(found[0][2]), found[0][3])
    within = area_within(area.level, area.code)
    held = engine.run(forces_of_area(within))
    if not held:
        raise WrongUsage(
            f"{area.name} ({code}) lies in no police force area of the look-ups",
            "Load look-ups that hold the area with `sulis ingest geography PATH`.",
        )
    slug, force_code, force_name, _, held_by, partnerships = held[0]
    force = Area(force_code, force_name, AreaLevel.FORCE, vintages(engine).get(AreaLevel.FORCE, 0))
    partnership = held_by if partnerships == 1 else None
    return Scope(area, force, slug, partnership, _same_ground(engine, within, partnership))


def _same_ground(engine: Engine, within: Within, partnership: str | None) -> bool:
    """Whether no LSOA of the partnership lies outside the area."""
    return partnership is not None and engine.run(lsoas_outside(within, partnership)) == [(0,)]


def reaches_out(engine: Engine, scope: Scope, level: AreaLevel) -> bool:
    """Whether any place of the level lies only partly in the area, as an MSOA of a ward may."""
    return engine.run(lsoas_reaching_out(scope.within, level)) != [(0,)]


def vintages(engine: Engine) -> dict[AreaLevel, int]:
    """The year of the boundaries of each level that is loaded."""
    return {AreaLevel(level): int(year) for level, year in engine.run(latest_vintages())}


def partnerships_of(engine: Engine, forces: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Force, code and name of every community safety partnership of these forces."""
    return tuple((force, code, name) for force, code, name in engine.run(partnerships_in(tuple(forces))))


def _near(engine: Engine, code: str) -> str:
    """A remedy that names areas whose name or code looks like what was given."""
    joined = engine.run(bridge_of(code))
    if joined:
        return f"It is one part of a bridged LSOA; ask for that: {_named(joined)}."
    named = engine.run(areas_with(code)) if code.strip() else []
    alike = named or _spelled_alike(engine, code)
    if not alike:
        return "Give an ONS code of the look-ups, such as E06000022 for Bath and North East Somerset."
    return f"Near it are: {_named(alike)}."


def _spelled_alike(engine: Engine, code: str) -> list[tuple[str, ...]]:
    names: dict[str, str] = dict(engine.run(areas_of_levels(tuple(level.value for level in _NAMED_LEVELS))))
    return [(near, names[near]) for near in get_close_matches(code.upper(), sorted(names), n=_MOST_NEAR, cutoff=0.7)]


def _named(areas: Sequence[tuple[str, ...]]) -> str:
    return ", ".join(f"{code} {name}" for code, name in areas)
