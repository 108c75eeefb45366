"""Workbooks as people send them: values are read, formulas are faults, hidden sheets are told, bombs are not unpacked."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from sulis.vocabulary import InputRefused
from sulis_web.records.tables import limits
from sulis_web.records.tables.files import Read
from tests.unit.records.test_table_faults import HEAD, REF, read, refusal


def sheet(*rows: Any, title: str = "Boards", **more: Any) -> bytes:
    book = Workbook()
    book.active.title = title
    for row in (HEAD.split(","), *rows):
        book.active.append(list(row))
    for name, state in more.items():
        other = book.create_sheet(name)
        other.append(["secret"])
        other.sheet_state = state
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("x")', ArrayFormula("C2:C2", "=SUM(A1:A2)")])
def test_formula_in_a_workbook_is_a_fault(formula: Any) -> None:
    [fault] = read(sheet(["", "", formula])).faults
    assert (fault.row, fault.column, fault.given) == (2, "Name", "a formula") and "paste it as values" in fault.remedy


@pytest.mark.parametrize(
    ("cell", "given"),
    [(datetime(2027, 1, 5), "a date"), (time(9, 30), "a time or a duration"), ("#N/A", "a spreadsheet's error")],  # noqa: DTZ001
)
def test_cell_of_another_kind_in_a_text_column_is_a_fault(cell: Any, given: str) -> None:
    assert [fault.given for fault in read(sheet(["", "", cell])).faults] == [given]


def test_numbers_dates_and_answers_of_a_workbook_are_read() -> None:
    [record] = read(sheet([REF, 3, 7, datetime(2027, 1, 5), True])).records  # noqa: DTZ001
    assert (record.reference, record.version) == (REF, 3)
    assert (record.values["name"], record.values["starts"], record.values["open"]) == ("7", "2027-01-05", True)


def test_hidden_sheets_are_not_read_and_said() -> None:
    found = read(sheet(["", "", "x"], Secret="hidden", Deeper="veryHidden"))
    assert found.notes == ("2 hidden sheets were not read.",) and len(found.records) == 1


def test_sheet_of_the_tables_name_is_read_among_several_and_said() -> None:
    assert read(sheet(["", "", "x"], Notes="visible")).notes == ("Only the sheet “Boards” was read.",)
    assert "2 sheets, none of them named “Boards”" in refusal(sheet(["", "", "x"], title="One", Two="visible"))


def test_workbook_whose_only_sheet_is_hidden_is_not_read() -> None:
    book = Workbook()
    book.active.append(["secret"])
    book.active.sheet_state = "hidden"
    book.create_sheet("About the columns")
    content = io.BytesIO()
    book.save(content)
    assert "no sheet that can be seen" in refusal(content.getvalue())


def repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, changed.pop(part.filename, None) or old.read(part))
        for name, body in changed.items():
            new.writestr(name, body)
    return made.getvalue()


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(sheet(["", "", "x"]), {"xl/media/bomb.xml": b"0" * 40_000_000})
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_given: pytest.fail("it was unpacked"))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_given: pytest.fail("it was unpacked"))
    assert len(bomb) < limits.FILE_BYTES and "grow beyond bounds" in refusal(bomb)


def test_workbook_of_too_many_parts_is_refused() -> None:
    assert "grow beyond bounds" in refusal(repacked(sheet(), {f"xl/{n}.bin": b"x" for n in range(limits.PARTS)}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_workbook_that_declares_entities_is_refused(encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    assert "declares entities" in refusal(repacked(sheet(), {"xl/workbook.xml": laughs.encode(encoding)}))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize(
    "body",
    [b"<", b"", b"<a/>", b"\x00\x01", b"<worksheet><sheetData><row r='x'><c r='?'/></row></sheetData></worksheet>"],
)
def test_damaged_workbook_is_refused_or_read_and_never_breaks(part: str, body: bytes) -> None:
    content = repacked(sheet(["", "", "x"]), {part: body})
    try:
        assert isinstance(read(content), Read)
    except InputRefused:
        assert refusal(content)


def test_zip_that_is_no_workbook_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("holiday.jpg", b"x")
    assert "damaged" in refusal(made.getvalue())
