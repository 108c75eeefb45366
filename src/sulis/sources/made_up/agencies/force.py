"""The force's extract: incidents in one file, the people in them in another, a pair for each quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of, reference
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.agencies.points import Ground, points_of
from sulis.sources.made_up.draws import Draws

QUARTERS = (("2024-q1", date(2024, 1, 1), 90), ("2024-q2", date(2024, 4, 1), 90))
INCIDENTS = (
    "Crime Ref", "Recorded", "Earliest Date", "Earliest Time", "Latest Date", "Latest Time", "HO Code", "Location Type", "DA",
    "Alcohol", "Drugs", "Bladed", "Firearm", "CL", "Yngst Vic Age", "Yngst Sus Age", "Yngst Vic Gender", "LSOA21",
    "Long", "Lat",
)  # fmt: skip
PEOPLE = ("Crime Ref", "Nominal Ref", "Role", "Rel To Victim", "Age", "Gender", "SDE")
_CODES = ("8N", "8N", "8N", "8N", "5D", "34B", "10D", "3B", "105A")
_PLACES = ("STREET", "STREET", "DWELLING", "LICENSED", "ONLINE", "NOT STATED")
_RELATIONS = ("PARTNER/EX", "FAMILY", "ACQUAINTANCE", "STRANGER", "NOT KNOWN")


def force_files(seed: int, lsoas: tuple[str, ...], ground: Ground) -> Iterator[tuple[str, bytes]]:
    """Two files a quarter. ``lsoas`` are the areas that incidents lie in, ``ground`` the places in each."""
    people = _People(seed)
    for number, (quarter, first, days) in enumerate(QUARTERS):
        draws = Draws(seed, 31, number)
        refs = reference(draws, TRUE.incidents_a_quarter, f"54{number + 1}")
        victims = people.victims(number)
        strewn = partial(points_of, Draws(seed, 32, number), ground=ground, pairs=TRUE.near_pairs[number])
        yield (
            f"mereshire_violence_{quarter}_incidents.csv",
            _incidents(draws, refs, victims, people, lsoas, first, days, strewn),
        )
        yield f"mereshire_violence_{quarter}_people.csv", _people(draws, refs, victims, people, number)


class _People:
    """Who there is: a reference, an age, a sex and an ethnic group each, the same in every quarter.

    First those hurt again and again, then those hurt once (so many a quarter), those suspected again and again, and those
    suspected once.
    """

    def __init__(self, seed: int) -> None:
        self.draws = Draws(seed, 30)
        self.victims_once = TRUE.incidents_a_quarter - TRUE.repeat_victims * TRUE.times_a_quarter
        self.first_suspect = TRUE.repeat_victims + len(QUARTERS) * self.victims_once
        suspects = TRUE.repeat_suspects + len(QUARTERS) * TRUE.suspects_once
        size = self.first_suspect + suspects
        self.refs = reference(self.draws, size, "N")
        self.ages = [13 + age for age in self.draws.below(size, 55).tolist()]
        self.sexes = _dealt_by_share(self.draws, TRUE.sex_of_victims, self.first_suspect)
        self.sexes += _dealt_by_share(self.draws, TRUE.sex_of_suspects, suspects)
        self.groups = _dealt_by_share(self.draws, TRUE.ethnic_groups, size)

    def victims(self, quarter: int) -> list[int]:
        """One victim an incident: those hurt again and again, and others who stand in one quarter, once."""
        often = dict.fromkeys(range(TRUE.repeat_victims), TRUE.times_a_quarter)
        return dealt(self.draws, often | dict.fromkeys(self._once(quarter), 1))

    def suspects(self, draws: Draws, quarter: int) -> list[int]:
        """Who is suspected: some twice in each quarter, some who were hurt in it, and others who stand in it once."""
        after = self.first_suspect + TRUE.repeat_suspects
        often = dict.fromkeys(range(self.first_suspect, after), TRUE.times_suspected_a_quarter)
        hurt = dict.fromkeys(self._once(quarter)[: TRUE.suspects_hurt_a_quarter], 1)
        start = after + quarter * TRUE.suspects_once
        return dealt(draws, often | hurt | dict.fromkeys(range(start, start + TRUE.suspects_once), 1))

    def _once(self, quarter: int) -> range:
        start = TRUE.repeat_victims + quarter * self.victims_once
        return range(start, start + self.victims_once)

    def row(self, person: int) -> tuple[str, str, str]:
        return str(self.ages[person]), self.sexes[person], self.groups[person]


def _incidents(
    draws: Draws,
    refs: list[str],
    victims: list[int],
    people: _People,
    lsoas: tuple[str, ...],
    first: date,
    days: int,
    strewn: Callable[..., list[str]],
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
    points = [(*point.split(","), "")[:2] for point in strewn(areas=areas, days=happened)]
    rows = []
    for at, ref in enumerate(refs):
        day, hour = happened[at], hours[at]
        clock = f"{hour:02}:{minutes[at]:02}" if hour is not None else ""
        knife, other, rare = (flag[at] for flag in flags)
        alcohol = flags[1][at - 1]
        age, sex, _ = people.row(victims[at])
        rows.append((
            ref, _shown(day + timedelta(days=later[at])), _shown(day), clock, _shown(day), clock, codes[at], places[at], other, alcohol,
            rare, knife, rare, rare, age, "", sex, areas[at], *points[at],
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


def _dealt_by_share(draws: Draws, shares: tuple[tuple[str, float], ...], size: int) -> list[str]:
    """So many of each as its share of the size says; the first takes what rounding leaves."""
    counts = {word: round(share * size) for word, share in shares}
    counts[shares[0][0]] += size - sum(counts.values())
    return dealt(draws, counts)


def _people(draws: Draws, refs: list[str], victims: list[int], people: _People, quarter: int) -> bytes:
    rows = [(ref, people.refs[who], "VIC", "", *people.row(who)) for ref, who in zip(refs, victims, strict=True)]
    suspects = people.suspects(draws, quarter)
    relations = one_of(draws, _RELATIONS, len(suspects))
    for place, who in enumerate(suspects):
        rows.append((refs[place], people.refs[who], "SUS", relations[place], *people.row(who)))
    return as_csv(PEOPLE, rows)


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
