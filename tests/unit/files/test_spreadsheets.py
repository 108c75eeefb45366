"""XLSX and ODS: values as exact text, and everything that a spreadsheet can hide or pretend."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from sulis.sources.files import Layout, Limits, Sheet, read_table
from sulis.store import Refused
from sulis.vocabulary import Fault
from tests.support.spreadsheets import BOMB, line, ods, replace_parts, table, typed, words, xlsx

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Area", "Count"], ["Bath", 12], ["Wells", 0]]
HEADER = line("Area", "Count")


def read(path: Path, layout: Layout = Layout(), limits: Limits = Limits()) -> Sheet:
    return read_table(path, path.parent / "aside", layout, limits)


def refusal(path: Path, layout: Layout = Layout(), limits: Limits = Limits()) -> Fault:
    with pytest.raises(Refused) as refused:
        read(path, layout, limits)
    assert sorted(found.name for found in path.parent.iterdir()) == [path.name]
    return refused.value.fault


def cells(sheet: Sheet) -> list[list[str]]:
    with sheet.path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, strict=True))


def test_workbook_values_become_exact_text(tmp_path: Path) -> None:
    values = [
        7,
        7.0,
        0.1,
        1e-7,
        1234567890123456,
        date(2024, 2, 29),
        datetime(2024, 2, 29, 18, 30, 5),  # noqa: DTZ001 - a spreadsheet's times have no zone
        time(6, 5),
        True,
        " x ",
    ]
    path = xlsx(tmp_path / "a.xlsx", [[f"c{n}" for n in range(len(values))], values])
    assert cells(read(path)) == [
        ["2", "7", "7", "0.1", "0.0000001", "1234567890123456", "2024-02-29", "2024-02-29T18:30:05", "06:05:00", "TRUE", "x"]
    ]  # fmt: skip


def test_percentages_are_stored_numbers_and_escapes_are_letters(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["Share", "Word"], [0.125, "caf_x00E9_"]])
    assert cells(read(path)) == [["2", "0.125", "café"]]


def test_document_values_become_exact_text(tmp_path: Path) -> None:
    row = line(
        typed("float", "value", "7.0"), typed("percentage", "value", "0.125"), typed("date", "date-value", "2024-02-29"),
        typed("date", "date-value", "2024-02-29T18:30:05"), typed("time", "time-value", "PT06H05M00S"),
        typed("boolean", "boolean-value", "true"), words("one</text:p><text:p>two<text:s text:c='2'/>three"),
    )  # fmt: skip
    path = ods(tmp_path / "a.ods", table(line(*"abcdefg") + row))
    assert cells(read(path)) == [
        ["2", "7", "0.125", "2024-02-29", "2024-02-29T18:30:05", "06:05:00", "TRUE", "one\ntwo  three"]
    ]


def test_shared_texts_are_found_by_number_without_their_readings(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    shared = '<c r="A2" t="s"><v>1</v></c>'
    replace_parts(path, {}, {SHEET: ('<c r="A2" t="inlineStr"><is><t>Bath</t></is></c>', shared)})
    texts = "<si><t>x</t></si><si><r><t>Ba</t></r><r><t>th</t></r><rPh><t>no</t></rPh></si>"
    replace_parts(path, {"xl/sharedStrings.xml": f"<sst>{texts}</sst>"})
    assert cells(read(path))[0] == ["2", "Bath", "12"]
    replace_parts(path, {"xl/sharedStrings.xml": "<sst><si><t>x</t></si></sst>"})
    (tmp_path / "aside").unlink()
    assert "refers to a text" in refusal(path).given


def test_hidden_sheets_are_not_read_and_counted(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS, hidden=["People", "Notes"])
    sheet = read(path)
    assert (sheet.name, sheet.rows, sheet.caveats) == ("a.xlsx!Data", 2, ("2 hidden sheets were not read.",))
    assert refusal_of_named(path, "People").startswith("a hidden sheet")


def refusal_of_named(path: Path, name: str) -> str:
    (path.parent / "aside").unlink(missing_ok=True)
    return refusal(path, Layout(sheet=name)).given


def test_hidden_sheet_of_a_document_is_not_read(tmp_path: Path) -> None:
    people = table(line("a name"), name="People", style="off")
    path = ods(tmp_path / "a.ods", people + table(HEADER + line("Bath", "1")))
    assert (read(path).name, read(path).caveats) == ("a.ods!Data", ("1 hidden sheet was not read.",))
    assert refusal_of_named(path, "People").startswith("a hidden sheet")


def test_one_of_several_sheets_must_be_named(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", table(HEADER, name="One") + table(HEADER + line("Bath", "1"), name="Two"))
    fault = refusal(path)
    assert (fault.given, "One, Two" in fault.rule) == ("2 sheets with cells", True)
    assert refusal(path, Layout(sheet="Three")).given == "no sheet named Three"
    assert read(path, Layout(sheet="two")).rows == 1


def test_merged_cells_are_refused_unless_above_the_header(tmp_path: Path) -> None:
    assert refusal(xlsx(tmp_path / "a.xlsx", ROWS, merge="A2:A3")).given == "merged cells: A2:A3"
    (tmp_path / "a.xlsx").unlink()
    above = xlsx(tmp_path / "b.xlsx", [["Table 1", None], *ROWS], merge="A1:B1")
    assert read(above, Layout(required=("Area",))).header_row == 2


def test_merged_cells_of_a_document_are_refused(tmp_path: Path) -> None:
    merged = words("Bath", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    assert refusal(ods(tmp_path / "a.ods", table(HEADER + line(merged)))).given == "merged cells: A2"


def test_formulas_give_their_saved_values_and_are_counted(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    replace_parts(path, {}, {SHEET: ("<v>12</v>", "<f>6*2</f><v>12</v>")})
    sheet = read(path)
    assert cells(sheet)[0] == ["2", "Bath", "12"]
    assert sheet.caveats == ("1 cells hold formulas; their last saved values were read.",)


def test_formula_without_a_saved_value_sets_its_row_aside(tmp_path: Path) -> None:
    sheet = read(xlsx(tmp_path / "a.xlsx", [*ROWS, ["Frome", "=1+1"]]))
    assert [(f.row, f.column, f.given) for f in sheet.faults] == [(4, "Count", "a formula without a saved result")]
    assert sheet.rows == 2


def test_error_cells_set_their_rows_aside(tmp_path: Path) -> None:
    sheet = read(xlsx(tmp_path / "a.xlsx", [*ROWS, ["Frome", "#REF!"]]))
    assert [(f.row, f.given) for f in sheet.faults] == [(4, "a spreadsheet's error, #REF!")]
    broken = words("#DIV/0!", 'table:formula="of:=1/0"')
    (tmp_path / "a.xlsx").unlink()
    sheet = read(ods(tmp_path / "a.ods", table(HEADER + line("Bath", "1") + line("Frome", broken))))
    assert [(f.row, f.given) for f in sheet.faults] == [(3, "a spreadsheet's error, #DIV/0!")]


def test_huge_declared_range_costs_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    replace_parts(path, {}, {SHEET: ('<dimension ref="A1:B3"', '<dimension ref="A1:XFD1048576"')})
    assert read(path).rows == 2
    far = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = HEADER + line("Bath", "1", far) + line(far, repeated=1_048_570)
    assert read(ods(tmp_path / "a.ods", table(rows))).rows == 1


def test_cells_far_below_the_table_are_refused(tmp_path: Path) -> None:
    rows = HEADER + line("Bath", "1") + line("<table:table-cell/>", repeated=2_000) + line("Frome", "2")
    fault = refusal(ods(tmp_path / "a.ods", table(rows)))
    assert (fault.given, fault.row) == ("cells far below the table", 2_003)


def test_repeated_cells_and_rows_are_written_out(tmp_path: Path) -> None:
    twice = words("0", 'table:number-columns-repeated="2"')
    sheet = read(ods(tmp_path / "a.ods", table(line("a", "b", "c") + line("Bath", twice, repeated=3))))
    assert cells(sheet) == [[str(row), "Bath", "0", "0"] for row in (2, 3, 4)]


def test_endless_repeats_are_refused(tmp_path: Path) -> None:
    many = line(words("x" * 1_000, 'table:number-columns-repeated="2"'), repeated=1_000_000)
    path = ods(tmp_path / "a.ods", table(HEADER + many))
    assert "more text than may be unpacked" in refusal(path, limits=Limits(unpacked_bytes=1_000_000)).given
    wide = ods(path, table(line(words("x", 'table:number-columns-repeated="999999999"'))))
    assert refusal(wide).given == "more than 1,000 columns"
    assert refusal(ods(path, table(line("x", repeated=2_000_000)))).given.endswith("more rows than one can have")


def test_wide_workbook_and_long_cell_are_told(tmp_path: Path) -> None:
    assert "1,000 columns" in refusal(xlsx(tmp_path / "a.xlsx", [[f"c{n}" for n in range(1_200)]])).given
    (tmp_path / "a.xlsx").unlink()
    path = xlsx(tmp_path / "b.xlsx", [*ROWS, ["mark", 5]])
    replace_parts(path, {}, {SHEET: ("mark", "x" * 40_960)})
    assert [(fault.row, fault.given) for fault in read(path).faults] == [(4, "a very long text")]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>'
    replace_parts(path, {}, {SHEET: ("<sheetData>", columns)})
    replace_parts(path, {}, {SHEET: ('<row r="3"', '<row hidden="1" r="3"')})
    assert read(path).caveats == (
        "1 hidden rows were read like the others.",
        "1 hidden columns were read like the others.",
    )


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_any_part_of_a_workbook_are_refused(tmp_path: Path, part: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path) as package:
        text = package.read(part).decode()
    at = text.index("?>") + 2 if text.startswith("<?xml") else 0
    replace_parts(path, {part: text[:at] + BOMB + text[at:]})
    assert refusal(path).given == "markup with a document type or entities of its own"


def test_entities_in_a_document_are_refused(tmp_path: Path) -> None:
    assert "entities" in refusal(ods(tmp_path / "a.ods", table(HEADER), doctype=BOMB)).given


def test_locked_document_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", table(HEADER), manifest="<m><encryption-data/></m>")
    assert refusal(path).given == "a spreadsheet under a password"


def test_bombs_in_packages_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    replace_parts(path, {SHEET: "<worksheet>" + " " * 20_000_000 + "</worksheet>"})
    assert "far more than its size" in refusal(path).given


def test_damaged_packages_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert "cannot be opened" in refusal(path).given
    path.write_bytes(content)
    replace_parts(path, {SHEET: "<worksheet><sheetData><row r='1'><c r='A1'>"})
    assert "not well-formed" in refusal(path).given
    replace_parts(path, {SHEET: "<worksheet><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>"})
    assert "with cells" in refusal(path).given


def test_old_date_counts_are_kept(tmp_path: Path) -> None:
    from sulis.sources.files.values import date_text

    assert [date_text(day, from_1904=False) for day in ("1", "59", "60", "61", "0", "-1", "9e9", "45351.999999")] == [
        "1900-01-01", "1900-02-28", None, "1900-03-01", None, None, None, "2024-03-01",
    ]  # fmt: skip
    assert date_text("0", from_1904=True) == "1904-01-01"
