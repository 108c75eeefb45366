"""Charts of events so rare that most months have none: what is charted is the gap between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import read_amounts, read_counts
from sulis.statistics.control_chart import ControlChart, Lines, Rebase, chart, read_series
from sulis.statistics.xmr_chart import Screening, xmr_lines

SIGMAS = 3.0
TO_MEDIAN = 0.693  # a geometric distribution's median over its mean, near enough at any gap worth charting
POWER = 3.6  # an exponential time to the power of one over this is nearly normal


def g_chart(gap: ArrayLike, *, rebases: Sequence[Rebase] = ()) -> ControlChart:
    """Whole numbers between rare events (days, discharges), with limits of a geometric distribution.

    Parameters
    ----------
    gap : array_like of int, shape (events - 1,)
        How many days or cases lie between one event and the next, in order. 0 is a gap: two events on one day. None,
        NaN or masked where not known.
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        In the unit of the gaps. The centre is the theoretical median (0.693 times the mean), so that half the gaps
        are expected on either side; the upper limit is the mean plus 3 standard deviations; the lower limit is 0.

    Raises
    ------
    ValueError
        When a gap is negative, not whole, infinite or not a number, the gaps are not one series, or a rebase has no
        reason or no place.

    Notes
    -----
    A high point is a long quiet time. No single short gap can be unusual, as the lower limit is 0: that events have
    become more frequent shows as 7 in a row below the centre. As the gaps are skewed, no point is marked as near a
    limit. The open gap since the last event is no gap yet: leave it out. Gaps that are all 0 have no limits.

    Source: Benneyan, J. (2001), Health Care Management Science 4, 305-318; the centre for runs as in Provost, L. and
    Murray, S., The Health Care Data Guide (2011), page 228.

    Examples
    --------
    >>> found = g_chart([30, 12, 55, 4, 0, 19, 61, 40, 22, 9, 33, 15])
    >>> found.centre[0].round(2).item(), found.high[0].round(2).item()
    (17.32, 101.49)
    """
    series = read_series("gap", read_counts("gap", gap))

    def limits(here: slice) -> Lines | None:
        mean = float(np.nanmean(series[here]))
        if mean == 0.0:
            return None
        level = np.ones(series[here].size)
        high = level * (mean + SIGMAS * np.sqrt(mean * (mean + 1.0)))
        return level * TO_MEDIAN * mean, level * 0.0, high, level * -np.inf, level * np.inf

    return chart("g, centre at the median", series, limits, rebases)


def t_chart(time: ArrayLike, *, rebases: Sequence[Rebase] = ()) -> ControlChart:
    """Times between rare events, charted as XmR after Nelson's transformation and turned back.

    Parameters
    ----------
    time : array_like of float, shape (events - 1,)
        Days or hours from one event to the next, above 0, in order. None, NaN or masked where not known.
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        In the unit of the times. A high point is a long quiet time; a low one, below the lower limit, is events close
        together.

    Raises
    ------
    ValueError
        When a time is 0 or negative, infinite or not a number, the times are not one series, or a rebase has no
        reason or no place.

    Notes
    -----
    Two events on one day have no time between them that a day can tell: give hours, or use `g_chart`, for which 0 is
    a number. They are never averaged. A lower limit under 0 after the transformation is drawn at 0. No range is
    screened out.

    Source: Nelson, L. (1994), Journal of Quality Technology 26, 114-115: the time to the power of 1 / 3.6.

    Examples
    --------
    >>> found = t_chart([30.5, 12, 55, 4, 0.5, 19, 61, 40, 22, 9, 33, 15])
    >>> found.centre[0].round(2).item(), found.high[0].round(1).item()
    (18.69, 203.5)
    """
    series = read_series("time", read_amounts("time", time))
    if (series == 0).any():
        raise ValueError(
            f"time: {int((series == 0).sum())} of {series.size} values are 0. Two events cannot be at one time on this chart. "
            "Give hours instead of days, or use g_chart, for which 0 is a gap."
        )

    def limits(here: slice) -> Lines | None:
        drawn = xmr_lines(series[here] ** (1.0 / POWER), Screening.PLAIN, 0.0)
        if drawn is None:
            return None
        centre, low, high, near_low, near_high = (np.maximum(one, 0.0) ** POWER for one in drawn)
        return centre, low, high, near_low, near_high

    return chart("t, power 1/3.6, XmR", series, limits, rebases)
