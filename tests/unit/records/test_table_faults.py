"""Files as people send them: what is read, what is told, and what is refused, each with row, column, rule and remedy."""

from __future__ import annotations

from typing import Any

import pytest

from sulis.vocabulary import InputRefused
from sulis_web.records.tables import limits
from sulis_web.records.tables.files import Read, read_table
from sulis_web.records.tables.schema import Column, Kind, Schema

SCHEMA = Schema(
    "boards",
    "Boards",
    (
        Column("name", "Name", required=True, limit=20),
        Column("starts", "Starts on", Kind.DATE),
        Column("open", "Open", Kind.YES_NO),
        Column("cadence", "How often", Kind.ONE_OF, choices=(("monthly", "Every month"), ("yearly", "Every year"))),
        Column("people", "People", Kind.ONE_OF, choices=(("a", "A"),), personal=True),
    ),
)
HEAD = "Reference,Version,Name,Starts on,Open,How often,People"
REF = "abcdefgh23456789"


def read(text: str | bytes) -> Read:
    return read_table(SCHEMA, "boards.csv", text if isinstance(text, bytes) else text.encode())


def refusal(content: bytes | str) -> str:
    with pytest.raises(InputRefused) as found:
        read(content)
    assert found.value.remedy and found.value.faults
    return f"{found.value} {' '.join(map(str, found.value.faults))}"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (f"{HEAD}\n,,Café,,,,", ""),
        (f"\ufeff{HEAD}\r\n,,Café,,,,\r\n", ""),
        (f"{HEAD}\n,,Café,,,,".replace(",", ";"), "semicolons"),
        (f"{HEAD}\n,,Café,,,,".replace(",", "\t"), "tabs"),
        (f"{HEAD}\n,,Café,,,,".encode("cp1252"), "line 2 shows it), so it was read as Windows-1252"),
        (f"{HEAD.upper()}\n,,Café,,,,\n,,,,,,\n\n", ""),
    ],
)
def test_csv_as_spreadsheets_write_it_is_read_and_told(content: Any, note: str) -> None:
    found = read(content)
    assert [record.values["name"] for record in found.records] == ["Café"] and found.faults == ()
    assert (note in " ".join(found.notes)) if note else found.notes == ()


def test_every_fault_is_in_one_report_with_row_column_and_remedy() -> None:
    found = read(
        f"{HEAD}\n{REF},2,Good,2027-01-05,yes,every month,a\n,,,5 Jan,perhaps,often,Jo Bloggs\n{REF},,x,31/2/2027,,,\n,,{'n' * 21},,,,"
    )
    assert [record.values["name"] for record in found.records] == ["Good"]
    assert [(fault.row, fault.column) for fault in found.faults] == [
        (3, "Name"), (3, "Starts on"), (3, "Open"), (3, "How often"), (3, "People"), (4, "Starts on"), (5, "Name"),
    ]  # fmt: skip
    told = " ".join(map(str, found.faults))
    assert "“often”" in told and "Write one of: Every month, Every year." in told
    assert "Jo Bloggs" not in told and "text of 9 characters" in told and "5 Jan" not in told
    assert all(fault.rule and fault.remedy for fault in found.faults)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("2027-01-05", "2027-01-05"), ("5/1/2027", "2027-01-05"), ("05.01.2027", "2027-01-05"), (" 2027-1-5 ", "2027-01-05"), ("", None)],
)  # fmt: skip
def test_dates_are_read_with_the_day_first(written: str, plain: str | None) -> None:
    assert read(f"{HEAD}\n,,x,{written},,,").records[0].values["starts"] == plain


@pytest.mark.parametrize(
    "written", ["5/1/27", "2027-13-01", "1/13/2027", "tomorrow", "44931", "٢٠٢٧-٠١-٠٥", "0000-00-00"]
)
def test_what_is_no_date_is_a_fault(written: str) -> None:
    [fault] = read(f"{HEAD}\n,,x,{written},,,").faults
    assert fault.column == "Starts on" and "2027-01-05" in fault.remedy


