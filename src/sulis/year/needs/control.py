"""Which months lie outside what the others lead one to expect: a control chart with its convention named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from sulis.indicators import absent_estimate, index_estimate
from sulis.vocabulary import Estimate, Missing, Unit
from sulis.year.needs import caveats
from sulis.year.needs.model import (
    ChartKind,
    ChartSpec,
    Finding,
    FindingKind,
    Point,
    Series,
    SeriesBreak,
    Signal,
    Slot,
)
from sulis.year.needs.seasons import Comparable

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Rebased
    from sulis.statistics import ControlChart

LEAST_USUAL = 5.0  # incidents in a usual month, below which normal limits are wrong
FULL = 12  # months received, below which limits are trial limits
WITHIN = 0.9973  # of months without a change, that three standard errors either side hold
LIMITS = "mean and limits"
FEWEST = 3  # months received since limits started anew, below which there are none
_FEW = (
    "fewer than five in a usual month are too few for control limits. Charts of the days between rare events need the day of each:"
    " ask the force for an extract."
)


def control_finding(months: Comparable) -> Finding:
    """A u chart of incidents a day, widened for overdispersion, whose limits follow the length of each month.

    Limits are of all months on one side of every break, and never start anew by themselves: a partnership writes the reason.
    """
    from sulis.statistics import Rebase, u_chart

    what, usual = f"which months of {months.subject} are unusual", _usual(months)
    if usual < LEAST_USUAL:
        return months.cannot_tell("control", what, _FEW if months.received else "no month was received.")
    anew = _anew(months)
    found = u_chart(months.values, months.exposure, rebases=[Rebase(at, one.reason) for at, one in anew.items()])
    drawn = np.flatnonzero(np.isfinite(found.centre))
    if not drawn.size:
        return months.cannot_tell("control", what, f"{months.received} received, and limits need three in a row.")
    id_, limits = f"trend-control-{months.number}", _limits(months, found)
    series = (Series(months.subject, _points(months, found)), Series(LIMITS, limits))
    latest = limits[int(drawn[-1])]
    slots = (Slot("mean", latest.estimate, f"the mean, with the limits of {latest.label}"),)
    trial = (caveats.TRIAL_LIMITS,) if min(_received(months, anew)) < FULL else ()
    marks = tuple(SeriesBreak(one.month, "limits start anew") for one in anew.values())
    return Finding(
        id_, FindingKind.CONTROL, months.subject, slots, (ChartSpec(id_, ChartKind.CONTROL, series, marks),),
        statements=tuple(_since(one, many) for one, many in zip(anew.values(), _received(months, anew)[1:], strict=True)),
        caveats=(*months.notes, caveats.CONTROL_RULES, *trial),
    )  # fmt: skip


def _anew(months: Comparable) -> dict[int, Rebased]:
    """Where limits start anew on this chart; a month before its second, or after its last, changes nothing on it."""
    places = {count.period.start: at for at, count in enumerate(months.counts)}
    return {places[one.month.start]: one for one in months.rebased if places.get(one.month.start, 0) > 0}


def _received(months: Comparable, anew: Iterable[int]) -> list[int]:
    """How many months were received of each stretch."""
    edges = [0, *anew, len(months.counts)]
    return [int((~np.isnan(months.values[start:end])).sum()) for start, end in pairwise(edges)]


def _since(one: Rebased, received: int) -> str:
    """The written reason, whose it is, and how far the new limits can be trusted."""
    told = f"From {one.month.start:%B %Y} on the mean and the limits are of the months since: {one.reason.rstrip('.')}."
    whose = f" Decided by {one.decided_by} on {one.decided.day} {one.decided:%B %Y}."
    if received < FEWEST:
        return f"{told}{whose} Fewer than three months were received since, so there are no limits yet."
    few = f" They are trial limits, of the {received} months received since." if received < FULL else ""
    return f"{told}{whose}{few}"


def _usual(months: Comparable) -> float:
    return float(np.nanmean(months.values)) if months.received else 0.0


def _points(months: Comparable, found: ControlChart) -> tuple[Point, ...]:
    """Each month a day, with its own interval and the rules that mark it."""
    points = []
    for at, (count, exposure) in enumerate(zip(months.counts, months.exposure.tolist(), strict=True)):
        signals = tuple(_signals(found, at))
        label = count.period.label
        points.append(Point(label, label, a_day(count, exposure), emphasised=bool(signals), signals=signals))
    return tuple(points)


def a_day(count: Estimate, exposure: float) -> Estimate:
    """A month's count over what it is set against; the interval is divided alike."""
    if count.value is None or count.low is None or count.high is None:
        return replace(count, unit=Unit.INCIDENTS_A_DAY)
    return replace(
        count, value=count.value / exposure, low=count.low / exposure, high=count.high / exposure,
        unit=Unit.INCIDENTS_A_DAY, denominator=exposure,
    )  # fmt: skip


def _signals(found: ControlChart, at: int) -> Sequence[Signal]:
    over = found.value[at] > found.centre[at]
    marks = (
        (found.outside, Signal.ABOVE if over else Signal.BELOW),
        (found.one_side, Signal.RUN_ABOVE if over else Signal.RUN_BELOW),
        (found.trend, Signal.IN_A_ROW),
        (found.near_limit, Signal.NEAR_LIMIT),
    )
    return [signal for marked, signal in marks if marked[at]]


def _limits(months: Comparable, found: ControlChart) -> tuple[Point, ...]:
    """The mean of all months with the limits of each; none for a month that was not received."""
    points = []
    for at, count in enumerate(months.counts):
        label, like = count.period.label, replace(months.whole, period=count.period)
        middle, low, high = (float(line[at]) for line in (found.centre, found.low, found.high))
        limits, unit = (low, high), Unit.INCIDENTS_A_DAY
        if np.isfinite(low + middle + high):
            estimate = index_estimate(middle, limits, like, WITHIN, found.method, unit)
        else:
            estimate = absent_estimate(count.missing or Missing.NOT_APPLICABLE, unit, like, WITHIN)
        points.append(Point(label, label, estimate))
    return tuple(points)
