"""A made-up district small enough to count by hand, loaded through the real door: files in, releases out.

LSOA 2011    LSOA 2021               ward      MSOA   district
E01990001    the same                Dockside  A      Aldermere
E01990002    E01990011, E01990012    Dockside, Hillfoot (a split across wards)   A   Aldermere
E01990003    the same                Hillfoot  A      Aldermere
E01990004    the same                Marsh     B      Borrowdean
E01990005,   E01990013 (a merger)    Marsh     B      Borrowdean
E01990006
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sulis.store import Store, open_store
from sulis_cli.ingest import ingest_geography, ingest_police_uk, ingest_population
from tests.support.street import row, text

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ALDERMERE, BORROWDEAN, MERESHIRE = "E06990001", "E06990002", "E23990001"
DOCKSIDE, HILLFOOT, MARSH = "E05990001", "E05990002", "E05990003"
PERSONS = {
    "E01990001": 1000, "E01990002": 2000, "E01990003": 1500, "E01990004": 800, "E01990005": 700, "E01990006": 900,
}  # fmt: skip
VIOLENCE, ASB, ROBBERY, BURGLARY = "Violence and sexual offences", "Anti-social behaviour", "Robbery", "Burglary"

Recorded = tuple[str, str, str]  # incident ID ("" for none), category, LSOA code ("" for none)

MONTHS: dict[str, tuple[Recorded, ...]] = {
    "2023-01": (
        ("a1", VIOLENCE, "E01990001"),
        ("a2", VIOLENCE, "E01990002"),  # a 2011 code split between two wards
        ("a3", VIOLENCE, "E01990003"),
        ("a3", VIOLENCE, "E01990001"),  # the same incident again, at another place
        ("", ASB, "E01990001"),
        ("", ASB, "E01990001"),  # identical, without an ID: another incident
        ("a4", VIOLENCE, "E01990004"),
        ("a5", VIOLENCE, ""),  # no place
        ("a6", BURGLARY, "E01990005"),
    ),
    "2023-02": (
        ("b1", VIOLENCE, "E01990011"),
        ("b2", VIOLENCE, "E01990012"),
        ("b3", VIOLENCE, "E01990012"),
        ("b4", ROBBERY, "E01990003"),
        ("b5", VIOLENCE, "E01990013"),
    ),
    # 2023-03 was never received
    "2023-04": (("d1", VIOLENCE, "E01990003"), ("d2", BURGLARY, "E01990004")),
}

_PAIRS = (
    ("E01990001", "E01990001", "U", "Dockside"),
    ("E01990002", "E01990011", "S", "Dockside"),
    ("E01990002", "E01990012", "S", "Hillfoot"),
    ("E01990003", "E01990003", "U", "Hillfoot"),
    ("E01990004", "E01990004", "U", "Marsh"),
    ("E01990005", "E01990013", "M", "Marsh"),
    ("E01990006", "E01990013", "M", "Marsh"),
)
_WARDS = {"Dockside": DOCKSIDE, "Hillfoot": HILLFOOT, "Marsh": MARSH}
_SOUTH = {"E01990004", "E01990005", "E01990006"}


def district_of(lsoa11: str) -> tuple[str, str]:
    return (BORROWDEAN, "Borrowdean") if lsoa11 in _SOUTH else (ALDERMERE, "Aldermere")


def load_months(home: Path, files: Path, months: dict[str, Sequence[Recorded]], *, provisional: bool = False) -> None:
    """Write and load a street-level file a month."""
    files.mkdir(parents=True, exist_ok=True)
    paths = []
    for month, recorded in months.items():
        path = files / f"{month}-mereshire-street.csv"
        path.write_text(text([_row(number, month, *one) for number, one in enumerate(recorded)]), encoding="utf-8")
        paths.append(path)
    outcome, _ = ingest_police_uk(paths, home, now=NOW, provisional=provisional)
    assert outcome.verdict.value == "accepted", outcome.faults


def named(code: str, old: str) -> str:
    """An LSOA's name as ONS makes it: its MSOA's name and a letter. ``old`` is the 2011 code that it comes from."""
    return f"{'Mere 002' if old in _SOUTH else 'Mere 001'}{chr(ord('A') + int(code[-2:]))}"


def load_geography(home: Path, files: Path) -> None:
    """Write and load the look-ups."""
    files.mkdir(parents=True, exist_ok=True)
    _table(files / "lsoa.csv", "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code", (
        (named(old, old), old, change, named(new, old), new, district_of(old)[1], district_of(old)[0])
        for old, new, change, _ in _PAIRS
    ))  # fmt: skip
    _table(files / "ward.csv", "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code", dict.fromkeys(
        (named(new, old), new, ward, _WARDS[ward], district_of(old)[1], district_of(old)[0])
        for old, new, _, ward in _PAIRS
    ))  # fmt: skip
    _table(files / "msoa.csv", "lsoa11_name,lsoa11_code,msoa11_name,msoa11_code", (
        (named(old, old), old, *(("Mere 002", "E02990002") if old in _SOUTH else ("Mere 001", "E02990001")))
        for old in PERSONS
    ))  # fmt: skip
    _table(files / "msoa21.csv", "msoa11_name,msoa11_code,msoa21_name,msoa21_code,ltla22_name,ltla22_code", (
        ("Mere 001", "E02990001", "Mere 001", "E02990001", "Aldermere", ALDERMERE),
        ("Mere 002", "E02990002", "Mere 002", "E02990002", "Borrowdean", BORROWDEAN),
    ))  # fmt: skip
    _table(files / "partnership.csv", "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name", (
        (ALDERMERE, "Aldermere", "E22990001", "Aldermere", MERESHIRE, "Mereshire"),
        (BORROWDEAN, "Borrowdean", "E22990002", "Borrowdean", MERESHIRE, "Mereshire"),
    ))  # fmt: skip
    outcome, _ = ingest_geography([files], home, now=NOW)
    assert outcome.verdict.value == "accepted", outcome.faults


def load_population(home: Path, files: Path, *, persons: dict[str, int] | None = None) -> None:
    """Write and load mid-2020 estimates: everyone aged 30."""
    files.mkdir(parents=True, exist_ok=True)
    ages = [*(str(age) for age in range(90)), "90+"]
    path = files / "population20_lsoa11.csv"
    _table(path, ",".join(["lsoa11_name", "lsoa11_code", "total_population", *ages]), (
        (f"Mere {code[-3:]}", code, f"{count}.0", *(f"{count if age == '30' else 0}.0" for age in ages))
        for code, count in (persons or PERSONS).items()
    ))  # fmt: skip
    outcome, _ = ingest_population([path], home, now=NOW)
    assert outcome.verdict.value == "accepted", outcome.faults


def mereshire(folder: Path, months: dict[str, Sequence[Recorded]] | None = None, *, population: bool = True) -> Store:
    """A home with the look-ups, the months (those above unless others are given) and the population."""
    home = folder / "home"
    load_geography(home, folder / "lookups")
    if population:
        load_population(home, folder / "population")
    load_months(home, folder / "street", months or dict(MONTHS))
    return open_store(home)


def _row(number: int, month: str, name: str, category: str, lsoa: str) -> list[str]:
    place: dict[str, str] = {} if lsoa else {"longitude": "", "latitude": "", "location": "No Location"}
    identity = sha256(f"{month}/{name}".encode()).hexdigest() if name else ""
    outcome = "Under investigation" if name else ""
    named = f"Mere {lsoa[-3:]}" if lsoa else ""
    return row(
        number, month=month, id=identity, category=category, lsoa=lsoa, lsoa_name=named, outcome=outcome, **place
    )


def _table(path: Path, header: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(header.split(","))
        writer.writerows(rows)
