"""Days and times in words, as the country's public services write them."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import is_aware, localtime


def day(value: date) -> str:
    """Such as "22 November 2026"; of an aware time, its day here rather than in Greenwich."""
    here = localtime(value) if isinstance(value, datetime) and is_aware(value) else value
    return f"{here.day} {here:%B %Y}"


def moment(value: datetime) -> str:
    """Such as "22 November 2026, 8:05am", by the clock on the reader's wall."""
    here = localtime(value) if is_aware(value) else value
    if (here.hour, here.minute) in {(0, 0), (12, 0)}:
        return f"{day(here)}, {'midday' if here.hour else 'midnight'}"
    minutes = f":{here:%M}" if here.minute else ""
    return f"{day(here)}, {here.hour % 12 or 12}{minutes}{'am' if here.hour < 12 else 'pm'}"


def distance(value: date, today: date) -> str:
    """How far off a day is: days up to two months, then months, which are counted whole."""
    days = (value - today).days
    if abs(days) <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    months = _whole_months(min(value, today), max(value, today))
    if months < 2:
        size = f"{abs(days)} days"
    else:
        size = f"{months} months" if months < 24 else f"{months // 12} years"
    return f"in {size}" if days > 0 else f"{size} ago"


def _whole_months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
