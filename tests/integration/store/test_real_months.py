"""The 22 real months, their earlier extracts, look-ups and estimates, as they are."""

from __future__ import annotations

import csv
import gzip
import shutil
from pathlib import Path

import pytest

from sulis.store import Store, open_store
from tests.support.command import sulis
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared
FORCE = "avon-and-somerset"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("real") / "home"
    for source, *folders in (
        ("geography", "lookups", "boundaries"),
        ("population", "population/population20_lsoa11.csv.gz"),
        ("police-uk", "police_uk/street"),
    ):
        answer = sulis("ingest", source, *(SHARED / folder for folder in folders), "--home", home, "--json")
        assert (answer.code, answer.document["verdict"], answer.document["faults"]) == (0, "accepted", [])
    return home


@pytest.fixture(scope="module")
def store(home: Path) -> Store:
    return open_store(home)


def one(store: Store, query: str) -> tuple[object, ...]:
    with store.connect() as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row


def test_real_months_load_whole(store: Store) -> None:
    releases = store.releases("incidents")
    assert len(releases) == 22
    assert sum(release.rows_loaded for release in releases) == 325_069
    assert sum(release.rows_quarantined for release in releases) == 0
    assert one(store, "SELECT count(*) FROM incidents") == (325_069,)


def test_every_cell_is_kept_as_published(store: Store) -> None:
    path = SHARED / "police_uk/street/2023-05-avon-and-somerset-street.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        published = [[cell or None for cell in row] for row in list(csv.reader(file))[1:]]
    kept = (
        store.connect()
        .execute(
            """SELECT incident_id, strftime(month, '%Y-%m'), reported_by, falls_within, longitude, latitude, location,
            lsoa_code, lsoa_name, category, last_outcome, context FROM incidents WHERE month = DATE '2023-05-01'
            ORDER BY row_number"""
        )
        .fetchall()
    )
    for ours, theirs in zip(kept, published, strict=True):
        assert [*ours[:4], *ours[6:]] == [*theirs[:4], *theirs[6:]]
        assert [None if cell is None else float(cell) for cell in theirs[4:6]] == list(ours[4:6])


def test_area_has_the_rows_that_its_name_says(store: Store) -> None:
    query = "SELECT count(*) FROM incidents JOIN lsoa USING (lsoa_code) WHERE district_code = 'E06000022'"
    assert one(store, query) == (28_611,)
    by_name = "SELECT count(*) FROM incidents WHERE starts_with(lsoa_name, 'Bath and North East Somerset')"
    assert one(store, by_name) == (28_611,)


def test_ledger_shows_the_two_missing_months(home: Path) -> None:
    ledger = sulis("coverage", "--force", FORCE, "--home", home, "--json").document
    assert len(ledger) == 24
    assert {entry["month"]: entry["status"] for entry in ledger if entry["status"] != "present"} == {
        "2024-07": "missing",
        "2024-08": "missing",
    }
    shares = [entry["no_geography_share"] for entry in ledger if entry["rows"]]
    assert all(0.04 < share < 0.09 for share in shares)


def test_mixed_vintages_meet_in_bridged_areas(store: Store) -> None:
    assert one(store, "SELECT count(DISTINCT bridge_code) FROM lsoa WHERE district_code = 'E06000022'") == (115,)
    early = "SELECT count(*) FROM incidents JOIN lsoa USING (lsoa_code) WHERE in_2011 AND NOT in_2021"
    assert one(store, f"{early} AND month < DATE '2023-06-01'") == (5_929,)
    assert one(store, f"{early} AND month >= DATE '2023-06-01'") == (0,)


def test_msoas_that_the_look_up_leaves_out_come_from_their_outlines(store: Store) -> None:
    new = "SELECT count(*) FROM lsoa WHERE msoa_name = 'Bristol 058' AND in_2021"
    by_name = "SELECT count(*) FROM lsoa WHERE lsoa_name LIKE 'Bristol 058_' AND in_2021"
    assert one(store, new) == one(store, by_name) == (3,)
    wrong = "SELECT count(*) FROM lsoa WHERE in_2021 AND msoa_name <> left(lsoa_name, length(lsoa_name) - 1)"
    assert one(store, wrong) == (0,)


