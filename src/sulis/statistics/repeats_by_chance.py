"""How many would have several events if chance alone dealt them out among everybody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sulis.statistics._inputs import NO_METHOD, Floats, read_level, read_share, read_whole, seal
from sulis.statistics.repeats import shares_of

METHOD = "events dealt out to everybody alike"


@dataclass(frozen=True, slots=True, eq=False)
class RepeatsByChance:
    """The three shares of `Repeats` (0 to 1) as chance would give them: the mean over deals, and the limits of what it gives.

    ``method`` is "none" where fewer than two events or people leave nothing to deal.
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)


def repeats_by_chance(
    events: int, people: int, *, top: float = 0.1, level: float = 0.95, deals: int = 199, seed: int = 1
) -> RepeatsByChance:
    """Deal so many events out among so many people, each as likely as the next, and see how many get several.

    Parameters
    ----------
    events : int
        All events of the period.
    people : int
        Everybody to whom one could have happened, those with none included.
    top : float
        As in `repeats`: the share of people with an event, those with most, whose part of all events is given.
    level : float
        Of the limits, above 0 and below 1.
    deals : int
        How often they are dealt.
    seed : int
        Of the random numbers.

    Returns
    -------
    RepeatsByChance
        With fewer than two events or people: NaN and the method "none".

    Raises
    ------
    ValueError
        When a number is negative or not whole.

    Notes
    -----
    People are not alike: where some are more exposed than others, repeats beyond this are expected without one event leading to
    the next. It answers whether repeats are more than luck, not why.

    Source: the Poisson null model of Sparks, R. (1981), Multiple victimization, Journal of Criminal Law and Criminology 72,
    762-778; dealt out here instead of worked out, so that few events keep their own limits.

    Examples
    --------
    >>> repeats_by_chance(10, 100_000, deals=9).value.round(6).tolist()
    [0.0, 0.0, 0.1]
    """
    many, among = read_whole("events", events, least=0), read_whole("people", people, least=0)
    share, level, times = read_share("top", top), read_level(level), read_whole("deals", deals)
    if many < 2 or among < 2:
        nothing = np.full(3, np.nan)
        return RepeatsByChance(nothing, nothing, nothing, level, NO_METHOD)
    chance = np.random.default_rng(seed)
    dealt = np.array([
        shares_of(np.unique(chance.integers(0, among, many), return_counts=True)[1], share) for _ in range(times)
    ])  # fmt: skip
    low, high = np.quantile(dealt, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
    value = dealt.mean(axis=0)
    return RepeatsByChance(value, np.minimum(low, value), np.maximum(high, value), level, METHOD)
