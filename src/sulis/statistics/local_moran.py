"""Which places are like their neighbours and which stand out: Anselin's local Moran."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics import _permuted
from sulis.statistics._inputs import NO_METHOD, Floats, Names, read_whole, seal
from sulis.statistics.neighbours import Neighbours

METHOD = "local Moran, conditional permutation"
KINDS = ("high among high", "high among low", "low among low", "low among high")


@dataclass(frozen=True, slots=True, eq=False)
class LocalMoran:
    """One element a place. ``value`` is above 0 where the place is like its neighbours, below where it stands out.

    ``kind`` is "high among high", "high among low", "low among low" or "low among high" (against the mean of all), whatever
    its p; ``overall`` is Moran's I of all places with a neighbour. ``method`` is "none" where nothing can be said.
    """

    value: Floats
    p_permutation: Floats
    kind: Names
    overall: float
    permutations: int
    method: Names

    def __post_init__(self) -> None:
        seal(self)


def local_moran(values: ArrayLike, neighbours: Neighbours, *, permutations: int = 999, seed: int = 1) -> LocalMoran:
    """Local Moran of every place, its kind and a two-sided p.

    Parameters
    ----------
    values : array_like of float
        One number a place; NaN where it is not known.
    neighbours : Neighbours
        Of the same places, in the same order. A place's neighbours weigh the same and add up to 1.
    permutations : int
        How often values are dealt out by chance.
    seed : int
        Of the random numbers; the same gives the same.

    Returns
    -------
    LocalMoran
        Shape (places,). NaN, no kind ("") and the method "none" for a place without a value or without a neighbour that has
        one, for one beside every other place, and for all when fewer than three have a value or all values are equal.

    Raises
    ------
    ValueError
        When values and neighbours are not of the same places, or a value is infinite.

    Notes
    -----
    P is twice the smaller tail of the neighbours' mean, the place's own value held; 1 for a place at the mean of all, which is
    like nobody. It is one place's: adjust all together
    with `adjusted_p`.

    Source: Anselin, L. (1995), Geographical Analysis 27, 93-115, with row-standardised weights and the variance over
    n. Tools that divide by n - 1 differ by that factor.

    Examples
    --------
    >>> from sulis.statistics import neighbours_of_pairs
    >>> row = neighbours_of_pairs(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    >>> found = local_moran([9, 8, 9, 1, 0, 1], row)
    >>> found.value.round(2).tolist(), found.kind[0].item(), found.kind[4].item()
    ([0.89, 0.89, -0.04, 0.04, 1.05, 1.05], 'high among high', 'low among low')
    """
    ready, repeats = _permuted.ready(values, neighbours), read_whole("permutations", permutations)
    away, lag, value = _likeness(ready)
    linked = ready.known & (ready.beside.counts > 0)
    p = _permuted.p_values(ready, repeats, seed)
    high, among_high = away > 0, lag > 0
    kind = np.select([high & among_high, high, ~among_high], KINDS[:3], KINDS[3])
    return LocalMoran(
        np.where(ready.said, value, np.nan),
        np.where(ready.said & (np.abs(away) <= _permuted.LEVEL), 1.0, p),
        np.where(ready.said, kind, ""),
        float(value[linked].mean()) if ready.said.any() else np.nan,
        repeats,
        np.where(ready.said, METHOD, NO_METHOD),
    )


def _likeness(ready: _permuted.Readied) -> tuple[Floats, Floats, Floats]:
    """How far each place is from the mean, how far its neighbours are, and the product over the variance."""
    if not ready.said.any():
        return (np.zeros(ready.known.size),) * 3
    away = np.where(ready.known, ready.values - ready.values[ready.known].mean(), 0.0)
    lag = ready.beside.sums(away) / np.maximum(ready.beside.counts, 1)
    return away, lag, away * lag / (away[ready.known] ** 2).mean()
