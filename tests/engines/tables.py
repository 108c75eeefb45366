"""Rows of the tables that queries read, drawn at random from a seed, put in place as releases of a store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from sulis.indicators import EXTRACT
from sulis.store import Release, ReleaseStatus, Store, accept, open_store, writing
from sulis.tables import CATEGORIES, TABLES

Row = dict[str, Any]

FORCES = {"north": ("E23990001", "North"), "south": ("E23990002", "South")}
MONTHS = ("2023-01", "2023-02", "2023-04")
YEARS = (2020, 2022)
PIECES = 40
ROWS = 400  # of each month of each force
LEVELS = ("msoa", "ward", "district", "partnership")
# What a name may hold that SQL or Spark might trip over.
NAMES = ("St Mary's", "Aldermere", "Ynys Môn", 'The "Dock"', "50%_off", "Mere 001A")


def lsoas(chance: random.Random) -> list[Row]:
    """Bridged LSOAs of one to three parts; a part may lie in no area of a level, or in another than its neighbours."""
    return [_lsoa(chance, bridge, part) for bridge in range(PIECES) for part in range(chance.randint(1, 3))]


def _lsoa(chance: random.Random, bridge: int, part: int) -> Row:
    force = chance.choice([*FORCES, *FORCES, *FORCES, None])
    row: Row = {
        "lsoa_code": f"E0199{bridge:03d}{part}", "lsoa_name": f"Piece {bridge}/{part}", "in_2011": chance.random() < 0.7,
        "bridge_code": f"E0199{bridge:03d}0", "bridge_name": f"Bridge {bridge}", "change_code": chance.choice("USMX"),
        "force": force, "force_code": FORCES[force][0] if force else None,
        "force_name": FORCES[force][1] if force else None, "region_code": f"region-{bridge % 3}" if force else None,
        "region_name": f"Region {bridge % 3}" if force else None,
    }  # fmt: skip
    row["in_2021"] = not row["in_2011"] or chance.random() < 0.6
    for level in LEVELS:
        code = chance.choice([f"{level}-{bridge % 5}", f"{level}-{bridge % 5}", f"{level}-{bridge % 3}", None])
        row[f"{level}_code"] = code
        row[f"{level}_name"] = code and chance.choice([f"Name of {code}", None])
    return row


def areas(chance: random.Random) -> list[Row]:
    """Areas of every level, some in two vintages, with names that are awkward to quote."""
    return [
        {"code": f"{level}-{number}", "name": f"{chance.choice(NAMES)} {number}", "level": level, "vintage": vintage,
         "district_code": None, "force_code": None}
        for level in ("lsoa", *LEVELS, "force")
        for number in range(6)
        for vintage in chance.sample([2020, 2021, 2024], chance.randint(1, 2))
    ]  # fmt: skip


def boundaries(chance: random.Random, places: list[Row]) -> list[Row]:
    """Outlines of some places in one vintage or two, of codes of either vintage."""
    codes = [("lsoa", row["lsoa_code"]) for row in places] + [("ward", f"ward-{number}") for number in range(5)]
    return [
        {"level": level, "vintage": vintage, "code": code, "name": chance.choice([f"Outline of {code}", None]),
         "geometry": f'{{"type": "Point", "coordinates": [{chance.random()}, {vintage}]}}'}
        for level, code in codes
        for vintage in chance.sample([2011, 2021], chance.randint(1, 2))
    ]  # fmt: skip


def population(chance: random.Random, places: list[Row], year: int) -> list[Row]:
    """Ages of some of the LSOAs of 2011, and of one that the look-ups do not have."""
    codes = [row["lsoa_code"] for row in places if row["in_2011"] and chance.random() < 0.9]
    return [
        {"lsoa_code": code, "age": age, "persons": chance.randint(0, 400), "year": year}
        for code in [*codes, "E01999999"]
        for age in (0, 30, 90)
    ]


def incidents(chance: random.Random, places: list[Row], force: str, month: str) -> list[Row]:
    """Incidents of one file: anywhere, nowhere, or at a code that the look-ups do not have."""
    codes = [row["lsoa_code"] for row in places] + ["E01999998"]
    return [
        dict.fromkeys(TABLES["incidents"].names)
        | {
            "release": f"incidents-{force}-{month}-v1", "row_number": number + 2, "force": force,
            "month": date.fromisoformat(f"{month}-01"), "falls_within": force, "category": chance.choice(CATEGORIES),
            "lsoa_code": chance.choice(codes) if chance.random() < 0.9 else None, "counts": chance.random() < 0.8,
        }
        for number in range(ROWS)
    ]  # fmt: skip


def indicator_values(chance: random.Random) -> list[Row]:
    """Published values, each a number or a kind of missing."""
    rows = []
    for indicator in ("first", "<18's", "third"):
        for area in range(5):
            for year in range(2019, 2024):
                row: Row = dict.fromkeys(TABLES["indicator_values"].names)
                number = round(chance.random() * 100, 4) if chance.random() < 0.7 else None
                row |= {
                    "row_number": len(rows) + 2, "indicator_id": indicator, "indicator": indicator, "area_code": f"area-{area}",
                    "area_name": chance.choice(NAMES), "area_type": "authority", "period": str(year), "value": number,
                    "value_missing": None if number is not None else chance.choice(["suppressed", "missing"]),
                    "provisional": chance.random() < 0.2,
                }  # fmt: skip
                rows.append(row)
    return rows


def neighbours(chance: random.Random) -> list[Row]:
    """Each area's neighbours, in order."""
    return [
        {"row_number": area + 2, "area_code": f"area-{area}", "place": place, "neighbour_code": code}
        for area in range(5)
        for place, code in enumerate(
            chance.sample([f"area-{other}" for other in range(5) if other != area], 3), start=1
        )
    ]


