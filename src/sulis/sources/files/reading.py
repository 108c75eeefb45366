"""One file, of any kind that is read, to one sheet of text."""

from __future__ import annotations

import zipfile
from contextlib import closing, suppress
from pathlib import Path

from sulis.sources.files import columnar, records, wording
from sulis.sources.files.delimited import Text, check_layout
from sulis.sources.files.laying_out import LaidOut, lay_out
from sulis.sources.files.layout import ARCHIVE, Kind, Layout, Limits, Sheet
from sulis.sources.files.opendocument import read_opendocument
from sulis.sources.files.package import open_package
from sulis.sources.files.rows import check_merged
from sulis.sources.files.streams import Member, Stream, beginning, on_disk, received
from sulis.sources.files.workbook import read_workbook
from sulis.store import RawFile
from sulis.vocabulary import WrongUsage

_NAMES = {
    Kind.CSV: "text with separators (CSV)",
    Kind.XLSX: "an Excel workbook (.xlsx)",
    Kind.ODS: "an OpenDocument spreadsheet (.ods)",
    Kind.PARQUET: "a Parquet file",
    Kind.XML: "XML",
}
_SPREADSHEETS = (Kind.XLSX, Kind.ODS)
_OLE, _ZIP, _PARQUET, _PDF = b"\xd0\xcf\x11\xe0", b"PK", b"PAR1", b"%PDF"


def read_table(given: Path | Member, aside: Path, layout: Layout = Layout(), limits: Limits = ARCHIVE) -> Sheet:
    """Read one table into the scratch file ``aside``, as `Sheet` describes it.

    Parameters
    ----------
    given
        A file, plain or gzip, or a member of an archive (see `tables_in`).
    aside
        Where the scratch file is written; files beside it may come and go meanwhile. On a refusal nothing is left.
    layout, limits
        How to read, and how much at most.

    Returns
    -------
    Sheet
        Rows that cannot be laid out under the header are set aside with a fault each, and are not in the scratch file.

    Raises
    ------
    Refused
        When the file as a whole is no such table: empty, damaged, cut short, a web page, an older or locked workbook,
        without its headers, with merged cells, or beyond the limits.
    WrongUsage
        When the layout itself cannot be followed.

    Notes
    -----
    Text, XML and Parquet are read as streams, and memory does not grow with the file. Of a workbook the texts that its
    cells share are held at once, which the limit on unpacked bytes bounds.
    """
    check_layout(layout)
    source = given if isinstance(given, Member) else received(given, limits)
    path = None if isinstance(given, Member) else given
    try:
        kind = _kind(source, layout, limits)
        if kind is Kind.CSV:
            return _read_text(source, aside, layout, limits)
        if kind is Kind.XML:
            return _read_records(source, aside, layout, limits)
        return _read_from_disk(source, path, kind, aside, layout, limits)
    except BaseException:
        with suppress(PermissionError):  # a scratch file in memory has no name to take away
            aside.unlink(missing_ok=True)
        raise


def _kind(source: Member, layout: Layout, limits: Limits) -> Kind:
    start = beginning(source, limits)
    if start.startswith(_OLE):
        rule = "A table is CSV, .xlsx, .ods, Parquet or XML."
        wording.refuse(source.name, "an older Excel file, or one under a password", rule, wording.SAVE)
    if start.startswith(_PDF):
        wording.refuse(
            source.name, "a PDF", "A table is CSV, .xlsx, .ods, Parquet or XML.", "Ask for the table itself."
        )
    if start.startswith(_ZIP):
        return layout.kind if layout.kind in _SPREADSHEETS else Kind.AUTO  # known once its list has been read
    found = Kind.PARQUET if start.startswith(_PARQUET) else _text_kind(source, start, layout)
    _check_kind(source.name, found, layout)
    return found


