"""Months at which the level of a series of counts may have changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from sulis.statistics._inputs import NO_METHOD, Floats, one_shape, read_amounts, read_counts, read_level
from sulis.statistics.control_chart import read_series

FEWEST = 12  # given points, below which no change is looked for
LEAST_SIDE = 4  # given points on either side of a change
PERMUTED = "likelihood ratio, permutation"
TOO_SHORT = f"fewer than {FEWEST} points"
NO_EVENT = "no event was counted"
ROUNDING = 1e-9  # relative: statistics this close are the same


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A candidate: the first point of the new level, counting from 0, with the rates of the stretches on either side.

    ``p_value`` is the chance of so large a difference at the best place, when the level never changed. Rates are in
    events for each unit of exposure. A candidate changes no limit: that takes a `Rebase` with a written reason.
    """

    position: int
    p_value: float
    rate_before: float
    rate_after: float


@dataclass(frozen=True, slots=True)
class ChangePoints:
    """The candidates in order. ``method`` is "none", with a ``reason``, where none could be looked for."""

    found: tuple[ChangePoint, ...]
    false_alarm: float
    points: int
    method: str
    reason: str


def change_points(
    count: ArrayLike,
    exposure: ArrayLike = 1.0,
    false_alarm: float = 0.05,
    *,
    permutations: int = 999,
    seed: int = 1,
) -> ChangePoints:
    """Look for the place at which two levels explain the counts best, then again on either side of it.

    Parameters
    ----------
    count : array_like of int, shape (periods,)
        Events, in order; None, NaN or masked where missing. Missing points are left out, and positions keep their
        place.
    exposure : array_like of float, shape (periods,) or one number
        People, days; a season's expected shape may be multiplied in. A period of 0 counts as missing.
    false_alarm : float
        The chance of any candidate in a series whose level never changes, above 0 and below 1.
    permutations : int
        How many shuffles of the points the chance comes from; 19 or more.
    seed : int
        Of the shuffles: the same seed gives the same answer.

    Returns
    -------
    ChangePoints
        Method "none" under 12 given points or without any event.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, the counts are not one series, or
        ``false_alarm`` or ``permutations`` is out of range.

    Notes
    -----
    Shuffling keeps any overdispersion, so events that come in bunches raise no false alarm. A season, a trend, or
    months that resemble the one before do: take the season out through ``exposure``, and read a slow climb with
    `direction`. After the first candidate, the level holds on each side for itself. At least 4 points lie on either
    side.

    Source: Poisson likelihood ratio by binary segmentation: Scott, A. and Knott, M. (1974), Biometrics 30, 507-512;
    chance by permutation, as in Good, P., Permutation Tests (2000).

    Examples
    --------
    >>> found = change_points([20, 18, 22, 19, 21, 20, 23, 18, 40, 38, 43, 39, 41, 44, 37, 40])
    >>> [(one.position, one.rate_before, one.rate_after) for one in found.found]
    [(8, 20.125, 40.25)]
    """
    alarm = _read_alarm(false_alarm)
    if isinstance(permutations, bool) or not isinstance(permutations, int) or permutations < 19:
        raise ValueError(f"permutations: {permutations!r} was given. It is a whole number of 19 or more. Give 999.")
    events, size = one_shape(count=read_counts("count", count), exposure=read_amounts("exposure", exposure))
    read_series("count", events)
    given = np.flatnonzero(~np.isnan(events) & (size > 0))
    y, n = events[given], size[given]
    if y.size < FEWEST or y.sum() == 0:
        return ChangePoints((), alarm, y.size, NO_METHOD, TOO_SHORT if y.size < FEWEST else NO_EVENT)
    generator = np.random.default_rng(seed)
    places = _search(y, n, 0, y.size, (alarm, permutations), generator)
    edges = [0, *(place for place, _ in places), y.size]
    rates = [float(y[a:b].sum() / n[a:b].sum()) for a, b in zip(edges[:-1], edges[1:], strict=True)]  # noqa: RUF007
    found = tuple(
        ChangePoint(int(given[place]), chance, rates[index], rates[index + 1])
        for index, (place, chance) in enumerate(places)
    )
    return ChangePoints(found, alarm, y.size, PERMUTED, "")


def _read_alarm(given: object) -> float:
    try:
        return read_level(given)
    except ValueError as error:
        raise ValueError(
            f"false_alarm: {given!r} was given. It is a chance, above 0 and below 1. Write 0.05 for one series in twenty."
        ) from error


def _search(
    y: Floats, n: Floats, start: int, end: int, rule: tuple[float, int], generator: np.random.Generator
) -> list[tuple[int, float]]:
    """Places and their chances between two points, in order."""
    if end - start < 2 * LEAST_SIDE or y[start:end].sum() == 0:
        return []
    here, size = y[start:end], n[start:end]
    gains = _gains(here[None], size[None])[0]
    best = int(gains.argmax())
    order = np.argsort(generator.random((rule[1], here.size)), axis=1)
    shuffled = _gains(here[order], size[order]).max(axis=1)
    least = gains[best] - ROUNDING * max(float(gains[best]), 1.0)
    chance = float((np.count_nonzero(shuffled >= least) + 1) / (rule[1] + 1))
    if chance > rule[0]:
        return []
    place = start + LEAST_SIDE + best
    left, right = _search(y, n, start, place, rule, generator), _search(y, n, place, end, rule, generator)
    return [*left, (place, chance), *right]


def _gains(y: Floats, n: Floats) -> Floats:
    """Log likelihood won by a change at each place, for series in rows; the first place is after LEAST_SIDE points."""
    before, size = (np.cumsum(one, axis=1)[:, LEAST_SIDE - 1 : -LEAST_SIDE] for one in (y, n))
    total, whole = y.sum(1, keepdims=True), n.sum(1, keepdims=True)
    after = total - before
    two = xlogy(before, before / size) + xlogy(after, np.maximum(after, 0.0) / (whole - size))
    return np.asarray(two - xlogy(total, total / whole))
