"""Recorded crime as CSV, XLSX and ODS: the same rows from each, by force and by partnership."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from sulis.sources.made_up.open_statistics import write_open_statistics
from sulis.store import open_store
from tests.support.command import sulis
from tests.support.spreadsheets import line, ods, table, typed, xlsx

NAMES = ("quarter", "force_name", "partnership_name", "offence_code", "offences", "offences_missing")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("crime")
    write_open_statistics(folder)
    return folder / "home_office"


def rows_of(home: Path) -> list[tuple[Any, ...]]:
    with open_store(home).connect() as connection:
        return connection.execute(f"SELECT {', '.join(NAMES)} FROM recorded_crime ORDER BY ALL").fetchall()


def written(path: Path, form: str, to: Path) -> Path:
    """The file in another form, with its numbers as numbers."""
    cells = list(csv.reader(io.StringIO(path.read_text())))
    if form == "xlsx":
        return xlsx(to / "given.xlsx", [cells[0], *([*row[:-1], int(row[-1])] for row in cells[1:])], hidden=("Notes",))
    lines = [line(*(cell.replace("&", "&amp;") for cell in cells[0]))]
    lines += [line(*row[:-1], typed("float", "value", row[-1])) for row in cells[1:]]
    return ods(to / "given.ods", table("".join(lines)))


@pytest.mark.parametrize("name", ["prc-pfa-made-up.csv", "prc-csp-made-up.csv"])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_workbook_holds_what_the_text_holds(folder: Path, tmp_path: Path, name: str, form: str) -> None:
    for home, path in ((tmp_path / "text", folder / name), (tmp_path / "book", written(folder / name, form, tmp_path))):
        answer = sulis("ingest", "home-office", path, "--home", home, "--json")
        assert (answer.code, answer.document["rows_quarantined"]) == (0, 0), answer.out
    assert rows_of(tmp_path / "text") == rows_of(tmp_path / "book")
    given = list(csv.DictReader(io.StringIO((folder / name).read_text())))
    assert len(rows_of(tmp_path / "book")) == len(given)
    assert sum(row[4] for row in rows_of(tmp_path / "book")) == sum(int(row["Number of Offences"]) for row in given)
    assert {row[2] is None for row in rows_of(tmp_path / "book")} == {"csp" not in name}


def test_empty_cell_is_missing_and_a_correction_stays_below_zero(folder: Path, tmp_path: Path) -> None:
    text = (folder / "prc-pfa-made-up.csv").read_text().splitlines()
    text[1] = text[1].rsplit(",", 1)[0] + ","
    path = tmp_path / "given.csv"
    path.write_text("\n".join(text) + "\n")
    assert sulis("ingest", "home-office", path, "--home", tmp_path / "home").code == 0
    rows = rows_of(tmp_path / "home")
    assert [row[5] for row in rows if row[4] is None] == ["missing"]
    assert [row[4] for row in rows if row[4] is not None and row[4] < 0] == [-2]


def test_file_of_no_layout_is_refused_with_the_header_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text("Year,Force,Count\n2024,Mereshire,3\n")
    answer = sulis("ingest", "home-office", path, "--home", tmp_path / "home", "--json")
    assert (answer.code, answer.document["verdict"]) == (3, "rejected")
    assert "Financial Year" in answer.document["faults"][0]["given"]
