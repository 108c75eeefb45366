"""What a revision of a force's month moves: its counts by definition and category, and how far its outcomes ripened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from sulis.delivery.movement import Moved, MovedKind, Movement, gathered
from sulis.store import Release, ReleaseStatus, Store
from sulis.store.engine import DuckDbEngine
from sulis.store.sql import literal
from sulis.tables import force_name
from sulis.vocabulary import Caveat, InputRefused, Period

if TYPE_CHECKING:
    from sulis.indicators.country import CountedArea
    from sulis.indicators.recipe import Marked

EVERY = "incidents of every category"
TABLE = "incidents"
RIPENED = 0.01
"""The share of incidents with another outcome from which two extracts are told apart. Below it a share of outcomes moves by
less than the width of its interval for a force's month (about 15,000 incidents, 1 in 100)."""
_SHOWN = 2

Counts = dict[tuple[str, str, str], int]
"""Counts by area's code, its name and what is counted."""


def incidents_moved(
    home: Path, releases: Iterable[Release], old: Release, new: Release, paths: tuple[str, str]
) -> Movement:
    """Each definition of the catalogue and each category, for the force and each partnership of it.

    ``releases`` are those of the home, for its look-ups: without them only the force is counted. ``paths`` are the two
    releases' files. Both months were received, so a category without a row is a zero.
    """
    lookups = tuple(r for r in releases if r.table == "geography" and r.status is ReleaseStatus.CURRENT)
    wanted = _wanted(made_up=new.made_up)
    before, after = (
        _counted(Store(home, (*lookups, _standing(one, path))), one, wanted)
        for one, path in zip((old, new), paths, strict=True)
    )
    moved = _compared(before, after, new.period)
    with duckdb.connect() as connection:
        warnings = outcomes_ripened(connection, *(f"read_parquet({literal(home / path)})" for path in paths))
    return gathered(moved, warnings)


def _standing(release: Release, path: str) -> Release:
    """The release as if it were the current one, wherever its file is."""
    return replace(release, status=ReleaseStatus.CURRENT, paths={TABLE: path})


def _wanted(*, made_up: bool) -> Marked:
    from sulis.catalogue.violence import list_definitions
    from sulis.definition import compile_definition
    from sulis.indicators.recipe import mark

    found = []
    for definition in list_definitions():
        try:
            found.append(compile_definition(definition, source="made_up" if made_up else "police_uk"))
        except InputRefused:  # street-level files can say nothing of it
            continue
    return mark(found)


def _counted(side: Store, release: Release, wanted: Marked) -> Counts:
    from sulis.indicators.country import CountLevel, count_country

    period = Period.month(release.period)
    with side.connect() as connection:
        engine = DuckDbEngine(connection)
        levels = [CountLevel.FORCE, *([CountLevel.PARTNERSHIP] if side.has("geography") else [])]
        found = [count_country(engine, level, [release.series], period, wanted) for level in levels]
    areas = [area for each in found for area in each.areas if area.force == release.series]
    return {key: count for area in areas for key, count in _of_area(area, found[0].categories, wanted)}


def _of_area(
    area: CountedArea, categories: tuple[str, ...], wanted: Marked
) -> Iterator[tuple[tuple[str, str, str], int]]:
    place = (area.code, force_name(area.code) if area.code == area.force else area.name)
    of_category = dict.fromkeys(categories, 0)
    defined = [0] * len(wanted.recipes)
    for (_, category), tallies in area.counted.items():
        of_category[category] += tallies.incidents
        defined = [sum(pair) for pair in zip(defined, tallies.defined, strict=True)]
    yield (*place, EVERY), sum(of_category.values())
    yield from (((*place, recipe.ref), count) for recipe, count in zip(wanted.recipes, defined, strict=True))
    yield from (((*place, category), count) for category, count in of_category.items())


def _compared(before: Counts, after: Counts, period: str) -> Iterator[Moved]:
    for code, name, indicator in dict.fromkeys((*after, *before)):
        key = (code, name, indicator)
        yield Moved(
            indicator, MovedKind.COUNT, (("area", name), ("area_code", code), ("period", period)), "incidents",
            float(before.get(key, 0)), float(after.get(key, 0)),
        )  # fmt: skip


def outcomes_ripened(connection: duckdb.DuckDBPyConnection, old: str, new: str) -> tuple[Caveat, ...]:
    """A warning where the same incidents have other outcomes in the later extract; none below `RIPENED`.

    Only incidents whose ID stands once in both are compared. ``old`` and ``new`` are SQL that can stand after FROM.
    """
    once = "SELECT incident_id, any_value(last_outcome) AS o FROM {} WHERE incident_id IS NOT NULL GROUP BY 1 HAVING count(*) = 1"
    pairs = f"SELECT b.o AS before, a.o AS after FROM ({once.format(old)}) b JOIN ({once.format(new)}) a USING (incident_id)"
    row = connection.execute(
        f"SELECT count(*), count(*) FILTER (before IS DISTINCT FROM after) FROM ({pairs})"
    ).fetchone()
    assert row is not None
    both, differ = int(row[0]), int(row[1])
    if not both or differ < RIPENED * both:
        return ()
    shares = connection.execute(
        f"""SELECT outcome, coalesce(b, 0), coalesce(a, 0) FROM
        (SELECT before AS outcome, count(*) AS b FROM ({pairs}) GROUP BY 1) FULL JOIN
        (SELECT after AS outcome, count(*) AS a FROM ({pairs}) GROUP BY 1) USING (outcome)
        WHERE outcome IS NOT NULL ORDER BY abs(coalesce(a, 0) - coalesce(b, 0)) DESC, outcome LIMIT {_SHOWN}"""
    ).fetchall()
    told = "; ".join(f'"{outcome}" went from {b / both:.1%} of them to {a / both:.1%}' for outcome, b, a in shares)
    return (
        Caveat(
            "extract-age",
            f"{differ:,} of the {both:,} incidents that stand once in both extracts ({differ / both:.0%}) have another"
            f" outcome in the later one: {told}. Outcomes ripen with the age of an extract, so outcome rates cannot be"
            " compared between these two, nor between months taken from extracts of different age.",
        ),
    )
