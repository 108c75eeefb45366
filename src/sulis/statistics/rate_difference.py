"""One rate less another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import NO_METHOD, Floats, Names, one_shape, seal
from sulis.statistics.crude_rate import crude_rate

MOVER = "MOVER"


@dataclass(frozen=True, slots=True, eq=False)
class RateDifference:
    """Differences with their limits, all arrays in one shape (``()`` for a single number).

    ``value``, ``low`` and ``high`` are events for each ``per`` of person-time. ``method`` is "MOVER" or "none".
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    per: float

    def __post_init__(self) -> None:
        seal(self)


def rate_difference(
    count_a: ArrayLike,
    person_time_a: ArrayLike,
    count_b: ArrayLike,
    person_time_b: ArrayLike,
    level: float = 0.95,
    *,
    per: float = 100_000,
) -> RateDifference:
    """Rate a less rate b for two independent counts, with limits made from each rate's own.

    Parameters
    ----------
    count_a, count_b : array_like of int
        Events, any one shape. The two must not share events.
    person_time_a, person_time_b : array_like of float
        People, or people times years, in one unit for both.
    level : float
        Confidence, above 0 and below 1.
    per : float
        The difference is for each this much person-time; above 0.

    Returns
    -------
    RateDifference
        In the shape of the arrays. A person-time of 0, or a missing number (None, NaN or masked), gives NaN
        with the method "none". Two counts of zero differ by 0, with limits on both sides.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, shapes differ, or ``per`` or
        ``level`` is out of range.

    Notes
    -----
    Swapping a and b changes every sign and swaps the limits. Sound at small counts, because each rate's limits
    are. Not advised when the two share people or events, or when events come in bunches.

    Source: method of variance estimates recovery (MOVER): Zou, G. Y. and Donner, A. (2008), Statistics in
    Medicine 27, 1693-1702; each rate's limits as in `crude_rate`.

    Examples
    --------
    >>> found = rate_difference(30, 1000, 10, 1000, per=1000)
    >>> float(found.value), round(float(found.low), 2), round(float(found.high), 2)
    (20.0, 7.13, 33.85)
    """
    a = crude_rate(count_a, person_time_a, per, level)
    b = crude_rate(count_b, person_time_b, per, level)
    a_value, a_low, a_high, b_value, b_low, b_high = one_shape(
        count_a=a.value, a_low=a.low, a_high=a.high, count_b=b.value, b_low=b.low, b_high=b.high
    )
    value = a_value - b_value
    low = value - np.hypot(a_value - a_low, b_high - b_value)
    high = value + np.hypot(a_high - a_value, b_value - b_low)
    method = np.where(np.isnan(value), NO_METHOD, MOVER)
    return RateDifference(value, low, high, a.level, method, a.per)
