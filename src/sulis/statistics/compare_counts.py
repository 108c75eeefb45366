"""Whether two counts come from the same rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import erfc, gammaln, pdtr, pdtrc, xlogy

from sulis.statistics._inputs import NO_METHOD, Floats, Names, one_shape, read_amounts, read_counts, seal

E_TEST = "E-test"
NORMAL_LIMIT = "E-test, normal limit"
NORMAL_FROM = 1_000_000.0  # expected events in the smaller group from which the normal distribution stands in
TIE = 1e-10  # relative: points as extreme as the observed one, but for rounding, count as extreme


@dataclass(frozen=True, slots=True, eq=False)
class CountComparison:
    """Two-sided p-values, all arrays in one shape (``()`` for a single number).

    ``statistic`` is the difference of the rates over its standard error: above 0 when rate a is the higher.
    ``method`` is "E-test", "E-test, normal limit" for very large counts, or "none".
    """

    p_value: Floats
    statistic: Floats
    method: Names
    count_a: Floats
    count_b: Floats

    def __post_init__(self) -> None:
        seal(self)


def compare_counts(
    count_a: ArrayLike, exposure_a: ArrayLike, count_b: ArrayLike, exposure_b: ArrayLike
) -> CountComparison:
    """Test whether two independent Poisson counts have one rate: the E-test, two-sided.

    Parameters
    ----------
    count_a, count_b : array_like of int
        Events, any one shape. The two must not share events.
    exposure_a, exposure_b : array_like of float
        People, person-years, or months: what each count arose from, in one unit for both. Give 1 and 1 for two
        periods of one length in one place.

    Returns
    -------
    CountComparison
        ``p_value`` from 0 to 1. Two zeros show no difference: p is 1. A missing number, or an
        exposure of 0, gives NaN with the method "none".

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, or shapes differ.

    Notes
    -----
    The common rate is estimated from both counts; p is then the chance, under that rate, of a pair at least as far
    apart, by the difference over its standard error, as the pair seen. Sound at small counts, more powerful than
    the exact conditional test, and at its level to within a small excess. Far below 1e-12 only the size of p is
    meaningful. Once both groups expect a million events or more, the normal limit is used.

    Not advised for many areas at once without control of false discoveries, for a month picked because it looked
    high, or when events come in bunches.

    Source: Krishnamoorthy, K. and Thomson, J. (2004), Journal of Statistical Planning and Inference 119, 23-35.

    Examples
    --------
    >>> round(float(compare_counts(2, 100, 6, 100).p_value), 4)
    0.1749
    """
    a, time_a, b, time_b = one_shape(
        count_a=read_counts("count_a", count_a),
        exposure_a=read_amounts("exposure_a", exposure_a),
        count_b=read_counts("count_b", count_b),
        exposure_b=read_amounts("exposure_b", exposure_b),
    )
    given = (time_a > 0) & (time_b > 0) & ~np.isnan(a + b)
    statistic = np.where(given, _statistic(a, time_a, b, time_b), np.nan)
    least = np.minimum(time_a, time_b) / np.where(given, time_a + time_b, 1.0) * (a + b)
    large = least >= NORMAL_FROM
    p_value = np.asarray(erfc(np.abs(statistic) / math.sqrt(2.0)))
    small = given & ~large
    p_value[small] = _p_values(a[small], time_a[small], b[small], time_b[small], statistic[small])
    method = np.where(given, np.where(large, NORMAL_LIMIT, E_TEST), NO_METHOD)
    return CountComparison(p_value, statistic, method, a, b)


def _statistic(a: Floats, time_a: Floats, b: Floats, time_b: Floats) -> Floats:
    """Difference of the rates over its standard error, 0 where there was no event at all.

    Both are multiplied by time a, so that only the ratio of the times matters and no square overflows.
    """
    ratio = time_a / np.where(time_b > 0, time_b, 1.0)
    spread = np.sqrt(a + b * ratio**2)
    return np.where(spread > 0, (a - b * ratio) / np.where(spread > 0, spread, 1.0), 0.0)


def _p_values(a: Floats, time_a: Floats, b: Floats, time_b: Floats, statistic: Floats) -> Floats:
    """One p for each pair of a flat array; equal pairs are worked out once."""
    pairs, back = np.unique(np.column_stack([a + b, time_a / time_b, np.abs(statistic)]), axis=0, return_inverse=True)
    found = np.array([_tails(total, ratio, distance) for total, ratio, distance in pairs.tolist()], dtype=np.float64)
    return found[back.ravel()]


def _tails(total: float, ratio: float, distance: float) -> float:
    """Chance of a pair at least ``distance`` apart when ``total`` events fall at one rate over times in ``ratio``.

    For each x of the group that expects fewer, the y values extreme enough lie outside the two roots of a
    quadratic, so one sum over x with Poisson tails in y replaces the double sum.
    """
    if distance < TIE:
        return 1.0
    ratio = min(ratio, 1.0 / ratio)  # time of the group with fewer expected, over the other's
    mean_x, mean_y = total * ratio / (1.0 + ratio), total / (1.0 + ratio)
    reach = 12.0 * math.sqrt(mean_x) + 40.0
    x = np.arange(max(0.0, math.floor(mean_x - reach)), mean_x + reach)
    middle, half = _roots(x, ratio, distance**2)
    slack = TIE * (1.0 + middle)
    lowest, highest = np.floor(middle - half + slack), np.ceil(middle + half - slack)
    below = np.where((x > 0) & (lowest >= 0), pdtr(np.maximum(lowest, 0.0), mean_y), 0.0)
    above = pdtrc(np.maximum(highest - 1.0, 0.0), mean_y)
    chance_x = np.exp(xlogy(x, mean_x) - mean_x - gammaln(x + 1.0))
    return min(1.0, float(np.sum(chance_x * (below + above))))


def _roots(x: Floats, ratio: float, squared: float) -> tuple[Floats, Floats]:
    """Centre and half-width of the y values that are closer: (x - ry)^2 = t^2 (x + r^2 y), solved for y."""
    middle = x / ratio + squared / 2.0
    half = np.sqrt(squared * (x / ratio + x / ratio**2 + squared / 4.0))
    return middle, half
