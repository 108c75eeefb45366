"""On which days something comes round. Expected days were counted on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from sulis.catalogue.cadence import Cadence, days_due
from sulis.vocabulary import Period

YEAR = Period(date(2025, 4, 1), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("first", "cadence", "expected"),
    [
        ("2024-01-31", Cadence.QUARTERLY, ["2025-04-30", "2025-07-31", "2025-10-31", "2026-01-31"]),
        ("2024-02-29", Cadence.YEARLY, ["2026-02-28"]),
        ("2025-12-16", Cadence.MONTHLY, ["2025-12-16", "2026-01-16", "2026-02-16", "2026-03-16"]),
        ("2025-09-01", Cadence.EVERY_TWO_MONTHS, ["2025-09-01", "2025-11-01", "2026-01-01", "2026-03-01"]),
        (
            "2025-04-01",
            Cadence.YEARLY,
            ["2025-04-01"],
        ),  # the period's first day is inside, the day after its last is not
        ("2026-04-01", Cadence.MONTHLY, []),
        ("2027-01-05", Cadence.MONTHLY, []),
        ("2025-06-30", None, ["2025-06-30"]),
        ("2026-04-01", None, []),
    ],
)
def test_days_due_in_a_financial_year(first: str, cadence: Cadence | None, expected: list[str]) -> None:
    assert [str(day) for day in days_due(date.fromisoformat(first), cadence, YEAR)] == expected


@pytest.mark.parametrize("cadence", Cadence)
def test_days_due_over_ten_years_are_as_many_as_the_cadence_says(cadence: Cadence) -> None:
    decade = Period(date(2020, 1, 1), date(2030, 1, 1))
    assert len(days_due(date(2020, 1, 31), cadence, decade)) == 120 // cadence.months
