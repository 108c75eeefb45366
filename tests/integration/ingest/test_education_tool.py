"""The Local Authority Interactive Tool: every dash and stray year typed, neighbours in order, and the profile that is drawn of them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sulis.store import open_store
from tests.support.command import sulis
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared
BATH = "E06000022"
NEIGHBOURS = [816, 358, 919, 356, 938, 314, 825, 931, 873, 916]


@pytest.fixture(scope="module")
def values() -> list[dict[str, Any]]:
    """The file's rows, read by another reader than ours."""
    import pyarrow.parquet as parquet

    rows: list[dict[str, Any]] = parquet.read_table(SHARED / "dfe_lait" / "bds_long_0.parquet").to_pylist()
    return rows


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, values: list[dict[str, Any]]) -> Path:
    home = tmp_path_factory.mktemp("tool") / "home"
    answer = sulis("ingest", "education-tool", SHARED / "dfe_lait" / "bds_long_0.parquet", "--home", home, "--json")
    assert (answer.code, answer.document["rows_loaded"]) == (0, len(values))
    for name in ("sn_april_2021.xlsx", "sn_may_2025.xlsx"):
        assert sulis("ingest", "education-tool", SHARED / "dfe_lait" / name, "--home", home).code == 0
    return home


def asked(home: Path, query: str) -> list[tuple[Any, ...]]:
    with open_store(home).connect() as connection:
        return connection.execute(query).fetchall()


def test_every_dash_is_a_typed_missing_and_every_number_a_number(home: Path, values: list[dict[str, Any]]) -> None:
    dashes = sum(row["Values"] == "-" for row in values)
    whole = sum(float(row["Values"]) for row in values if row["Values"] != "-")
    found = asked(
        home,
        """SELECT count(*) FILTER (value IS NULL), sum(value),
            count(*) FILTER ((value IS NULL) <> (value_missing IS NOT NULL)) FROM indicator_values""",
    )
    assert found == [(dashes, pytest.approx(whole, rel=1e-9), 0)]
    bath = [row["Values"] for row in values if row["LA Number"] == 800]
    assert (len(bath), bath.count("-")) == (3771, 519)
    assert asked(home, f"SELECT count(*), count(value_missing) FROM indicator_values WHERE area_code = '{BATH}'") == [
        (3771, 519)
    ]
    zeros = sum(row["Values"] != "-" and float(row["Values"]) == 0 for row in values)
    assert asked(home, "SELECT count(*) FROM indicator_values WHERE value = 0") == [(zeros,)]


def test_kind_of_each_dash_is_told_by_the_rows_beside_it(home: Path, values: list[dict[str, Any]]) -> None:
    """The same rule, worked out here over the file by hand."""
    figures: Counter[tuple[str, str]] = Counter()
    for row in values:
        figures[row["Short Desc"], row["Years"]] += row["Values"] != "-"
    last: dict[str, str] = {}
    for (measure, year), many in figures.items():
        if many:
            last[measure] = max(last.get(measure, ""), year)
    expected: Counter[str] = Counter()
    for row in values:
        measure, year = row["Short Desc"], row["Years"]
        if row["Values"] != "-":
            continue
        if year == "0":
            expected["not applicable"] += 1
        elif figures[measure, year]:
            expected["missing"] += 1
        else:
            expected["not yet published" if measure in last and year > last[measure] else "not collected"] += 1
    assert expected["not applicable"] == 170
    assert dict(
        asked(home, "SELECT value_missing, count(*) FROM indicator_values WHERE value IS NULL GROUP BY 1")
    ) == dict(expected)


def test_stray_year_is_kept_as_published_and_provisional_years_are_marked(
    home: Path, values: list[dict[str, Any]]
) -> None:
    assert asked(home, "SELECT DISTINCT period, value_missing FROM indicator_values WHERE period = '0'") == [
        ("0", "not applicable")
    ]
    provisional = sum(bool(re.search(r"\(prov\)", row["Years"])) for row in values)
    assert asked(home, "SELECT count(*) FROM indicator_values WHERE provisional") == [(provisional,)]


def test_neighbours_are_those_of_the_workbook_in_its_order(home: Path) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(SHARED / "dfe_lait" / "sn_may_2025.xlsx").worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]
    listed = sum(isinstance(row[place], int) for row in rows for place in range(5, 25, 2))
    assert asked(home, "SELECT count(*) FROM neighbours WHERE release LIKE '%2025%'") == [(listed,)]
    assert [row[place] for row in rows if row[0] == 800 for place in range(5, 25, 2)] == NEIGHBOURS
    found = asked(
        home,
        f"SELECT n.neighbour_code FROM neighbours n WHERE area_code = '{BATH}' AND release LIKE '%2025%' ORDER BY place",
    )
    # York, Trafford, Hertfordshire, Stockport, West Sussex, Kingston, Buckinghamshire, Oxfordshire, Cambridgeshire, Gloucestershire
    assert " ".join(code for (code,) in found) == (
        "E06000014 E08000009 E10000015 E08000007 E10000032 E09000021 E06000060 E10000025 E10000003 E10000013"
    )


