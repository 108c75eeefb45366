"""Which places lie beside which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import read_numbers, read_positive, seal

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Every place's neighbours: those of place i are ``others[starts[i]:starts[i + 1]]``, positions counted from 0.

    Each pair stands both ways and no place is beside itself.
    """

    starts: Positions
    others: Positions

    def __post_init__(self) -> None:
        seal(self)

    @property
    def places(self) -> int:
        """How many places there are, with neighbours or without."""
        return len(self.starts) - 1

    @property
    def counts(self) -> Positions:
        """How many neighbours each place has."""
        return np.diff(self.starts)

    def of(self, place: int) -> Positions:
        """The positions of one place's neighbours, in order."""
        return self.others[self.starts[place] : self.starts[place + 1]]

    def among(self, kept: NDArray[np.bool_]) -> Neighbours:
        """The same places, with those that are not kept beside nobody."""
        if kept.all():
            return self
        sources = np.repeat(np.arange(self.places), self.counts)
        both = kept[sources] & kept[self.others]
        return _gather(self.places, sources[both], self.others[both])

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Over each place's neighbours, the sum of their values; 0 where it has none."""
        summed, some = np.zeros(self.places), self.counts > 0
        if some.any():  # each place's own sum, so that a huge value elsewhere takes no figure from it
            summed[some] = np.add.reduceat(values[self.others], self.starts[:-1][some])
        return summed


def neighbours_of_pairs(places: int, pairs: ArrayLike) -> Neighbours:
    """Neighbours from pairs of positions, for instance of areas whose outlines touch.

    Parameters
    ----------
    places : int
        How many places there are.
    pairs : array_like of int
        Two columns: positions from 0 to places - 1. A pair may stand once, both ways or several times.

    Raises
    ------
    ValueError
        When pairs are not two columns of whole numbers, a position is not one of the places, or a place is paired with
        itself.
    """
    given = _two_columns(pairs)
    if given.size and (given.min() < 0 or given.max() >= places):
        raise ValueError(
            f"pairs: a position outside 0 to {places - 1} was given. A pair names two of the {places} places. "
            "Give positions in the order of the values."
        )
    if (given[:, 0] == given[:, 1]).any():
        raise ValueError("pairs: a place beside itself was given. A pair is of two places. Leave it out.")
    both = np.unique(np.concatenate((given, given[:, ::-1])), axis=0)
    return _gather(places, both[:, 0], both[:, 1])


def neighbours_within(x: ArrayLike, y: ArrayLike, distance: float) -> Neighbours:
    """Neighbours by distance: all pairs of places at most so far apart.

    Parameters
    ----------
    x, y : array_like of float
        Eastings and northings, one unit for both (metres of the national grid, never degrees). None may be missing.
    distance : float
        In the same unit, above 0.

    Raises
    ------
    ValueError
        When a coordinate is missing or not finite, or the distance is not above 0.
    """
    from scipy.spatial import cKDTree

    points = np.column_stack((read_numbers("x", x).ravel(), read_numbers("y", y).ravel()))
    if np.isnan(points).any():
        raise ValueError("x, y: a missing coordinate was given. Every place needs one. Leave out places without.")
    pairs = cKDTree(points).query_pairs(read_positive("distance", distance), output_type="ndarray")
    return neighbours_of_pairs(len(points), pairs)


def _two_columns(pairs: ArrayLike) -> Positions:
    given = read_numbers("pairs", pairs)
    if given.size and (given.ndim != 2 or given.shape[1] != 2 or np.isnan(given).any() or (given % 1 != 0).any()):
        raise ValueError(
            "pairs: not two columns of whole numbers. A pair names two places by position. Give one pair a row."
        )
    return given.reshape(-1, 2).astype(np.int64)


def _gather(places: int, sources: Positions, others: Positions) -> Neighbours:
    """``sources`` in order, each with one other."""
    starts = np.searchsorted(sources, np.arange(places + 1))
    return Neighbours(starts.astype(np.int64), others.astype(np.int64))
