"""Random draws that give the same bytes on every machine: raw 64-bit integers and plain arithmetic only."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


class Draws:
    """A stream of draws named by a seed and a path of numbers, so that one part never disturbs another.

    Only the generator's raw integers are used: numpy promises those to stay as they are, but not
    its distributions.

    Examples
    --------
    >>> Draws(7, 1).below(3, 100).tolist() == Draws(7, 1).below(3, 100).tolist()
    True
    """

    def __init__(self, seed: int, *path: int) -> None:
        if seed < 0:
            raise ValueError(f"a seed is zero or more, not {seed}")
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *path]))

    def unit(self, size: int) -> Real:
        """``size`` numbers from 0 (included) to 1 (not included)."""
        raw: Any = self._bits.random_raw(size)
        drawn: Real = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return drawn

    def below(self, size: int, bound: int) -> Whole:
        """``size`` whole numbers from 0 to ``bound`` - 1."""
        return (self.unit(size) * bound).astype(np.int64)

    def hexadecimal(self, size: int, digits: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """``size`` rows of 64 hexadecimal digits as text, by a table of the two digits of each byte."""
        raw: Any = self._bits.random_raw(4 * size)
        written: NDArray[np.uint8] = digits[raw.astype(">u8").view(np.uint8)].reshape(size, 64)
        return written

    def one_below(self, bound: int) -> int:
        return int(self.below(1, bound)[0])

    def pick(self, size: int, weights: Whole) -> Whole:
        """``size`` positions in ``weights``, each drawn in proportion to its whole-number weight."""
        edges = np.cumsum(weights)
        return np.searchsorted(edges, self.below(size, int(edges[-1])), side="right").astype(np.int64)

    def order(self, size: int) -> Whole:
        """The numbers 0 to ``size`` - 1 in a drawn order."""
        return np.argsort(self.unit(size), kind="stable").astype(np.int64)

    def poisson(self, mean: float) -> int:
        """One Poisson count, by walking its distribution outwards from the mode."""
        chances, lowest = poisson_chances(mean)
        edges = np.cumsum(chances)
        return lowest + int(np.searchsorted(edges, self.unit(1)[0] * edges[-1], side="right"))


def poisson_chances(mean: float) -> tuple[Real, int]:
    """Relative chances of a Poisson count around its mode, and the count that the first of them stands for."""
    mode = int(mean)
    above = [1.0]
    while above[-1] > 1e-15:
        above.append(above[-1] * mean / (mode + len(above)))
    below: list[float] = []
    chance = 1.0
    while len(below) < mode and chance > 1e-15:
        chance = chance * (mode - len(below)) / mean
        below.append(chance)
    return np.array(below[::-1] + above), mode - len(below)