def test_population_of_the_area_is_the_sum_of_its_lsoas(store: Store) -> None:
    with gzip.open(SHARED / "population/population20_lsoa11.csv.gz", "rt", encoding="utf-8") as file:
        expected = sum(
            float(row["total_population"])
            for row in csv.DictReader(file)
            if row["lsoa11_name"].startswith("Bath and North East Somerset")
        )
    query = """SELECT sum(persons), min(year), max(year) FROM population WHERE bridge_code IN
        (SELECT bridge_code FROM lsoa WHERE district_code = 'E06000022')"""
    assert one(store, query) == (expected, 2020, 2020)


def test_later_extract_is_a_revision_that_changes_outcomes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    earlier = SHARED / "police_uk/street_earlier_extracts/2024-03-avon-and-somerset-street.leonard-2024-06.csv.gz"
    later = SHARED / "police_uk/street/2024-03-avon-and-somerset-street.csv.gz"
    assert sulis("ingest", "police-uk", earlier, "--home", home, "--json").document["verdict"] == "accepted"
    [release] = sulis("ingest", "police-uk", later, "--home", home, "--json").document["releases"]
    changes = release["changes"]
    assert changes["columns"]["last_outcome"] > 1_000
    assert changes["rows_added"] - changes["rows_gone"] == open_store(home).releases()[0].rows_loaded - rows_in(earlier)


def rows_in(path: Path) -> int:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def test_sources_loaded_in_another_order_give_the_same_places(tmp_path: Path, store: Store) -> None:
    home = tmp_path / "home"
    month = tmp_path / "2023-02-avon-and-somerset-street.csv.gz"
    shutil.copy(SHARED / "police_uk/street" / month.name, month)
    document = sulis("ingest", "police-uk", month, "--home", home, "--json").document
    assert any("looked up" in caveat for caveat in document["caveats"])
    sulis("ingest", "geography", SHARED / "lookups", "--home", home)
    query = "SELECT count(*) FROM incidents JOIN lsoa USING (lsoa_code) WHERE district_code = 'E06000022'"
    month_only = f"{query} AND month = DATE '2023-02-01'"
    assert one(open_store(home), query) == one(store, month_only) == (1_058,)


def test_unknown_code_is_quarantined_once_codes_can_be_looked_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    sulis("ingest", "geography", SHARED / "lookups", "--home", home)
    path = tmp_path / "2023-02-avon-and-somerset-street.csv"
    with gzip.open(SHARED / "police_uk/street/2023-02-avon-and-somerset-street.csv.gz", "rt", encoding="utf-8") as file:
        content = file.read()
    path.write_text(content.replace("E01014399", "E01999999", 3), encoding="utf-8")
    document = sulis("ingest", "police-uk", path, "--home", home, "--json").document
    assert (document["verdict"], document["rows_quarantined"]) == ("accepted-with-quarantine", 3)
    assert {fault["column"] for fault in document["faults"]} == {"LSOA code"}


def test_plain_and_careful_reading_agree(tmp_path: Path) -> None:
    name = "2024-12-avon-and-somerset-street.csv"
    with gzip.open(SHARED / "police_uk/street" / f"{name}.gz", "rb") as file:
        content = file.read()
    lines = content.splitlines(keepends=True)
    mixed = b"".join(line.rstrip(b"\r\n") + (b"\r\n" if number % 2 else b"\n") for number, line in enumerate(lines))
    kept = []
    for folder, given in (("plain", content), ("careful", mixed)):
        path = tmp_path / folder / name
        path.parent.mkdir()
        path.write_bytes(given)
        sulis("ingest", "police-uk", path, "--home", tmp_path / f"{folder}-home")
        kept.append(open_store(tmp_path / f"{folder}-home").connect().execute("FROM incidents ORDER BY ALL").fetchall())
    assert kept[0] == kept[1]
