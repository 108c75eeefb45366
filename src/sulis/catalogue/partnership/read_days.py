"""Reading days of a partnership's files: none that a slip of the pen made, and each after the one before it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from sulis.catalogue.reader import Table

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def day(table: Table, key: str) -> date | None:
    """A day that a partnership may have to do with; None when absent or wrong."""
    given = table.day_if_given(key)
    return _plausible(table, key, given) if given else None


def required_day(table: Table, key: str) -> date:
    """A day that a partnership may have to do with; the first day there is when absent or wrong."""
    given = table.day(key)
    return _plausible(table, key, given) or date.min if given != date.min else given


def in_order(table: Table, *keys: str) -> None:
    """Note each of these keys whose day comes before that of the key before it; those not given are passed over."""
    given = [(key, table.values[key]) for key in keys if type(table.values.get(key)) is date]
    for (earlier, first), (later, last) in pairwise(given):
        if last < first:
            table.fault(later, f"{earlier} {first} and {later} {last}", f"{later} does not come before {earlier}.",
                        "Check both days, and change the one that is wrong.")  # fmt: skip


def _plausible(table: Table, key: str, given: date) -> date | None:
    if _FIRST_YEAR <= given.year <= _LAST_YEAR:
        return given
    table.fault(key, str(given), f"{key} lies from {_FIRST_YEAR} to {_LAST_YEAR}.", "Check the year.")
    return None
