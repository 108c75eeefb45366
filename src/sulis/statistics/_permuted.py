"""What a place's neighbours would add up to if the other places' values were dealt out by chance.

The place's own value stays where it is and its neighbours are drawn from all others. One set of draws serves every place:
a draw in which the place itself comes up has its value exchanged for the next one drawn, which makes it a draw from the
others. So a place with k neighbours costs one look-up in k's sorted sums instead of a set of draws of its own, and
the answer has the same distribution as with draws of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import Flags, Floats, read_numbers
from sulis.statistics.neighbours import Neighbours

Tails = tuple[NDArray[np.int64], NDArray[np.int64]]

AT_ONCE = (
    1_000_000  # numbers drawn at once, so that memory does not grow with permutations or a place of many neighbours
)
LEVEL = 1e-12  # values whose range is less than this share of the largest differ by rounding alone


@dataclass(frozen=True, slots=True)
class Readied:
    """Values as shares of the largest, 0 where not known; who is known, who is beside whom of them, and who can be spoken of."""

    values: Floats
    known: Flags
    beside: Neighbours
    said: Flags


def ready(values: ArrayLike, neighbours: Neighbours) -> Readied:
    """Read one value a place. None can be spoken of when fewer than three are known or all are equal."""
    given = read_numbers("values", values).ravel()
    if given.size != neighbours.places:
        raise ValueError(
            f"values: {given.size} were given for {neighbours.places} places. There is one a place. Line them up."
        )
    known = np.isfinite(given)
    largest = float(np.abs(given[known]).max(initial=0.0))
    shares = np.where(known, given, 0.0) / (largest or 1.0)
    enough = bool(known.sum() > 2) and float(np.ptp(shares[known])) > LEVEL
    beside = neighbours.among(known)
    said = known & (beside.counts > 0) & (beside.counts < known.sum() - 1) & enough
    return Readied(shares, known, beside, said)


def p_values(ready: Readied, permutations: int, seed: int) -> Floats:
    """Two-sided p of each place's sum over its neighbours; NaN where nothing can be said."""
    p = np.full(ready.known.size, np.nan)
    if permutations and ready.said.any():
        counts = np.where(ready.said, ready.beside.counts, 0)[ready.known]
        sums = ready.beside.sums(ready.values)[ready.known]
        p[ready.known] = two_sided(*tails(ready.values[ready.known], sums, counts, permutations, seed), permutations)
    return np.where(ready.said, p, np.nan)


def tails(values: Floats, sums: Floats, counts: NDArray[np.int64], permutations: int, seed: int) -> Tails:
    """How many of the dealt sums are at least, and at most, each place's own sum over its neighbours.

    ``values`` has no missing element; ``counts`` is each place's number of neighbours, fewer than the places.
    """
    width = int(counts.max(initial=0)) + 1
    random = np.random.default_rng(seed)
    above, below = np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=np.int64)
    step = max(1, AT_ONCE // width)
    for begin in range(0, permutations, step):
        drawn = _draws(len(values), width, min(step, permutations - begin), random)
        _count(drawn, values, sums, counts, above, below)
    return above, below


def _count(
    drawn: NDArray[np.int64],
    values: Floats,
    sums: Floats,
    counts: NDArray[np.int64],
    above: NDArray[np.int64],
    below: NDArray[np.int64],
) -> None:
    """Add one batch of draws to ``above`` and ``below``."""
    width = drawn.shape[1]
    dealt = values[drawn]
    running = np.cumsum(dealt, axis=1)
    # Sums this close differ by the order of adding alone: the rounding of as many additions of the largest value.
    slack = 4.0 * np.finfo(np.float64).eps * (width + 3.0) ** 2 * float(np.abs(values).max(initial=0.0))
    for count in np.unique(counts[counts > 0]):
        here = np.flatnonzero(counts == count)
        plain = np.sort(running[:, count - 1])
        above[here] += len(drawn) - np.searchsorted(plain, sums[here] - slack, side="left")
        below[here] += np.searchsorted(plain, sums[here] + slack, side="right")
    for position in range(width - 1):
        _exchange(position, drawn, dealt, running, counts, sums, slack, above, below)


def _exchange(
    position: int,
    drawn: NDArray[np.int64],
    dealt: Floats,
    running: Floats,
    counts: NDArray[np.int64],
    sums: Floats,
    slack: float,
    above: NDArray[np.int64],
    below: NDArray[np.int64],
) -> None:
    """For the draws whose ``position``-th is the place itself: take the plain sum out and put the exchanged one in."""
    place = drawn[:, position]
    rows = np.flatnonzero(counts[place] > position)
    place = place[rows]
    count = counts[place]
    plain = running[rows, count - 1]
    mended = plain - dealt[rows, position] + dealt[rows, count]
    own = sums[place]
    np.add.at(above, place, (mended >= own - slack).astype(np.int64) - (plain >= own - slack))
    np.add.at(below, place, (mended <= own + slack).astype(np.int64) - (plain <= own + slack))


def _draws(places: int, width: int, permutations: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """In each row ``width`` different places by chance: one row a permutation."""
    return np.stack([chance.choice(places, width, replace=False) for _ in range(permutations)])


def two_sided(above: NDArray[np.int64], below: NDArray[np.int64], permutations: int) -> Floats:
    """Twice the smaller tail, the observed arrangement counted as one of the deals; never above 1 or below 2 in so many."""
    smaller = (np.minimum(above, below) + 1.0) / (permutations + 1.0)
    return np.minimum(1.0, 2.0 * smaller)
