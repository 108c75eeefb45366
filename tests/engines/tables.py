"""Rows of the tables that queries read, drawn at random from a seed, put in place as releases of a store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

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
        "force_name": FORCES[force][1] if force else None, "region_code": None, "region_name": None,
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
        for force in FORCES:
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


def rows_of(store: Store, *names: str) -> Iterator[list[Row]]:
    """All rows of each table, as they are read from the store."""
    with store.connect() as connection:
        for name in names:
            found = connection.execute(f"SELECT {', '.join(TABLES[name].names)} FROM {name}").fetchall()
            yield [dict(zip(TABLES[name].names, row, strict=True)) for row in found]
