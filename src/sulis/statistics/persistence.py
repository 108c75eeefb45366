"""Whether the same places are the most affected year after year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import NO_METHOD, Floats, read_counts, read_level, read_share, read_whole, seal

METHOD = "share of the top places kept from year to year"
FEWEST_YEARS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Persistence:
    """``years_at_top`` is how many of the years each place was among the ``top`` most affected.

    ``kept`` is the mean share (0 to 1) of a year's top places that are at the top in the next year too; ``by_chance`` is the
    same when each year's counts are dealt out anew among the places, with the limits of such deals, and ``p`` the share of them that
    keep as many. ``method`` is "none" where there are too few years or events to speak of persistence.
    """

    years_at_top: NDArray[np.int64]
    kept: float
    by_chance: float
    chance_low: float
    chance_high: float
    p: float
    top: int
    years: int
    method: str

    def __post_init__(self) -> None:
        seal(self)


def persistence(
    counts: ArrayLike, *, top: float = 0.1, level: float = 0.95, deals: int = 999, seed: int = 1
) -> Persistence:
    """How far the most-affected places of one year are those of the next.

    Parameters
    ----------
    counts : array_like of int
        Shape (places, years): events in each place and whole year, in order. None may be missing.
    top : float
        The share of places that counts as the most affected, above 0 and below 1; at least one place.
    level : float
        Of the limits of what chance would keep, above 0 and below 1.
    deals : int
        How often each year's counts are dealt out among the places by chance.
    seed : int
        Of the random numbers.

    Returns
    -------
    Persistence
        With fewer than three years, fewer than two places, or a year without an event: NaN and the method "none",
        because two years share a place at the top by luck alone.

    Raises
    ------
    ValueError
        When counts are not by place and year, or one is missing, negative or not whole.

    Notes
    -----
    Where places tie at the edge of the top, each of them counts in part, so that the order in which places are given does not
    matter; ``years_at_top`` counts a place that ties. Persistence says nothing of why: a place with more people is at the top
    every year.

    Source: the overlap of yearly hot spots as in Weisburd, D., Bushway, S., Lum, C. and Yang, S. (2004), Criminology 42,
    283-321, reduced to a share; the permutation is ours.

    Examples
    --------
    >>> found = persistence([[9, 8, 9], [1, 0, 1], [0, 1, 0], [1, 1, 2]], top=0.25, deals=99)
    >>> found.years_at_top.tolist(), found.kept
    ([3, 0, 0, 0], 1.0)
    """
    given, share, repeats = read_counts("counts", counts), read_share("top", top), read_whole("deals", deals)
    level = read_level(level)
    if given.ndim != 2 or np.isnan(given).any():
        raise ValueError(
            "counts: not one whole number for each place and year. A missing year would look quiet. "
            "Give places in rows and whole years in columns, and leave out years that are not whole."
        )
    places, years = given.shape
    kept_places = max(1, round(places * share))
    if years < FEWEST_YEARS or places < 2 or (given.sum(axis=0) == 0).any():
        nothing = np.zeros(places, np.int64)
        return Persistence(nothing, np.nan, np.nan, np.nan, np.nan, np.nan, kept_places, years, NO_METHOD)
    belongs = _belongs(given, kept_places)
    kept = _kept(belongs)
    random = np.random.default_rng(seed)
    dealt = np.array([_kept(random.permuted(belongs, axis=0)) for _ in range(repeats)])
    p = (np.count_nonzero(dealt >= kept - 1e-12) + 1.0) / (repeats + 1.0)
    at_top = (belongs > 0).sum(axis=1).astype(np.int64)
    low, high = np.quantile(dealt, [(1.0 - level) / 2.0, (1.0 + level) / 2.0]).tolist()
    chance = float(dealt.mean())
    low, high = min(low, chance), max(high, chance)  # rounding alone would leave it outside
    return Persistence(at_top, kept, chance, low, high, float(p), kept_places, years, METHOD)


def _belongs(counts: Floats, top: int) -> Floats:
    """1 for a place above the edge of the top, a part for those that tie at it, 0 below it or without an event."""
    edge = -np.sort(-counts, axis=0)[top - 1]
    above, level = counts > edge, (counts == edge) & (counts > 0)
    room = top - above.sum(axis=0)
    part = np.minimum(1.0, room / np.maximum(level.sum(axis=0), 1))
    belongs: Floats = above + level * part
    return belongs


def _kept(belongs: Floats) -> float:
    """Of each year's top places, which are fewer than asked for where fewer had any event; then the mean over years."""
    both = (belongs[:, :-1] * belongs[:, 1:]).sum(axis=0)
    return float((both / belongs[:, :-1].sum(axis=0)).mean())
