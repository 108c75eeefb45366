"""What a group of rows comes to: rows, incidents, and the incidents of each definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING

from sulis.indicators.recipe import Marked, Recipe

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Tallies:
    """What one group of rows comes to.

    ``rows`` as published; ``incidents`` after the rule for repeated IDs; ``defined`` the incidents that each recipe
    takes in, in the recipes' order; ``shared`` those that the first recipe takes in together with each of the others.
    """

    rows: int
    incidents: int
    defined: tuple[int, ...]
    shared: tuple[int, ...]

    def __add__(self, other: Tallies) -> Tallies:
        return Tallies(
            self.rows + other.rows,
            self.incidents + other.incidents,
            tuple(map(add, self.defined, other.defined)),
            tuple(map(add, self.shared, other.shared)),
        )


def nothing(wanted: Sequence[Recipe]) -> Tallies:
    """No rows at all."""
    return Tallies(0, 0, (0,) * len(wanted), (0,) * max(0, len(wanted) - 1))


def sums_of(rows: ir.Table, wanted: Marked) -> dict[str, ir.IntegerValue]:
    """The sums of a grouped query over marked incidents, in the order that `read_tallies` expects."""
    marks = [rows[recipe.column] for recipe in wanted.recipes]
    defined = [rows.count(where=rows["counts"] & mark) for mark in marks]
    shared = [rows.count(where=rows["counts"] & marks[0] & mark) for mark in marks[1:]]
    return dict(zip(wanted.sums, [rows.count(), rows.count(where=rows["counts"]), *defined, *shared], strict=True))


def read_tallies(row: Sequence[int], recipes: int) -> Tallies:
    """One row of sums, for so many recipes."""
    return Tallies(row[0], row[1], tuple(row[2 : 2 + recipes]), tuple(row[2 + recipes :]))
