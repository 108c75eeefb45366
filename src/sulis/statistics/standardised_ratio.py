"""Events seen over events expected: indirect standardisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    Names,
    one_shape,
    read_amounts,
    read_counts,
    read_level,
    read_positive,
    seal,
)
from sulis.statistics.poisson_interval import BYAR, EXACT, EXACT_BELOW, poisson_limits

MISSING = "the count or the expected events are missing"
NONE_EXPECTED = "no event was expected"


@dataclass(frozen=True, slots=True, eq=False)
class StandardisedRatio:
    """Ratios with their limits, all arrays in one shape (``()`` for a single number).

    ``value``, ``low`` and ``high`` are without unit: 1 is as expected. ``rate`` and its limits are the ratio times the
    reference's rate, for each ``per`` people, or None where no reference rate was given. ``method`` is the one of
    the count's limits, or "none" with its ``reason``.
    """

    value: Floats
    low: Floats
    high: Floats
    rate: Floats | None
    rate_low: Floats | None
    rate_high: Floats | None
    level: float
    method: Names
    reason: Names
    count: Floats
    expected: Floats
    per: float

    def __post_init__(self) -> None:
        seal(self)


def expected_events(population: ArrayLike, reference_count: ArrayLike, reference_population: ArrayLike) -> Floats:
    """Events that areas would have had at a reference's rate in each age band.

    Parameters
    ----------
    population : array_like of float, shape (..., bands)
        People of each area.
    reference_count : array_like of int, shape (bands,)
        Events of the reference, such as England or the force.
    reference_population : array_like of float, shape (bands,)
        People of the reference. For the same period as the areas' people.

    Returns
    -------
    numpy.ndarray of float, shape (...)
        NaN where a band is missing, or where the area has people in a band in which the reference has none.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, or shapes differ.

    Notes
    -----
    Source: arithmetic. Not advised with the area itself as a large part of the reference: the ratio is then
    drawn towards 1.

    Examples
    --------
    >>> expected_events([[1000, 2000], [500, 0]], [50, 20], [10_000, 10_000]).tolist()
    [9.0, 2.5]
    """
    people = read_amounts("population", population)
    events = read_counts("reference_count", reference_count)
    base = read_amounts("reference_population", reference_population)
    if events.ndim != 1 or base.shape != events.shape or people.shape[-1:] != events.shape:
        raise ValueError(
            f"population {people.shape}, reference_count {events.shape}, reference_population {base.shape}: shapes differ. "
            "The last axis of each is the age band. Line the bands up before calling."
        )
    rate = events / np.where(base > 0, base, np.nan)
    return np.asarray(np.where(people == 0, 0.0, people * rate).sum(-1))


def standardised_ratio(
    count: ArrayLike,
    expected: ArrayLike,
    level: float = 0.95,
    *,
    reference_rate: float | None = None,
    per: float = 100_000,
) -> StandardisedRatio:
    """Observed events over expected ones, with the count's own limits divided in the same way.

    Parameters
    ----------
    count : array_like of int
        Events of each area, all bands together.
    expected : array_like of float
        From `expected_events`, the same shape or one for all.
    level : float
        Confidence, above 0 and below 1: 0.95 or 0.998.
    reference_rate : float, optional
        Events over people of the whole reference, above 0. Given, the indirectly standardised rate is given too.
    per : float
        The rate is for each this many people; above 0.

    Returns
    -------
    StandardisedRatio
        Zero is a count: ratio 0, low 0, high above 0. A missing number, or no event expected, gives NaN, the method
        "none" and the reason.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, shapes differ, or ``level``,
        ``reference_rate`` or ``per`` is out of range.

    Notes
    -----
    Each area is compared with the reference, not with another area: two ratios are of different mixes of age. The
    expected events are taken as known, which needs a reference much larger than the areas. Sound at every count.

    Source: limits of the count as in `poisson_interval`, over the expected events: Breslow, N. and Day, N. (1987),
    Statistical Methods in Cancer Research II, IARC, pages 65-72; the Office for Health Improvement and Disparities'
    convention for indirectly standardised ratios and rates.

    Examples
    --------
    >>> found = standardised_ratio([30, 0], [20, 4], reference_rate=0.002, per=1000)
    >>> found.value.tolist(), found.high.round(3).tolist(), found.rate.tolist()
    ([1.5, 0.0], [2.141, 0.922], [3.0, 0.0])
    """
    level, per = read_level(level), read_positive("per", per)
    events, base = one_shape(count=read_counts("count", count), expected=read_amounts("expected", expected))
    reason = np.select([np.isnan(events + base), base == 0], [MISSING, NONE_EXPECTED], default="")
    given = reason == ""
    scale = 1.0 / np.where(given, base, np.nan)
    low, high = poisson_limits(events, level)
    ratio, least, most = events * scale, low * scale, high * scale
    method = np.where(given, np.where(events < EXACT_BELOW, EXACT, BYAR), NO_METHOD)
    if reference_rate is None:
        return StandardisedRatio(ratio, least, most, None, None, None, level, method, reason, events, base, per)
    unit = read_positive("reference_rate", reference_rate) * per
    rates = ratio * unit, least * unit, most * unit
    return StandardisedRatio(ratio, least, most, *rates, level, method, reason, events, base, per)
