"""The council's education files: suspensions and exclusions row by row, and absence as counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of, reference
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.draws import Draws

SCHOOLS = ("9990001", "9990002", "9990003", "9990004", "9990005", "9990006")
EVENTS = (
    "Pupil", "URN", "Type", "Start date", "Sessions", "Reason", "NCY", "Age", "Gender", "Ethnicity", "SEN", "FSM",
)  # fmt: skip
ABSENCE = ("Term", "URN", "NCY", "Roll", "Possible", "Absent", "Unauthorised", "Severe")
_TERMS = (("2023-24-autumn", date(2023, 9, 4)), ("2023-24-spring", date(2024, 1, 8)))
_REASONS = ("PP", "PA", "VP", "DB", "DB", "OW", "DA")
_YEARS = range(7, 12)
_FEWEST_SHOWN = 5


def school_files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Two files a term."""
    pupils = reference(Draws(seed, 60), 90, "P")
    for number, (term, first) in enumerate(_TERMS):
        draws = Draws(seed, 61, number)
        yield f"mereshire_exclusions_{term}.csv", as_csv(EVENTS, _events(draws, pupils, first))
        year, season = f"20{term[2:4]}/{term[5:7]}", term.rpartition("-")[2]
        yield f"mereshire_absence_{term}.csv", as_csv(ABSENCE, _absence(draws, f"{year} {season}"))


def _events(draws: Draws, pupils: list[str], first: date) -> Iterator[tuple[object, ...]]:
    size = TRUE.suspensions_a_term
    who, days, years = one_of(draws, pupils, size), draws.below(size, 75).tolist(), draws.below(size, 5).tolist()
    meals = round(size * TRUE.suspended_on_free_meals)
    eligible = dealt(draws, {"T": meals, "F": size - meals})
    needs, reasons = (
        dealt(draws, {"N": size // 2, "K": size // 3, "E": size - size // 2 - size // 3}),
        one_of(draws, _REASONS, size),
    )
    groups, schools = one_of(draws, ("WBRI", "WBRI", "BCRB", "MWBC", "NOBT"), size), one_of(draws, SCHOOLS, size)
    sessions, sexes = draws.below(size, 10).tolist(), one_of(draws, ("M", "M", "F"), size)
    for at in range(size):
        yield (
            who[at], schools[at], "SUSP", f"{first + timedelta(days=days[at]):%Y-%m-%d}", 1 + sessions[at], reasons[at], 7 + years[at],
            11 + years[at], sexes[at], groups[at], needs[at], eligible[at],
        )  # fmt: skip
    yield "P1", SCHOOLS[0], "PERM", f"{first:%Y-%m-%d}", "", "OW", 10, 14, "M", "WBRI", "K", "F"


def _absence(draws: Draws, term: str) -> Iterator[tuple[object, ...]]:
    for school in SCHOOLS:
        for year in _YEARS:
            roll = 120 + draws.one_below(60)
            possible = roll * 130
            absent = possible * (5 + draws.one_below(8)) // 100
            severe = draws.one_below(9)
            shown = "c" if 0 < severe < _FEWEST_SHOWN else severe
            yield term, school, f"Y{year}", roll, f"{possible:,}", f"{absent:,}", f"{absent // 3:,}", shown
