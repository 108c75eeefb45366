"""What is exported comes back as it was, through either format, whatever the text; and no cell of it is a formula."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sulis.vocabulary import InputRefused
from sulis_web.records.tables import limits
from sulis_web.records.tables.files import Read, Record, as_csv, as_xlsx, read_table
from sulis_web.records.tables.formula import safe, unsafe
from sulis_web.records.tables.schema import Column, Kind, Schema

LEVELS = (("low", "Low"), ("-high", "-High, or more"), ("=x", "=Other"))
SCHEMA = Schema(
    "boards",
    "Boards",
    (
        Column("name", "Name"),
        Column("starts", "Starts on", Kind.DATE),
        Column("open", "Open", Kind.YES_NO),
        Column("level", "Level", Kind.ONE_OF, choices=LEVELS),
        Column("parties", "Parties", Kind.IDS, choices=LEVELS),
    ),
)
# Every text that the application can hold: neither database keeps a NUL or half a character.
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
risky = st.text(st.sampled_from("'=+-@\t\r\n ＝＋－＠−﹢﹣\"',;_x000D|\u00a0ab"), max_size=12)
texts = st.one_of(any_text, risky)
choice = st.sampled_from([value for value, _words in LEVELS])
rows = st.builds(
    lambda name, **more: {"name": name, **more},
    texts,
    starts=st.none() | st.dates().map(date.isoformat),
    open=st.none() | st.booleans(),
    level=st.just("") | choice,
    parties=st.lists(choice, unique=True),
)


def through(make: Any, records: list[Record]) -> Read:
    return read_table(SCHEMA, "boards", make(SCHEMA, records))


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
@given(values=st.lists(rows, min_size=1, max_size=4))
def test_records_come_back_as_they_were(make: Any, values: list[dict[str, Any]]) -> None:
    sent = [Record(f"abcdefgh2345678{place}", place + 1, value) for place, value in enumerate(values)]
    back = through(make, sent)
    assert back.faults == () and back.notes == ()
    assert [(each.reference, each.version, each.values) for each in back.records] == [
        (each.reference, each.version, each.values) for each in sent
    ]


@given(text=texts)
def test_safe_text_comes_back_and_no_two_texts_are_made_alike(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert safe(text) in {text, f"'{text}"}


@given(text=texts)
def test_cell_of_an_export_never_opens_as_a_formula(text: str) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(SCHEMA, [Record("a" * 16, 1, {"name": text})])))
    cell = book["Boards"]["C2"]
    assert cell.data_type in {"s", "n", "inlineStr"} and (
        cell.value is None or not str(cell.value).startswith(("=", "+", "-", "@"))
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1225", "'+44 1225"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\n=x", "'\n=x"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("  =1", "'  =1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_safe_text(text: str, written: str) -> None:
    assert safe(text) == written and unsafe(written) == text


def test_workbook_carries_values_alone_and_says_what_its_columns_hold() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(SCHEMA, [Record("a" * 16, 3, {"name": "x", "starts": "2027-01-05"})])))
    assert book.sheetnames == ["Boards", "About the columns"]
    assert [cell.value for cell in book["Boards"][1]][:4] == ["Reference", "Version", "Name", "Starts on"]
    assert book["Boards"]["D2"].is_date and book["Boards"]["B2"].value == "3"
    assert [row[0].value for row in book["About the columns"]][1:3] == ["Reference", "Version"]


def test_text_that_a_spreadsheet_would_cut_off_is_not_written_to_one() -> None:
    long = [Record("a" * 16, 1, {"name": "x" * (limits.SHEET_CELL + 1)})]
    with pytest.raises(InputRefused, match="row 2 holds a text that is too long"):
        as_xlsx(SCHEMA, long)
    assert as_csv(SCHEMA, long)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "1e5", "007", "TRUE", "2027-01-05", "_x000D_", "NULL", "1/2"])
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    for make in (as_csv, as_xlsx):
        assert through(make, [Record("a" * 16, 1, {"name": text})]).records[0].values["name"] == text
