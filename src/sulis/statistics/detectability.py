"""How large a change would have had to be to be seen, and how long it takes to see a stated one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, ndtri

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    Names,
    normal_quantile,
    one_shape,
    read_amounts,
    read_level,
    read_numbers,
    seal,
)
from sulis.statistics.compare_counts import compare_counts

ROOTS = "difference of square roots"
EXACT_NONE = "E-test against none"
NO_PERIOD = "the count or a period is 0 or missing"
NO_FALL = "not even a fall to nothing"
NO_CHANGE = "the stated change is none"
TOO_SHORT = "never, against so short a period before"


@dataclass(frozen=True, slots=True, eq=False)
class SmallestChange:
    """Ratios of after over before, all arrays in one shape (``()`` for a single number).

    ``fall`` is below 1: 0.8 is the smallest fall, of 20%, that would have been seen. It is NaN, and ``reason`` says
    so, where not even a fall to nothing would. ``rise`` is above 1. ``method`` is "none" where neither can be given.
    """

    fall: Floats
    rise: Floats
    level: float
    power: float
    method: Names
    reason: Names

    def __post_init__(self) -> None:
        seal(self)


@dataclass(frozen=True, slots=True, eq=False)
class TimeToSee:
    """Periods after the change that are needed, in the unit of the rate, all arrays in one shape.

    NaN with the method "none" and a ``reason`` where no time is long enough or nothing was stated.
    """

    periods: Floats
    level: float
    power: float
    method: Names
    reason: Names

    def __post_init__(self) -> None:
        seal(self)


def smallest_change(
    rate: ArrayLike,
    before: ArrayLike,
    after: ArrayLike,
    dispersion: ArrayLike = 1.0,
    level: float = 0.95,
    power: float = 0.8,
) -> SmallestChange:
    """The smallest fall and the smallest rise that two periods could have shown.

    Parameters
    ----------
    rate : array_like of float
        Expected events in one period (a month, a year) before the change.
    before, after : array_like of float
        How many periods are counted on either side.
    dispersion : array_like of float
        How many times wider than chance counts spread, 1 or more: `direction` gives one.
    level : float
        Of the two-sided comparison, above 0 and below 1.
    power : float
        The chance with which a change of this size is to be seen, above 0 and below 1.

    Returns
    -------
    SmallestChange
        Every array in the shape of the numbers given. A rate or period of 0, or a missing one, gives the method "none".

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a dispersion is under 1 or missing, shapes differ, or a
        level is out of range.

    Notes
    -----
    A change smaller than this may be there and not show. Where nothing was seen, say "a change under so much could
    not have been seen", never "no change". Within 0.04 of the power stated, by `compare_counts` on periods of equal
    length, from 3 events expected on either side. With much less time before than after, a fall is seen less often
    than stated (0.64 for 0.8, at 3 months before, 12 after and 5 events a month): give the shorter length for both
    then.

    Source: the square root of a Poisson count has a variance of nearly 1/4 whatever its mean: Anscombe, F. (1948),
    Biometrika 35, 246-254; the sample size formula for two such means, as in Gu, K. and others (2008), Biometrical
    Journal 50, 283-298.

    Examples
    --------
    >>> found = smallest_change(rate=[2, 50], before=12, after=12)
    >>> found.fall.round(2).tolist(), found.rise.round(2).tolist()
    ([0.35, 0.84], [1.97, 1.17])
    """
    z, levels = _reach(level, power)
    events, first, second, spread = _read(rate, before, after, dispersion)
    reason = np.where((events > 0) & (first > 0) & (second > 0), "", NO_PERIOD)
    given = reason == ""
    part = [np.where(given, one, np.nan) for one in (events, first, second)]
    step = z * np.sqrt(spread * (1.0 / part[1] + 1.0 / part[2])) / (2.0 * np.sqrt(part[0]))
    fall = np.where(step < 1.0, (1.0 - step) ** 2, np.nan)
    reason = np.where(given & ~(step < 1.0), NO_FALL, reason)
    return SmallestChange(fall, (1.0 + step) ** 2, *levels, np.where(given, ROOTS, NO_METHOD), reason)


def time_to_see(
    ratio: ArrayLike,
    rate: ArrayLike,
    before: ArrayLike | None = None,
    dispersion: ArrayLike = 1.0,
    level: float = 0.95,
    power: float = 0.8,
) -> TimeToSee:
    """How many periods after a stated change it takes to see it.

    Parameters
    ----------
    ratio : array_like of float
        The change, as after over before: 0.9 for a fall of 10%. 0 is a fall to nothing.
    rate : array_like of float
        Expected events in one period before the change; the answer is in such periods.
    before : array_like of float, optional
        How many periods are at hand from before. Left out: as many as after.
    dispersion : array_like of float
        How many times wider than chance counts spread, 1 or more.
    level, power : float
        As in `smallest_change`.

    Returns
    -------
    TimeToSee
        Not rounded up. Method "none" with the reason for no change (a ratio of 1), no rate, or when no time after is
        enough because the period before is too short.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a dispersion is under 1 or missing, shapes differ, or a
        level is out of range.

    Notes
    -----
    Assumes that nothing else changes in all that time, which over many years is not so: read a long answer as "not by
    this measure".

    Source: as `smallest_change`, solved for the time.

    Examples
    --------
    >>> time_to_see([0.8, 0.5], rate=24).periods.round(1).tolist()
    [14.7, 1.9]
    """
    z, levels = _reach(level, power)
    events, change, first, spread = _read(rate, ratio, 1.0 if before is None else before, dispersion)
    stated = (events > 0) & (first > 0) & ~np.isnan(change)
    known = stated & (change != 1.0)
    step = np.where(known, np.abs(np.sqrt(change) - 1.0), np.nan)
    needed = (
        4.0 * np.where(known, events, np.nan) * step**2 / (z**2 * spread)
    )  # 1 / before + 1 / after must not be above it
    spare = needed / 2.0 if before is None else needed - 1.0 / np.where(known, first, np.nan)
    seen = spare > 0
    periods = 1.0 / np.where(seen, spare, np.nan)
    reason = np.select([~stated, ~known, ~seen], [NO_PERIOD, NO_CHANGE, TOO_SHORT], default="")
    return TimeToSee(periods, *levels, np.where(seen, ROOTS, NO_METHOD), reason)


def time_to_see_none(rate: ArrayLike, level: float = 0.95, power: float = 0.8) -> TimeToSee:
    """How many periods without any event, after as many with the rate stated, it takes to tell that it is not chance.

    Parameters
    ----------
    rate : array_like of float
        Expected events in one period before the change; the answer is in such periods, and as many lie before.
    level, power : float
        As in `smallest_change`.

    Returns
    -------
    TimeToSee
        Not rounded up. A rate of 0, or a missing one, gives the method "none".

    Raises
    ------
    ValueError
        When a rate is negative, infinite or not a number, or a level is out of range.

    Notes
    -----
    Exact, where `time_to_see` with a ratio of 0 is too hopeful: so many events before as none after would tell apart
    (`compare_counts`), times long enough to have had as many.

    Source: the Poisson distribution; the test is that of `compare_counts`.

    Examples
    --------
    >>> time_to_see_none(0.2).periods.round(1).item()
    27.6
    """
    wanted, sought = read_level(level), _power(power)
    events = read_amounts("rate", rate)
    seen = events > 0
    enough = gammaincinv(_least_against_none(wanted), sought)
    periods = enough / np.where(seen, events, np.nan)
    return TimeToSee(
        periods, wanted, sought, np.where(seen, EXACT_NONE, NO_METHOD), np.where(seen, "", NO_PERIOD)
    )  # fmt: skip


def _least_against_none(level: float) -> float:
    """The fewest events that differ from none in a time of the same length."""
    counts = np.arange(1, 200)
    told = (
        compare_counts(counts, np.ones(counts.size), np.zeros(counts.size), np.ones(counts.size)).p_value <= 1.0 - level
    )
    return float(counts[np.argmax(told)])


def _power(power: float) -> float:
    try:
        return read_level(power)
    except ValueError as error:
        raise ValueError(
            f"power: {power!r} was given. It is above 0 and below 1. Write 0.8 for four in five."
        ) from error


def _reach(level: float, power: float) -> tuple[float, tuple[float, float]]:
    """Standard deviations between no change and one that is seen with the power stated."""
    wanted = _power(power)
    level = read_level(level)
    return normal_quantile(level) + float(ndtri(wanted)), (level, wanted)


def _read(rate: ArrayLike, first: ArrayLike, second: ArrayLike, dispersion: ArrayLike) -> list[Floats]:
    spread = read_numbers("dispersion", dispersion)
    if not (spread >= 1.0).all():
        raise ValueError(
            "dispersion: a value is under 1 or missing. Counts spread at least as wide as chance. Give 1 where it is not known."
        )
    amounts = [read_amounts(name, one) for name, one in (("rate", rate), ("before", first), ("after", second))]
    return one_shape(rate=amounts[0], before=amounts[1], after=amounts[2], dispersion=spread)
