"""The force's extract: incidents in one file, the people in them in another, a pair for each quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of, reference
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.draws import Draws

QUARTERS = (("2024-q1", date(2024, 1, 1), 90), ("2024-q2", date(2024, 4, 1), 90))
INCIDENTS = (
    "Crime Ref", "Recorded", "Earliest Date", "Earliest Time", "Latest Date", "Latest Time", "HO Code", "Location Type", "DA",
    "Alcohol", "Drugs", "Bladed", "Firearm", "CL", "Yngst Vic Age", "Yngst Sus Age", "Yngst Vic Gender", "LSOA21",
)  # fmt: skip
PEOPLE = ("Crime Ref", "Nominal Ref", "Role", "Rel To Victim", "Age", "Gender", "SDE")
_CODES = ("8N", "8N", "8N", "8N", "5D", "34B", "10D", "3B", "105A")
_PLACES = ("STREET", "STREET", "DWELLING", "LICENSED", "ONLINE", "NOT STATED")
_RELATIONS = ("PARTNER/EX", "FAMILY", "ACQUAINTANCE", "STRANGER", "NOT KNOWN")
_ETHNIC = ("W1", "W1", "W1", "W9", "B1", "B2", "A1", "M1", "NS")
_SUSPECTS = 250


def force_files(seed: int, lsoas: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Two files a quarter. ``lsoas`` are the areas that incidents lie in."""
    people = _People(seed)
    for number, (quarter, first, days) in enumerate(QUARTERS):
        draws = Draws(seed, 31, number)
        refs = reference(draws, TRUE.incidents_a_quarter, f"54{number + 1}")
        victims = people.victims(number)
        yield (
            f"mereshire_violence_{quarter}_incidents.csv",
            _incidents(draws, refs, victims, people, lsoas, first, days),
        )
        yield f"mereshire_violence_{quarter}_people.csv", _people(draws, refs, victims, people)


class _People:
    """Who there is: a reference, an age, a sex and an ethnic group each, the same in every quarter."""

    def __init__(self, seed: int) -> None:
        self.draws = Draws(seed, 30)
        once = TRUE.incidents_a_quarter - TRUE.repeat_victims * TRUE.times_a_quarter
        self.repeat, self.once = TRUE.repeat_victims, once
        size = self.repeat + 2 * once + _SUSPECTS
        self.refs = reference(self.draws, size, "N")
        self.ages = [13 + age for age in self.draws.below(size, 55).tolist()]
        self.sexes = one_of(self.draws, ("M", "M", "F", "F", "U"), size)
        self.groups = one_of(self.draws, _ETHNIC, size)

    def victims(self, quarter: int) -> list[int]:
        """One victim an incident: those hurt again and again, and others who stand in one quarter, once."""
        often = dict.fromkeys(range(self.repeat), TRUE.times_a_quarter)
        start = self.repeat + quarter * self.once
        return dealt(self.draws, often | dict.fromkeys(range(start, start + self.once), 1))

    def suspects(self, draws: Draws) -> list[int]:
        """Who is suspected, of whom some were victims themselves."""
        start = self.repeat + 2 * self.once
        return [start + place for place in draws.order(_SUSPECTS).tolist()]

    def row(self, person: int) -> tuple[str, str, str]:
        return str(self.ages[person]), self.sexes[person], self.groups[person]


def _incidents(
    draws: Draws, refs: list[str], victims: list[int], people: _People, lsoas: tuple[str, ...], first: date, days: int
) -> bytes:
    size = len(refs)
    happened = [first + timedelta(days=day) for day in draws.below(size, days - 4).tolist()]
    later = draws.below(size, 4).tolist()
    hours, minutes = _hours(draws), draws.below(size, 60).tolist()
    flags = [
        dealt(draws, dict(zip(("Y", "N", ""), _flag(size, name), strict=True))) for name in ("knife", "other", "rare")
    ]
    codes, places = one_of(draws, _CODES, size), one_of(draws, _PLACES, size)
    areas = one_of(draws, (*lsoas, ""), size)
    rows = []
    for at, ref in enumerate(refs):
        day, hour = happened[at], hours[at]
        clock = f"{hour:02}:{minutes[at]:02}" if hour is not None else ""
        knife, other, rare = (flag[at] for flag in flags)
        alcohol = flags[1][at - 1]
        age, sex, _ = people.row(victims[at])
        rows.append((
            ref, _shown(day + timedelta(days=later[at])), _shown(day), clock, _shown(day), clock, codes[at], places[at], other, alcohol,
            rare, knife, rare, rare, age, "", sex, areas[at],
        ))  # fmt: skip
    return as_csv(INCIDENTS, rows, delimiter=";", encoding="cp1252")


def _hours(draws: Draws) -> list[int | None]:
    """An hour for each incident, with the planted evening peak, and None where nobody knows it."""
    known = TRUE.incidents_a_quarter - TRUE.hour_unknown
    evening = round(known * TRUE.evening_share)
    rest = known - evening
    parts = {18: evening, 12: rest // 3, 6: rest // 3, 0: rest - 2 * (rest // 3)}
    dealt_out = dealt(draws, parts | {-1: TRUE.hour_unknown})
    within = draws.below(len(dealt_out), 6).tolist()
    return [None if start < 0 else start + more for start, more in zip(dealt_out, within, strict=True)]


def _flag(size: int, name: str) -> tuple[int, int, int]:
    if name == "knife":
        return TRUE.knife
    yes = size // 4 if name == "other" else size // 20
    return yes, size // 2, size - yes - size // 2


def _people(draws: Draws, refs: list[str], victims: list[int], people: _People) -> bytes:
    rows = [(ref, people.refs[who], "VIC", "", *people.row(who)) for ref, who in zip(refs, victims, strict=True)]
    suspects = people.suspects(draws)
    relations = one_of(draws, _RELATIONS, len(suspects))
    for place, who in enumerate(suspects):
        rows.append((refs[place], people.refs[who], "SUS", relations[place], *people.row(who)))
    return as_csv(PEOPLE, rows)


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
