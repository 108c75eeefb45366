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
    repeat_suspects: int = 40  # each suspected so often in each quarter
    times_suspected_a_quarter: int = 2
    suspects_once: int = 140  # a quarter, and nowhere else
    suspects_hurt_a_quarter: int = 30  # hurt once in that quarter, and suspected once in it too
    sex_of_victims: tuple[tuple[str, float], ...] = (("M", 0.4), ("F", 0.4), ("U", 0.2))
    # Of the suspects who were not hurt too.
    sex_of_suspects: tuple[tuple[str, float], ...] = (("M", 0.64), ("F", 0.16), ("U", 0.2))
    # Of everybody. In a district where about 4 of 100 residents are Black and 84 White, the first are recorded twice as often.
    ethnic_groups: tuple[tuple[str, float], ...] = (
        ("W1", 0.66), ("W9", 0.08), ("B1", 0.05), ("B2", 0.03), ("A1", 0.03), ("M1", 0.03), ("O9", 0.03), ("NS", 0.09),
    )  # fmt: skip
    evening_share: float = 0.45  # of the incidents whose hour is known, those from 18 to 23
    hour_unknown: int = 60  # incidents a quarter
    knife: tuple[int, int, int] = (90, 390, 120)  # yes, no and unknown in a quarter
    near_pairs: tuple[int, int] = (
        60,
        0,
    )  # incidents a quarter planted within 40 m and 7 days of another; none in the second
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

    @property
    def suspects(self) -> int:
        """Different people who are suspected in the two quarters."""
        return self.repeat_suspects + 2 * (self.suspects_once + self.suspects_hurt_a_quarter)

    @property
    def suspects_again(self) -> float:
        """The share of suspects who are suspected more than once."""
        return self.repeat_suspects / self.suspects

    @property
    def suspects_hurt(self) -> float:
        """The share of suspects who are victims too."""
        return 2 * self.suspects_hurt_a_quarter / self.suspects

    @property
    def women_among_suspects(self) -> float:
        """Women and girls for each man or boy among suspects of known sex; as many of either are hurt, and live there."""
        hurt, others = 2 * self.suspects_hurt_a_quarter, self.suspects - 2 * self.suspects_hurt_a_quarter
        of_hurt, of_others = dict(self.sex_of_victims), dict(self.sex_of_suspects)
        women, men = (hurt * of_hurt[sex] + others * of_others[sex] for sex in ("F", "M"))
        return women / men


AGENCY_TRUTHS = AgencyTruths()
