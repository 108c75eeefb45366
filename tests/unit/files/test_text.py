"""CSV: what is read, what is set aside, and what is refused with which words."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path

import pytest

from sulis.sources.files import Layout, Limits, Sheet, read_table
from sulis.store import Refused
from sulis.vocabulary import Fault, WrongUsage

SOUND = "Area,Count,Note\nBath,12,a\nWells,0,\n"


def read(folder: Path, content: bytes | str, layout: Layout = Layout(), limits: Limits = Limits()) -> Sheet:
    path = folder / "given.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, folder / "aside", layout, limits)


def refusal(folder: Path, content: bytes | str, layout: Layout = Layout(), limits: Limits = Limits()) -> Fault:
    with pytest.raises(Refused) as refused:
        read(folder, content, layout, limits)
    assert not (folder / "aside").exists()
    assert all((refused.value.fault.given, refused.value.fault.rule, refused.value.fault.remedy))
    return refused.value.fault


def cells(sheet: Sheet) -> list[list[str]]:
    with sheet.path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, strict=True))


def test_plain_file_becomes_numbered_text(tmp_path: Path) -> None:
    sheet = read(tmp_path, SOUND)
    assert sheet.path.read_text() == '"2","Bath","12","a"\n"3","Wells","0",\n'
    assert (sheet.header, sheet.header_row, sheet.rows, sheet.faults) == (("Area", "Count", "Note"), 1, 2, [])
    assert sheet.raw.content_sha256 == sheet.raw.sha256 == hashlib.sha256(SOUND.encode()).hexdigest()


def test_gzip_is_known_by_its_content_and_has_both_checksums(tmp_path: Path) -> None:
    packed = gzip.compress(SOUND.encode()) + gzip.compress(b"Frome,3,\n") + b"\0\0"
    sheet = read(tmp_path, packed)
    assert (sheet.rows, sheet.raw.bytes) == (3, len(packed))
    assert sheet.raw.sha256 == hashlib.sha256(packed).hexdigest()
    assert sheet.raw.content_sha256 == hashlib.sha256(SOUND.encode() + b"Frome,3,\n").hexdigest()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_gives_the_same_rows(tmp_path: Path, end: str) -> None:
    assert cells(read(tmp_path, SOUND.replace("\n", end))) == [["2", "Bath", "12", "a"], ["3", "Wells", "0", ""]]


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-8-sig", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_are_read_and_a_mark_counts_for_more(tmp_path: Path, encoding: str, stated: str) -> None:
    sheet = read(tmp_path, "Area,Count\nCafé,1\n".encode(encoding), Layout(encoding=stated))
    assert cells(sheet) == [["2", "Café", "1"]]
    assert bool(sheet.caveats) == (stated == "cp1252" and encoding == "utf-8-sig")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_separators_are_read(tmp_path: Path, delimiter: str) -> None:
    sheet = read(tmp_path, SOUND.replace(",", delimiter), Layout(delimiter=delimiter))
    assert (sheet.header, sheet.rows) == (("Area", "Count", "Note"), 2)


def test_header_is_looked_for_below_words_above_the_table(tmp_path: Path) -> None:
    content = "Table 1: counts by area,,\n,,\n Area , Number\u00a0of  people,Note\nBath,1,\n"
    sheet = read(tmp_path, content, Layout(required=("Area", "Number of people")))
    assert (sheet.header_row, sheet.header, cells(sheet)) == (
        3, ("Area", "Number of people", "Note"), [["4", "Bath", "1", ""]],
    )  # fmt: skip


def test_columns_without_a_name_are_called_by_their_place(tmp_path: Path) -> None:
    sheet = read(tmp_path, ",Area,,Count,,\n0,Bath,x,1,,\n")
    assert sheet.header == ("(column 1)", "Area", "(column 3)", "Count")
    assert cells(sheet) == [["2", "0", "Bath", "x", "1"]]


def test_cells_with_line_breaks_keep_rows_and_lines_apart(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'Area,Note\nBath,"one\ntwo"\nWells,x\n\nFrome\n')
    assert cells(sheet) == [["2", "Bath", "one\ntwo"], ["3", "Wells", "x"]]
    assert dict(sheet.lines) == {2: 3, 3: 4, 4: 5, 5: 6}
    assert [(fault.row, fault.line, fault.given) for fault in sheet.faults] == [(5, 6, "a row of 1 cells")]


def test_rows_without_a_value_are_passed_over_and_said(tmp_path: Path) -> None:
    sheet = read(tmp_path, SOUND + ",,\n, ,\n")
    assert (sheet.rows, sheet.caveats) == (2, ("2 rows without a value were passed over.",))


def test_shifted_row_and_long_cell_are_set_aside_with_their_rows(tmp_path: Path) -> None:
    sheet = read(tmp_path, SOUND + "Frome,1,x,y\nRadstock,2," + "é" * 20_000 + "\nKeynsham,3,\n")
    assert [(fault.row, fault.column) for fault in sheet.faults] == [(4, None), (5, "Note")]
    assert "32,768 bytes" in sheet.faults[1].rule
    assert [row[0] for row in cells(sheet)] == ["2", "3", "6"]


@pytest.mark.parametrize(
    ("content", "says", "row"),
    [
        (b"", "an empty file", None),
        (b" \n\n", "an empty file", None),
        (b"Area,Count\n", "a header and no rows", 1),
        (b"<!DOCTYPE html><html>Sign in</html>", "a web page", 1),
        (b"\xef\xbb\xbf\n <html><body>", "a web page", 1),
        (b"Area,Count\nBath,\0\n", "a NUL byte", 2),
        ("Area,Count\nBath,1\n".encode("utf-16-le"), "text in UTF-16", 1),
        ("Area,Count\nBath,1\nCafé,2\n".encode("cp1252"), "bytes that are not UTF-8", 3),
        (b'Area,Count\nBath,"1\nWells,2\n', "a quotation mark that is never closed", None),
        (b'Area,Count\nBath,"1"x\n', "text after a closed one", None),
        (b"Area,Count\nBath,1\nArea,Count\nWells,2\n", "a second header", 3),
        (b"Area,Count,Note\nBath,1,a\nWells,2", "a last row that stops short", 3),
        (b"Area,Count,area\nBath,1,2\n", "a column that stands twice", 1),
        (gzip.compress(SOUND.encode(), mtime=0)[:-9], "stops before its end", None),
        (gzip.compress(SOUND.encode(), mtime=0) + b"rubbish", "cannot be unpacked", None),
        (gzip.compress(b"Area,Count\n" + b"Bath,1\n" * 500_000, mtime=0), "far more than its size", None),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an older Excel file", None),
        (b"%PDF-1.7 ...", "a PDF", None),
        (b"PK\x03\x04 and no more", "cannot be opened", None),
        (b"PAR1 and no more", "a Parquet file that is damaged", None),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, says: str, row: int | None) -> None:
    fault = refusal(tmp_path, content)
    assert says in fault.given
    assert fault.row == row


def test_wide_large_and_long_files_are_refused_by_their_limits(tmp_path: Path) -> None:
    wide = ",".join(f"c{n}" for n in range(1_200)) + "\n" + "," * 1_199 + "\n"
    assert refusal(tmp_path, wide).given == "1,200 columns"
    assert "a file of" in refusal(tmp_path, "a\n" * 1_000_001, limits=Limits(file_bytes=1_000_000)).given
    assert "SULIS_MOST_UNPACKED_MB" in refusal(tmp_path, "a\n" * 600_000, limits=Limits(unpacked_bytes=1_000_000)).rule
    assert refusal(tmp_path, SOUND, limits=Limits(rows=1)).given == "more than 1 rows"
    assert refusal(tmp_path, "a" * 40_000, limits=Limits(columns=1)).given == "an endless line"


def test_missing_headers_are_named(tmp_path: Path) -> None:
    fault = refusal(tmp_path, SOUND, Layout(required=("Area", "Rate", "Year")))
    assert (fault.given, fault.column) == ("a header without Rate, Year", "Rate")
    assert refusal(tmp_path, SOUND, Layout(header_row=9)).given == "no header in row 9"


def test_other_kind_than_the_layout_says_is_refused(tmp_path: Path) -> None:
    from sulis.sources.files import Kind

    assert "not an Excel workbook" in refusal(tmp_path, SOUND, Layout(kind=Kind.XLSX)).given


def test_more_bad_rows_than_can_be_listed_refuse_the_file(tmp_path: Path) -> None:
    assert "more than 10,000 rows" in refusal(tmp_path, "a,b\n" + "x\n" * 10_001).given


def test_faults_never_repeat_a_cell(tmp_path: Path) -> None:
    name = "Aldermere Quillfeather"
    for content in (f"a,b\n{name}\n1,2\n", f'a,b\n"{name}\n', f"a,b\n1,2\n{name}"):
        try:
            said = str(read(tmp_path, content).faults)
        except Refused as refused:
            said = str(refused)
        assert name not in said


@pytest.mark.parametrize("layout", [Layout(encoding="latin-9"), Layout(delimiter=":")])
def test_layout_that_cannot_be_followed_is_wrong_usage(tmp_path: Path, layout: Layout) -> None:
    with pytest.raises(WrongUsage):
        read(tmp_path, SOUND, layout)


def test_limits_are_settings(tmp_path: Path) -> None:
    given = {"SULIS_MOST_COLUMNS": "7", "SULIS_MOST_FILE_MB": "3", "SULIS_MOST_ROWS": ""}
    limits = Limits.from_environment(Limits.UPLOAD, given)
    assert (limits.columns, limits.file_bytes, limits.rows) == (7, 3_000_000, 5_000_000)
    with pytest.raises(WrongUsage, match="SULIS_MOST_RATIO"):
        Limits.from_environment(environment={"SULIS_MOST_RATIO": "many"})


def test_lines_are_cut_the_same_however_the_text_is_cut_into_pieces() -> None:
    from sulis.sources.files.delimited import Text

    content = 'A,B\r\n"é\r\nx",2\r3,4\r\n\r\n5,6'.encode()
    whole = list(csv.reader(io.StringIO(content.decode(), newline="")))
    for size in range(1, 12):
        pieces = [content[at : at + size] for at in range(0, len(content), size)]
        read = [list(line.cells) for line in Text("f", Layout(), Limits()).records(pieces)]
        assert read == [row for row in whole if row]
