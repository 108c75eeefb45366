"""XLSX, written fresh with values only, and read without running or trusting anything in it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from sulis.vocabulary import InputRefused
from sulis_web.records.tables import limits
from sulis_web.records.tables.grid import Bad, Cell, Grid, Line, refuse
from sulis_web.records.tables.schema import folded

ABOUT = "About the columns"
FIRST_YEAR = 1900  # a spreadsheet knows no day before it, and counts this year's wrongly
_SAVE = "Open it in the spreadsheet, save it again as an Excel workbook (.xlsx) without a password, and send that."
_FORMULA = Bad("a formula", "Cells hold values.", "Copy the column and paste it as values, then save.")
_ERROR = Bad("a spreadsheet's error", "Cells hold values.", "Put the value right in the spreadsheet, then save.")
# What XML cannot hold as it is, and what would be read as one of these escapes.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_xlsx(title: str, rows: Iterable[Sequence[str | date]], about: Iterable[Sequence[str]]) -> bytes:
    """One sheet of the records, the first row its headings, and one that says what each column holds."""
    book = Workbook(write_only=True)
    book.properties.creator = "Sulis"
    for name, lines in ((title, rows), (ABOUT, about)):
        sheet = book.create_sheet(_sheet_name(name))
        sheet.freeze_panes = "A2"
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            sheet.column_dimensions[letter].width = 24
        for place, line in enumerate(lines):
            sheet.append([_cell(sheet, value, is_heading=place == 0) for value in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_xlsx(file: str, content: bytes, title: str) -> Grid:
    """The rows of the sheet of that title, or of the one sheet that can be seen. What is hidden is not read, and said."""
    _check_package(file, content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that no value depends on
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                sheet, notes = _chosen(file, book, title)
                return Grid(tuple(_lines(file, sheet)), notes)
            finally:
                book.close()
        except (InputRefused, MemoryError):
            raise
        except Exception:  # whatever a library says of a damaged file, it is the file's fault
            refuse(file, "a workbook that is damaged", "A workbook is one that a spreadsheet wrote.", _SAVE)


def escaped(text: str) -> str:
    """A text as a workbook's XML holds it."""
    return _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK")


def is_old_workbook(content: bytes) -> bool:
    """An .xls file, or an .xlsx under a password: both are in the older container."""
    return content.startswith(b"\xd0\xcf\x11\xe0")


def _check_package(file: str, content: bytes) -> None:
    """Refuse by what the zip's own list says before anything is unpacked; then look for XML that would grow."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            large = sum(part.file_size for part in parts) > limits.UNPACKED_BYTES or len(parts) > limits.PARTS
            steep = any(part.file_size > limits.RATIO * max(part.compress_size, 1024) for part in parts)
            if large or steep:
                refuse(
                    file,
                    "a workbook that would grow beyond bounds when unpacked",
                    "A workbook unpacks to 50 MB at most.",
                    "Copy the rows that matter into a new workbook.",
                )
            if any(_declares(package.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))):
                refuse(file, "a workbook that declares entities", "A workbook holds values.", _SAVE)
    except (InputRefused, MemoryError):
        raise
    except Exception:  # as above: a zip file can be damaged in many ways
        refuse(
            file, "a workbook that is damaged or under a password", "A workbook is one that a spreadsheet wrote.", _SAVE
        )


def _declares(xml: bytes) -> bool:
    return b"<!" in xml.replace(b"<!--", b"").replace(b"<![CDATA[", b"") or b"\x00" in xml[:64]


def _chosen(file: str, book: Any, title: str) -> tuple[Any, tuple[str, ...]]:
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    named = [sheet for sheet in seen if folded(sheet.title) == folded(_sheet_name(title))]
    rest = [sheet for sheet in seen if sheet.title != ABOUT]
    if not named and len(rest) != 1:
        given = f"{len(rest)} sheets, none of them named “{title}”" if rest else "no sheet that can be seen"
        refuse(
            file, given, "The sheet to read is the only one, or has the table's name.", f"Name it “{title}” and save."
        )
    chosen = (named or rest)[0]
    notes = []
    if hidden:
        notes.append(f"{len(hidden)} hidden {'sheet was' if len(hidden) == 1 else 'sheets were'} not read.")
    if len(rest) > 1:
        notes.append(f"Only the sheet “{chosen.title}” was read.")
    return chosen, tuple(notes)


def _lines(file: str, sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what the file says of its own size may be untrue
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = tuple(_value(cell) for cell in cells)
        if len(values) > limits.COLUMNS:
            refuse(
                file,
                f"more than {limits.COLUMNS:,} columns",
                f"A table has {limits.COLUMNS:,} columns at most.",
                "Take out what is not needed.",
                number,
            )
        line = Line(number, values)
        empty = empty + 1 if line.is_empty else 0
        if (number > limits.ROWS + 1 and not line.is_empty) or empty > limits.ROWS:
            refuse(
                file,
                f"more than {limits.ROWS:,} rows",
                f"A table has {limits.ROWS:,} rows at most.",
                "Send it in parts, without empty rows.",
            )
        if not line.is_empty:
            yield line


def _value(cell: Any) -> Cell:
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        return _FORMULA
    if cell.data_type == "e":
        return _ERROR
    if isinstance(cell.value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell.value)
    if isinstance(cell.value, bool | int | float | date):
        return cell.value
    return Bad("a time or a duration", "Cells hold text, dates, yes or no.", "Write it as text.")


def _cell(sheet: Any, value: str | date, *, is_heading: bool) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str) or value.year <= FIRST_YEAR:
        cell.value = escaped(str(value))
        cell.data_type = "s"  # whatever it looks like
    else:
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "Sheet"
