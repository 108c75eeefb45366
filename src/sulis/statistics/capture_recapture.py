"""How many there are in truth, from how many stand on several lists at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

from sulis.statistics._inputs import NO_METHOD, Floats, normal_quantile, read_counts, read_level

CHAPMAN = "Chapman"
MOST_LISTS = 4  # beyond it there are more models than anybody can weigh
FARTHEST = 1e4  # times those seen: an estimate beyond it is none
NO_OVERLAP = "no overlap count: cannot test"
NO_FIT = "no model gives a finite number"
FEW = "fewer than 7 on both lists: likely too low"
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TrueNumber:
    """``value`` with limits counts those seen and the unseen together. ``model`` says which lists were taken to depend on each other.

    ``aic`` is Akaike's criterion of that model, NaN for two lists. ``method`` is "none", the numbers NaN, where it cannot be told, and
    ``reason`` says why; with a method it holds a caution, or nothing.
    """

    value: float
    low: float
    high: float
    seen: int
    level: float
    method: str
    model: str
    aic: float
    reason: str


def chapman(first: int | None, second: int | None, both: int | None, level: float = 0.95) -> TrueNumber:
    """The true number from two lists and the number on both.

    Parameters
    ----------
    first, second : int
        Different people (or events) on each list, in the same place and period.
    both : int or None
        On both; None where no partner supplies it.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    TrueNumber
        Without an overlap, method "none": it cannot be tested. With fewer than 7 on both a caution.

    Raises
    ------
    ValueError
        When a number is negative or not whole, or more are on both than on one.

    Notes
    -----
    Assumes that the lists find people independently (being on one makes the other neither more nor less likely), that all are as
    likely to be found, that nobody comes or goes, and that matches are right. Ambulance and hospital lists depend on each other:
    the number is then too low. The interval holds none of that.

    Source: Chapman, D. (1951), University of California Publications in Statistics 1, 131-160; variance Seber, G. (1970), Biometrics
    26, 13-22; limits log-normal on the unseen, Chao, A. (1987), Biometrics 43, 783-791. The bound of 7: Robson and Regier (1964).

    Examples
    --------
    >>> found = chapman(10, 15, 5)
    >>> round(found.value, 2), found.seen, found.reason
    (28.33, 20, 'fewer than 7 on both lists: likely too low')
    """
    numbers = read_counts("first, second, both", np.array([first, second, both], dtype=object))
    level = read_level(level)
    if np.isnan(numbers).any():
        return TrueNumber(np.nan, np.nan, np.nan, 0, level, NO_METHOD, "", np.nan, NO_OVERLAP)
    a, b, shared = numbers.tolist()
    if shared > min(a, b):
        raise ValueError("both: more than on one list. It is part of each. Count the same people on all.")
    value = (a + 1) * (b + 1) / (shared + 1) - 1
    variance = (a + 1) * (b + 1) * (a - shared) * (b - shared) / ((shared + 1) ** 2 * (shared + 2))
    seen = int(a + b - shared)
    low, high = _limits(seen, value - seen, variance, level)
    reason = FEW if shared < 7 else ""
    return TrueNumber(value, low, high, seen, level, CHAPMAN, "independent", np.nan, reason)


def log_linear(histories: ArrayLike, level: float = 0.95) -> TrueNumber:
    """The true number from three or four lists, by the model of least AIC among those in which pairs of lists may depend.

    Parameters
    ----------
    histories : array_like of int, shape (2, 2, 2) or (2, 2, 2, 2)
        How many are on just those lists: ``histories[1, 0, 1]`` on the first and third alone. The element of none is ignored.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    TrueNumber
        ``model`` is "independent" or pairs such as "1-2, 2-3". Without every overlap count, method "none": it cannot be tested.

    Raises
    ------
    ValueError
        When there are not three or four lists, or a count is negative or not whole.

    Notes
    -----
    The choice of a model is not in the interval. Models that differ little in AIC may differ much in the number: state the
    range. All three lists depending on each other cannot be told from a larger number unseen.

    Source: Fienberg, S. (1972), Biometrika 59, 591-603; standard error as in Rivest, L. and Levesque, T. (2001), Canadian
    Journal of Statistics 29, 555-572.
    """
    counts, level = read_counts("histories", histories), read_level(level)
    if counts.ndim not in range(3, MOST_LISTS + 1) or counts.shape != (2,) * counts.ndim:
        raise ValueError("histories: not 2 by 2 by 2, for three lists or four. Give how many are on each set of lists.")
    on = np.array(list(np.ndindex(counts.shape)), dtype=np.float64)[1:]
    seen = counts.ravel()[1:]
    if np.isnan(seen).any() or seen.sum() == 0:
        return TrueNumber(np.nan, np.nan, np.nan, 0, level, NO_METHOD, "", np.nan, NO_OVERLAP)
    total = int(seen.sum())
    fits = [one for one in _fits(on, seen) if np.isfinite(one[1]) and one[1] < FARTHEST * total]
    if not fits:
        return TrueNumber(np.nan, np.nan, np.nan, total, level, NO_METHOD, "", np.nan, NO_FIT)
    aic, unseen, variance, pairs = min(fits)
    low, high = _limits(total, unseen, variance, level)
    model = ", ".join(f"{one + 1}-{other + 1}" for one, other in pairs) or "independent"
    return TrueNumber(total + unseen, low, high, total, level, "log-linear, least AIC", model, aic, "")


def _fits(on: Floats, seen: Floats) -> Iterator[tuple[float, float, float, Pairs]]:
    """AIC, the unseen, their variance and the pairs that depend, for each model."""
    every = list(combinations(range(on.shape[1]), 2))
    for pairs in chain.from_iterable(combinations(every, size) for size in range(len(every) + 1)):
        both = [on[:, one] * on[:, other] for one, other in pairs]
        design = np.column_stack((np.ones(len(on)), on, *both))
        found = _poisson(design, seen)
        if found is not None:
            start, variance, mean = found
            unseen = float(np.exp(start))
            likelihood = float((seen * np.log(mean) - mean - gammaln(seen + 1)).sum())
            yield 2.0 * design.shape[1] - 2.0 * likelihood, unseen, unseen + unseen**2 * variance, pairs


def _poisson(design: Floats, seen: Floats) -> tuple[float, float, Floats] | None:
    """Iterated weighted least squares: the first coefficient, its variance, the means. None where it does not settle."""
    mean = seen + 0.5
    linear = np.log(mean)
    for _ in range(100):
        weighted = design * mean[:, None]
        try:
            covariance = np.linalg.inv(design.T @ weighted)
        except np.linalg.LinAlgError:
            return None
        coefficients = covariance @ (weighted.T @ (linear + (seen - mean) / mean))
        after = np.clip(design @ coefficients, -30.0, 30.0)
        if np.abs(after - linear).max() < 1e-9:
            return float(coefficients[0]), float(covariance[0, 0]), np.exp(after)
        linear, mean = after, np.exp(after)
    return None


def _limits(seen: int, unseen: float, variance: float, level: float) -> tuple[float, float]:
    """Log-normal on the unseen, so that the low is never below those seen."""
    if unseen <= 0:
        return float(seen + unseen), float(seen + unseen)
    factor = float(np.exp(normal_quantile(level) * np.sqrt(np.log1p(variance / unseen**2))))
    return seen + unseen / factor, seen + unseen * factor
