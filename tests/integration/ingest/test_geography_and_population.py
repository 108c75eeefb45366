"""Look-ups, outlines and estimates: taken by what they hold, refused with words that help."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sulis.store import open_store
from tests.support.command import sulis

LSOA = """LSOA11CD,LSOA11NM,CHGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM
E01990001,Aldermere 001A,U,E01990001,Aldermere 001A,E06999001,Aldermere
E01990002,Aldermere 001B,S,E01990102,Aldermere 001D,E06999001,Aldermere
E01990002,Aldermere 001B,S,E01990103,Aldermere 002E,E06999001,Aldermere
"""
WARD = """lsoa21_code,ward24_code,ward24_name,ltla24_code,ltla24_name
E01990001,E05990001,Quayside,E06999001,Aldermere
E01990102,E05990001,Quayside,E06999001,Aldermere
E01990103,E05990002,Northgate,E06999001,Aldermere
"""
PARTNERSHIP = """ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name
E06999001,Aldermere,E22990001,Aldermere,E23990001,Mereshire
"""


def population(rows: list[str], ages: str = ",".join([*map(str, range(90)), "90+"])) -> str:
    return f"lsoa11_name,lsoa11_code,total_population,{ages}\n" + "\n".join(rows) + "\n"


def people(code: str, *, total: int = 91) -> str:
    return f"Aldermere,{code},{total}.0," + ",".join(["1.0"] * 91)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def lookups(tmp_path: Path) -> Path:
    folder = tmp_path / "lookups"
    folder.mkdir()
    for name, content in (("a.csv", LSOA), ("b.csv", WARD), ("c.csv", PARTNERSHIP)):
        (folder / name).write_text(content, encoding="utf-8-sig")
    return folder


def test_lookups_place_codes_of_both_vintages(home: Path, lookups: Path) -> None:
    document = sulis("ingest", "geography", lookups, "--home", home, "--json").document
    assert document["verdict"] == "accepted"
    assert any("MSOA" in caveat for caveat in document["caveats"])
    rows = (
        open_store(home)
        .connect()
        .execute(
            "SELECT lsoa_code, bridge_code, change_code, ward_code, district_code, partnership_code, force FROM lsoa ORDER BY 1"
        )
    )
    above = ("E06999001", "E22990001", "mereshire")
    assert rows.fetchall() == [
        ("E01990001", "E01990001", "U", "E05990001", *above),
        ("E01990002", "E01990002", "S", None, *above),
        ("E01990102", "E01990002", "S", "E05990001", *above),
        ("E01990103", "E01990002", "S", "E05990002", *above),
    ]


def test_lookups_given_twice_are_recognised(home: Path, lookups: Path) -> None:
    sulis("ingest", "geography", lookups, "--home", home)
    assert sulis("ingest", "geography", lookups, "--home", home, "--json").document["verdict"] == "already-loaded"


def test_lookups_without_their_base_are_refused(home: Path, lookups: Path) -> None:
    answer = sulis("ingest", "geography", lookups / "b.csv", "--home", home, "--json")
    assert (answer.code, "whole folder" in answer.document["faults"][0]["remedy"]) == (3, True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LSOA.replace("E01990102", "E0199010"), "not an ONS code"),
        (LSOA.rstrip("\n").rsplit(",", 2)[0], "cells"),
        (LSOA.encode("utf-16"), "read to its end"),
        (LSOA.split("\n")[0] + "\n", "no rows"),
    ],
)
def test_damaged_lookup_is_refused(home: Path, tmp_path: Path, content: str | bytes, says: str) -> None:
    path = tmp_path / "lookup.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = sulis("ingest", "geography", path, "--home", home, "--json")
    assert answer.code == 3
    assert says in answer.document["faults"][0]["given"]
    assert not (home / "catalogue.duckdb").exists()


def outlines(*codes: str, geometry: str = "Polygon") -> str:
    square = [[[-8.5, 49.5], [-8.4, 49.5], [-8.4, 49.6], [-8.5, 49.5]]]
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": code, "WD24NM": "Quayside"},
            "geometry": {"type": geometry, "coordinates": square},
        }
        for code in codes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_outlines_are_taken_by_their_properties(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "anything.geojson"
    path.write_text(outlines("E05990001", "E05990001", "E05990002"))
    assert sulis("ingest", "geography", path, "--home", home, "--json").document["rows_loaded"] == 2
    rows = open_store(home).connect().execute("SELECT level, vintage, code, name FROM boundary ORDER BY code")
    assert rows.fetchall() == [("ward", 2024, "E05990001", "Quayside"), ("ward", 2024, "E05990002", "Quayside")]


@pytest.mark.parametrize(
    "content",
    [
        outlines("E05990001")[:-20],
        outlines("E05990001", geometry="Point"),
        outlines("E05990001").replace("49.6", "NaN"),
        "[" * 100_000,
    ],
)
def test_damaged_outlines_are_refused(home: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text(content)
    assert sulis("ingest", "geography", path, "--home", home, "--json").code == 3


def test_population_is_one_row_an_age(home: Path, lookups: Path, tmp_path: Path) -> None:
    sulis("ingest", "geography", lookups, "--home", home)
    path = tmp_path / "population21_lsoa11.csv"
    path.write_text(population([people("E01990001"), people("E01990002")]))
    assert sulis("ingest", "population", path, "--home", home, "--json").document["rows_loaded"] == 2
    found = (
        open_store(home)
        .connect()
        .execute(
            "SELECT bridge_code, sum(persons), min(age), max(age), any_value(year) FROM population GROUP BY 1 ORDER BY 1"
        )
    )
    assert found.fetchall() == [("E01990001", 91, 0, 90, 2021), ("E01990002", 91, 0, 90, 2021)]


@pytest.mark.parametrize(
    ("name", "rows", "says"),
    [
        ("residents.csv", [people("E01990001")], "their year"),
        ("population21.csv", [people("E01990001", total=90)], "add up"),
        ("population21.csv", [people("Aldermere")], "not an LSOA code"),
        ("population21.csv", [people("E01990001"), people("E01990001")], "stands twice"),
        ("population21.csv", [people("E01990001").replace("1.0", "many", 1)], "not a number"),
        ("population21.csv", [], "no rows"),
    ],
)
def test_unusable_estimates_are_refused(home: Path, tmp_path: Path, name: str, rows: list[str], says: str) -> None:
    path = tmp_path / name
    path.write_text(population(rows))
    answer = sulis("ingest", "population", path, "--home", home, "--json")
    assert (answer.code, answer.document["verdict"]) == (3, "rejected")
    assert says in answer.document["faults"][0]["given"]


@pytest.mark.parametrize("source", ["geography", "population"])
def test_compressed_bomb_is_refused_whatever_the_source(home: Path, tmp_path: Path, source: str) -> None:
    path = tmp_path / "population21.csv.gz"
    path.write_bytes(gzip.compress(bytes(30_000_000)))
    answer = sulis("ingest", source, path, "--home", home, "--json")
    assert (answer.code, "far more than its size" in answer.document["faults"][0]["given"]) == (3, True)


@pytest.mark.parametrize("source", ["geography", "population"])
def test_file_cut_short_while_compressed_is_refused_whatever_the_source(
    home: Path, tmp_path: Path, source: str
) -> None:
    path = tmp_path / "population21.csv.gz"
    path.write_bytes(gzip.compress(population([people("E01990001")]).encode())[:-8])
    answer = sulis("ingest", source, path, "--home", home, "--json")
    assert (answer.code, "before its end" in answer.document["faults"][0]["given"]) == (3, True)
