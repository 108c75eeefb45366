"""Numbers, dates and times as spreadsheets keep them, written as exact text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

_WHOLE = re.compile(r"-?\d{1,300}")
# What a number format shows as it stands: quoted text, brackets, escaped, repeated and spacing characters.
_SHOWN = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[\\*_].', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)


class Shown(StrEnum):
    """How a spreadsheet shows a number."""

    NUMBER = "number"
    DATE = "date"  # days since the file's first day, with a part of a day for the time
    TIME = "time"  # a part of a day


# The formats that are numbered instead of written out; those of East Asian calendars are dates too.
_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47})


def shown_as(number: int, code: str) -> Shown:
    """How the format of that number or, where it has one, that code shows a number.

    >>> shown_as(164, "dd/mm/yyyy"), shown_as(165, '0.0" days"'), shown_as(166, "[h]:mm")
    (<Shown.DATE: 'date'>, <Shown.NUMBER: 'number'>, <Shown.TIME: 'time'>)
    """
    if not code:
        return Shown.DATE if number in _DATES else Shown.TIME if number in _TIMES else Shown.NUMBER
    plain = _SHOWN.sub("", code.split(";")[0]).lower()
    if plain.strip() in {"general", "standard", "@"}:
        return Shown.NUMBER
    if _ELAPSED.search(plain):
        return Shown.TIME
    letters = set(plain)
    if letters & {"y", "d"} or ("m" in letters and not letters & {"h", "s", "0", "#"}):
        return Shown.DATE
    return Shown.TIME if letters & {"h", "s"} else Shown.NUMBER


def number_text(text: str) -> str | None:
    """A number without an exponent and, when whole, without a point; None when it is no number.

    >>> number_text("3.0"), number_text("0.10000000000000001"), number_text("1E-7")
    ('3', '0.1', '0.0000001')
    """
    if _WHOLE.fullmatch(text):
        return text
    try:
        value = float(text)
    except ValueError:
        return None
    if value != value or value in (float("inf"), float("-inf")):
        return None
    exact = format(Decimal(repr(value)), "f")
    exact = exact.rstrip("0").rstrip(".") if "." in exact else exact
    return "0" if exact == "-0" else exact


def date_text(text: str, *, from_1904: bool) -> str | None:
    """A spreadsheet's day number as an ISO date, with the time after a T where it has one; None when it is none.

    Day 1 is 1 January 1900, or the day after 1 January 1904. Day 60 of the first count, 29 February 1900, never was:
    it gives None.
    """
    try:
        serial = float(text)
        days, seconds = divmod(round(serial * 86_400), 86_400)
        if from_1904:
            first = date(1904, 1, 1)
        elif days == 60:
            return None
        else:
            first = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
        if days < 0 or (days == 0 and not from_1904):
            return None
        day = (first + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
    return f"{day}T{_clock(seconds)}" if seconds else day


def time_text(text: str) -> str | None:
    """A part of a day as ``HH:MM:SS``; hours run on beyond a day. None when it is none.

    >>> time_text("0.75"), time_text("1.5")
    ('18:00:00', '36:00:00')
    """
    try:
        seconds = round(float(text) * 86_400)
    except (ValueError, OverflowError):
        return None
    return _clock(seconds) if seconds >= 0 else None


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
