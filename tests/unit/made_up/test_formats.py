"""The files look like the publishers' own, and the areas nest exactly."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from sulis.sources.made_up.fetch import Manifest
from tests.support.shared import SHARED, needs_shared
from tests.unit.made_up.slow import Row, bridge_of, district_of, table

LOOKUPS = (
    "lsoa11_lsoa21_ltla22.csv",
    "lsoa11_msoa11.csv",
    "msoa11_msoa21_ltla22.csv",
    "lsoa21_ward24_ltla24.csv",
    "ltla24_csp24_pfa24.csv",
    "ltla24_region24.csv",
)


def _first_line(path: Path) -> str:
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8").splitlines()[0]


@needs_shared
@pytest.mark.parametrize("name", LOOKUPS)
def test_lookup_header_equals_the_publishers(name: str, folder: Path, manifest: Manifest) -> None:
    real = next(p for p in (SHARED / f"lookups/{name}", SHARED / f"lookups/{name}.gz") if p.exists())
    assert _first_line(folder / "lookups" / name) == _first_line(real)


@needs_shared
def test_street_header_equals_the_publishers(folder: Path, manifest: Manifest) -> None:
    ours = next((folder / "police_uk/street").rglob("*.csv"))
    real = next((SHARED / "police_uk/street").glob("*.csv.gz"))
    assert _first_line(ours) == _first_line(real)


@needs_shared
def test_population_header_equals_the_publishers(folder: Path, manifest: Manifest) -> None:
    real = SHARED / "population/population20_lsoa11.csv.gz"
    assert _first_line(folder / "population/population20_lsoa11.csv") == _first_line(real)


@needs_shared
@pytest.mark.parametrize("name", ["lsoa11", "lsoa21", "msoa21", "ltla24", "pfa20"])
def test_boundary_properties_equal_the_publishers(name: str, folder: Path, manifest: Manifest) -> None:
    ours = next((folder / "boundaries").glob(f"boundaries_{name}*"))
    real = next((SHARED / "boundaries").glob(f"boundaries_{name}*"))
    kinds = []
    for path in (ours, real):
        first = json.loads(path.read_text(encoding="utf-8"))["features"][0]
        kinds.append((list(first), list(first["properties"]), first["geometry"]["type"]))
    assert kinds[0] == kinds[1]


@needs_shared
def test_order_of_rows_follows_the_publishers_habit(rows: list[Row]) -> None:
    """By LSOA name with rows without a place last; inside an LSOA the kinds keep one order, as in the real file."""
    path = SHARED / "police_uk/street/2023-02-avon-and-somerset-street.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        real = [Row("2023-02", cells) for cells in csv.DictReader(file)]
    for month in ([row for row in rows if row.month == "2023-02"], real):
        names = [(not row.lsoa, row.cells["LSOA name"]) for row in month]
        assert names == sorted(names)
    order = list(dict.fromkeys(row.category for row in real if not row.lsoa))
    ours = list(dict.fromkeys(row.category for row in rows if row.month == "2023-02" and not row.lsoa))
    assert ours == order


def test_bytes_have_the_publishers_line_ends_and_no_quotes(folder: Path, manifest: Manifest) -> None:
    for path in (folder / "police_uk").rglob("*.csv"):
        content = path.read_bytes()
        assert b"\r" not in content
        assert b'"' not in content
        assert content.endswith(b",\n")


def test_cells_follow_the_publishers_habits(rows: list[Row]) -> None:
    for row in rows:
        cells = row.cells
        asb = row.category == "Anti-social behaviour"
        assert (cells["Crime ID"] == "") == asb == (cells["Last outcome category"] == "")
        assert asb or re.fullmatch(r"[0-9a-f]{64}", cells["Crime ID"])
        assert cells["Month"] == row.month
        assert cells["Context"] == ""
        assert cells["Reported by"] == cells["Falls within"] == "Mereshire Police"
        assert (cells["Location"] == "No Location") == (row.lsoa == "") == (cells["Longitude"] == "")
        assert row.lsoa == "" or cells["Location"].startswith("On or near ")


def test_points_come_from_a_fixed_list(rows: list[Row]) -> None:
    names: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        if row.lsoa:
            names.setdefault((row.cells["Longitude"], row.cells["Latitude"]), set()).add(row.cells["Location"])
    assert all(len(found) == 1 for found in names.values())
    assert len(names) < 8_000


def test_codes_of_the_rows_are_those_of_their_months_vintage(folder: Path, rows: list[Row]) -> None:
    pairs = table(folder / "lookups/lsoa11_lsoa21_ltla22.csv")
    old, new = {p["lsoa11_code"] for p in pairs}, {p["lsoa21_code"] for p in pairs}
    only_new: Counter[str] = Counter()
    only_old: Counter[str] = Counter()
    for row in rows:
        if row.lsoa:
            assert row.lsoa in old | new
            only_new[row.month] += row.lsoa not in old
            only_old[row.month] += row.lsoa not in new
    assert not any(only_new[month] for month in only_new if month < "2023-01")
    assert not any(only_old[month] for month in only_old if month >= "2023-06")
    mixed = [month for month in only_new if only_new[month] and only_old[month]]
    assert mixed == ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05"]


def test_every_kind_of_change_is_there(folder: Path, manifest: Manifest) -> None:
    pairs = table(folder / "lookups/lsoa11_lsoa21_ltla22.csv")
    assert Counter(p["change_code"] for p in pairs if p["change_code"] != "U") == {"S": 18, "M": 6, "X": 3}
    aldermere = [p for p in pairs if p["ltla22_name"] == "Aldermere"]
    assert len({p["lsoa11_code"] for p in aldermere}) == 115
    assert len({p["lsoa21_code"] for p in aldermere}) == 117
    ward = {w["lsoa21_code"]: w["ward24_code"] for w in table(folder / "lookups/lsoa21_ward24_ltla24.csv")}
    across = [p["lsoa11_code"] for p in pairs if p["change_code"] == "S"]
    wards = {old: {ward[p["lsoa21_code"]] for p in pairs if p["lsoa11_code"] == old} for old in across}
    assert sum(len(found) > 1 for found in wards.values()) == 1
    assert len(set(bridge_of(folder).values())) == 389


def test_codes_are_none_that_the_office_uses(folder: Path, manifest: Manifest) -> None:
    made = re.compile(r"E\d\d99\d{4}")
    for name in LOOKUPS:
        for line in table(folder / "lookups" / name):
            codes = [value for key, value in line.items() if key.endswith("_code") and key != "change_code"]
            assert all(made.fullmatch(code) for code in codes)


def _shapes(folder: Path, name: str) -> dict[str, Any]:
    path = next((folder / "boundaries").glob(f"boundaries_{name}*"))
    found = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        code = next(value for key, value in feature["properties"].items() if key.endswith("_code"))
        found[code] = shape(feature["geometry"])
    return found


def test_boundaries_are_valid_and_nest_exactly(folder: Path, manifest: Manifest) -> None:
    layers = {name: _shapes(folder, name) for name in ("lsoa11", "lsoa21", "msoa21", "wards24", "ltla24", "pfa20")}
    whole = shapely.union_all(list(layers["lsoa21"].values()))
    for name, areas in layers.items():
        assert all(area.is_valid for area in areas.values()), name
        assert sum(area.area for area in areas.values()) == pytest.approx(whole.area, rel=1e-9), name
        assert shapely.union_all(list(areas.values())).symmetric_difference(whole).area < 1e-12, name
    for line in table(folder / "lookups/lsoa21_ward24_ltla24.csv"):
        lsoa, ward = layers["lsoa21"][line["lsoa21_code"]], layers["wards24"][line["ward24_code"]]
        assert lsoa.difference(ward).area < 1e-12


def test_the_fictional_force_lies_in_open_water(folder: Path, manifest: Manifest) -> None:
    west, south, east, north = shapely.union_all(list(_shapes(folder, "pfa20").values())).bounds
    assert -9.0 < west < east < -7.5
    assert 49.5 < south < north < 50.2


def test_points_lie_in_the_lsoa_that_the_row_names(folder: Path, rows: list[Row]) -> None:
    areas = _shapes(folder, "lsoa11") | _shapes(folder, "lsoa21")
    places = {(r.cells["Longitude"], r.cells["Latitude"], r.lsoa) for r in rows if r.lsoa and r.month > "2024-09"}
    assert all(areas[code].covers(shapely.Point(float(x), float(y))) for x, y, code in places)


def test_a_few_rows_are_snapped_outside_the_force(folder: Path, rows: list[Row]) -> None:
    district = district_of(folder)
    outside = sum(district[row.lsoa] == "E06999009" for row in rows if row.lsoa)
    assert 0.002 < outside / len(rows) < 0.004


def test_population_adds_up(folder: Path, manifest: Manifest) -> None:
    text = (folder / "population/population20_lsoa11.csv").read_text(encoding="utf-8")
    for line in csv.DictReader(io.StringIO(text)):
        ages = sum(float(line[str(age)]) for age in range(90)) + float(line["90+"])
        assert ages == float(line["total_population"]) > 500


def test_manifest_on_disk_says_that_all_is_made_up(folder: Path, manifest: Manifest) -> None:
    said = json.loads((folder / "made-up.json").read_text(encoding="utf-8"))
    assert said["notice"].startswith("Made up")
    assert said["missing"] == ["2023-10", "2024-03"]
    assert len(said["truths"]) == len(manifest.truths)
    assert len(said["files"]) == len(manifest.files)
