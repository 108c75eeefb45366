"""Where high or low values lie together: Getis and Ord's local G, with the place itself counted in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from sulis.statistics import _permuted
from sulis.statistics._inputs import NO_METHOD, Floats, Names, read_whole, seal
from sulis.statistics.neighbours import Neighbours

METHOD = "Getis-Ord Gi*, conditional permutation"


@dataclass(frozen=True, slots=True, eq=False)
class LocalG:
    """One element a place. ``value`` is Gi* as a number of standard deviations: above 0 where high values lie together.

    ``p_analytic`` takes Gi* as normal; ``p_permutation`` deals the other places' values out by chance. Both are two-sided
    and belong to one place alone: adjust them together with `adjusted_p`. ``method`` is "none" where nothing can be said.
    """

    value: Floats
    p_analytic: Floats
    p_permutation: Floats
    permutations: int
    method: Names

    def __post_init__(self) -> None:
        seal(self)


def local_g(values: ArrayLike, neighbours: Neighbours, *, permutations: int = 999, seed: int = 1) -> LocalG:
    """Gi* of every place, with a two-sided p by formula and by permutation.

    Parameters
    ----------
    values : array_like of float
        One number a place: a count of events in places of like size, or a rate with a count large enough to bear it.
        NaN where it is not known.
    neighbours : Neighbours
        Of the same places, in the same order. All weigh the same, and the place itself is one of its neighbourhood.
    permutations : int
        How often values are dealt out by chance: the smallest p is 2 in so many and one. 0: by formula alone, and
        ``p_permutation`` is NaN.
    seed : int
        Of the random numbers; the same gives the same.

    Returns
    -------
    LocalG
        Shape (places,). NaN with the method "none" for a place without a value or without a neighbour that has one, for
        one beside every other place, and for all when fewer than three have a value or all values are equal (to within rounding).

    Raises
    ------
    ValueError
        When values and neighbours are not of the same places, or a value is infinite.

    Notes
    -----
    Two-sided p is twice the smaller tail, so that 5% of places of pure noise are under 0.05; p folded to one side, as
    some tools give it, is half of that. Analytic p is poor where values are skewed and neighbours few, as incidents are:
    prefer the permutation. Neither knows of a place's residents: give rates with care, as a rate on few people is noise.

    Source: Ord, J. K. and Getis, A. (1995), Geographical Analysis 27, 286-306, the form with binary weights and the place
    itself; permutation with the place's own value held: Anselin, L. (1995), Geographical Analysis 27, 93-115.

    Examples
    --------
    >>> from sulis.statistics import neighbours_of_pairs
    >>> row = neighbours_of_pairs(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
    >>> local_g([9, 8, 9, 1, 0, 1], row).value.round(2).tolist()
    [1.5, 2.22, 0.74, -0.74, -2.22, -1.64]
    """
    ready, repeats = _permuted.ready(values, neighbours), read_whole("permutations", permutations, least=0)
    z = np.where(ready.said, _score(ready), np.nan)
    return LocalG(
        z,
        2.0 * ndtr(-np.abs(z)),
        _permuted.p_values(ready, repeats, seed),  # the place's own value adds the same to every deal
        repeats,
        np.where(ready.said, METHOD, NO_METHOD),
    )


def _score(ready: _permuted.Readied) -> Floats:
    """Ord and Getis's standardised form; the variance of all known values, over n."""
    if not ready.said.any():
        return np.full(ready.known.size, np.nan)
    values, n = ready.values[ready.known], float(ready.known.sum())
    weight = ready.beside.counts + 1.0
    above = ready.beside.sums(ready.values) + ready.values - values.mean() * weight
    room = np.where(ready.said, (n * weight - weight**2) / (n - 1.0), np.nan)
    score: Floats = above / (values.std() * np.sqrt(room))
    return score
