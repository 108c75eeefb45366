"""Definitions made ready to be counted, and the SQL that marks the incidents each one takes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulis.definition import Compiled

_KEPT = ("release", "force", "month", "category", "lsoa_code", "counts")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One definition to count: ``column`` marks its incidents in the SQL, ``ref`` is its id and version."""

    column: str
    ref: str
    title: str
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class Marked:
    """Recipes, and SQL for the incidents with a true-or-false column for each. It runs on any connection of the store."""

    recipes: tuple[Recipe, ...]
    sql: str


def mark(compiled: Sequence[Compiled]) -> Marked:
    """A recipe for each definition, in the order given."""
    wanted = tuple(
        Recipe(f"definition_{number}", one.definition.ref, one.definition.title, one)
        for number, one in enumerate(compiled, start=1)
    )
    return Marked(wanted, _sql(wanted))


def _sql(wanted: Sequence[Recipe]) -> str:
    import ibis

    from sulis.store.engine import unbound

    incidents = unbound("incidents")
    marks = {recipe.column: recipe.compiled.predicate(incidents) for recipe in wanted}
    kept = [incidents[name] for name in _KEPT]
    return str(ibis.to_sql(incidents.select(*kept, **marks), dialect="duckdb"))
