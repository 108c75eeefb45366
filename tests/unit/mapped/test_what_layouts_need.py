"""Rows for one and the same thing, the first of several cells, the release's own words, headers that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.mappings import load_mapping
from sulis.vocabulary import InputRefused
from tests.unit.mapped.files import ADMISSIONS, column, file, mapping, tidied

DOUBLE = (
    "2023/24 Q1,E06000022,A,12,F",
    "2023/24 Q1,E06000022,A,30,F",
    "2023/24 Q1,E06000023,A,5,F",
    "2023/24 Q1,E06000023,A,*,F",
    "2023/24 Q1,E06000024,A,7,F",
    "2023/24 Q1,E06000024,A,7,F",
    "2023/24 Q1,E06000025,A,0,F",
)
NUMBERS = ("admissions", "admissions", "admissions_missing")


def repeating(tmp_path: Path, how: str) -> tuple[list[tuple[object, object, object]], tuple[str, ...], int]:
    text = ADMISSIONS.replace('table = "admissions"', f'table = "admissions"\nrepeats = "{how}"')
    done, rows = tidied(file(tmp_path, *DOUBLE), mapping(tmp_path, text=text), tmp_path)
    areas, numbers, kinds = (
        column(rows, "admissions", name) for name in ("area_code", "admissions", "admissions_missing")
    )
    return sorted(zip(areas, numbers, kinds, strict=True), key=str), done.caveats, done.rows_quarantined


def test_parts_are_added_up_and_a_sum_with_a_missing_part_is_missing(tmp_path: Path) -> None:
    rows, caveats, aside = repeating(tmp_path, "add")
    assert rows == [
        ("E06000022", 42, None), ("E06000023", None, "suppressed"), ("E06000024", 14, None), ("E06000025", 0, None),
    ]  # fmt: skip
    assert (aside, "3 rows are parts" in caveats[0]) == (0, True)


def test_contradicting_rows_give_no_number_and_rows_alike_give_theirs(tmp_path: Path) -> None:
    rows, caveats, aside = repeating(tmp_path, "none")
    assert rows == [
        ("E06000022", None, "not collected"), ("E06000023", None, "not collected"), ("E06000024", 7, None),
        ("E06000025", 0, None),
    ]  # fmt: skip
    assert (aside, "Nothing says which is right" in caveats[0]) == (0, True)


def test_copies_stand_once_and_contradictions_are_still_set_aside(tmp_path: Path) -> None:
    text = ADMISSIONS.replace('table = "admissions"', 'table = "admissions"\nrepeats = "once"')
    many = [f"2023/24 Q{q},E0600{n:04},A,1,F" for n in range(100, 220) for q in (1, 2)]
    done, rows = tidied(
        file(tmp_path, *many, *many[:50], "2023/24 Q1,E06000100,A,9,F"), mapping(tmp_path, text=text), tmp_path
    )
    assert (len(rows), done.rows_quarantined, len(done.faults)) == (240, 1, 1)
    assert done.faults[0].row == 292
    assert "50 rows repeat" in done.caveats[0]


def test_without_a_word_rows_for_the_same_thing_are_faults(tmp_path: Path) -> None:
    done, _ = tidied(file(tmp_path, *DOUBLE), mapping(tmp_path), tmp_path)
    assert (done.refused, "an earlier row tells already" in done.faults[0].given) == (True, True)


def test_first_cell_that_is_not_empty_is_taken(tmp_path: Path) -> None:
    text = ADMISSIONS.replace(
        'to = "area_code"\nfrom = "Area"', 'to = "area_code"\nfirst_of = ["Area", "Region", "Country"]'
    )
    given = file(
        tmp_path, "2023/24 Q1,E06000022,E12000009,E92000001,A,1,F", "2023/24 Q1,,E12000009,E92000001,A,2,F",
        "2023/24 Q1,,,E92000001,A,3,F", header="Quarter,Area,Region,Country,Age,Number,Status",
    )  # fmt: skip
    done, rows = tidied(given, mapping(tmp_path, text=text), tmp_path)
    assert not done.refused, done.faults
    assert column(rows, "admissions", "area_code") == ["E06000022", "E12000009", "E92000001"]
    assert done.unnamed == ()


def test_first_of_headers_of_which_none_is_there_is_refused(tmp_path: Path) -> None:
    text = ADMISSIONS.replace('to = "area_code"\nfrom = "Area"', 'to = "area_code"\nfirst_of = ["Place", "Region"]')
    done, _ = tidied(file(tmp_path, DOUBLE[0]), mapping(tmp_path, text=text), tmp_path)
    assert (done.refused, done.faults[0].column) == (True, "Place")


def test_release_tells_force_and_month_of_stops(tmp_path: Path) -> None:
    chosen = load_mapping("police_uk_stops")
    header = ",".join(header for one in chosen.columns for header in one.headers)
    # Just after midnight in summer: the time is of the day, and month, before.
    cells = [
        "2024-05-31T23:30:00+00:00",
        "Person search",
        "False",
        "",
        "",
        "",
        "18-24",
        "",
        "White",
        "",
        "",
        "",
        "True",
        "True",
    ]
    given = file(tmp_path, ",".join(cells), header=header, name="2024-06-avon-and-somerset-stop-and-search.csv")
    done, rows = tidied(given, chosen, tmp_path)
    assert not done.refused, done.faults
    assert (done.series, done.period) == ("avon-and-somerset", "2024-06")
    found = {
        name: column(rows, "stops", name)[0]
        for name in ("force", "month", "sex", "outcome_linked", "outer_clothing_only")
    }
    assert str(found.pop("month")) == "2024-06-01"
    assert found == {"force": "avon-and-somerset", "sex": None, "outcome_linked": True, "outer_clothing_only": False}


def test_header_that_stands_twice_is_taken_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    given = file(
        tmp_path, "1,2", "LA num,LA Name,LA number,GOInd,GOReg,SN1,SNP,SN2,SNP", "800,B,800,7,S,816,Close,358,Close",
        header="A,B", name="sn_may_2025.csv",
    )  # fmt: skip
    done, rows = tidied(given, load_mapping("dfe_neighbours"), tmp_path)
    assert not done.refused, done.faults
    assert column(rows, "neighbours", "neighbour_code") == ["E06000014", "E08000009"]
    done, _ = tidied(
        file(tmp_path, "2023/24 Q1,E06000022,A,1,1,F", header="Quarter,Area,Age,Number,Number,Status"),
        mapping(tmp_path),
        tmp_path,
    )
    assert (done.refused, done.faults[0].given) == (True, "a column that stands twice")


@pytest.mark.parametrize("line", ['repeats = "twice"', 'first_of = ["Area"]'])
def test_words_that_a_mapping_does_not_know_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputRefused):
        mapping(tmp_path, text=ADMISSIONS.replace('table = "admissions"', f'table = "admissions"\n{line}'))
