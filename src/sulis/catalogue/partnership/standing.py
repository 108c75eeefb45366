"""Whether something with a first and a last day is in force on a given day, and whether it ends soon."""

from __future__ import annotations

from datetime import date, timedelta

from sulis.catalogue.partnership.kinds import Standing

SOON_DAYS = 90
"""Days before the last one from which an end is near: time for a board that meets each quarter to renew it."""


def standing(first: date | None, last: date | None, on: date, soon_days: int = SOON_DAYS) -> Standing:
    """Where something stands on a day. Both days are included; None for either leaves that side open.

    Examples
    --------
    >>> standing(date(2025, 1, 1), date(2025, 12, 31), on=date(2025, 12, 31)).value
    'ends soon'
    >>> standing(date(2025, 1, 1), date(2025, 12, 31), on=date(2026, 1, 1)).value
    'ended'
    """
    if first is not None and on < first:
        return Standing.NOT_YET
    if last is None:
        return Standing.IN_FORCE
    if on > last:
        return Standing.ENDED
    return Standing.ENDS_SOON if last - on < timedelta(days=soon_days) else Standing.IN_FORCE


def holds(first: date | None, last: date | None, on: date) -> bool:
    """Whether it is in force on that day, near its end or not."""
    return standing(first, last, on) in {Standing.IN_FORCE, Standing.ENDS_SOON}
