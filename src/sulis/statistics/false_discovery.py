"""Many tests at once: how small a p must be before a share of the finds at most is false."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import Floats, read_numbers


def adjusted_p(p: ArrayLike) -> Floats:
    """The p-values of one family of tests, adjusted so that those under 0.05 hold at most 5% false finds on average.

    Parameters
    ----------
    p : array_like of float
        Two-sided p-values, 0 to 1, any shape: all tests of the family, not only the small ones. NaN where a place
        could not be tested; it counts neither among the finds nor among the tests.

    Returns
    -------
    numpy.ndarray of float
        The same shape, 0 to 1, never smaller than p; NaN where p is NaN.

    Raises
    ------
    ValueError
        When a p is below 0 or above 1.

    Notes
    -----
    The promise holds where tests are independent or, as neighbouring places are, positively dependent. With
    999 permutations no two-sided p is under 0.002, so that among many hundred places nothing is found unless
    several are extreme: use more permutations there.

    Source: Benjamini, Y. and Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289-300; for
    dependent tests Benjamini, Y. and Yekutieli, D. (2001), Annals of Statistics 29, 1165-1188.

    Examples
    --------
    >>> adjusted_p([0.01, 0.04, 0.03, 0.5]).round(3).tolist()
    [0.04, 0.053, 0.053, 0.5]
    """
    given = read_numbers("p", p)
    if ((given < 0) | (given > 1)).any():
        raise ValueError(
            "p: a number below 0 or above 1 was given. A p-value is a share. Give the p-values themselves."
        )
    adjusted = np.full(given.shape, np.nan)
    tested = np.isfinite(given)
    found = given[tested]
    order = np.argsort(found, kind="stable")
    steps = found[order] * found.size / np.arange(1, found.size + 1)
    least = np.minimum.accumulate(steps[::-1])[::-1] if found.size else steps
    spread = np.empty_like(found)
    spread[order] = np.minimum(least, 1.0)
    adjusted[tested] = spread
    return adjusted
