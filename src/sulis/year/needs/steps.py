"""Months at which the level may have changed: proposed, for somebody who knows why to accept or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from sulis.indicators import absent_estimate, index_estimate
from sulis.vocabulary import Estimate, Missing, Unit
from sulis.year.needs import caveats
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.seasons import Comparable

MOST_MISSING = 6  # months not received that a sentence names


def steps_finding(months: Comparable) -> Finding:
    """Each month from which another level explains the counts better, with its rate over that of the stretch before.

    The season is taken out where one is told. A step changes no limit of the control chart: that takes a written reason.
    """
    from sulis.statistics import change_points

    found = change_points(months.values, months.exposure, 1.0 - months.study.level)
    if found.reason:
        why = f"there are {found.reason}. Load earlier months, or those that are missing."
        return months.cannot_tell("steps", f"whether the level of {months.subject} changed at some month", why)
    places = [one.position for one in found.found]
    stretches = [slice(start, end) for start, end in pairwise((0, *places, len(months.counts)))]
    slots = tuple(
        _step(months, at, (before, after), one.p_value)
        for at, (one, (before, after)) in enumerate(zip(found.found, pairwise(stretches), strict=True), start=1)
    )
    gaps = tuple(filter(None, (*(_after_gap(months, place) for place in places), _within(months, stretches))))
    return Finding(
        f"trend-steps-{months.number}", FindingKind.STEPS, months.subject, slots,
        statements=gaps, caveats=(*months.notes, caveats.BEST_STEP) if slots else months.notes,
    )  # fmt: skip


def _step(months: Comparable, number: int, stretches: tuple[slice, slice], p_value: float) -> Slot:
    """The rate a day from a month on, over that of the stretch before it."""
    from sulis.statistics import rate_ratio

    (before, exposed_before), (after, exposed_after) = (_sums(months, stretch) for stretch in stretches)
    found = rate_ratio(after, exposed_after, before, exposed_before, months.study.level)
    like, level = months.whole, months.study.level
    if before:
        limits = (float(found.low), float(found.high))
        ratio = index_estimate(float(found.value), limits, like, level, str(found.method), Unit.RATIO)
    else:  # nothing has no multiple
        ratio = absent_estimate(Missing.NOT_APPLICABLE, Unit.RATIO, like, level)
    return Slot(f"step_{number}", ratio, months.counts[stretches[1].start].period.label, p_value)


def _sums(months: Comparable, stretch: slice) -> tuple[int, float]:
    values = months.values[stretch]
    there = ~np.isnan(values)
    return int(values[there].sum()), float(months.exposure[stretch][there].sum())


def _after_gap(months: Comparable, place: int) -> str | None:
    """That the change may lie in the months not received just before the step."""
    start = place
    while start and np.isnan(months.values[start - 1]):
        start -= 1
    if start == place:
        return None
    gone = [f"{one.period.start:%B %Y}" for one in months.counts[start:place]]
    step = f"{months.counts[place].period.start:%B %Y}"
    return f"{' and '.join(gone)} {'was' if len(gone) == 1 else 'were'} not received, so what shows in {step} may have begun there."


def _within(months: Comparable, stretches: Sequence[slice]) -> str | None:
    """That a level is taken to hold over months not received inside it."""
    gone = [
        f"{one.period.start:%B %Y}"
        for stretch in stretches
        for one in _inner(months.counts[stretch])
        if one.value is None
    ]
    if not gone:
        return None
    named = " and ".join(gone) if len(gone) <= MOST_MISSING else f"{len(gone)} months"
    return f"{named} {'was' if len(gone) == 1 else 'were'} not received: the level is taken to be the same before and after them."


def _inner(counts: Sequence[Estimate]) -> Sequence[Estimate]:
    """From the first that was received to the last."""
    there = [at for at, one in enumerate(counts) if one.value is not None]
    return counts[there[0] : there[-1] + 1] if there else ()
