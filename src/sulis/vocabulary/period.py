"""Half-open periods: the start is inside, the end is not, so neighbouring periods never share a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` (included) to ``end`` (not included).

    Raises
    ------
    ValueError
        When the end is not after the start.

    Examples
    --------
    >>> Period.month("2024-02").days
    29
    >>> [p.label for p in Period.between("2023-11", "2024-01").months()]
    ['2023-11', '2023-12', '2024-01']
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must end after it starts: {self.start} to {self.end}")

    @classmethod
    def month(cls, label: str) -> Period:
        """The calendar month written ``YYYY-MM``."""
        found = _MONTH.fullmatch(label)
        if not found:
            raise ValueError(f"{label!r} is not a month written YYYY-MM")
        year, month = int(found[1]), int(found[2])
        return cls(date(year, month, 1), _next_month(date(year, month, 1)))

    @classmethod
    def between(cls, first: str, last: str) -> Period:
        """All months from ``first`` to ``last``, both included."""
        return cls(cls.month(first).start, cls.month(last).end)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def is_month(self) -> bool:
        return self.start.day == 1 and self.end == _next_month(self.start)

    @property
    def label(self) -> str:
        """``2024-02`` for a month, ``2023-01 to 2024-12`` for whole months, else both dates."""
        return _label(self)

    def months(self) -> Iterator[Period]:
        """Each calendar month that starts inside this period, in order."""
        start = self.start if self.start.day == 1 else _next_month(self.start)
        while start < self.end:
            yield Period(start, _next_month(start))
            start = _next_month(start)


@lru_cache(maxsize=4096)
def _label(period: Period) -> str:
    """Every number of a run is of one of some hundred periods."""
    if period.is_month:
        return f"{period.start:%Y-%m}"
    months = list(period.months())
    if months and months[0].start == period.start and months[-1].end == period.end:
        return f"{months[0].label} to {months[-1].label}"
    return f"{period.start} up to {period.end}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
