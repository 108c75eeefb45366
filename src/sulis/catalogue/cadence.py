"""How often something comes round, and on which days of a period it does."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

from sulis.vocabulary import Period


class Cadence(StrEnum):
    """How often a board meets, or a thing falls due."""

    MONTHLY = "monthly"
    EVERY_TWO_MONTHS = "every two months"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """Months from one time to the next."""
        return _MONTHS[self]


_MONTHS = {Cadence.MONTHLY: 1, Cadence.EVERY_TWO_MONTHS: 2, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


def days_due(first: date, cadence: Cadence | None, within: Period) -> tuple[date, ...]:
    """The days of a period on which something falls that began on ``first``: that day alone where it has no cadence.

    A day that a month lacks falls on that month's last: what began on 31 January comes round on 30 April. Nothing falls
    due before ``first``.

    Examples
    --------
    >>> [str(day) for day in days_due(date(2025, 1, 31), Cadence.QUARTERLY, Period.between("2025-04", "2025-09"))]
    ['2025-04-30', '2025-07-31']
    """
    if cadence is None:
        return (first,) if within.start <= first < within.end else ()
    begun = _month_number(first)
    passed = max(_month_number(within.start) - begun, 0) // cadence.months * cadence.months
    months = range(begun + passed, _month_number(within.end) + 1, cadence.months)
    days = (_day_in(month, first.day) for month in months)
    return tuple(day for day in days if within.start <= day < within.end)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day_in(month: int, day: int) -> date:
    year, place = divmod(month, 12)
    return date(year, place + 1, min(day, monthrange(year, place + 1)[1]))
