"""Definitions made ready to be counted: the incidents with a true-or-false column for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulis.store.query import unbound

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from sulis.definition import Compiled

_KEPT = ("release", "force", "month", "category", "lsoa_code", "counts")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One definition to count: ``column`` marks its incidents, ``ref`` is its id and version."""

    column: str
    ref: str
    title: str
    compiled: Compiled


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Recipes that are counted together. Two are the same only when they are the same object."""

    recipes: tuple[Recipe, ...]

    def incidents(self) -> ir.Table:
        """The incidents' columns that are counted by, and one for each recipe: true, false or NULL."""
        rows = unbound("incidents")
        marks = {recipe.column: recipe.compiled.predicate(rows) for recipe in self.recipes}
        return rows.select(*_KEPT, **marks)

    @property
    def sums(self) -> tuple[str, ...]:
        """The names of what is summed: rows, incidents, those of each recipe, those shared with the first."""
        marks = [recipe.column for recipe in self.recipes]
        return ("row_count", "incidents", *marks, *(f"shared_{mark}" for mark in marks[1:]))


def mark(compiled: Sequence[Compiled]) -> Marked:
    """A recipe for each definition, in the order given."""
    return Marked(
        tuple(
            Recipe(f"definition_{number}", one.definition.ref, one.definition.title, one)
            for number, one in enumerate(compiled, start=1)
        )
    )
