"""A chart of proportions: people with something, over all people asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._attributes import attribute_lines
from sulis.statistics._inputs import Floats, one_shape, read_counts
from sulis.statistics.control_chart import ControlChart, Lines, Rebase, chart, read_series


def p_chart(count: ArrayLike, total: ArrayLike, *, laney: bool = True, rebases: Sequence[Rebase] = ()) -> ControlChart:
    """Proportions with limits that follow each period's total, widened for overdispersion by Laney's method.

    Parameters
    ----------
    count, total : array_like of int, shape (periods,)
        Those with the thing, and all; in order; None, NaN or masked where missing. A total of 0 gives a missing point.
    laney : bool
        Whether to widen (or narrow) the limits by how much neighbours differ beyond chance: "p'".
    rebases : sequence of Rebase
        Where limits start anew, each with its written reason.

    Returns
    -------
    ControlChart
        From 0 to 1; limits stop at both. A stretch in which none or all had the thing, or of under 3 points, has no
        limits.

    Raises
    ------
    ValueError
        When a count is above its total, a number is negative, not whole, infinite or not a number, the arrays are not
        one series, or a rebase has no reason or no place.

    Notes
    -----
    Not advised where fewer than about 5 with the thing are usual in a period.

    Source: Montgomery, D., Introduction to Statistical Quality Control, chapter 7; Laney, D. (2002), Quality
    Engineering 14, 531-537. Which points are marked: the NHS Making Data Count rules.

    Examples
    --------
    >>> found = p_chart([12, 15, 8, 10], [50, 50, 50, 50], laney=False)
    >>> found.centre.round(3)[0].item(), found.low.round(3)[0].item(), found.high.round(3)[0].item()
    (0.225, 0.048, 0.402)
    """
    some, whole = one_shape(count=read_counts("count", count), total=read_counts("total", total))
    read_series("count", some)
    if (some > whole).any():
        raise ValueError(
            f"count: {int((some > whole).sum())} of {some.size} values are above their total. A proportion is part of a whole. "
            "Use u_chart where one person can count twice."
        )

    def limits(here: slice) -> Lines | None:
        return attribute_lines(some[here], whole[here], _spread, laney=laney, most=1.0)

    value = some / np.where(whole > 0, whole, np.nan)
    return chart("p', Laney" if laney else "p", value, limits, rebases)


def _spread(centre: float, size: Floats) -> Floats:
    return np.asarray(np.sqrt(centre * (1.0 - centre) / size))
