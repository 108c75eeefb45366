"""Spreadsheets made for tests, part by part, as no spreadsheet program would write them and as some do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:automatic-styles><style:style style:name="off" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def xlsx(path: Path, rows: Sequence[Sequence[object]], *, merge: str = "", hidden: Sequence[str] = ()) -> Path:
    """A workbook of one visible sheet, Data, and hidden sheets of those names that hold text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    for row in rows:
        sheet.append(list(row))
    for name in hidden:
        more = book.create_sheet(name)
        more.append(["a name", "an address"])
        more.sheet_state = "hidden"
    if merge:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def replace_parts(path: Path, parts: Mapping[str, str], changed: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """The package with parts put in place of its own, or one text in a part put in place of another."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info).decode("utf-8", "surrogateescape")
            if changed and info.filename in changed:
                before, after = changed[info.filename]
                assert before in text, f"{before} is not in {info.filename}"
                text = text.replace(before, after, 1)
            new.writestr(info.filename, parts.get(info.filename, text).encode("utf-8", "surrogateescape"))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    path.write_bytes(content.getvalue())
    return path


def ods(path: Path, tables: str, *, doctype: str = "", manifest: str = "<m/>") -> Path:
    """An OpenDocument spreadsheet around the markup of its tables."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", _ODS.format(tables=tables, doctype=doctype))
        package.writestr("META-INF/manifest.xml", manifest)
    return path


def table(rows: str, *, name: str = "Data", style: str = "") -> str:
    """One sheet of an OpenDocument spreadsheet."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def line(*cells: str, repeated: int = 1) -> str:
    """A row of cells, each either markup or plain text."""
    inside = "".join(cell if cell.startswith("<") else words(cell) for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def words(text: str, more: str = "") -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def typed(kind: str, name: str, value: str, more: str = "") -> str:
    """A cell of a number, date, time or truth."""
    shown = "<text:p>as shown</text:p>"
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {more}>{shown}</table:table-cell>'
