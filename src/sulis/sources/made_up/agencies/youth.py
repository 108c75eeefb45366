"""The youth justice service's files: its caseload, and the needs recorded for each case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of, reference
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.draws import Draws

CASES = ("CaseID", "YPRef", "Start", "End", "Outcome", "Offence", "FTE", "Age", "Sex", "Ethnicity", "CLA")
NEEDS = ("CaseID", "YPRef", "Need", "Recorded")
_QUARTERS = (("2024-q1", date(2024, 1, 1)), ("2024-q2", date(2024, 4, 1)))
_DISPOSALS = ("Outcome 22", "Youth Caution", "Referral Order", "Referral Order", "YRO", "Turnaround")
_NEEDS = ("Substance use", "Speech and language", "Home", "School attendance", "Peers", "Exploitation")


def youth_files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Two files a quarter."""
    fresh = TRUE.cases_a_quarter - TRUE.children_in_both_quarters
    children = reference(Draws(seed, 50), TRUE.children_in_both_quarters + 2 * fresh, "YP")
    both, others = children[: TRUE.children_in_both_quarters], children[TRUE.children_in_both_quarters :]
    for number, (quarter, first) in enumerate(_QUARTERS):
        draws = Draws(seed, 51, number)
        who = both + others[number * fresh : (number + 1) * fresh]
        cases = reference(draws, len(who), f"C{number + 1}")
        yield f"mereshire_yjs_cases_{quarter}.csv", as_csv(CASES, _cases(draws, cases, who, first))
        yield f"mereshire_yjs_needs_{quarter}.csv", as_csv(NEEDS, _needs(draws, cases, who, first))


def _cases(draws: Draws, cases: list[str], who: list[str], first: date) -> Iterator[tuple[object, ...]]:
    size = len(cases)
    starts, lengths = draws.below(size, 85).tolist(), draws.below(size, 120).tolist()
    entries = dealt(
        draws, {"Yes": TRUE.first_entries_a_quarter, "No": size - TRUE.first_entries_a_quarter - 5, "Not known": 5}
    )
    outcomes, ages = one_of(draws, _DISPOSALS, size), draws.below(size, 8).tolist()
    sexes, groups = (
        one_of(draws, ("M", "M", "M", "F"), size),
        one_of(draws, ("White", "Black", "Mixed", "Asian", ""), size),
    )
    care = one_of(draws, ("Yes", "No", "No", "No", ""), size)
    for at, case in enumerate(cases):
        start = first + timedelta(days=starts[at])
        end = f"{start + timedelta(days=30 + lengths[at]):%d-%b-%Y}" if lengths[at] < 80 else ""
        yield (
            case, who[at], f"{start:%d-%b-%Y}", end, outcomes[at], "8N", entries[at], 10 + ages[at], sexes[at], groups[at], care[at],
        )  # fmt: skip


def _needs(draws: Draws, cases: list[str], who: list[str], first: date) -> Iterator[tuple[str, ...]]:
    for at, case in enumerate(cases):
        chosen = draws.order(len(_NEEDS)).tolist()[: 1 + draws.one_below(4)]
        for need in sorted(chosen):
            yield case, who[at], _NEEDS[need], f"{first + timedelta(days=draws.one_below(85)):%d-%b-%Y}"
