"""Whether a series of counts is rising or falling, or cannot be told to do either."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from sulis.statistics._inputs import (
    NO_METHOD,
    Floats,
    one_shape,
    read_amounts,
    read_counts,
    read_level,
    read_positive,
)
from sulis.statistics._loglinear import Fit, fit
from sulis.statistics.control_chart import read_series

FEWEST = 12  # given points, below which no direction is told
SEASON_FROM = 24  # months from first to last from which a yearly wave is fitted beside the trend
FEWEST_EVENTS = 10
LEAST_FREEDOM = 3.0  # independent points beyond the model's own, below which nothing is told
METHOD = "log-linear, overdispersed, autocorrelation-adjusted"
TOO_SHORT = f"fewer than {FEWEST} points"
TOO_FEW = f"fewer than {FEWEST_EVENTS} events"
TOO_ALIKE = "neighbouring points are too alike to tell a direction from drift"


class Way(StrEnum):
    """What can be said of a series."""

    RISING = "rising"  # the whole interval is above no change
    FALLING = "falling"  # the whole interval is below no change
    CANNOT_TELL = "cannot tell"  # no change is within the interval, or nothing could be estimated


@dataclass(frozen=True, slots=True)
class Direction:
    """The way of a series, with its rate of change a year and the interval of that.

    ``change``, ``low`` and ``high`` are ratios a year: 1.1 is 10% more each year. ``dispersion`` is how many times
    wider than chance the counts spread (1 or more), ``likeness`` the correlation of neighbours beyond trend and
    season (0 or more). Where nothing can be estimated ``method`` is "none", ``reason`` says why, and the numbers are
    NaN.
    """

    way: Way
    change: float
    low: float
    high: float
    p_value: float
    dispersion: float
    likeness: float
    level: float
    points: int
    method: str
    reason: str


def direction(
    count: ArrayLike,
    exposure: ArrayLike = 1.0,
    level: float = 0.95,
    *,
    points_a_year: float = 12,
    season: bool = True,
) -> Direction:
    """Fit a steady rate of change to a series of counts and say which way it goes, if that can be told.

    Parameters
    ----------
    count : array_like of int, shape (periods,)
        Events, in order; None, NaN or masked where missing.
    exposure : array_like of float, shape (periods,) or one number
        People, days, or both multiplied. A period of 0 counts as missing.
    level : float
        Of the interval, above 0 and below 1.
    points_a_year : float
        12 for months, 52.18 for weeks, 1 for years.
    season : bool
        Fit a yearly wave too, where there are two years or more (and at least 24 points).

    Returns
    -------
    Direction
        "cannot tell", with method "none" and the reason, under 12 given points or 10 events.

    Raises
    ------
    ValueError
        When a number is negative, infinite or not a number, a count is not whole, the counts are not one series, or
        ``level`` or ``points_a_year`` is out of range.

    Notes
    -----
    The error is widened by the counts' own spread beyond chance and by the likeness of neighbours, and the interval
    uses as many points as are left once likeness is allowed for. "Cannot tell" is not "no change": see
    `smallest_change` for what could have been seen. Not advised across a change in recording, or for a period picked
    because it looked like a trend. A step looks like a slope: look for one with `change_points`.

    Source: log-linear quasi-Poisson regression (McCullagh, P. and Nelder, J., Generalized Linear Models, 1989,
    section 6.2). Error and degrees of freedom adjusted for first-order autocorrelation as in Santer, B. and others
    (2000), Journal of Geophysical Research 105, 7337-7356; the correlation is first corrected for its bias in short
    series (Kendall, M. (1954), Biometrika 41, 403-404, with the number of fitted terms where his formula has the
    mean's 1, which is our own convention), and a negative one is taken as 0.

    Examples
    --------
    >>> found = direction([20, 23, 19, 25, 24, 27, 22, 28, 30, 26, 31, 33, 29, 35, 34, 37, 36, 40])
    >>> found.way.value, round(found.change, 2)
    ('rising', 1.57)
    >>> direction([3, 5, 2, 4, 6, 3, 4, 2, 5, 4, 3, 5]).way.value
    'cannot tell'
    """
    level, yearly = read_level(level), read_positive("points_a_year", points_a_year)
    events, size = one_shape(count=read_counts("count", count), exposure=read_amounts("exposure", exposure))
    read_series("count", events)
    given = np.flatnonzero(~np.isnan(events) & (size > 0))
    y = events[given]
    if y.size < FEWEST or y.sum() < FEWEST_EVENTS:
        return _untold(level, y.size, TOO_SHORT if y.size < FEWEST else TOO_FEW)
    wave = season and events.size >= max(SEASON_FROM, 2.0 * yearly) and yearly > 2.0
    model = fit(y, _design(given, yearly, wave=wave), size[given])
    return _judge(model, given, level)


def _design(place: NDArray[np.intp], yearly: float, *, wave: bool) -> Floats:
    """Level, years since the middle, and a yearly wave."""
    years = place / yearly
    columns = [np.ones(place.size), years - years.mean()]
    if wave:
        columns += [np.sin(2.0 * np.pi * years), np.cos(2.0 * np.pi * years)]
    return np.column_stack(columns)


def _judge(model: Fit, place: NDArray[np.intp], level: float) -> Direction:
    points = place.size
    alike = _likeness(model.residuals, place, model.coefficients.size)
    part = (1.0 - alike) / (1.0 + alike)
    freedom = points * part - model.coefficients.size
    if freedom < LEAST_FREEDOM:
        return _untold(level, points, TOO_ALIKE)
    spread = max(model.dispersion, 1.0)
    error = float(np.sqrt(model.covariance[1, 1] * spread / part))
    slope = float(model.coefficients[1])
    reach = float(stdtrit(freedom, (1.0 + level) / 2.0)) * error
    low, high = slope - reach, slope + reach
    way = Way.RISING if low > 0 else Way.FALLING if high < 0 else Way.CANNOT_TELL
    p_value = 2.0 * float(stdtr(freedom, -abs(slope) / error))
    change, low, high = (float(np.exp(np.clip(one, -700.0, 700.0))) for one in (slope, low, high))
    return Direction(way, change, low, high, p_value, spread, alike, level, points, METHOD, "")


def _likeness(residuals: Floats, place: NDArray[np.intp], terms: int) -> float:
    """Correlation of points that are neighbours in time, corrected for its bias downwards; 0 to 0.95.

    Against the spread that the error uses, which is at least chance's: a series smoother than chance is not alike for
    it.
    """
    beside = np.diff(place) == 1
    total = max(float((residuals**2).mean()), 1.0)
    if not beside.any():
        return 0.0
    seen = float((residuals[1:] * residuals[:-1])[beside].mean()) / total
    corrected = seen + (terms + 3.0 * max(seen, 0.0)) / residuals.size
    return float(np.clip(corrected, 0.0, 0.95))


def _untold(level: float, points: int, reason: str) -> Direction:
    unknown = float("nan")
    return Direction(
        Way.CANNOT_TELL, unknown, unknown, unknown, unknown, unknown, unknown, level, points, NO_METHOD, reason
    )
