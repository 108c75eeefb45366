"""Numbers as a reader meets them: counts as integers, rates to the precision that their interval bears."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from sulis.vocabulary import Figure, Period, Unit
from sulis.vocabulary.missing import Missing

LEAST_FOR_PERCENTAGE = 20

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_WHOLE = frozenset({Unit.INCIDENTS, Unit.PLACES, Unit.PEOPLE, Unit.DAYS})
_ROUND = frozenset({Unit.SEVERITY, Unit.POUNDS})  # sums so large that their last figures mean nothing
_MISSING = {
    Missing.NOT_RECEIVED: "not received",
    Missing.WITHDRAWN: "withdrawn",
    Missing.SUPPRESSED: "suppressed by the publisher",
    Missing.NOT_COLLECTED: "not collected",
    Missing.NOT_YET_PUBLISHED: "not yet published",
    Missing.NOT_APPLICABLE: "does not apply",
    Missing.NO_DENOMINATOR: "no population to divide by",
}


def missing_words(why: Missing) -> str:
    """Why a number is not there, in words for a table cell."""
    return _MISSING[why]


def month_name(period: Period) -> str:
    """The month of a period's start, ``December 2024``."""
    return f"{_MONTHS[period.start.month - 1]} {period.start.year}"


def period_words(period: Period) -> str:
    """A period by its months, both ends included.

    Examples
    --------
    >>> period_words(Period.month("2024-12"))
    'December 2024'
    >>> period_words(Period.between("2023-01", "2024-12"))
    'January 2023 to December 2024'
    """
    months = list(period.months())
    if not months or months[0].start != period.start or months[-1].end != period.end:
        return f"{period.start:%d}/{period.start:%m}/{period.start.year} up to {period.end:%d}/{period.end:%m}/{period.end.year}"
    if len(months) == 1:
        return month_name(period)
    return f"{month_name(months[0])} to {month_name(months[-1])}"


def per_words(figure: Figure) -> str:
    """What the figure is *per*, to follow its interval: ``a month``, ``per 100,000 residents in the month``."""
    period, unit = figure.shown.period, figure.unit
    whole_months = len(list(period.months()))
    if unit is Unit.INCIDENTS:
        return "a month" if period.is_month else ("in the year" if whole_months == 12 else "over the period")
    if unit is Unit.INCIDENTS_A_DAY:
        return "a day"
    if unit in (Unit.SEVERITY, Unit.POUNDS):
        return unit.value
    if unit is Unit.RATE_PER_100K:
        return "per 100,000 residents " + ("in the month" if period.is_month else "over the period")
    if unit is Unit.RATE_PER_100K_WORKDAY:
        return "per 100,000 people there on a working day, a year"
    return {Unit.RATE_PER_100K_YEAR: "per 100,000 residents a year", Unit.RATIO: "times"}.get(unit, "")


def decimals(figure: Figure) -> int:
    """How many decimal places the interval bears: none finer than its half-width's first digit.

    A count has none. An exact value (no width) has at most one, a ratio two. Below zero, that many figures before the point are
    noughts.
    """
    if figure.unit in _WHOLE or figure.low is None or figure.high is None:
        return 0
    scale = 100 if figure.unit is Unit.PROPORTION else 1
    if figure.unit is Unit.INCIDENTS_A_DAY:  # limits are wide, and the months between them differ by less
        return 1
    half = (figure.high - figure.low) * scale / 2
    if half <= 0 or not math.isfinite(half):
        return 2 if figure.unit is Unit.RATIO and half <= 0 else 1
    finest = -math.floor(math.log10(half))
    return min(0, finest + 1) if figure.unit in _ROUND else min(3, max(0, finest))


def bears_percentage(figure: Figure) -> bool:
    """Whether a proportion may be shown as a percentage: it is of 20 or more."""
    return figure.shown.denominator is not None and figure.shown.denominator >= LEAST_FOR_PERCENTAGE


def value_words(figure: Figure) -> str:
    """The value alone, or why it is missing.

    Examples
    --------
    >>> from sulis.vocabulary import Area, AreaLevel, Estimate
    >>> ward = Area("X05000001", "Made-up Ward", AreaLevel.WARD, 2024)
    >>> value_words(Figure(Estimate(1234, 1166.1, 1304.8, 0.95, "byar", Unit.INCIDENTS, ward, Period.month("2024-01"))))
    '1,234'
    """
    if figure.value is None:
        return missing_words(figure.missing or Missing.NOT_APPLICABLE)
    return _number(figure, figure.value, round_to="nearest")


