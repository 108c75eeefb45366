"""What each measure says now: its yearly figures, the finding or the actions that speak for it, for one audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sulis.catalogue import partnership as files
from sulis.vocabulary import Audience
from sulis_web.measures import queries as measures
from sulis_web.measures.models import Recipe, Shape
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import current
from sulis_web.runs import queries as runs
from sulis_web.runs.models import Run

if TYPE_CHECKING:  # reading them in loads the analytical library
    from sulis.publish.documents.one import WordedFinding
    from sulis.year.measures import Coding, Read


class Promises(Protocol):
    """What the plan's actions promised and kept by a day, as whoever keeps them counts it."""

    @property
    def on(self) -> date: ...
    @property
    def due(self) -> int: ...
    @property
    def done(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def stopped(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """A recipe with what it says to somebody. ``held_back`` says that there are figures which this audience may not see."""

    row: Recipe
    recipe: files.Recipe
    reads: tuple[Read, ...] = ()
    held_back: bool = False
    coding: Coding | None = None
    run: Run | None = None
    finding: WordedFinding | None = None
    promises: Promises | None = None

    @property
    def own(self) -> Read | None:
        """The partnership's own figures, by the first way of counting."""
        return next((read for read in self.reads if not read.series.wider), None)

    @property
    def wider(self) -> tuple[Read, ...]:
        return tuple(read for read in self.reads if read.series.wider)

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to judge it by, whoever may see it."""
        return bool(self.reads or self.held_back or self.finding or (self.promises and self.promises.due))


def measured(who: Who, measure: str = "", *, audience: Audience, promises: Promises) -> tuple[Measured, ...]:
    """Every recipe, or those of one measure, with what each says to an audience now."""
    rows = list(measures.recipes(who, measure))
    partnership = current()
    run = runs.latest(partnership) if partnership and any(row.shape == Shape.FINDING for row in rows) else None
    return tuple(_one(row, audience, run, promises) for row in rows)


def with_figures(who: Who, *, promises: Promises) -> frozenset[str]:
    """Keys of the measures that there is anything to judge by. No chart is drawn and no interval worked out for it."""
    found = set(measures.with_numbers(who))
    if promises.due:
        found |= {row.measure for row in measures.of_shape(who, files.Shape.COMMITMENTS)}
    told = measures.of_shape(who, files.Shape.FINDING)
    partnership = current()
    run = runs.latest(partnership) if partnership and told else None
    if run is not None:
        held = {each.id for chapter in runs.open_run(run).chapters for each in chapter.findings}
        found |= {row.measure for row in told if row.finding in held}
    return frozenset(found)


def _one(row: Recipe, audience: Audience, run: Run | None, promises: Promises) -> Measured:
    recipe = measures.value_of(row)
    if row.shape == Shape.COMMITMENTS:
        return Measured(row, recipe, promises=promises)
    if row.shape == Shape.FINDING:
        return Measured(row, recipe, run=run, finding=runs.worded(run, audience, row.finding) if run else None)
    return _read(row, recipe, audience)


def _read(row: Recipe, recipe: files.Recipe, audience: Audience) -> Measured:
    from sulis.year.measures import held_back, read_series, same_by_every_rule

    every = [measures.series_value(each, each.years) for each in row.held if each.years]
    seen = [each for each in every if not held_back(each, audience)]
    reads = tuple(read_series(recipe, each) for each in _in_order(recipe, seen))
    return Measured(row, recipe, reads, len(seen) < len(every), same_by_every_rule(recipe, reads))


def _in_order(recipe: files.Recipe, series: Iterable[files.MeasureSeries]) -> list[files.MeasureSeries]:
    """The partnership's own first, in the order of the ways of counting."""
    order = {rule.id: place for place, rule in enumerate(recipe.rules)}
    return sorted(series, key=lambda each: (each.wider, order.get(each.rule, -1)))
