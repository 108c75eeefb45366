"""How much of all events falls on the people who have several, and on the most-affected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulis.statistics._inputs import NO_METHOD, Floats, read_counts, read_level, read_share, read_whole, seal

METHOD = "people resampled"
WITH_LINKAGE = "people resampled, links dealt out"
Events = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """Shares, 0 to 1, each array of three: of people with two or more events, of events they hold, of events the top hold.

    ``value`` is as the records are linked; ``dealt`` the mean over deals, which differs from it where links are false or missing.
    ``method`` is "none" where there are fewer than two people.
    """

    value: Floats
    low: Floats
    high: Floats
    dealt: Floats
    people: int
    events: int
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)


def repeats(
    events: ArrayLike,
    *,
    top: float = 0.1,
    precision: float = 1.0,
    recall: float = 1.0,
    level: float = 0.95,
    deals: int = 999,
    seed: int = 1,
) -> Repeats:
    """Repeat victims or suspects, and the share of events that the most-affected hold.

    Parameters
    ----------
    events : array_like of int, shape (people,)
        Events of each person who had at least one, in one role and period.
    top : float
        Share of people, those with most, whose part of all events is given; part of a person counts in part.
    precision, recall : float
        Of the linkage: the share of links that are true, and of true links that were made; above 0, at most 1.
    level : float
        Confidence, above 0 and below 1.
    deals : int
        How often people are drawn again and links dealt out.
    seed : int
        Of the random numbers.

    Returns
    -------
    Repeats
        With fewer than two people: NaN and the method "none".

    Raises
    ------
    ValueError
        When a number of events is missing, below 1 or not whole, or precision or recall is not a share.

    Notes
    -----
    In each deal people are drawn again; each link (every event of a person but one) is false with probability 1 - precision, and
    its event then goes to a person of its own; links that were missed, as many as recall says, join people chosen by chance. That
    assumes that errors fall on all links alike, which twins and common names do not. The interval always holds the value
    as linked. The most-affected tenth hold more than a tenth by chance alone: compare with people of like number of events.

    Source: resampling people as in Efron, B. and Tibshirani, R. (1993), *An Introduction to the Bootstrap*, chapter 13;
    the dealing of links is ours.

    Examples
    --------
    >>> repeats([5, 2, 1, 1, 1], top=0.2, deals=99).value.tolist()
    [0.4, 0.7, 0.5]
    """
    given, share, level = read_counts("events", events).ravel(), read_share("top", top), read_level(level)
    if np.isnan(given).any() or (given < 1).any():
        raise ValueError(
            "events: a person without an event, or with a missing number, was given. Each had at least one. Leave others out."
        )
    true, made, times = _quality("precision", precision), _quality("recall", recall), read_whole("deals", deals)
    counts = given.astype(np.int64)
    if counts.size < 2:
        nothing = np.full(3, np.nan)
        return Repeats(nothing, nothing, nothing, nothing, counts.size, int(counts.sum()), level, NO_METHOD)
    chance, value = np.random.default_rng(seed), shares_of(counts, share)
    dealt = np.array(
        [shares_of(_relinked(chance.choice(counts, counts.size), true, made, chance), share) for _ in range(times)]
    )
    low, high = np.quantile(dealt, [(1.0 - level) / 2.0, (1.0 + level) / 2.0], axis=0)
    method = METHOD if true == made == 1.0 else WITH_LINKAGE
    return Repeats(
        value,
        np.minimum(low, value),
        np.maximum(high, value),
        dealt.mean(axis=0),
        counts.size,
        int(counts.sum()),
        level,
        method,
    )


def _quality(name: str, given: float) -> float:
    return 1.0 if given == 1 and not isinstance(given, bool) else read_share(name, given)


def shares_of(counts: Events, top: float) -> Floats:
    """Of people with two or more events, of events that they hold, of events that the ``top`` share of people hold."""
    ordered, total = -np.sort(-counts), counts.sum()
    held = np.concatenate(([0.0], np.cumsum(ordered)))
    several = counts >= 2
    at_top = np.interp(top * counts.size, np.arange(counts.size + 1), held)
    return np.array([several.mean(), counts[several].sum() / total, at_top / total])


def _relinked(counts: Events, precision: float, recall: float, chance: np.random.Generator) -> Events:
    """False links taken apart, missed ones made."""
    if precision < 1.0:
        false = chance.binomial(counts - 1, 1.0 - precision)
        counts = np.concatenate((counts - false, np.ones(int(false.sum()), dtype=np.int64)))
    kept = int((counts - 1).sum())
    if recall < 1.0 and kept:
        missed = min(int(chance.negative_binomial(kept, recall)), counts.size - 1)
        order = chance.permutation(counts.size)
        joined, rest = counts[order[:missed]], counts[order[missed:]].copy()
        np.add.at(rest, chance.integers(0, rest.size, missed), joined)
        counts = rest
    return counts
