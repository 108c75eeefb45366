"""A chart of single values, with limits from how much neighbours differ."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import Floats, read_numbers
from sulis.statistics.control_chart import ControlChart, Lines, Rebase, chart, lines, moving_ranges, read_series

LIMIT = 2.66  # mean moving ranges from the centre to a limit: 3 / 1.128
SCREEN = 3.267  # mean moving ranges above which a moving range is left out


class Screening(StrEnum):
    """Whether very large moving ranges are left out before the limits are drawn."""

    SCREENED = "ranges above 3.267 times their mean screened out, once"  # the NHS convention
    PLAIN = "no range screened out"  # the textbook's


def xmr_chart(
    value: ArrayLike,
    *,
    screening: Screening = Screening.SCREENED,
    least: float | None = None,
    rebases: Sequence[Rebase] = (),
) -> ControlChart:
    """Mean of the values, with limits at 2.66 mean moving ranges either side.

    Parameters
    ----------
    value : array_like of float, shape (periods,)
        One number a period, in order; None, NaN or masked where missing.
    screening : Screening
        Which convention; the chart's ``method`` names it.
    least : float, optional
        What a value cannot be below (0 for counts and rates): a lower limit under it is drawn there.
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        A stretch of fewer than 3 points, or with no two neighbours, has no limits, and a note says so.

    Raises
    ------
    ValueError
        When the values are not one series, a value is infinite or not a number, or a rebase has no reason or no place.

    Notes
    -----
    A missing month ends every run and takes the moving ranges on both its sides with it. Under 12 points, limits are
    trial limits. A point on the centre belongs to neither side. Not advised for counts that are mostly under 5 (use
    `rare_events_chart`), for a season, or where the value's denominator changes much (`u_chart`, `p_chart`).

    Source: Wheeler, D., Understanding Variation (2000), for the limits; the NHS Making Data Count rules for which
    points are marked, and for screening, as Nelson, L. (1982), Journal of Quality Technology 14, 172-173.

    Examples
    --------
    >>> found = xmr_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    >>> found.centre[0].round(2).item(), found.low[0].round(2).item(), found.high[0].round(2).item()
    (50.81, 45.82, 55.8)
    >>> found.notes
    ('Trial limits from position 0: 10 points, and 12 are wanted.',)
    """
    series = read_series("value", read_numbers("value", value))

    def limits(here: slice) -> Lines | None:
        return xmr_lines(series[here], screening, least)

    return chart(f"XmR, {screening.value}", series, limits, rebases)


def xmr_lines(series: Floats, screening: Screening, least: float | None) -> Lines | None:
    """Centre and limits of one stretch."""
    ranges = moving_ranges(series)
    if not ranges.size:
        return None
    if screening is Screening.SCREENED:
        ranges = ranges[ranges <= SCREEN * ranges.mean()]
    centre, reach = np.full(series.size, np.nanmean(series)), np.full(series.size, LIMIT * ranges.mean())
    return lines(centre, reach, -np.inf if least is None else least)
