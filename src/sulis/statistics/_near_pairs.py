"""Events with a place and a day, and which pairs of them lie near each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import Floats, read_numbers

PAIRS_AT_ONCE = 1_000
"""Pairs are counted in blocks of so many: memory does not grow with them, and a block stays near the processor."""

Counts = NDArray[np.int64]
Days = NDArray[np.int16] | NDArray[np.int64]
Pairs = NDArray[np.int32]


def read_events(x: ArrayLike, y: ArrayLike, day: ArrayLike) -> tuple[Floats, Days]:
    """Points and days in arrays, days counted from the first; refused where one is missing."""
    points = np.column_stack((read_numbers("x", x).ravel(), read_numbers("y", y).ravel()))
    when = read_numbers("day", day).ravel()
    if len(when) != len(points):
        raise ValueError(f"day: {len(when)} days for {len(points)} places. There is one an event. Line them up.")
    if np.isnan(points).any() or np.isnan(when).any() or (when % 1 != 0).any():
        raise ValueError(
            "x, y, day: a missing place or day, or part of a day, was given. Every event needs a place and a whole day. "
            "Leave the others out and say how many."
        )
    since = when - when.min(initial=np.inf)
    return points, since.astype(np.int16 if since.max(initial=0) < np.iinfo(np.int16).max else np.int64)


def pairs_within(points: Floats, near: Floats, same_place: float) -> tuple[Pairs, Pairs, Counts]:
    """Pairs no farther apart than the last band, in the order of the bands, and where each band begins."""
    from scipy.spatial import cKDTree

    reach = max(float(near[-1]), same_place)
    pairs = cKDTree(points).query_pairs(reach, output_type="ndarray")
    first, second = pairs[:, 0].astype(np.int32), pairs[:, 1].astype(np.int32)
    del pairs
    band = np.empty(len(first), np.int16)
    for begin in range(0, len(first), PAIRS_AT_ONCE):
        piece = slice(begin, begin + PAIRS_AT_ONCE)
        apart = np.hypot(*(points[first[piece]] - points[second[piece]]).T)
        band[piece] = np.where(apart <= same_place, 0, 1 + np.searchsorted(near, apart, side="left"))
    order = np.lexsort((first, band))  # by the first event within a band, so that its day is at hand for the next pair
    starts = np.searchsorted(band[order], np.arange(len(near) + 2))
    return first[order], second[order], starts
