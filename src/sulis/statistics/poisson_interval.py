"""The interval around a count of events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv

from sulis.statistics._inputs import NO_METHOD, Floats, Names, normal_quantile, read_counts, read_level, seal

EXACT_BELOW = 10  # events: exact limits under this count, Byar's from it
EXACT = "exact Poisson"
BYAR = "Byar"


@dataclass(frozen=True, slots=True, eq=False)
class PoissonInterval:
    """Counts with their limits. All arrays have the shape of the counts that were given (``()`` for a single number).

    ``low`` and ``high`` are in events. ``method`` is "exact Poisson", "Byar", or "none" where the count is missing.
    """

    count: Floats
    low: Floats
    high: Floats
    level: float
    method: Names

    def __post_init__(self) -> None:
        seal(self)


def poisson_interval(count: ArrayLike, level: float = 0.95) -> PoissonInterval:
    """The range of true means that a count of events is consistent with, two-sided.

    Exact chi-square limits below 10 events, Byar's approximation from 10.

    Parameters
    ----------
    count : array_like of int
        Events, any shape; each element is on its own. Zero is a count: its low is 0 and its high is above 0.
    level : float
        Confidence, above 0 and below 1. 0.95 and 0.998 are the ones that public health uses.

    Returns
    -------
    PoissonInterval
        Limits in events, in the shape of ``count``. A missing count (None, NaN or masked) has NaN limits.

    Raises
    ------
    ValueError
        When a count is negative, not whole, infinite or not a number, or the level is not between 0 and 1.

    Notes
    -----
    Sound at every count. Not advised when events come in bunches (one person with several, one fight with
    several victims): the limits are then too narrow.

    Source: Garwood, F. (1936), Biometrika 28, 437-442, for the exact limits; Breslow, N. and Day, N. (1987),
    Statistical Methods in Cancer Research II, IARC, page 69, for Byar's. The change-over at 10 is the Office
    for Health Improvement and Disparities' convention; from there Byar's limits are within 0.2% of the exact ones
    at 0.95, and within 1.5% at 0.998.

    Examples
    --------
    >>> found = poisson_interval([0, 5, 10])
    >>> found.low.round(3).tolist(), found.high.round(3).tolist()
    ([0.0, 1.623, 4.787], [3.689, 11.668, 18.391])
    >>> found.method.tolist()
    ['exact Poisson', 'exact Poisson', 'Byar']
    """
    events, level = read_counts("count", count), read_level(level)
    low, high = poisson_limits(events, level)
    method = np.where(np.isnan(events), NO_METHOD, np.where(events < EXACT_BELOW, EXACT, BYAR))
    return PoissonInterval(events, low, high, level, method)


def poisson_limits(events: Floats, level: float) -> tuple[Floats, Floats]:
    """Low and high for counts already read, in the same shape; NaN gives NaN."""
    low, high = _byar(events, normal_quantile(level))
    small = events < EXACT_BELOW
    exact_low, exact_high = _exact(np.arange(EXACT_BELOW, dtype=np.float64), level)
    index = np.where(small, events, 0).astype(np.intp)
    return np.where(small, exact_low[index], low), np.where(small, exact_high[index], high)


def _exact(events: Floats, level: float) -> tuple[Floats, Floats]:
    """Half the chi-square quantiles on 2x and 2x + 2 degrees of freedom, as inverse incomplete gamma functions."""
    tail = (1.0 - level) / 2.0
    low = np.where(events > 0, gammaincinv(np.maximum(events, 1.0), tail), 0.0)
    return low, np.asarray(gammainccinv(events + 1.0, tail), dtype=np.float64)


def _byar(events: Floats, z: float) -> tuple[Floats, Floats]:
    """Byar's limits. Counts below 1 are lifted to 1 only to keep the formula finite: the exact limits replace them."""
    below = np.maximum(events, 1.0)
    above = events + 1.0
    low = below * (1.0 - 1.0 / (9.0 * below) - z / (3.0 * np.sqrt(below))) ** 3
    high = above * (1.0 - 1.0 / (9.0 * above) + z / (3.0 * np.sqrt(above))) ** 3
    return np.asarray(low), np.asarray(high)
