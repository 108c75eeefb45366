"""A chart of events so few in a period that only the counts' own chances can say what is unusual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import pdtr, pdtrc

from sulis.statistics._inputs import Flags, read_counts
from sulis.statistics.control_chart import ControlChart, Lines, Rebase, chart, read_series

TAIL = 0.00135  # the chance beyond 3 standard deviations on one side of a normal curve
RUNS_FROM = 5.0  # events a period, below which a run beside the mean is no sign: most periods are below it


def c_chart(count: ArrayLike, *, rebases: Sequence[Rebase] = ()) -> ControlChart:
    """Counts in periods of one length, with exact Poisson limits around their mean.

    Parameters
    ----------
    count : array_like of int, shape (periods,)
        Events, in order; None, NaN or masked where missing.
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        In events. ``low`` is the fewest and ``high`` the most that a period can have and still be usual: what lies beyond
        has a chance of 0.00135 or less on its side. A stretch without any event, or with fewer than 3 points, has no
        limits.

    Raises
    ------
    ValueError
        When a count is negative, not whole, infinite or not a number, the counts are not one series, or a rebase has no
        reason or no place.

    Notes
    -----
    Sound at any mean, for events that are independent of each other; where several come of one cause, the limits are too
    narrow. Where the mean is under 5, runs beside it are not marked: with a mean of 0.2 most periods have none, and seven
    in a row without any is what chance brings. No point is marked as near a limit.

    Source: the tails of the Poisson distribution at the risk of three-sigma limits, as in Montgomery, D., Introduction to
    Statistical Quality Control, chapter 7.

    Examples
    --------
    >>> found = c_chart([0, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    >>> found.centre[0].item(), found.low[0].item(), found.high[0].item()
    (0.2, 0.0, 2.0)
    """
    events = read_series("count", read_counts("count", count))

    def limits(here: slice) -> Lines | None:
        mean = float(np.nanmean(events[here]))
        if mean == 0.0:
            return None
        level = np.ones(events[here].size)
        low, high = _usual(mean)
        return level * mean, level * low, level * high, level * -np.inf, level * np.inf

    found = chart("c, exact Poisson limits", events, limits, rebases)
    few = np.asarray(found.centre < RUNS_FROM, dtype=np.bool_)
    return replace(found, one_side=_without(found.one_side, few), trend=_without(found.trend, few))


def _usual(mean: float) -> tuple[float, float]:
    """The fewest and the most events of a usual period."""
    counts = np.arange(np.ceil(mean + 12.0 * np.sqrt(mean) + 12.0))
    low = counts[pdtr(counts, mean) > TAIL][0]
    above = pdtrc(np.maximum(counts - 1.0, 0.0), mean)
    above[0] = 1.0  # none or more is certain
    high = counts[above > TAIL][-1]
    return float(low), float(high)


def _without(marked: Flags, few: Flags) -> Flags:
    return np.asarray(marked & ~few)
