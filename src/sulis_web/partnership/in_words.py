"""Lists, articles and days as sentences need them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date


def listed(words: Sequence[str], last: str = "and") -> str:
    """``police, fire and probation``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def a(words: str) -> str:
    """With its article: ``an integrated care board``."""
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def counted(number: int, one: str, many: str = "") -> str:
    """``no board``, ``one board``, ``12 boards``: small numbers as words."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    word = small[number] if number < len(small) else str(number)
    return f"{word} {one if number == 1 else many or f'{one}s'}"


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def months_later(start: date, months: int) -> date:
    """The same day some months on; the month's last day where it lacks that one."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