def extract_incidents(chance: random.Random, places: list[Row], force: str, quarter: int) -> list[Row]:
    """A force's own extract of one quarter: some incidents stand in the next one too, with other words, and most is unknown."""
    codes = [row["lsoa_code"] for row in places] + ["E01999998"]
    first = date(2023, 1 + 3 * quarter, 1)
    return [
        dict.fromkeys(TABLES["force_incidents"].names)
        | {
            "release": f"force_incidents-{force}-2023-q{quarter}-v1", "row_number": number + 2, "force": force,
            "incident_key": f"{force[0]}{number + 50 * quarter:03d}", "recorded_on": first + timedelta(days=chance.randrange(85)),
            "occurred_on": chance.choice([None, first]), "offence_code": chance.choice(["8N", "34B", "104", "5D"]),
            "place_type": chance.choice([None, "public", "home"]), "knife": chance.choice([None, True, False]),
            "domestic": chance.choice([None, True, False]), "victim_age": chance.choice([None, 17, 24, 25, 60]),
            "lsoa_code": chance.choice(codes) if chance.random() < 0.9 else None,
        }
        for number in range(70)
    ]  # fmt: skip


def extract_people(chance: random.Random, force: str, quarter: int) -> list[Row]:
    """Who was in them; some have no reference, and some are of an incident that was never sent."""
    release = f"incident_people-{force}-2023-q{quarter}-v1"
    return [
        {
            "release": release, "row_number": number + 2, "force": force,
            "incident_key": f"{force[0]}{chance.randrange(50 * quarter, 50 * quarter + 80):03d}",
            "person_key": chance.choice([None, *(f"p{number}" for number in range(30))]),
            "role": chance.choice(["victim", "suspect", "witness"]), "relationship": chance.choice([None, "family"]),
            "age": chance.choice([None, 15, 40]), "sex": chance.choice([None, "female", "male"]),
            "ethnicity": chance.choice([None, "W1"]), "ethnicity_scheme": chance.choice([None, "self-defined 18+1"]),
        }
        for number in range(120)
    ]  # fmt: skip


