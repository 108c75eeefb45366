"""When: the columns of a month and of a quarter, and the rule that what ends has begun."""

from __future__ import annotations

from sulis.tables.column import Check, Column

MONTH = Column("month", "DATE", "the first day of the month")
QUARTER = Column("quarter", "DATE", "the first day of the quarter")


def in_order(first: str, last: str, rule: str, *, given: str = "an end before the start") -> Check:
    """The check that ``last`` is not before ``first``, in rows that tell both."""
    return Check(last, f"{last} IS NULL OR {first} IS NULL OR {last} >= {first}", given, rule)
