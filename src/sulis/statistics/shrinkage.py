"""Rates of small areas drawn towards the mean of all, by as much as chance explains."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv, gammaln

from sulis.statistics._inputs import (
    NO_METHOD,
    Flags,
    Floats,
    Names,
    one_shape,
    read_amounts,
    read_counts,
    read_level,
    read_positive,
    seal,
)
from sulis.statistics.poisson_interval import poisson_limits

FEWEST_AREAS = 3  # areas with people: between fewer, how much rates differ cannot be told from chance
NO_SPREAD = 1e6  # a gamma shape beyond which the areas differ by less than a thousandth of their mean
POOLED = "overall rate"


class ShrinkageFit(StrEnum):
    """How the spread of the true rates is estimated."""

    MOMENTS = "moments"  # from the variance between areas, less what chance explains; quick and steady
    LIKELIHOOD = "maximum likelihood"  # from the negative binomial; sharper where counts are very small


@dataclass(frozen=True, slots=True, eq=False)
class ShrunkRates:
    """Rates as they were and as shrunk, all in the shape of the counts, for each ``per`` people.

    ``weight`` is the part of each shrunk rate that is the area's own, 0 to 1. ``mean`` is the rate that areas are
    drawn to. ``method`` is "gamma-Poisson, moments", "gamma-Poisson, maximum likelihood", "overall rate" where the
    areas differ by no more than chance, or "none" where an area's count or people are missing.
    """

    value: Floats
    low: Floats
    high: Floats
    raw: Floats
    weight: Floats
    mean: float
    level: float
    method: Names
    count: Floats
    population: Floats
    per: float

    def __post_init__(self) -> None:
        seal(self)


def shrunk_rates(
    count: ArrayLike,
    population: ArrayLike,
    per: float = 100_000,
    level: float = 0.95,
    *,
    fit: ShrinkageFit = ShrinkageFit.MOMENTS,
) -> ShrunkRates:
    """Empirical Bayes rates: a gamma distribution of true rates, fitted to the areas, and each area's count given its own.

    Parameters
    ----------
    count : array_like of int, shape (areas,)
        Events of each area.
    population : array_like of float, shape (areas,)
        People, or people times years.
    per : float
        The rates are for each this many people; above 0.
    level : float
        Of the interval, above 0 and below 1.
    fit : ShrinkageFit
        How the gamma distribution is found.

    Returns
    -------
    ShrunkRates
        An area with no people or a missing number has NaN and the method "none", and takes no part in the fit. When
        the areas differ by no more than chance, all have the overall rate, with the limits of the pooled count.

    Raises
    ------
    ValueError
        When fewer than 3 areas have a count and people, a number is negative, infinite or not a number, a count is not
        whole, or shapes differ.

    Notes
    -----
    Show the raw rate beside the shrunk one. The interval takes the gamma distribution as known and so is too narrow
    among few areas (under about 30). Not advised for an area known to differ in kind, such as a city centre: it is
    drawn towards places unlike it. Of no use for saying which area is highest.

    Source: Clayton, D. and Kaldor, J. (1987), Biometrics 43, 671-681; the moments as in Marshall, R. (1991), Applied
    Statistics 40, 283-294. The interval is the gamma posterior's, equal in both tails.

    Examples
    --------
    >>> found = shrunk_rates([0, 5, 60, 20], [1000, 1000, 4000, 4000], per=1000)
    >>> found.raw.round(1).tolist(), found.value.round(1).tolist()
    ([0.0, 5.0, 15.0, 5.0], [2.0, 5.8, 14.5, 5.3])
    """
    level, per = read_level(level), read_positive("per", per)
    events, people = one_shape(count=read_counts("count", count), population=read_amounts("population", population))
    given = ~np.isnan(events) & (people > 0)
    if given.sum() < FEWEST_AREAS:
        raise ValueError(
            f"count, population: {given.sum()} areas have both. Shrinkage needs at least {FEWEST_AREAS}, as it learns from how "
            "they differ. Show the area's own rate and interval instead."
        )
    y, n = events[given], people[given]
    shape, rate = _by_moments(y, n) if fit is ShrinkageFit.MOMENTS else _by_likelihood(y, n)
    found = _posterior(y, n, shape, rate, level)
    name = POOLED if shape >= NO_SPREAD else f"gamma-Poisson, {fit.value}"
    value, low, high, weight = (_spread(one, given) for one in found)
    raw = _spread(y / n, given)
    mean = float(shape / rate) * per if shape < NO_SPREAD else float(y.sum() / n.sum()) * per
    method = np.where(given, name, NO_METHOD)
    return ShrunkRates(value * per, low * per, high * per, raw * per, weight, mean, level, method, events, people, per)


def _posterior(y: Floats, n: Floats, shape: float, rate: float, level: float) -> tuple[Floats, ...]:
    """Mean, limits and own weight of every area."""
    if shape >= NO_SPREAD:
        total = np.asarray(y.sum())
        limits = poisson_limits(total, level)
        low, high = (np.full(y.shape, float(limit) / n.sum()) for limit in limits)
        return np.full(y.shape, y.sum() / n.sum()), low, high, np.zeros(y.shape)
    tail = (1.0 - level) / 2.0
    low, high = (gammaincinv(y + shape, chance) / (n + rate) for chance in (tail, 1.0 - tail))
    return (y + shape) / (n + rate), low, high, n / (n + rate)


def _by_moments(y: Floats, n: Floats) -> tuple[float, float]:
    """Shape and rate of the gamma distribution from the weighted variance between areas."""
    mean = float(y.sum() / n.sum())
    between = float((n * (y / n - mean) ** 2).sum() / n.sum()) - mean / float(n.mean())
    if between <= mean**2 / NO_SPREAD:
        return NO_SPREAD, NO_SPREAD
    return mean**2 / between, mean / between


def _by_likelihood(y: Floats, n: Floats) -> tuple[float, float]:
    """Shape and rate at the greatest negative binomial likelihood."""
    from scipy.optimize import minimize

    mean = float(y.sum() / n.sum())
    if mean == 0.0:
        return NO_SPREAD, NO_SPREAD
    top = np.log(NO_SPREAD)

    def minus(at: Floats) -> float:
        shape, centre = float(np.exp(at[0])), mean * float(np.exp(at[1]))
        odds = n * centre / shape
        terms = gammaln(y + shape) - gammaln(shape) + y * np.log(odds) - (y + shape) * np.log1p(odds)
        return -float(terms.sum())

    starts = [np.array([start, 0.0]) for start in (-1.0, 1.0, 4.0)]
    fits = [minimize(minus, start, method="L-BFGS-B", bounds=[(-7.0, top), (-3.0, 3.0)]) for start in starts]
    best = min(fits, key=lambda one: float(one.fun))
    shape = float(np.exp(best.x[0]))
    if best.x[0] > top - 5.0:  # so flat towards equality that the shape is only a bound
        return NO_SPREAD, NO_SPREAD
    return shape, shape / (mean * float(np.exp(best.x[1])))


def _spread(found: Floats, given: Flags) -> Floats:
    """Back into the shape of all areas."""
    whole = np.full(given.shape, np.nan)
    whole[given] = found
    return whole
