"""Whether counts follow the months of the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtrc, stdtrit

from sulis.statistics._inputs import NO_METHOD, Flags, Floats, one_shape, read_amounts, read_counts, read_level, seal
from sulis.statistics._loglinear import fit
from sulis.statistics.control_chart import read_series

Places = NDArray[np.intp]

MONTHS = 12
FEWEST = 36  # months from first to last: a season seen fewer than three times cannot be told from chance
FEWEST_EACH = 2  # given values of each month of the year
F_TEST = "log-linear, overdispersed, F test"
TOO_SHORT = "fewer than three whole years of months"
MONTH_UNSEEN = "a month of the year was counted fewer than twice"
NO_EVENT = "no event was counted"


@dataclass(frozen=True, slots=True, eq=False)
class Seasonality:
    """The test of all twelve months together, and each month of the year (January first) over the year's mean.

    ``effect``, ``low`` and ``high`` are ratios of shape (12,): 1.2 is 20% above the year's mean. ``dispersion`` is
    how many times wider than chance the counts spread, 1 or more. Where nothing can be said, ``method`` is "none",
    ``reason`` says why, and every number is NaN.
    """

    p_value: float
    effect: Floats
    low: Floats
    high: Floats
    dispersion: float
    level: float
    months: int
    method: str
    reason: str

    def __post_init__(self) -> None:
        seal(self)


def seasonality(count: ArrayLike, first_month: int, exposure: ArrayLike = 1.0, level: float = 0.95) -> Seasonality:
    """Test monthly counts for an effect of the month of the year, over a steady trend.

    Parameters
    ----------
    count : array_like of int, shape (months,)
        Events by month, in order; None, NaN or masked where missing.
    first_month : int
        The month of the year of the first count, 1 to 12.
    exposure : array_like of float, shape (months,) or one number
        What the counts arose from: the days of each month, so that a short February is no season, or people times
        days. A month of 0 counts as missing.
    level : float
        Of the effects' intervals, above 0 and below 1.

    Returns
    -------
    Seasonality
        Method "none" under three whole years (36 months), when a month of the year was counted fewer than twice, or
        without any event. ``months`` is how many months took part.

    Raises
    ------
    ValueError
        When ``first_month`` is not 1 to 12, a number is negative, infinite or not a number, a count is not whole, or
        the counts are not one series.

    Notes
    -----
    The test takes months as independent but for trend and season. The spread is the larger of Pearson's and the
    deviance's, and 1 or more, so noise is called a season in 1 to 5 series of a hundred. A level that steps makes the
    spread wider. The intervals of the twelve effects are each on their own: read the test first, and the highest
    month only if it says that there is a season.

    Source: quasi-likelihood F test of twelve month effects against none, both with a log-linear trend: McCullagh, P.
    and Nelder, J., Generalized Linear Models (1989), sections 4.5 and 6.2.

    Examples
    --------
    >>> found = seasonality([20, 22, 19, 25, 30, 34, 41, 39, 28, 24, 21, 18] * 3, first_month=1)
    >>> found.effect.argmax().item() + 1, found.p_value < 0.001
    (7, True)
    """
    level, start = read_level(level), _read_month(first_month)
    events, days = one_shape(count=read_counts("count", count), exposure=read_amounts("exposure", exposure))
    read_series("count", events)
    given = ~np.isnan(events) & (days > 0)
    month = (start + np.arange(events.size)) % MONTHS
    reason = _refusal(events, given, month)
    if reason:
        empty = np.full(MONTHS, np.nan)
        return Seasonality(np.nan, empty, empty, empty, np.nan, level, int(given.sum()), NO_METHOD, reason)
    return _test(events[given], days[given], month[given], np.flatnonzero(given), level)


def _read_month(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MONTHS:
        raise ValueError(f"first_month: {given!r} was given. It is the number of a month. Write 1 for January, to 12.")
    return given - 1


def _refusal(events: Floats, given: Flags, month: Places) -> str:
    if events.size < FEWEST:
        return TOO_SHORT
    if (np.bincount(month[given], minlength=MONTHS) < FEWEST_EACH).any():
        return MONTH_UNSEEN
    return "" if events[given].sum() > 0 else NO_EVENT


def _test(y: Floats, days: Floats, month: Places, place: Places, level: float) -> Seasonality:
    trend = (place - place.mean()) / place.size
    dummies = (month[:, None] == np.arange(MONTHS)).astype(np.float64)
    effects = dummies[:, 1:] - dummies[:, :1]  # twelve that sum to 0: the first is minus the others
    plain = fit(y, np.column_stack([np.ones(y.size), trend]), days)
    full = fit(y, np.column_stack([np.ones(y.size), trend, effects]), days)
    spread = max(full.dispersion, full.deviance / full.freedom, 1.0)
    ratio = max(plain.deviance - full.deviance, 0.0) / (MONTHS - 1) / spread
    p_value = float(fdtrc(MONTHS - 1, full.freedom, ratio))
    turn = np.vstack([-np.ones(MONTHS - 1), np.eye(MONTHS - 1)])
    value = turn @ full.coefficients[2:]
    error = np.sqrt(np.einsum("ij,jk,ik->i", turn, full.covariance[2:, 2:], turn) * spread)
    reach = float(stdtrit(full.freedom, (1.0 + level) / 2.0)) * np.minimum(error, 1e3)
    low, high = np.exp(np.maximum(value - reach, -700.0)), np.exp(np.minimum(value + reach, 700.0))
    return Seasonality(p_value, np.exp(value), low, high, spread, level, y.size, F_TEST, "")
