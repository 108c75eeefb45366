"""Rising, falling or cannot tell; and how large a change would have had to be to be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sulis.indicators import Recipe, Tally, absent_estimate, index_estimate
from sulis.vocabulary import Caveat, Estimate, Missing, Unit
from sulis.year.needs import caveats
from sulis.year.needs.breaks import since_last
from sulis.year.needs.model import Finding, FindingKind, SeriesBreak, Slot
from sulis.year.needs.seasons import over
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
    whole = over(study, recipe, months)
    gaps = caveats.missing_months(study.months, study.scope.force.name)
    slots: tuple[Slot, ...]
    unsaid: tuple[str, ...] = ()
    if found.reason:
        absent = absent_estimate(Missing.NOT_APPLICABLE, Unit.RATIO, whole, study.level)
        slots, unsaid = (Slot("change", absent),), (found.reason,)
    else:
        change = index_estimate(found.change, (found.low, found.high), whole, study.level, found.method, Unit.RATIO)
        way = Slot("change", change, "change a year, as a ratio", found.p_value)
        there = [one.value for one in months if one.value is not None]
        mean = sum(there) / len(there)
        slots = (way, *seeable(mean, len(there) // 2, YEAR, found.dispersion, whole, study.level))
    return Finding(
        f"trend-direction-{number}", FindingKind.DIRECTION, study.subject(recipe), slots,
        caveats=(*told, *gaps, caveats.RECORDING, caveats.STEADY_CHANGE), unsaid=unsaid,
    )  # fmt: skip


def seeable(mean: float, half: int, a_year: float, dispersion: float, like: Tally, level: float) -> tuple[Slot, ...]:
    """The smallest fall and rise between two spans of ``half`` periods (``a_year`` of them a year), and the years to see a tenth less."""
    from sulis.statistics import smallest_change, time_to_see

    spread = max(1.0, dispersion)
    least = smallest_change(mean, half, half, spread, level, POWER)
    needed = time_to_see(STATED, mean, None, spread, level, POWER)
    spans = f"two spans of {half} {'months' if a_year == YEAR else 'weeks'}"
    seen = f"that could have been seen, between {spans}, with a chance of {POWER:.0%}"
    years = f"years to see {1 - STATED:.0%} less, with as long before"
    given = (
        ("smallest_fall", float(least.fall), Unit.RATIO, f"smallest fall {seen}", str(least.method)),
        ("smallest_rise", float(least.rise), Unit.RATIO, f"smallest rise {seen}", str(least.method)),
        ("years", float(needed.periods) / a_year, Unit.YEARS, years, str(needed.method)),
    )
    return tuple(
        Slot(name, index_estimate(value, (value, value), like, level, method, unit), words)
        for name, value, unit, words, method in given
        if math.isfinite(value)
    )
