"""Events for each so many people, in a period or a year."""

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


@dataclass(frozen=True, slots=True, eq=False)
class CrudeRate:
    """Rates with their limits, all arrays in one shape (``()`` for a single number).

    ``value``, ``low`` and ``high`` are events for each ``per`` people in the period, or for each ``per``
    person-years when ``years`` was given. ``method`` is the one that the count's limits came from, or "none".
    """

    value: Floats
    low: Floats
    high: Floats
    level: float
    method: Names
    count: Floats
    population: Floats
    per: float
    years: float | None

    def __post_init__(self) -> None:
        seal(self)


def crude_rate(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 100_000,
    level: float = 0.95,
    *,
    years: float | None = None,
) -> CrudeRate:
    """Count over population, times ``per``, with the count's own limits divided in the same way.

    Parameters
    ----------
    count : array_like of int
        Events, any shape.
    population : array_like of float
        People at risk, the same shape as ``count`` or one number for all.
    per : float
        The rate is for each this many people; above 0.
    level : float
        Confidence, above 0 and below 1.
    years : float, optional
        Length of the period in years. Left out, the rate is for the period as it is and is not made annual.
        Given, the people are multiplied by it and the rate is for each ``per`` person-years.

    Returns
    -------
    CrudeRate
        In the shape of the arrays. A population of 0, or a missing count or population (None, NaN or
        masked), gives NaN with the method "none": no rate can be given.

    Raises
    ------
    ValueError
        When a count or population is negative, infinite or not a number, a count is not whole, shapes differ,
        or ``per``, ``level`` or ``years`` is out of range.

    Notes
    -----
    The population is taken as known. Not advised when areas or years of different ages are compared
    (standardise), when the people at risk are not the residents (a city centre at night), or when events
    come in bunches. Below 10 events a rate is unstable: show the count beside it.

    Source: the count's limits as in `poisson_interval`; dividing both by the population follows the Office for
    Health Improvement and Disparities' convention for crude rates.

    Examples
    --------
    >>> month = crude_rate([0, 25], 200_000)
    >>> month.value.tolist(), month.low.round(2).tolist(), month.high.round(2).tolist()
    ([0.0, 12.5], [0.0, 8.09], [1.84, 18.45])
    >>> float(crude_rate(50, 200_000, years=0.5).value)
    50.0
    """
    level, per = read_level(level), read_positive("per", per)
    events, people = one_shape(count=read_counts("count", count), population=read_amounts("population", population))
    at_risk = people * (1.0 if years is None else read_positive("years", years))
    given = ~np.isnan(events) & (at_risk > 0)
    scale = per / np.where(given, at_risk, np.nan)
    low, high = poisson_limits(events, level)
    method = np.where(given, np.where(events < EXACT_BELOW, EXACT, BYAR), NO_METHOD)
    return CrudeRate(events * scale, low * scale, high * scale, level, method, events, people, per, years)
