"""A force's own extract written by hand and loaded through the real door, in the layout of the made-up force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sulis.sources.made_up.agencies.dealing import as_csv
from sulis.sources.made_up.agencies.force import INCIDENTS, PEOPLE
from sulis_cli.ingest import ingest_mapped
from tests.support.needs_store import ALDERMERE, NOW

HERE = "E01990001"
CENSUS = (
    "Lower tier local authorities Code", "Lower tier local authorities", "Age (18 categories) Code", "Age (18 categories)",
    "Sex (2 categories) Code", "Sex (2 categories)", "Observation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """One incident with one victim, and a suspect where there is one."""

    day: date
    victim: str
    suspect: str = ""
    lsoa: str = HERE
    sex: str = "F"  # of both
    age: int | str = 30
    ethnic: str = "W1"
    relation: str = "STRANGER"
    domestic: str = "N"
    knife: str = ""
    clock: tuple[str, str] = ("", "")  # earliest and latest
    point: tuple[str, str] = ("", "")  # longitude and latitude
    left_out: bool = False  # its people are sent, and it is not


def load_extract(home: Path, folder: Path, sent: Sequence[Sent]) -> None:
    """Write and load the two files of one delivery."""
    folder.mkdir(parents=True, exist_ok=True)
    incidents, people = [], []
    for number, one in enumerate(sent):
        ref, day = f"R{number:05d}", f"{one.day:%d/%m/%Y}"
        who = (one.age, one.sex, one.ethnic)
        row = {
            "Crime Ref": ref, "Recorded": day, "Earliest Date": day, "Latest Date": day, "HO Code": "8N", "Location Type": "STREET",
            "DA": one.domestic, "Yngst Vic Age": one.age, "Yngst Vic Gender": one.sex, "LSOA21": one.lsoa,
            "Earliest Time": one.clock[0], "Latest Time": one.clock[1], "Bladed": one.knife, "Long": one.point[0], "Lat": one.point[1],
        }  # fmt: skip
        if not one.left_out:
            incidents.append([row.get(header, "") for header in INCIDENTS])
        people.append((ref, one.victim, "VIC", "", *who))
        if one.suspect:
            people.append((ref, one.suspect, "SUS", one.relation, *who))
    first, last = min(one.day for one in sent), max(one.day for one in sent)
    files = {
        "example_force_incidents": (
            "sent_incidents.csv",
            as_csv(INCIDENTS, incidents, delimiter=";", encoding="cp1252"),
        ),
        "example_force_people": (f"sent_{last.year}-q{(last.month + 2) // 3}_people.csv", as_csv(PEOPLE, people)),
    }
    assert first <= last
    for mapping, (name, content) in files.items():
        (folder / name).write_bytes(content)
        outcome, _ = ingest_mapped([folder / name], home, mapping=mapping, now=NOW)
        assert outcome.verdict.value == "accepted", [str(fault) for fault in outcome.faults]


def load_census(home: Path, folder: Path, residents: int = 1_000, *, ages: Sequence[str] = ()) -> None:
    """As many residents of each sex in each age group of the district."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = ages or [f"Aged {first} to {first + 4} years" for first in range(5, 85, 5)]
    rows = [
        (ALDERMERE, "Aldermere", at, age, number, sex, residents)
        for at, age in enumerate(groups)
        for number, sex in enumerate(("Female", "Male"))
    ]
    path = folder / "authority.csv"
    path.write_bytes(as_csv(CENSUS, rows))
    outcome, _ = ingest_mapped([path], home, mapping="census_2021_age_sex", now=NOW)
    assert outcome.verdict.value == "accepted", [str(fault) for fault in outcome.faults]
