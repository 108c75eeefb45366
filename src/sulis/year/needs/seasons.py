"""Months that can be compared, what each is set against, and whether they follow the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulis.indicators import Recipe, Tally, index_estimate
from sulis.vocabulary import Caveat, Estimate, Period, Unit
from sulis.year.needs import caveats
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Rebased
    from sulis.statistics import Seasonality

TOLD_BELOW = 0.05  # the p below which a season is told
MONTHS = tuple(f"{month.start:%B}" for month in Period.between("2024-01", "2024-12").months())


@dataclass(frozen=True)
class Comparable:
    """A definition's months on one side of every break. ``told`` are the caveats of those breaks.

    ``rebased`` are the written reasons to start its control limits anew, by month.
    """

    study: Study
    recipe: Recipe
    number: int
    counts: tuple[Estimate, ...]
    told: tuple[Caveat, ...]
    rebased: tuple[Rebased, ...] = ()

    @property
    def subject(self) -> str:
        """What is counted."""
        return self.study.subject(self.recipe)

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The counts, NaN for a month that was not received."""
        return np.array([one.value for one in self.counts], dtype=float)

    @cached_property
    def received(self) -> int:
        """How many of the months were received."""
        return int((~np.isnan(self.values)).sum())

    @cached_property
    def season(self) -> Seasonality:
        """The test of the months of the year, over the days that each has."""
        from sulis.statistics import seasonality

        return seasonality(self.values, self.counts[0].period.start.month, _days(self.counts), self.study.level)

    @property
    def seasonal(self) -> bool:
        """Whether a season is told."""
        return self.season.p_value < TOLD_BELOW  # never where it is NaN: nothing was tested

    @cached_property
    def exposure(self) -> NDArray[np.float64]:
        """What each month is divided by: its days, times its month of the year's usual share where a season is told."""
        days = np.array(_days(self.counts))
        if not self.seasonal:
            return days
        return np.asarray(days * self.season.effect[[one.period.start.month - 1 for one in self.counts]])

    @cached_property
    def whole(self) -> Tally:
        """The count over all of these months, whose area, period and road back the numbers have."""
        return over(self.study, self.recipe, self.counts)

    @property
    def notes(self) -> tuple[Caveat, ...]:
        """What matters to every reading of these months."""
        gaps = caveats.missing_months(self.study.months, self.study.scope.force.name)
        soon = caveats.provisional_months(self.study.months)
        return (*self.told, *gaps, *soon, caveats.RECORDING, *self._taken_out)

    @property
    def _taken_out(self) -> tuple[Caveat, ...]:
        if self.seasonal:
            return (caveats.SEASON_OUT,)
        return () if self.season.reason == "" else (caveats.SEASON_IN,)

    def cannot_tell(self, part: str, what: str, why: str) -> Finding:
        """That the months do not bear it, with why and what to load."""
        return Finding(
            f"trend-{part}-{self.number}", FindingKind.CANNOT_TELL, self.subject,
            statements=(f"{what[:1].upper()}{what[1:]} cannot be told: {why}",), caveats=self.told, unsaid=(what,),
        )  # fmt: skip


def season_finding(months: Comparable) -> Finding:
    """Which months of the year have more than their share, or that it cannot be told."""
    found, what = months.season, f"whether there is a season in {months.subject}"
    if found.reason:
        why = f"{found.reason} ({months.received} received). Load earlier months, or those that are missing."
        return months.cannot_tell("season", what, why)
    effects = [
        index_estimate(value, (low, high), months.whole, months.study.level, found.method, Unit.RATIO)
        for value, low, high in zip(found.effect.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    ]
    points = tuple(Point(f"{at + 1:02}", MONTHS[at], effect) for at, effect in enumerate(effects))
    high, low = int(found.effect.argmax()), int(found.effect.argmin())
    slots = (Slot("highest", effects[high], MONTHS[high], found.p_value), Slot("lowest", effects[low], MONTHS[low]))
    id_ = f"trend-season-{months.number}"
    chart = ChartSpec(id_, ChartKind.CYCLE, (Series(months.subject, points),))
    return Finding(id_, FindingKind.SEASON, months.subject, slots, (chart,), caveats=(*months.told, caveats.RECORDING))


def over(study: Study, recipe: Recipe, months: Sequence[Estimate]) -> Tally:
    """The count over those months, whose area, period and road back the numbers have."""
    span = Period(months[0].period.start, months[-1].period.end)
    states = [state for state in study.months if span.start <= state.month.start < span.end]
    return study.tally(states, study.defined(recipe), recipe=recipe)


def _days(months: Sequence[Estimate]) -> list[float]:
    return [float(one.period.days) for one in months]