def test_profile_is_drawn_against_the_newest_neighbours(
    home: Path, tmp_path: Path, values: list[dict[str, Any]]
) -> None:
    out = tmp_path / "out"
    answer = sulis("profile", "--area", BATH, "--against", "neighbours", "--home", home, "--out", out, "--json")
    assert answer.code == 0
    entrants = next(one for one in answer.document["measures"] if one["id"] == "first_time_entrants")
    own = {row["period"]: (row["value"], row["missing"]) for row in entrants["rows"] if row["area_code"] == BATH}
    given = {
        row["Years"]: row["Values"] for row in values if row["LA Number"] == 800 and row["Short Desc"] == "FirstYJS"
    }
    assert own == {year: (None, "missing") if cell == "-" else (float(cell), None) for year, cell in given.items()}
    assert own["2021"] == (None, "missing")
    theirs = [
        sorted(float(row["Values"]) for row in values
               if row["LA Number"] in NEIGHBOURS and row["Short Desc"] == "FirstYJS" and row["Years"] == year and row["Values"] != "-")
        for year in entrants["periods"]
    ]  # fmt: skip
    middles = [(each[len(each) // 2] + each[(len(each) - 1) // 2]) / 2 for each in theirs]
    assert [one["value"] for one in entrants["middle"]] == pytest.approx(middles)
    assert {path.name for path in out.iterdir()} == {
        f"{id}{end}"
        for id in ("suspensions", "first_time_entrants", "alcohol_admissions")
        for end in (".svg", ".csv", "-table.csv")
    }


def test_gap_is_words_in_the_drawing_and_in_its_table_and_never_a_number(home: Path, tmp_path: Path) -> None:
    sulis("profile", "--area", BATH, "--home", home, "--out", tmp_path)
    picture = (tmp_path / "first_time_entrants.svg").read_text()
    assert ">not received</text>" in picture
    assert "2021 (not received)" in picture
    table = list(csv.DictReader(io.StringIO((tmp_path / "first_time_entrants-table.csv").read_text())))
    assert [row["Bath and North East Somerset"] for row in table if row["Period"] == "2021"] == ["not received"]
    bare = list(csv.DictReader(io.StringIO((tmp_path / "first_time_entrants.csv").read_text())))
    gap = next(row for row in bare if row["area_code"] == BATH and row["period"] == "2021")
    assert (gap["value"], gap["missing"]) == ("", "missing")
    assert "not received" not in (tmp_path / "suspensions.svg").read_text()


def test_profile_of_an_area_without_neighbours_is_refused_with_a_remedy(home: Path) -> None:
    answer = sulis("profile", "--area", "E06999001", "--home", home)
    assert (answer.code, "sulis ingest education-tool" in answer.err) == (2, True)


def test_folder_of_the_tool_is_taken_without_what_else_lies_in_it(tmp_path: Path) -> None:
    for name in ("sn_may_2025.xlsx", "la_code_list.xlsx", "useful_links.csv"):
        (tmp_path / name).symlink_to(SHARED / "dfe_lait" / name)
    answer = sulis("ingest", "education-tool", tmp_path, "--home", tmp_path / "home", "--json")
    assert (answer.code, len(answer.document["releases"])) == (0, 1)
    assert sorted(Path(name).name for name in answer.document["ignored"]) == ["la_code_list.xlsx", "useful_links.csv"]


def test_a_value_for_england_beyond_all_its_regions_is_left_out_and_the_others_are_as_published(home: Path) -> None:
    """The file has 1,258 first-time entrants for England in 2024, and from 98 to 181 for its regions."""
    from sulis.catalogue.indicators import load_indicator
    from sulis.indicators.beside import Comparators, beside
    from sulis.store.engine import DuckDbEngine
    from sulis.vocabulary import Area, AreaLevel

    store = open_store(home)
    codes = tuple(row[0] for row in asked(home, NEIGHBOUR_CODES))
    others = Comparators("neighbours-children-2025-v1", "2025", codes, ("E12000009", "South West"), ())
    wanted = [load_indicator(id_) for id_ in ("first_time_entrants", "suspensions", "homeless_households")]
    with store.connect() as connection:
        found = beside(DuckDbEngine(connection), store, Area(BATH, "Bath", AreaLevel.DISTRICT, 2024), others, wanted)
    entrants, suspensions = found["first_time_entrants"], found["suspensions"]
    assert (entrants.own.value, entrants.country) == (89.0, None)
    assert [caveat.code for caveat in entrants.left_out] == ["left-out-comparator"]
    assert (suspensions.own.value, suspensions.country and suspensions.country.value) == (13.0273, 11.30744)
    assert (suspensions.label, suspensions.earlier and suspensions.earlier[0], len(suspensions.neighbours)) == (
        "2023/24",
        "2018/19",
        10,
    )
    assert set(found) == {"first_time_entrants", "suspensions"}, "what is not loaded is not there"


NEIGHBOUR_CODES = f"""SELECT neighbour_code FROM neighbours WHERE area_code = '{BATH}'
    AND release = 'neighbours-children-2025-v1' ORDER BY place"""
