"""What is planted in the agencies' files. The numbers are exact: they are dealt out like cards, not drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyTruths:
    """What a reader of the files must find again. Counts are of rows, shares lie between 0 and 1.

    The force sends two quarters, the hospital three months, the youth justice service two quarters and the schools two terms.
    """

    incidents_a_quarter: int = 600
    repeat_victims: int = 60  # each hurt so often in each quarter, and nobody else more than once
    times_a_quarter: int = 3
    evening_share: float = 0.45  # of the incidents whose hour is known, those from 18 to 23
    hour_unknown: int = 60  # incidents a quarter
    knife: tuple[int, int, int] = (90, 390, 120)  # yes, no and unknown in a quarter
    attendances_a_month: int = 120
    weekend_nights: int = 50  # attendances a month after an assault on a Saturday or Sunday from 00 to 05
    when_unknown: int = 10  # attendances a month
    hidden_cell: tuple[str, str, str, str] = ("2024-05-01", "0 to 17", "female", "sharp object")
    zero_cell: tuple[str, str, str, str] = ("2024-05-01", "25 and over", "female", "sharp object")
    cases_a_quarter: int = 75
    children_in_both_quarters: int = 25
    first_entries_a_quarter: int = 45
    suspensions_a_term: int = 120
    suspended_on_free_meals: float = 0.6  # of suspensions, in a district where a quarter of pupils are eligible
    bleed_kits: int = 12
    surrender_bins: int = 4
    licensed_premises: int = 24

    @property
    def repeat_share(self) -> float:
        """The share of incidents suffered by victims hurt more than once."""
        return self.repeat_victims * self.times_a_quarter / self.incidents_a_quarter


AGENCY_TRUTHS = AgencyTruths()