def interval_words(figure: Figure) -> str:
    """``between 41 and 58``, or an empty text where there is no interval. Ends are rounded outwards, never inwards."""
    ends = interval_ends(figure)
    if ends is None:
        return ""
    low, high = ends
    return f"between {low} and {high}"


def interval_ends(figure: Figure) -> tuple[str, str] | None:
    """Both ends in words, or None for a missing figure."""
    if figure.low is None or figure.high is None:
        return None
    high = "no upper limit" if math.isinf(figure.high) else _number(figure, figure.high, round_to="up")
    return _number(figure, figure.low, round_to="down"), high


def with_interval(figure: Figure) -> str:
    """``49 (between 41 and 58 a month)``; a missing figure is its reason; an exact number stands alone."""
    is_exact = figure.unit in (Unit.RATIO, Unit.YEARS, Unit.PUBLISHED) and figure.low == figure.high
    if figure.value is None or figure.unit in (Unit.PLACES, Unit.PEOPLE) or is_exact:
        return value_words(figure)
    tail = "" if figure.unit in (Unit.RATIO, Unit.PROPORTION) else f" {per_words(figure)}"
    return f"{value_words(figure)} ({interval_words(figure)}{tail.rstrip()})"


def published_words(value: float) -> str:
    """A published value as it is said, to three digits; its table has it as it was published.

    Examples
    --------
    >>> [published_words(value) for value in (13.0273, 0.10217, 305.7, 561.478, 1258.0, 0.0, 6.0)]
    ['13', '0.102', '306', '561', '1,258', '0', '6']
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:,.0f}"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    shown = f"{value:,.{places}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def spoken(text: str) -> str:
    """A label as it is said: months written YYYY-MM by name, a whole calendar year by its year, long numbers with commas.

    Examples
    --------
    >>> spoken("11 months of 2024-01 to 2024-12")
    '11 months of 2024'
    >>> spoken("2024-01 to 2024-06, of 28611")
    'January 2024 to June 2024, of 28,611'
    """
    named = re.sub(r"\b(\d{4})-(0[1-9]|1[0-2])\b", lambda found: f"{_MONTHS[int(found[2]) - 1]} {found[1]}", text)
    years = re.sub(r"\bJanuary (\d{4}) to December \1\b", r"\1", named)
    return re.sub(r"(?<![\w.,])\d{5,}(?![\w,])", lambda found: f"{int(found[0]):,}", years)


def listed(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def number_word(number: int) -> str:
    """Up to twelve in words, as months are counted; more in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def lower_first(text: str) -> str:
    """The subject inside a sentence: its first letter small, unless its first word is a name in capitals."""
    first = text.split(" ")[0]
    return text if first[1:] != first[1:].lower() or not text else text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]


def _number(figure: Figure, value: float, *, round_to: str) -> str:
    if figure.unit is Unit.PUBLISHED:  # as its publisher wrote it, which no rounding of ours may change
        return f"{value:,.10g}"
    places = decimals(figure)
    if figure.unit is Unit.PROPORTION:
        if not bears_percentage(figure):
            return _of_few(figure, value, round_to)
        return f"{_rounded(value * 100, places, round_to):,.{places}f}%"
    return f"{_rounded(value, places, round_to):,.{max(0, places)}f}"


def _of_few(figure: Figure, value: float, round_to: str) -> str:
    """A proportion of fewer than 20 (or of an unknown number) as a count of that number, never as a percentage."""
    whole = figure.shown.denominator
    if whole is None:
        return f"{_rounded(value, 2, round_to):.2f} of the whole"
    return f"{_rounded(value * whole, 0, round_to):,.0f} of {whole:,.0f}"


def _rounded(value: float, places: int, round_to: str) -> float:
    if round_to == "nearest" or not math.isfinite(value):
        return round(value, places)
    step = 10.0**places
    moved = value * step
    nearest = round(moved)
    if abs(moved - nearest) < 1e-6:  # already there but for binary fractions
        return nearest / step
    return (math.floor(moved) if round_to == "down" else math.ceil(moved)) / step