@pytest.mark.parametrize(
    ("row", "given"),
    [
        (f"{REF},,x,,,,", "a reference without its version"),
        (",3,x,,,,", "a version without its reference"),
        (f"{REF},x,x,,,,", "no version"),
        (f"{REF},0,x,,,,", "no version"),
        (f"{REF},9999999999,x,,,,", "no version"),
        (",,x,,,", "6 cells under 7 headings"),
        (",,x,,,,,surplus", "8 cells under 7 headings"),
    ],
)
def test_row_that_is_out_of_joint_is_a_fault(row: str, given: str) -> None:
    found = read(f"{HEAD}\n{row}")
    assert [fault.given for fault in found.faults] == [given] and found.records == ()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Reference,Version,Nmae", "Did you mean “Name”?"),
        ("Reference,Version,Name,Name", "stands twice"),
        ("Reference,Name", "Version"),
        ("Reference,Version,Open", "This column is needed"),
        ("Reference,Version,Name,Password", "export the table to see its headings"),
    ],
)
def test_headings_that_are_not_the_tables_stop_the_reading(head: str, told: str) -> None:
    assert told in refusal(f"{head}\n,,x,x")


def test_column_that_the_file_leaves_out_is_left_alone() -> None:
    found = read("Reference,Version,Name\n,,x")
    assert found.records[0].values == {"name": "x"} and found.columns == ("public_id", "version", "name")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "an empty file"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "UTF-16"),
        (HEAD.encode() + b"\n,,a\x00b,,,,", "NUL"),
        (HEAD.encode() + b"\n,,\x81,,,,", "bytes that are no text, first on line 2"),
        (HEAD.encode() + b'\n,,"open,,,,', "a cell that does not end"),
        (HEAD.encode() + b'\n,,"a"b,,,,', "a cell that does not end"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "headings"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 500, "under a password"),
        (b"PK\x03\x04" + b"\x00" * 500, "damaged or under a password"),
        (b"x" * (limits.FILE_BYTES + 1), "5.0 MB"),
        ((HEAD + "\n,,x,,,,\n" * 1).encode() + b",,x,,,,\n" * limits.ROWS, "more than 20,000 rows"),
        (b",".join([b"a"] * 1001), "1,001 columns"),
    ],
)
def test_file_that_is_no_table_is_refused(content: bytes, told: str) -> None:
    assert told in refusal(content)


def test_largest_table_is_read() -> None:
    assert len(read(HEAD.encode() + b"\n,,x,,,," * limits.ROWS).records) == limits.ROWS


def test_cell_over_its_limit_is_a_fault_of_the_cell() -> None:
    [fault] = read(f"{HEAD}\n,,{'x' * (limits.CELL_BYTES + 1)},,,,").faults
    assert fault.rule == "A cell holds 32 KB at most." and (fault.row, fault.column) == (2, "Name")


def test_many_faults_are_told_up_to_a_number_and_then_counted() -> None:
    found = read(HEAD.encode() + b"\n,,x,no date,,,,"[:-1] * 700)
    assert len(found.faults) == limits.FAULTS + 1 and found.faults[-1].given == "200 further faults"


@pytest.mark.parametrize(
    "columns",
    [
        (Column("a", "A"), Column("a", "B")),
        (Column("a", "A"), Column("b", " a ")),
        (Column("a", "Reference"),),
        (Column("a", "A", Kind.ONE_OF, choices=(("x", "One"), ("y", "ONE"))),),
        (Column("a", "A", Kind.IDS, choices=(("x", "One; two"),)),),
    ],
)
def test_schema_that_could_be_read_two_ways_is_a_fault_of_ours(columns: tuple[Column, ...]) -> None:
    with pytest.raises(ValueError, match="table t"):
        Schema("t", "T", columns)
