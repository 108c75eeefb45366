"""Sums over the last so many months."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from sulis.statistics._inputs import Floats, read_months, read_numbers


def rolling_sum(values: ArrayLike, months: int = 12) -> Floats:
    """Sum of each month and those before it, missing when any one of them is missing.

    Parameters
    ----------
    values : array_like of float
        One number a calendar month along the last axis, in order and with no month left out: a month that was
        not received is None, NaN or masked, never absent and never 0. Other axes (areas, categories) are kept apart.
    months : int
        How many months to sum, 1 or more.

    Returns
    -------
    numpy.ndarray of float
        The same shape and unit. Element i is the sum of elements i - months + 1 to i. It is NaN for the first
        months - 1 elements, and wherever any month of the window is missing.

    Raises
    ------
    ValueError
        When there is no month axis, a value is infinite or not a number, or ``months`` is not a whole number above 0.

    Notes
    -----
    A rolling year hides the season but reacts late, and neighbouring values share eleven months, so they are not
    independent: not advised for judging a change from one month to the next.

    Source: arithmetic; no convention differs. A window with a gap is not scaled up, as that would invent events.

    Examples
    --------
    >>> rolling_sum([1, 2, None, 4, 5, 6], months=2).tolist()
    [nan, 3.0, nan, nan, 9.0, 11.0]
    """
    numbers, width = read_numbers("values", values), read_months(months)
    if numbers.ndim == 0:
        raise ValueError("values: a single number was given. There is one number a month. Give the months as a list.")
    sums = np.full(numbers.shape, np.nan)
    if numbers.shape[-1] >= width:
        sums[..., width - 1 :] = sliding_window_view(numbers, width, axis=-1).sum(axis=-1)
    return sums
