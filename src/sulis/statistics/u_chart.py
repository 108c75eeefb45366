"""A chart of rates: events over people, or over anything that they arise from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._attributes import attribute_lines
from sulis.statistics._inputs import Floats, one_shape, read_amounts, read_counts
from sulis.statistics.control_chart import ControlChart, Lines, Rebase, chart, read_series


def u_chart(
    count: ArrayLike, exposure: ArrayLike, *, laney: bool = True, rebases: Sequence[Rebase] = ()
) -> ControlChart:
    """Rates with limits that follow each period's denominator, widened for overdispersion by Laney's method.

    Parameters
    ----------
    count : array_like of int, shape (periods,)
        Events, in order; None, NaN or masked where missing.
    exposure : array_like of float, shape (periods,) or one number
        People, days, attendances. 0 gives a missing point, as there is no rate.
    laney : bool
        Whether to widen (or narrow) the limits by how much neighbours differ beyond chance: "u'". The plain chart,
        False, is for events that are independent.
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        In events for each unit of exposure. A stretch without any event, or with fewer than 3 points, has no limits.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, the arrays are not one series, or a
        rebase has no reason or no place.

    Notes
    -----
    Lower limits stop at 0. Not advised where a count of under about 5 is usual (`rare_events_chart`): the normal
    limits are then too low above, and there is nothing below.

    Source: Montgomery, D., Introduction to Statistical Quality Control, chapter 7; Laney, D. (2002), Quality
    Engineering 14, 531-537. Which points are marked: the NHS Making Data Count rules.

    Examples
    --------
    >>> found = u_chart([12, 15, 9, 11, 14], [100, 120, 100, 90, 110], laney=False)
    >>> found.centre.round(3)[0].item(), found.high.round(3).tolist()
    (0.117, [0.22, 0.211, 0.22, 0.226, 0.215])
    """
    events, size = one_shape(count=read_counts("count", count), exposure=read_amounts("exposure", exposure))
    read_series("count", events)

    def limits(here: slice) -> Lines | None:
        return attribute_lines(events[here], size[here], _spread, laney=laney)

    value = events / np.where(size > 0, size, np.nan)
    return chart("u', Laney" if laney else "u", value, limits, rebases)


def _spread(centre: float, size: Floats) -> Floats:
    return np.asarray(np.sqrt(centre / size))
