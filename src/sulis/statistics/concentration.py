"""How much of all events a few places hold, when there may be more places than events."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import NO_METHOD, Floats, read_counts, read_level, read_share, read_whole, seal

METHOD = "generalised Gini"
FEWEST_PLACES = 2
AT_ONCE = 2_000_000  # numbers dealt at once, so that memory does not grow with the number of deals


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """Of one set of places. Shares are 0 to 1; ``low`` and ``high`` are the limits of ``generalised_gini``.

    ``top_share`` is the share of events in the ``top_places`` with most, ``top_even`` what as many would hold by chance alone;
    each with its limits.

    ``share_of_places`` and ``share_of_events`` are the curve: the share of events in the most-affected share of places, from
    (0, 0) to (1, 1). ``gini`` is the plain coefficient, which sparse counts push towards 1; ``generalised_gini`` is 0 when no
    place could hold fewer than it does. ``even`` is the share of events that the same share of places would hold by chance
    alone, the same curve for events dealt out evenly (a mean over deals). ``method`` is "none" where nothing can be said.
    """

    share_of_places: Floats
    share_of_events: Floats
    even: Floats
    top_places: int
    top_share: float
    top_low: float
    top_high: float
    top_even: float
    top_even_low: float
    top_even_high: float
    gini: float
    generalised_gini: float
    low: float
    high: float
    events: int
    places: int
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)

    def share_in_top(self, share: float) -> float:
        """The share of events in the most-affected ``share`` of places (both 0 to 1); NaN where nothing can be said."""
        return float(np.interp(share, self.share_of_places, self.share_of_events))


def concentration(
    counts: ArrayLike, *, level: float = 0.95, top: float = 0.1, deals: int = 999, seed: int = 1
) -> Concentration:
    """The concentration curve of events over places, with the generalised Gini and its interval.

    Parameters
    ----------
    counts : array_like of int
        Events in each place, zeros included: a place with none is a place. Missing ones are left out of the places and
        should be said so.
    level : float
        Confidence, above 0 and below 1.
    top : float
        The share of places, those with most, whose part of all events is given; at least one place.
    deals : int
        How often events are drawn again for the interval, and dealt out evenly for the comparison.
    seed : int
        Of the random numbers.

    Returns
    -------
    Concentration
        With no event, or fewer than two places: NaN throughout and the method "none".

    Raises
    ------
    ValueError
        When a count is negative, infinite or not whole.

    Notes
    -----
    With fewer events than places most places must be empty, and a plain Gini near 1 says nothing; the generalised one
    compares with the most even deal that the number of events allows. Adding an empty place where there are already more places
    than events changes it not at all. Even so the most-affected places hold more than their share by chance: compare with
    ``even``. The interval draws the events again from the places that had them (a bootstrap of events); with few events it
    is rough, and repeated draws make ties, so its limits are moved by the bias that the draws show.

    Source: Bernasco, W. and Steenbeek, W. (2017), Journal of Quantitative Criminology 33, 451-467. Where there are no
    more places than events it is the plain coefficient.

    Examples
    --------
    >>> found = concentration([2, 1, 1, 0, 0, 0, 0, 0])
    >>> round(found.gini, 4), round(found.generalised_gini, 4), found.share_in_top(0.25)
    (0.6875, 0.375, 0.75)
    """
    given, level, repeats = read_counts("counts", counts).ravel(), read_level(level), read_whole("deals", deals)
    share = read_share("top", top)
    known = given[np.isfinite(given)]
    places, events = known.size, int(known.sum())
    if places < FEWEST_PLACES or events == 0:
        return _unsaid(events, places, level)
    random, most = np.random.default_rng(seed), max(1, round(places * share))
    gini, curve = float(_gini(known[None, :])[0]), _curve(known[None, :])[0]
    value = float(_generalised(np.array([gini]), events, places)[0])
    _, again_top, again = _dealt(known / events, events, most, repeats, random)
    even, even_top, _ = _dealt(np.full(places, 1.0 / places), events, most, repeats, random)
    low, high = _limits(value, again, level)
    top_low, top_high = _limits(float(curve[most]), again_top, level)
    even_low, even_high = np.quantile(even_top, [(1.0 - level) / 2.0, (1.0 + level) / 2.0]).tolist()
    return Concentration(
        share_of_places=np.linspace(0.0, 1.0, places + 1),
        share_of_events=curve,
        even=even,
        top_places=most,
        top_share=float(curve[most]),
        top_low=top_low,
        top_high=top_high,
        top_even=float(even_top.mean()),
        top_even_low=min(even_low, float(even_top.mean())),  # rounding alone would leave the mean outside
        top_even_high=max(even_high, float(even_top.mean())),
        gini=gini,
        generalised_gini=value,
        low=low,
        high=high,
        events=events,
        places=places,
        level=level,
        method=METHOD,
    )


def _unsaid(events: int, places: int, level: float) -> Concentration:
    ends, nan = np.array([np.nan, np.nan]), np.nan
    return Concentration(
        ends, ends, ends, 0, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, events, places, level, NO_METHOD
    )


def _dealt(
    chance: Floats, events: int, most: int, repeats: int, random: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Of events dealt out with these chances: the mean curve, and each deal's share at the top and generalised Gini."""
    total, tops, ginis = np.zeros(len(chance) + 1), [], []
    step = max(1, AT_ONCE // len(chance))
    for begin in range(0, repeats, step):
        dealt = random.multinomial(events, chance, size=min(step, repeats - begin))
        curve = _curve(dealt)
        total += curve.sum(axis=0)
        tops.append(curve[:, most])
        ginis.append(_generalised(_gini_of(curve), events, len(chance)))
    return total / repeats, np.concatenate(tops), np.concatenate(ginis)


def _curve(counts: Floats | NDArray[np.int64]) -> Floats:
    """In each row the share of events in the first places, the most-affected first."""
    ordered = -np.sort(-counts.astype(np.float64), axis=1)
    held = np.cumsum(ordered, axis=1) / ordered.sum(axis=1, keepdims=True)
    return np.concatenate((np.zeros((len(held), 1)), held), axis=1)


def _gini(counts: Floats) -> Floats:
    return _gini_of(_curve(counts))


def _gini_of(curve: Floats) -> Floats:
    area = (curve[:, 1:] + curve[:, :-1]).sum(axis=1) / (2.0 * (curve.shape[1] - 1))
    gini: Floats = np.maximum(2.0 * area - 1.0, 0.0)  # rounding alone would put it below
    return gini


def _generalised(gini: Floats, events: int, places: int) -> Floats:
    """Stretched so that 0 is the most even deal of so few events."""
    stretched: Floats = np.clip(max(places / events, 1.0) * (gini - 1.0) + 1.0, 0.0, 1.0)  # rounding alone would
    return stretched


def _limits(value: float, again: Floats, level: float) -> tuple[float, float]:
    """Percentiles of the draws, less their bias, within 0 and 1 and never past the value."""
    bias = float(again.mean()) - value
    low, high = np.quantile(again - bias, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return max(0.0, min(value, float(low))), min(1.0, max(value, float(high)))