def _text_kind(source: Member, start: bytes, layout: Layout) -> Kind:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith((b"<!doctype html", b"<html")):
        wording.web_page(source.name)
    if not plain.startswith((b"<?xml", b"<!doctype")) and not (layout.record and plain.startswith(b"<")):
        return Kind.XML if layout.kind is Kind.XML and start[:2] in (b"\xff\xfe", b"\xfe\xff") else Kind.CSV
    if not layout.record and layout.kind in (Kind.AUTO, Kind.XML):
        raise WrongUsage(f"{source.name} is XML, and the layout names no record", "Name the element that is one row.")
    return Kind.XML


def _check_kind(name: str, found: Kind, layout: Layout) -> None:
    if layout.kind not in (Kind.AUTO, found):
        rule = f"The layout says that it is {_NAMES[layout.kind]}."
        wording.refuse(name, f"a file that is not {_NAMES[layout.kind]}", rule, "Check that it is the file you meant.")


def _read_text(source: Member, aside: Path, layout: Layout, limits: Limits) -> Sheet:
    text = Text(source.name, layout, limits)
    with closing(Stream(source, limits)) as stream:
        laid = lay_out(source.name, text.records(stream.pieces()), aside, layout, limits)
    if not text.whole and laid.faults and laid.faults[-1].row == text.last_row:
        wording.cut_short(source.name, text.last_row, text.last_line)
    return _sheet(source.name, stream.raw, aside, laid, text.caveats)


def _read_records(source: Member, aside: Path, layout: Layout, limits: Limits) -> Sheet:
    with closing(Stream(source, limits)) as first, closing(Stream(source, limits)) as again:
        columns = records.columns_of(source.name, first.pieces, layout.record, limits)
        lines = records.lines_of(source.name, again.pieces, layout.record, columns)
        laid = lay_out(source.name, lines, aside, layout, limits)
    return _sheet(source.name, first.raw, aside, laid, [])


def _read_from_disk(
    source: Member, path: Path | None, kind: Kind, aside: Path, layout: Layout, limits: Limits
) -> Sheet:
    with on_disk(source, path, aside, limits) as (lying, raw):
        if kind is Kind.PARQUET:
            lines = columnar.lines_of(source.name, lying, limits)
            return _sheet(source.name, raw, aside, lay_out(source.name, lines, aside, layout, limits), [])
        return _read_spreadsheet(source.name, lying, raw, aside, layout, limits)


def _read_spreadsheet(name: str, lying: Path, raw: RawFile, aside: Path, layout: Layout, limits: Limits) -> Sheet:
    kind = _spreadsheet_kind(name, lying)
    _check_kind(name, kind, layout)
    with open_package(name, lying, limits) as package:
        found = (read_workbook if kind is Kind.XLSX else read_opendocument)(package, layout, limits)
        full = f"{name}!{found.sheet}"
        laid = lay_out(full, found.rows, aside, layout, limits, ragged=True)
        check_merged(full, found.rows.tally, laid)
    return _sheet(full, raw, aside, laid, [*found.notes, *found.rows.tally.notes(len(laid.header))])


def _spreadsheet_kind(name: str, lying: Path) -> Kind:
    try:
        with zipfile.ZipFile(lying) as opened:
            parts = set(opened.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        wording.damaged(name, "a spreadsheet or an archive that cannot be opened")
    if "xl/workbook.bin" in parts:
        wording.refuse(name, "a binary workbook (.xlsb)", "A workbook is .xlsx or .ods.", wording.SAVE)
    if "content.xml" in parts:
        return Kind.ODS
    if not any(part.startswith("xl/") for part in parts):
        wording.refuse(name, "an archive of files", "One table is read at a time.", "Name the file inside it.")
    return Kind.XLSX


def _sheet(name: str, raw: RawFile, aside: Path, laid: LaidOut, caveats: list[str]) -> Sheet:
    if laid.blank:
        caveats = [*caveats, f"{laid.blank:,} rows without a value were passed over."]
    return Sheet(
        name, raw, aside, laid.header, laid.header_row, laid.rows, laid.lines, laid.faults, tuple(caveats)
    )  # fmt: skip
