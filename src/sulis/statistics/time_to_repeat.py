"""How long it is until a person has another event, when many have not had one yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sulis.statistics._inputs import NO_METHOD, Floats, normal_quantile, read_amounts, read_counts, read_level, seal

METHOD = "Kaplan-Meier, log-log limits"


@dataclass(frozen=True, slots=True, eq=False)
class TimeToRepeat:
    """One element for each day on which somebody repeated: ``without`` is the share (0 to 1) without a repeat by its end.

    ``at_risk`` were still watched when it came and ``repeats`` had one. ``median`` is the first day by which half had repeated, infinite
    where fewer did; so are its limits. ``method`` is "none" where nobody was watched.
    """

    day: Floats
    without: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    repeats: Floats
    median: float
    median_low: float
    median_high: float
    level: float
    method: str

    def __post_init__(self) -> None:
        seal(self)


def time_to_repeat(days: ArrayLike, repeated: ArrayLike, level: float = 0.95) -> TimeToRepeat:
    """The share still without a repeat as time goes by.

    Parameters
    ----------
    days : array_like of float, shape (people,)
        From a person's first event to the next, or to the last day on which one would have been seen.
    repeated : array_like of int, shape (people,)
        1 where a next event came, 0 where none had come by that day.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    TimeToRepeat
        Nobody repeated: no day, and a median that is infinite. Nobody watched: the median is NaN, method "none".

    Raises
    ------
    ValueError
        When a number is missing, negative or infinite, or ``repeated`` is neither 0 nor 1.

    Notes
    -----
    Those who leave (who die, move or whose records are deleted) must be as likely to repeat as those who stay. A repeat on
    the day on which another person's watch ends comes first. Missed links make it look longer. Where fewer than about 10 are
    still watched, the end of the curve is not to be read.

    Source: Kaplan, E. and Meier, P. (1958), Journal of the American Statistical Association 53, 457-481; Greenwood's variance on
    the log-log scale, Kalbfleisch, J. and Prentice, R. (1980), section 1.3; limits of the median where the limits of the curve cross a
    half, Brookmeyer, R. and Crowley, J. (1982), Biometrics 38, 29-41.

    Examples
    --------
    >>> found = time_to_repeat([10, 20, 20, 35], [1, 1, 0, 0])
    >>> found.day.tolist(), found.without.tolist(), found.median
    ([10.0, 20.0], [0.75, 0.5], 20.0)
    """
    watched, came, level = (
        read_amounts("days", days).ravel(),
        read_counts("repeated", repeated).ravel(),
        read_level(level),
    )
    if watched.size != came.size or np.isnan(watched).any() or not np.isin(came, (0.0, 1.0)).all():
        raise ValueError(
            "days, repeated: not one number of days and one 0 or 1 a person. Each is either seen to repeat or not. "
            "Line them up, and give the last day watched where no repeat was seen."
        )
    if not watched.size:
        none = np.array([])
        return TimeToRepeat(none, none, none, none, none, none, np.nan, np.nan, np.nan, level, NO_METHOD)
    day, repeats = np.unique(watched[came == 1], return_counts=True)
    came_by_day: Floats = repeats.astype(np.float64)
    at_risk: Floats = float(watched.size) - np.searchsorted(np.sort(watched), day).astype(np.float64)
    without = np.asarray(np.cumprod(1.0 - came_by_day / at_risk), dtype=np.float64)
    low, high = _limits(without, came_by_day, at_risk, level)
    middle, least, most = (_first_at_half(day, curve) for curve in (without, low, high))
    return TimeToRepeat(day, without, low, high, at_risk, came_by_day, middle, least, most, level, METHOD)


def _limits(without: Floats, repeats: Floats, at_risk: Floats, level: float) -> tuple[Floats, Floats]:
    """Once nobody is left the variance is without end: the lower limit is 0 and the upper stays where it was."""
    left = without > 0
    each = np.where(left, repeats / (at_risk * np.where(left, at_risk - repeats, 1.0)), 0.0)
    log = np.log(np.where(left, without, 0.5))
    spread = normal_quantile(level) * np.sqrt(np.cumsum(each)) / np.abs(log)
    low = np.where(left, np.exp(log * np.exp(spread)), 0.0)
    high = np.where(left, np.exp(log * np.exp(-spread)), 1.0)
    return low, np.minimum.accumulate(high)


def _first_at_half(day: Floats, curve: Floats) -> float:
    reached = day[curve <= 0.5 + 1e-12]
    return float(reached[0]) if reached.size else np.inf