def attendances(chance: random.Random, places: list[Row]) -> list[Row]:
    """A hospital's files of two months: some without a place, a month of assault, or either."""
    codes = [row[name] for row in places for name in ("msoa_code", "ward_code")] + ["E02999999", None, None]
    months = (date(2023, 1, 1), date(2023, 2, 1))
    return [
        dict.fromkeys(TABLES["attendances"].names)
        | {
            "release": "attendances-general-2023-01-v1", "row_number": number + 2, "site_code": chance.choice(["ZZ901", "ZZ902"]),
            "period_start": month, "period_end": date(2023, month.month + 1, 1) - timedelta(days=1),
            "arrived_month": chance.choice([None, month]), "assault_month": chance.choice([None, date(2022, 12, 1), month]),
            "location_area": chance.choice(codes),
        }
        for month in months
        for number in range(60)
    ]  # fmt: skip


def population_groups(chance: random.Random, places: list[Row]) -> list[Row]:
    """A census of some districts by sex, and of some LSOAs by ethnic group; a number may not have been received."""
    district = [{"area_code": f"district-{number}", "sex": sex} for number in range(3) for sex in ("female", "male")]
    lsoa = [
        {"area_code": row["lsoa_code"], "ethnicity": group, "ethnicity_scheme": "census 2021 5"}
        for row in places
        if row["in_2021"] and chance.random() < 0.8
        for group in ("White", "Other ethnic group")
    ]
    return [
        dict.fromkeys(TABLES["population_groups"].names)
        | {
            "release": "population_groups-all-2021-v1", "row_number": number + 2, "year": 2021,
            "persons": chance.choice([None, chance.randint(0, 900), chance.randint(0, 900), chance.randint(0, 900)]),
        }
        | row
        for number, row in enumerate([*district, *lsoa])
    ]  # fmt: skip


def workday_population(chance: random.Random, places: list[Row]) -> list[Row]:
    """People on a working day in some LSOAs of 2021, in one census or two; a number may have been suppressed."""
    return [
        {
            "release": "workday_population-lsoa-2021-v1", "row_number": number + 2, "area_code": code, "year": year,
            "persons": None if hidden else chance.randint(0, 3000), "persons_missing": "suppressed" if hidden else None,
        }
        for number, (code, year, hidden) in enumerate(
            (row["lsoa_code"], year, chance.random() < 0.1)
            for row in places
            if row["in_2021"] and chance.random() < 0.9
            for year in chance.sample([2011, 2021], chance.randint(1, 2))
        )
    ]  # fmt: skip


def recorded_crime(chance: random.Random) -> list[Row]:
    """Two years of a force and of two partnerships of it; some numbers are not there, and some are corrections below zero."""
    return [
        {
            "release": "recorded_crime-all-2023-v1", "row_number": number + 2, "quarter": date(year, month, 1),
            "financial_year": f"{year}/{year + 1 - 2000}", "force_name": "North", "partnership_name": place, "offence_code": code,
            "offence": f"Offence {code}", "offence_group": group, "offence_subgroup": group,
            "offences": None if hidden else chance.randint(-3, 90), "offences_missing": "not received" if hidden else None,
        }
        for number, (year, month, place, code, group, hidden) in enumerate(
            (year, month, place, code, group, chance.random() < 0.1)
            for year in (2021, 2022)
            for month in (4, 7, 10)
            for place in (None, "First", "Second")
            for code, group in (("8N", "Violence"), ("34B", "Robbery"), ("104", "Violence"))
            if chance.random() < 0.9
        )
    ]  # fmt: skip


def severity_weights(chance: random.Random) -> list[Row]:
    """One weight for most codes and two for one of them."""
    return [
        {
            "release": "severity_weights-ons-2021-v1", "row_number": number + 2, "offence_code": code, "offence": f"Offence {number}",
            "offence_group": None, "weight": weight,
        }
        for number, (code, weight) in enumerate((("8N", 189.5), ("34B", 800.0), ("5D", 2035.25), ("5D", 1900.0)))
    ]  # fmt: skip


