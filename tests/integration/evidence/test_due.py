"""When the next release of a source should be there."""

from __future__ import annotations

from datetime import date

import pytest

from sulis_web.evidence.holdings import last_day, next_due


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2024-02", date(2024, 2, 29)), ("2024-04_2024-06", date(2024, 6, 30)), ("2021", date(2021, 12, 31)),
        ("2020_2022", date(2022, 12, 31)), ("2024-13", None), ("2011-census", None), ("", None),
    ],
)  # fmt: skip
def test_last_day_of_a_period(period: str, last: date | None) -> None:
    assert last_day(period) == last


@pytest.mark.parametrize(
    ("cadence", "lag", "last", "due"),
    [
        ("monthly, by force", 60, date(2024, 4, 30), date(2024, 7, 30)),
        ("Quarterly", 100, date(2024, 3, 31), date(2024, 10, 8)),
        ("yearly", 0, date(2023, 12, 31), date(2024, 12, 31)),
        ("each term", 30, date(2024, 8, 31), date(2025, 1, 30)),
        ("by agreement", 30, date(2024, 8, 31), None),
        ("monthly", None, date(2024, 8, 31), None),
    ],
)
def test_next_release_is_due_one_step_and_the_usual_wait_later(
    cadence: str, lag: int | None, last: date, due: date | None
) -> None:
    assert next_due(cadence, lag, last) == due
