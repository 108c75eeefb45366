"""A share of a total, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    Names,
    normal_quantile,
    one_shape,
    read_counts,
    read_level,
    seal,
)

WILSON = "Wilson"


@dataclass(frozen=True, slots=True, eq=False)
class Proportion:
    """Shares with their limits, each from 0 to 1, all arrays in one shape (``()`` for a single number).

    ``method`` is "Wilson", or "none" where there is nothing to take a share of.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    successes: Floats
    total: Floats

    def __post_init__(self) -> None:
        seal(self)


def wilson(successes: ArrayLike, total: ArrayLike, level: float = 0.95) -> Proportion:
    """Share of a total by Wilson's score interval, without continuity correction.

    Parameters
    ----------
    successes : array_like of int
        How many of the total have the property, any shape; from 0 to the total.
    total : array_like of int
        How many there are, the same shape or one number for all.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    Proportion
        Shares from 0 to 1 in the shape of the arrays. A total of 0, or a missing number (None, NaN or masked),
        gives NaN with the method "none". None of the total has a low of exactly 0; all of it, a high of exactly 1.

    Raises
    ------
    ValueError
        When a number is negative, not whole, infinite or not a number, successes exceed the total, shapes
        differ, or the level is not between 0 and 1.

    Notes
    -----
    Sound for small totals and for shares near 0 and 1. Not advised for a survey with weights or clusters, or for
    a share of a complete count that is not thought of as one of many that could have happened.

    Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212; method 3 of
    Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872.

    Examples
    --------
    >>> found = wilson([81, 0], [263, 20])
    >>> found.low.round(4).tolist(), found.high.round(4).tolist()
    ([0.2553, 0.0], [0.3662, 0.1611])
    """
    level = read_level(level)
    part, whole = one_shape(successes=read_counts("successes", successes), total=read_counts("total", total))
    _check_within(part, whole)
    given = ~np.isnan(part) & (whole > 0)
    n = np.where(given, whole, np.nan)
    z2 = normal_quantile(level) ** 2
    centre = 2.0 * part + z2
    spread = np.sqrt(z2) * np.sqrt(z2 + 4.0 * part * (1.0 - part / n))
    low = np.where(part == 0, 0.0 * n, (centre - spread) / (2.0 * (n + z2)))
    high = np.where(part == n, 1.0, (centre + spread) / (2.0 * (n + z2)))
    value = part / n
    low, high = np.minimum(low, value), np.maximum(high, value)  # at a level near 0, rounding could part them
    return Proportion(value, low, high, level, np.where(given, WILSON, NO_METHOD), part, whole)


def _check_within(part: Floats, whole: Floats) -> None:
    above = int(np.count_nonzero(part > whole))
    if above:
        raise ValueError(
            f"successes, total: {above} of {part.size} successes are above their total. "
            "A part cannot exceed the whole. Check that the two are counted over the same records."
        )
