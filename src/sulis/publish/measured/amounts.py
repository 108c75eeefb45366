"""Counts, rates and lengths of time as a reader meets them. A count of events is whole and never rounded."""

from __future__ import annotations

import math

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_LEAST_A_YEAR = 1.5  # events a year, from which a rate is told by the year; below, by the time between two
_NEAR_ONE = (0.1, 10.0)
_LONG = 200.0  # years, beyond which a time is only called long


def number(value: int) -> str:
    """A count in words up to twelve, then in figures."""
    return _NUMBERS[value] if value < len(_NUMBERS) else f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> counted(2, "homicide", "homicides"), counted(0, "homicide", "homicides"), counted(1, "death", "deaths")
    ('two homicides', 'no homicides', 'one death')
    """
    return f"{number(value)} {one if value == 1 else many}"


def gap(rate: float) -> str:
    """A rate in events a year, in words that suit its size.

    Examples
    --------
    >>> gap(0.2), gap(0.722), gap(0.0242), gap(7.224), gap(0.0)
    ('one in about 5 years', 'one in about 17 months', 'one in about 41 years', 'about 7.2 a year', 'none at all')
    """
    if rate <= 0.0:
        return "none at all"
    if rate >= _LEAST_A_YEAR:
        return f"about {_two_figures(rate)} a year"
    years = 1.0 / rate
    if years > _LONG:
        return f"one in more than {_LONG:.0f} years"
    if years < 2.0:
        months = round(years * 12)
        return "one a year" if months == 12 else f"one in about {months} months"
    return f"one in about {_two_figures(years)} years"


def rate_span(low: float, high: float) -> str:
    """Both ends of a rate's interval, the rarer first.

    Examples
    --------
    >>> rate_span(0.0242, 0.722)
    'anything from one in about 41 years to one in about 17 months'
    >>> rate_span(0.0, 0.369)
    'anything from none at all to one in about 2.7 years'
    """
    return f"anything from {gap(low)} to {gap(high)}"


def years_words(years: float | None) -> str:
    """A length of time that somebody would have to wait. None is no length of time.

    Examples
    --------
    >>> years_words(228.7), years_words(27.6), years_words(1.94), years_words(0.4), years_words(None)
    ('more than 200 years', 'about 28 years', 'about 1.9 years', 'about 5 months', 'longer than any number of years')
    """
    if years is None:
        return "longer than any number of years"
    if years > _LONG:
        return f"more than {_LONG:.0f} years"
    if years < 1.0:
        months = max(1, math.ceil(years * 12))
        return f"about {months} month{'s' if months > 1 else ''}"
    return f"about {_two_figures(years)} years"


def percent(share: float) -> str:
    """A share as a percentage without decimals, whole at both ends only where it is so."""
    rounded = round(100 * share)
    if 0.0 < share < 1.0:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def times(ratio: float) -> str:
    """A ratio to two figures, and to two decimals around 1, where they tell more from less.

    Examples
    --------
    >>> times(0.0127), times(1.02), times(78.5), times(float("inf"))
    ('0.013', '1.02', '78', 'any number of')
    """
    if math.isinf(ratio):
        return "any number of"
    return f"{ratio:.2f}" if _NEAR_ONE[0] <= ratio < _NEAR_ONE[1] else _two_figures(ratio)


def _two_figures(value: float) -> str:
    if value == 0.0:
        return "0"
    digits = max(0, 1 - math.floor(math.log10(abs(value))))
    shown = f"{value:.{digits}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else f"{float(shown):,.0f}"
