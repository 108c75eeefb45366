"""Rising, falling or cannot tell; and how large a change would have had to be to be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sulis.indicators import Recipe, Tally, index_estimate
from sulis.vocabulary import Caveat, Estimate, Missing, Period, Unit
from sulis.year.needs import caveats
from sulis.year.needs.breaks import since_last
from sulis.year.needs.model import Finding, FindingKind, SeriesBreak, Slot
from sulis.year.needs.study import Study

YEAR = 12  # months
STATED = 0.9  # the change of which the years to see it are given: a tenth less
POWER = 0.8  # the chance with which a change is to be seen


def direction_finding(
    study: Study,
    recipe: Recipe,
    number: int,
    counts: Sequence[Estimate],
    breaks: Sequence[SeriesBreak],
    told: tuple[Caveat, ...],
) -> Finding:
    """The direction of the monthly counts on one side of every break, with the change a year and what could have been seen."""
    from sulis.statistics import direction

    months = since_last(counts, breaks)
    found = direction(np.array([one.value for one in months], dtype=float), level=study.level)
    whole = _over(study, recipe, months)
    gaps = caveats.missing_months(study.months, study.scope.force.name)
    slots: tuple[Slot, ...]
    unsaid: tuple[str, ...] = ()
    if found.reason:
        absent = Estimate.absent(
            Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=whole.area, period=whole.period, level=study.level,
            caveats=whole.caveats, provenance=whole.provenance,
        )  # fmt: skip
        slots, unsaid = (Slot("change", absent),), (found.reason,)
    else:
        change = index_estimate(found.change, (found.low, found.high), whole, study.level, found.method, Unit.RATIO)
        way = Slot("change", change, "change a year, as a ratio", found.p_value)
        slots = (way, *_seeable(study, whole, months, found.dispersion))
    return Finding(
        f"trend-direction-{number}", FindingKind.DIRECTION, study.subject(recipe), slots,
        caveats=(*told, *gaps, caveats.RECORDING, caveats.STEADY_CHANGE), unsaid=unsaid,
    )  # fmt: skip


def _seeable(study: Study, whole: Tally, months: Sequence[Estimate], dispersion: float) -> tuple[Slot, ...]:
    """The smallest fall and rise between the two halves of the months received, and the years to see a tenth less."""
    from sulis.statistics import smallest_change, time_to_see

    there = [one.value for one in months if one.value is not None]
    mean, half = sum(there) / len(there), len(there) // 2
    spread = max(1.0, dispersion)
    least = smallest_change(mean, half, half, spread, study.level, POWER)
    needed = time_to_see(STATED, mean, None, spread, study.level, POWER)
    seen = f"that could have been seen, between two spans of {half} months, with a chance of {POWER:.0%}"
    given = (
        ("smallest_fall", float(least.fall), Unit.RATIO, f"smallest fall {seen}"),
        ("smallest_rise", float(least.rise), Unit.RATIO, f"smallest rise {seen}"),
        ("years", float(needed.periods) / YEAR, Unit.YEARS, f"years to see {1 - STATED:.0%} less, with as long before"),
    )
    return tuple(
        Slot(name, index_estimate(value, (value, value), whole, study.level, str(least.method), unit), words)
        for name, value, unit, words in given
        if math.isfinite(value)
    )


def _over(study: Study, recipe: Recipe, months: Sequence[Estimate]) -> Tally:
    """The count over those months, whose area, period and road back the numbers have."""
    span = Period(months[0].period.start, months[-1].period.end)
    states = [state for state in study.months if span.start <= state.month.start < span.end]
    return study.tally(states, study.defined(recipe), recipe=recipe)
