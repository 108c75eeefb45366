"""One rate over another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from sulis.statistics._inputs import (
    NO_METHOD,
    Flags,
    Floats,
    Names,
    normal_quantile,
    one_shape,
    read_amounts,
    read_counts,
    read_level,
    seal,
)

EXACT_UNDER = 100  # events: exact limits while either count is under this, log-normal once both have reached it
CONDITIONAL = "exact conditional"
LOG_NORMAL = "log-normal"


@dataclass(frozen=True, slots=True, eq=False)
class RateRatio:
    """Ratios with their limits, all arrays in one shape (``()`` for a single number).

    ``method`` is "exact conditional", "log-normal", or "none" where nothing can be said.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    count_a: Floats
    count_b: Floats

    def __post_init__(self) -> None:
        seal(self)


def rate_ratio(
    count_a: ArrayLike,
    person_time_a: ArrayLike,
    count_b: ArrayLike,
    person_time_b: ArrayLike,
    level: float = 0.95,
) -> RateRatio:
    """Rate a over rate b for two independent counts, two-sided.

    Exact conditional (Clopper-Pearson) limits while either count is under 100, log-normal from there.

    Parameters
    ----------
    count_a, count_b : array_like of int
        Events, any one shape. The two must not share events: compare an area with the *rest* of its force.
    person_time_a, person_time_b : array_like of float
        People, or people times years, in one unit for both.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    RateRatio
        Without unit, in the shape of the arrays.

        No event in a: the value and the low are 0 and the high is finite. No event in b: the ratio is
        undefined, so the value is NaN, but the low says how large it is at least, and the high is infinite. No
        event in either, or a person-time that is 0 or missing, or a missing count: all NaN, method "none".

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, shapes differ, or the level is
        not between 0 and 1.

    Notes
    -----
    Swapping a and b gives one over the value and one over each limit. Exact limits hold their level at any
    count and err on the wide side. Not advised when the two share people or events, or when events come in bunches.

    Source: given the total, count a is binomial: Przyborowski, J. and Wilenski, H. (1940), Biometrika 31,
    313-323, with the limits of Clopper, C. and Pearson, E. (1934), Biometrika 26, 404-413. Log-normal: standard
    error of the log ratio sqrt(1/a + 1/b), as in Rothman's Modern Epidemiology. The change-over at 100 is our own
    convention: there the two differ by about 1% of the limit, and below it the log-normal limits are too narrow.

    Examples
    --------
    >>> found = rate_ratio([30, 0], [1000, 1000], [10, 4], [1000, 2000])
    >>> found.value.tolist(), found.low.round(3).tolist(), found.high.round(3).tolist()
    ([3.0, 0.0], [1.427, 0.0], [6.879, 3.03])
    """
    level = read_level(level)
    a, time_a, b, time_b = one_shape(
        count_a=read_counts("count_a", count_a),
        person_time_a=read_amounts("person_time_a", person_time_a),
        count_b=read_counts("count_b", count_b),
        person_time_b=read_amounts("person_time_b", person_time_b),
    )
    given = (time_a > 0) & (time_b > 0) & (a + b > 0)
    a_given, b_given = np.where(given, a, np.nan), np.where(given, b, np.nan)
    scale = np.where(given, time_b, np.nan) / np.where(given, time_a, np.nan)
    exact = np.minimum(a, b) < EXACT_UNDER
    value, low, high = _odds(a_given, b_given, exact, level)
    method = np.where(given, np.where(exact, CONDITIONAL, LOG_NORMAL), NO_METHOD)
    return RateRatio(value * scale, low * scale, high * scale, level, method, a, b)


def _odds(a: Floats, b: Floats, exact: Flags, level: float) -> tuple[Floats, Floats, Floats]:
    """Count a over count b with its limits, before the times at risk come in."""
    value = np.where(b > 0, a / np.where(b > 0, b, 1.0), np.nan)
    spread = np.exp(normal_quantile(level) * np.sqrt(1.0 / np.maximum(a, 1.0) + 1.0 / np.maximum(b, 1.0)))
    with np.errstate(divide="ignore"):  # one over nothing is infinite, as it should be
        low = np.where(exact, _least_odds(a, b, level), value / spread)
        high = np.where(exact, 1.0 / _least_odds(b, a, level), value * spread)
    return value, low, high


def _least_odds(a: Floats, b: Floats, level: float) -> Floats:
    """The lower Clopper-Pearson limit of a in a + b, as odds; 0 where a is 0."""
    share = betaincinv(np.maximum(a, 1.0), b + 1.0, (1.0 - level) / 2.0)
    return np.where(a == 0, 0.0, share / (1.0 - share))
