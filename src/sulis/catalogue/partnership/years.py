"""Years as files and forms write them: a calendar year, or a financial one that begins in April."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from sulis.vocabulary import Period

_CALENDAR = re.compile(r"(?:19|20)\d\d")
_FINANCIAL = re.compile(r"((?:19|20)\d\d)-(\d\d)")


def year_of(label: str) -> Period | None:
    """The days of a year; None for what names none.

    Examples
    --------
    >>> [str(day) for day in (year_of("2024-25").start, year_of("2024").end)]
    ['2024-04-01', '2025-01-01']
    >>> year_of("2024-26")
    """
    if _CALENDAR.fullmatch(label):
        return Period(date(int(label), 1, 1), date(int(label) + 1, 1, 1))
    found = _FINANCIAL.fullmatch(label)
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return Period(date(int(found[1]), 4, 1), date(int(found[1]) + 1, 4, 1))
    return None


def years_in_order(labels: Sequence[str], *, each: bool = False) -> bool:
    """Whether years, or the first and the last of a stretch, go up and are all of one kind. What names no year is passed over.

    With ``each``, whether every year follows the one before it, so that none is left out.

    Examples
    --------
    >>> years_in_order(["2023-24", "2024-25"]), years_in_order(["2024-25", "2024"])
    (True, False)
    >>> years_in_order(["2022-23", "2024-25"], each=True)
    False
    """
    found = [year for year in map(year_of, labels) if year]
    if each:
        return all(one.end == two.start for one, two in pairwise(found))
    return all(one.start < two.start and one.start.month == two.start.month for one, two in pairwise(found))
