"""Whether events follow each other closely in both place and time more often than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    Names,
    read_amounts,
    read_level,
    read_numbers,
    read_positive,
    read_whole,
    seal,
)
from sulis.statistics._near_pairs import PAIRS_AT_ONCE, Counts, Days, Pairs, pairs_within, read_events

METHOD = "Knox, permuted times"
FEWEST_EVENTS = 2
DEALS_AT_ONCE = 256
"""Pairs and deals are counted in blocks of so many: memory does not grow with either, and a block stays near the processor."""
MOST_IN_A_BYTE = 250


@dataclass(frozen=True, slots=True, eq=False)
class NearRepeat:
    """One cell for each band of distance (rows) and of time (columns).

    The first row is the same place, the first column the same day. ``observed`` counts pairs of events, ``expected`` is the mean
    when times are dealt out by chance, ``low`` and ``high`` hold the middle ``level`` of the deals, ``ratio`` is observed over
    expected, ``p`` the two-sided p of the cell and ``p_more`` that of an excess alone. The ratio is infinite where pairs were
    seen and no deal had any. ``method`` is "none" for a cell that held no pair under any deal, where the ratio and p are NaN.
    """

    observed: Counts
    expected: Floats
    low: Floats
    high: Floats
    ratio: Floats
    p: Floats
    p_more: Floats
    method: Names
    permutations: int
    events: int
    level: float

    def __post_init__(self) -> None:
        seal(self)


@dataclass(frozen=True, slots=True)
class Chains:
    """Events followed closely by another one, and those that follow. An event may be both; counts of events, not of people."""

    originators: int  # followed by at least one and following none
    between: int  # both following and followed
    followers: int  # following at least one and followed by none
    alone: int


def near_repeat(
    x: ArrayLike,
    y: ArrayLike,
    day: ArrayLike,
    *,
    distances: ArrayLike,
    days: ArrayLike,
    same_place: float = 0.0,
    permutations: int = 999,
    seed: int = 1,
    level: float = 0.95,
) -> NearRepeat:
    """The table of near repeats over bands of distance and of time, with a p for each cell.

    Parameters
    ----------
    x, y : array_like of float
        Where each event was, in metres (never degrees, and never points to which many places were moved). None missing.
    day : array_like of int
        When, as a whole number of days from any day. None missing: an event known only by its month cannot take part.
    distances, days : array_like of float
        Upper ends of the bands, ascending and above 0: distances (0 to 100 m, to 200 m) and whole days (1 to 7, to 14).
    same_place : float
        Events at most so far apart, in metres, were in the same place.
    permutations : int
        How often the days are dealt out among the events by chance.
    seed : int
        Of the random numbers; the same gives the same.
    level : float
        How much of the deals ``low`` and ``high`` hold, above 0 and below 1.

    Returns
    -------
    NearRepeat
        Shape (distances + 1, days + 1).

    Raises
    ------
    ValueError
        When a number is missing or not finite, a day is not whole, or bands do not ascend.

    Notes
    -----
    Distance bands are open below and closed above; the time band after "same day" begins with the next day. Days are
    dealt out among events with places held, so a busy season or a busy place alone makes no near repeat. Cells are many: adjust
    with `adjusted_p` before one of them is believed. Not for a source that moves events to snap points or tells the month alone.

    Source: Knox, E. G. (1964), Applied Statistics 13, 25-29; permutation over bands with a row for the same place as in
    Ratcliffe, J. and Rengert, G. (2008), Security Journal 21, 58-76.

    Examples
    --------
    >>> table = near_repeat([0, 5, 900], [0, 0, 0], [1, 3, 40], distances=[10, 1000], days=[7, 60], permutations=99)
    >>> table.observed.tolist()
    [[0, 0, 0], [0, 1, 0], [0, 0, 2]]
    """
    points, when = read_events(x, y, day)
    held = read_level(level)
    near, soon, repeats = _bands("distances", distances), _whole_bands(days), read_whole("permutations", permutations)
    together = float(read_amounts("same_place", same_place))
    if np.isnan(together):
        raise ValueError("same_place: missing. It is a distance in metres. Write 0 for the very same point.")
    shape = (len(near) + 1, len(soon) + 1)
    if len(when) < FEWEST_EVENTS:
        nothing = np.full(shape, np.nan)
        none = np.full(shape, NO_METHOD)
        counted = np.zeros(shape, np.int64)
        return NearRepeat(counted, nothing, nothing, nothing, nothing, nothing, nothing, none, repeats, len(when), held)
    first, second, starts = pairs_within(points, near, together)
    observed = _tabulate(when[:, None], first, second, starts, soon)[0]
    deals = np.zeros((repeats, *shape), np.int64)
    random = np.random.default_rng(seed)
    for begin in range(0, repeats, DEALS_AT_ONCE):
        orders = [random.permutation(when) for _ in range(min(DEALS_AT_ONCE, repeats - begin))]
        dealt = _tabulate(np.ascontiguousarray(np.transpose(orders)), first, second, starts, soon)
        deals[begin : begin + len(orders)] = dealt
    return _judged(observed, deals, len(when), held)


def chains(x: ArrayLike, y: ArrayLike, day: ArrayLike, *, distance: float, days: int) -> Chains:
    """How many events begin a run of near repeats, carry it on or end it.

    Two events are near when they are at most ``distance`` metres and ``days`` days apart; of two on one day neither is the
    earlier, so they do not follow each other. Without an event all four are 0. The table says whether there are more than
    chance would have it; this does not.

    >>> chains([0, 1, 2, 900], [0, 0, 0, 0], [1, 3, 4, 4], distance=10, days=7)
    Chains(originators=1, between=1, followers=1, alone=1)
    """
    points, when = read_events(x, y, day)
    first, second, _ = pairs_within(points, np.array([read_positive("distance", distance)]), 0.0)
    apart = when[second].astype(np.int64) - when[first]
    close = (apart != 0) & (np.abs(apart) <= read_whole("days", days))
    earlier = np.where(apart > 0, first, second)[close]
    later = np.where(apart > 0, second, first)[close]
    followed, following = np.zeros(len(when), bool), np.zeros(len(when), bool)
    followed[earlier], following[later] = True, True
    kinds = (followed & ~following, followed & following, following & ~followed, ~followed & ~following)
    return Chains(*(int(kind.sum()) for kind in kinds))


def _bands(name: str, given: ArrayLike) -> Floats:
    ends = read_numbers(name, given).ravel()
    if not ends.size or np.isnan(ends).any() or ends[0] <= 0 or (np.diff(ends) <= 0).any():
        raise ValueError(f"{name}: the ends of bands must ascend from above 0. Give for instance [100, 200, 300].")
    return ends


def _whole_bands(days: ArrayLike) -> Counts:
    ends = _bands("days", days)
    if (ends % 1 != 0).any():
        raise ValueError("days: part of a day was given. Bands end with a whole day. Give for instance [7, 14].")
    return ends.astype(np.int64)


def _tabulate(when: Days, first: Pairs, second: Pairs, starts: Counts, soon: Counts) -> Counts:
    """How many pairs fall into each cell (deals, bands, columns), for days dealt to events (events, deals)."""
    ends = (0, *soon.tolist())
    within = np.zeros((when.shape[1], len(starts) - 1, len(ends)), dtype=np.int64)
    # One block of each, used again and again: asking for memory anew for every block would take a fifth of the time.
    blocks = np.empty((2, PAIRS_AT_ONCE, when.shape[1]), when.dtype)
    flags = np.empty((PAIRS_AT_ONCE, when.shape[1]), np.bool_)
    for band, (start, end) in enumerate(pairwise(starts.tolist())):
        for begin in range(start, end, PAIRS_AT_ONCE):
            piece = slice(begin, min(end, begin + PAIRS_AT_ONCE))
            (apart, other), inside = blocks[:, : piece.stop - begin], flags[: piece.stop - begin]
            when.take(first[piece], axis=0, out=apart, mode="clip")  # which looks no index up twice: all are of events
            when.take(second[piece], axis=0, out=other, mode="clip")
            apart -= other
            np.abs(apart, out=apart)
            for column, most in enumerate(ends):
                within[:, band, column] += _each_column(np.less_equal(apart, most, out=inside))
    return np.diff(within, axis=2, prepend=0)


def _each_column(inside: NDArray[np.bool_]) -> Counts:
    """How many are true in each column, added up in single bytes as far as a byte goes, which is many times as fast."""
    ones = inside.view(np.uint8)
    sums = [ones[row : row + MOST_IN_A_BYTE].sum(axis=0, dtype=np.uint8) for row in range(0, len(ones), MOST_IN_A_BYTE)]
    counted: Counts = np.sum(sums, axis=0, dtype=np.int64)
    return counted


def _judged(observed: Counts, deals: Counts, events: int, level: float) -> NearRepeat:
    """The observed arrangement counts as one of the deals."""
    repeats, expected = len(deals), deals.mean(axis=0)
    seen = (expected > 0) | (observed > 0)
    more, fewer = (
        ((deals >= observed).sum(axis=0) + 1.0) / (repeats + 1.0),
        ((deals <= observed).sum(axis=0) + 1.0) / (repeats + 1.0),
    )
    low, high = np.quantile(deals, ((1.0 - level) / 2.0, (1.0 + level) / 2.0), axis=0, method="inverted_cdf")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(seen, observed / expected, np.nan)
    return NearRepeat(
        observed,
        expected,
        low.astype(float),
        high.astype(float),
        ratio,
        np.where(seen, np.minimum(1.0, 2.0 * np.minimum(more, fewer)), np.nan),
        np.where(seen, more, np.nan),
        np.where(seen, METHOD, NO_METHOD),
        repeats,
        events,
        level,
    )
