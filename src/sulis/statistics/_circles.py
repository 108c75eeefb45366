"""The circles that a scan tries, and how much more than expected each holds."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from sulis.statistics._inputs import Floats

LARGEST_TABLE = 5_000_000  # events; beyond it logarithms are taken as they are needed
TIED = 1e-9  # distances, as a share, that differ by rounding alone

Positions = NDArray[np.int64]


class Circles:
    """All circles about one place, over every run of periods."""

    def __init__(self, order: Positions, ends: Positions, share: Floats, runs: Positions, total: int) -> None:
        self.order, self.ends, self.runs, self.total = order, ends, runs, total
        self.expected = self.sums(share[None])[0] * total
        possible = np.where(self.expected > 0, self.expected, 1.0)  # where nothing is expected nothing can happen
        beyond = np.log(np.maximum(total - self.expected, np.finfo(np.float64).tiny))
        self._each, self._all = np.log(possible) - beyond, total * beyond

    def within(self, circle: int) -> Positions:
        """The places of one circle, the centre first."""
        return self.order[: self.ends[circle] + 1]

    def sums(self, amounts: Floats) -> Floats:
        """Of amounts (draws, places, periods): what each circle holds, (draws, circles, runs)."""
        inside = np.cumsum(amounts[:, self.order, :], axis=1)[:, self.ends, :]
        through = np.concatenate((np.zeros((*inside.shape[:2], 1)), np.cumsum(inside, axis=2)), axis=2)
        held: Floats = through[:, :, self.runs[:, 1]] - through[:, :, self.runs[:, 0]]
        return held

    def ratios(self, amounts: Floats) -> Floats:
        """The logarithm of the likelihood ratio of each circle that holds more than expected; 0 for the others."""
        held = self.sums(amounts)
        ratio = _logs(held, self.total) - held * self._each - self._all
        return np.where(held > self.expected, ratio, 0.0)


def _logs(held: Floats, total: int) -> Floats:
    """For a circle that holds k of all events: k log k and the same of the rest."""
    if total <= LARGEST_TABLE:
        return _table(total)[held.astype(np.int64)]
    both: Floats = xlogy(held, held) + xlogy(total - held, total - held)
    return both


@lru_cache(maxsize=4)
def _table(total: int) -> Floats:
    held = np.arange(total + 1, dtype=np.float64)
    logs = xlogy(held, held)
    both: Floats = logs + logs[::-1]
    return both


def circles_of(points: Floats, at_risk: Floats, most: float) -> list[tuple[Positions, Positions]]:
    """For each place: itself and those nearest to it, and the positions in that order at which a circle may end."""
    circles = []
    usable = np.flatnonzero(at_risk > 0)
    for centre in usable:
        apart = np.hypot(*(points[usable] - points[centre]).T)
        nearest = np.argsort(apart, kind="stable")
        order, apart = usable[nearest], apart[nearest]
        whole = apart[1:] > apart[:-1] * (1.0 + TIED)  # the next place is farther, so the circle leaves none half out
        small = np.cumsum(at_risk[order]) <= most * at_risk.sum() * (1 + 1e-12)
        ends = np.flatnonzero(whole & small[:-1])
        if ends.size:
            circles.append((order[: ends[-1] + 1], ends))
    return circles
