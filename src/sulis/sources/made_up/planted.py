"""The numbers planted on purpose. Everything else in the fictional district follows from these and the seed."""

from __future__ import annotations

from dataclasses import dataclass

PROXY_CATEGORIES = ("Violence and sexual offences", "Robbery", "Possession of weapons")


@dataclass(frozen=True, slots=True)
class Planted:
    """What the demonstration hides for the assessment to find.

    Counts are incidents with a place in a month before season and trend; ratios compare rates a person.
    """

    aldermere_placed_a_month: float = 1200.0
    hot_ratio: float = 8.0
    trend_category: str = "Violence and sexual offences"
    trend_from: str = "2024"
    trend_ratio: float = 1.18
    rate_ratio_to_rest: float = 0.78
    missing_months: tuple[str, ...] = ("2023-10", "2024-03")
    fewest_repeats: int = 30
    most_repeats: int = 60
    # Rows snapped into the neighbouring force, in ten-thousandths of the placed rows.
    outside: int = 30
    # Of the rows in changed LSOAs, thousandths that already carry a 2021 code; all from the last month on.
    codes_2021: tuple[tuple[str, int], ...] = (
        ("2023-01", 40),
        ("2023-02", 60),
        ("2023-03", 80),
        ("2023-04", 90),
        ("2023-05", 210),
        ("2023-06", 1000),
    )

    def share_2021(self, month: str) -> int:
        """Thousandths of changed LSOAs' rows that carry a 2021 code in this month."""
        return max((share for start, share in self.codes_2021 if start <= month), default=0)


PLANTED = Planted()