def made_up_store(home: Path, seed: int = 1702) -> Store:
    """A home with a release of each."""
    chance = random.Random(seed)
    places = lsoas(chance)
    with writing(home) as staging:
        staged = [_release(staging, "geography", "all", "2024", {"lsoa": places, "area": areas(chance)})]
        staged.append(_release(staging, "boundaries", "all", "2021", {"boundary": boundaries(chance, places)}))
        for year in YEARS:
            rows = population(chance, places, year)
            staged.append(_release(staging, "population", "lsoa", f"{year}", {"population": rows}))
        for period in ("2021", "2025"):
            for table, rows in (("neighbours", neighbours(chance)), ("indicator_values", indicator_values(chance))):
                named = [row | {"release": f"{table}-children-{period}-v1"} for row in rows]
                staged.append(_release(staging, table, "children", period, {table: named}))
        staged.append(
            _release(
                staging, "population_groups", "all", "2021", {"population_groups": population_groups(chance, places)}
            )
        )
        rows = workday_population(chance, places)
        staged.append(_release(staging, "workday_population", "lsoa", "2021", {"workday_population": rows}))
        staged.append(_release(staging, "recorded_crime", "all", "2023", {"recorded_crime": recorded_crime(chance)}))
        staged.append(
            _release(staging, "severity_weights", "ons", "2021", {"severity_weights": severity_weights(chance)})
        )
        rows = attendances(chance, places)
        staged.append(_release(staging, "attendances", "general", "2023-01", {"attendances": rows}))
        for force in FORCES:
            for quarter in range(2):
                period, sent = f"2023-q{quarter}", extract_incidents(chance, places, force, quarter)
                staged.append(_release(staging, "force_incidents", force, period, {"force_incidents": sent}))
                people = extract_people(chance, force, quarter)
                staged.append(_release(staging, "incident_people", force, period, {"incident_people": people}))
            for month in MONTHS:
                drawn = incidents(chance, places, force, month)
                staged.append(_release(staging, "incidents", force, month, {"incidents": drawn}))
        accept(home, staging, (), staged)
    return open_store(home)


def _release(
    staging: Path, table: str, series: str, period: str, rows: dict[str, list[Row]]
) -> tuple[Release, dict[str, Path]]:
    id_ = f"{table}-{series}-{period}-v1"
    files = {name: _parquet(staging / f"{id_}-{name}.parquet", name, each) for name, each in rows.items()}
    count = sum(map(len, rows.values()))
    return Release(
        id_, table, "made_up", "Nobody", "None", series, period, 1, ReleaseStatus.CURRENT, False, True, True,
        "2026-01-01T00:00:00+00:00", count, count, 0, 0, (), {}, {}, (),
    ), files  # fmt: skip


def _parquet(path: Path, name: str, rows: list[Row]) -> Path:
    columns = TABLES[name].columns
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made ({', '.join(f'{c.name} {c.sql_type}' for c in columns)})")
        connection.execute("BEGIN")
        marks = ", ".join("?" for _ in columns)
        connection.executemany(f"INSERT INTO made VALUES ({marks})", [[row[c.name] for c in columns] for row in rows])
        connection.execute("COMMIT")
        connection.execute(f"COPY made TO '{path}' (FORMAT parquet)")
    return path


def connect(store: Store) -> duckdb.DuckDBPyConnection:
    """A connection with the restricted tables too, which are in plain here: Spark cannot read what is sealed."""
    connection = store.connect()
    for name in (*EXTRACT, "attendances"):
        files = ", ".join(f"'{store.home / release.paths[name]}'" for release in store.releases(name))
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{files}])")
    return connection


def rows_of(store: Store, *names: str) -> Iterator[list[Row]]:
    """All rows of each table, as they are read from the store."""
    with connect(store) as connection:
        for name in names:
            found = connection.execute(f"SELECT {', '.join(TABLES[name].names)} FROM {name}").fetchall()
            yield [dict(zip(TABLES[name].names, row, strict=True)) for row in found]
