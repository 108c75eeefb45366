"""Archives by what they list, XML by its records, Parquet by its values."""

from __future__ import annotations

import csv
import stat
import zipfile
from pathlib import Path

import duckdb
import pytest

from sulis.sources.files import Kind, Layout, Limits, read_table, tables_in
from sulis.store import Refused
from sulis.store.sql import literal
from sulis.vocabulary import Fault, WrongUsage
from tests.support.spreadsheets import BOMB, xlsx

CSV = "Area,Count\nBath,1\n"


def packed(path: Path, members: list[tuple[str | zipfile.ZipInfo, str]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return path


def refusal(path: Path, limits: Limits = Limits()) -> Fault:
    with pytest.raises(Refused) as refused:
        tables_in(path, limits)
    return refused.value.fault


def test_members_are_read_where_they_are(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "a.xlsx", [["Area", "Count"], ["Bath", 1]])
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(book, "deep/a.xlsx")
        archive.writestr("b.csv", CSV)
        archive.writestr("__MACOSX/b.csv", "rubbish")
    sheets = [read_table(member, tmp_path / f"aside{n}") for n, member in enumerate(tables_in(path))]
    assert [sheet.name for sheet in sheets] == ["all.zip!b.csv", "all.zip!deep/a.xlsx!Data"]
    assert [sheet.path.read_text() for sheet in sheets] == ['"2","Bath","1"\n'] * 2
    assert sheets[1].raw.name == "all.zip!deep/a.xlsx"
    assert sheets[1].raw.bytes == book.stat().st_size
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.xlsx", "all.zip", "aside0", "aside1"]


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([("../out.csv", CSV)], "leads out"),
        ([("/etc/out.csv", CSV)], "leads out"),
        ([("C:/out.csv", CSV)], "leads out"),
        ([("a\\..\\out.csv", CSV)], "leads out"),
        ([(link("a.csv"), "/etc/passwd")], "a link"),
        ([("a.csv", CSV), ("inner.zip", "PK")], "an archive inside"),
        ([("a.csv.gz", "x")], "an archive inside"),
        ([("a.csv", "a\n" * 5_000_000)], "far more than its size"),
        ([(f"{n}.csv", "x") for n in range(3_000)], "an archive of 3,000 files"),
        ([("folder/", "")], "no file in it"),
    ],
)
def test_hostile_archives_are_refused_whole(tmp_path: Path, members: list[tuple[str, str]], says: str) -> None:
    assert says in refusal(packed(tmp_path / "a.zip", members)).given


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archive_with_a_name_twice_is_refused(tmp_path: Path) -> None:
    assert "stands twice" in refusal(packed(tmp_path / "a.zip", [("a.csv", CSV), ("a.csv", CSV)])).given


def test_archive_beyond_its_limits_or_cut_short_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", [("a.csv", CSV * 1_000), ("b.csv", CSV * 1_000)])
    assert "more than may be read" in refusal(path, Limits(unpacked_bytes=30_000)).given
    path.write_bytes(path.read_bytes()[:-30])
    assert "cannot be opened" in refusal(path).given


def test_member_whose_bytes_were_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", CSV)
    path.write_bytes(path.read_bytes().replace(b"Bath", b"Wath"))
    with pytest.raises(Refused, match="cannot be unpacked"):
        read_table(tables_in(path)[0], tmp_path / "aside")


def test_archive_given_as_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="an archive of files"):
        read_table(packed(tmp_path / "a.zip", [("a.csv", CSV)]), tmp_path / "aside")


RECORDS = """<?xml version="1.0"?>
<feed xmlns="urn:made-up"><made>today</made>
<attendance id="1"><arrived>2024-01-05</arrived><place type="pub"><ward>E05</ward></place></attendance>
<attendance id="2"><arrived/><assault>fist &amp; foot</assault></attendance></feed>"""


def test_records_become_rows_with_every_column_that_any_has(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RECORDS)
    sheet = read_table(tmp_path / "a.xml", tmp_path / "aside", Layout(record="attendance"))
    assert sheet.header == ("@id", "arrived", "place/@type", "place/ward", "assault")
    with sheet.path.open(newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["2", "1", "2024-01-05", "pub", "E05", ""],
            ["3", "2", "", "", "", "fist & foot"],
        ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (RECORDS.replace("<feed", BOMB + "<feed", 1), "entities"),
        (RECORDS[:-20], "not well-formed"),
        (RECORDS.replace("attendance", "visit"), "no element named attendance"),
        ("<x>" * 300, "nested"),
    ],
)
def test_damaged_and_hostile_markup_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    with pytest.raises(Refused, match=says):
        read_table(tmp_path / "a.xml", tmp_path / "aside", Layout(record="attendance"))


def test_record_with_a_column_twice_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<f><r><a>1</a></r><r><a>2</a><a>3</a></r></f>")
    sheet = read_table(tmp_path / "a.xml", tmp_path / "aside", Layout(record="r"))
    assert (sheet.rows, [fault.row for fault in sheet.faults]) == (1, [3])


def test_markup_without_a_record_in_the_layout_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RECORDS)
    with pytest.raises(WrongUsage, match="names no record"):
        read_table(tmp_path / "a.xml", tmp_path / "aside")


def parquet(path: Path, select: str) -> Path:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_values_become_exact_text(tmp_path: Path) -> None:
    select = """SELECT 7 AS whole, 7.0::DOUBLE AS double, 0.1::FLOAT AS single, 1e-7::DOUBLE AS small, true AS truth,
        DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 18:30:05' AS moment, TIMESTAMP '2024-02-29' AS midnight,
        'a "quoted" text' AS said, NULL::INTEGER AS gone, 'nan'::DOUBLE AS none, 1.50::DECIMAL(5, 2) AS exact"""
    sheet = read_table(parquet(tmp_path / "a.parquet", select), tmp_path / "aside", Layout(kind=Kind.PARQUET))
    with sheet.path.open(newline="") as lines:
        assert list(csv.reader(lines)) == [
            ["2", "7", "7", "0.1", "0.0000001", "TRUE", "2024-02-29", "2024-02-29T18:30:05", "2024-02-29",
             'a "quoted" text', "", "", "1.50"],
        ]  # fmt: skip


def test_parquet_of_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="lists, structures or bytes"):
        read_table(parquet(tmp_path / "a.parquet", "SELECT [1, 2] AS many"), tmp_path / "aside")


@pytest.mark.parametrize("name", ["*.parquet", "?.parquet", "[ab].parquet"])
def test_parquet_file_named_like_a_pattern_is_read_alone(tmp_path: Path, name: str) -> None:
    for each, said in ((name, "mine"), ("a.parquet", "another's")):
        duckdb.sql(f"COPY (SELECT {literal(said)} AS said) TO {literal(tmp_path / each)} (FORMAT parquet)")
    sheet = read_table(tmp_path / name, tmp_path / "aside.csv")
    assert sheet.path.read_text(encoding="utf-8").splitlines() == ['"2","mine"']
