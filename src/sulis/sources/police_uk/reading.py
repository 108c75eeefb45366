"""From bytes to a plain CSV that DuckDB reads as it stands, or the reason why the file cannot be read."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sulis.store import Refused
from sulis.vocabulary import Fault

COLUMNS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)
MOST_COLUMNS = 1_000
LONGEST_CELL = 32_768
_BOM = codecs.BOM_UTF8
_AGAIN = "Download the file again from the publisher."
_UTF8 = "Save the file as UTF-8 text, as the publisher gives it, or download it again."


class Records(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


class Writer(Protocol):
    """What `csv.writer` gives."""

    def writerow(self, row: list[Any], /) -> Any: ...


@dataclass(slots=True)
class Readable:
    """A file ready for DuckDB: ``path`` with ``header`` as its columns, in order.

    When ``numbered``, the file was rewritten with each record's row number first. ``bad_rows`` are faults of records
    that could not be laid out in columns; they are not in the file. ``records`` counts sound and bad ones, once rewritten;
    ``lines`` holds the line that a row ends on, where the two differ.
    """

    path: Path
    header: tuple[str, ...]
    numbered: bool = False
    bad_rows: list[Fault] = field(default_factory=list)
    records: int = 0
    last_row: int = 1
    lines: dict[int, int] = field(default_factory=dict)

    def line_of(self, row: int | None) -> int | None:
        """The line of text that a row ends on."""
        return None if row is None else self.lines.get(row, row)


def read_plainly(name: str, content: bytes, aside: Path) -> Readable | None:
    """The file as it stands, when nothing about it needs care; None when it needs `read_with_care`."""
    text = content.removeprefix(_BOM)
    _refuse_what_is_no_table(name, text)
    if b"\r" in text and text.count(b"\r\n") != max(text.count(b"\r"), text.count(b"\n")):
        return None
    first_line = text[: text.index(b"\n")] if b"\n" in text else text
    if b'"' in first_line:
        return None
    header = _header(name, first_line.decode().rstrip("\r").split(","))
    if not text.endswith(b"\n"):
        return None
    aside.write_bytes(text)
    return Readable(aside, header)


def read_with_care(name: str, content: bytes, aside: Path) -> Readable:
    """The file read record by record and written again: any newlines, any quoting, and a fault for each bad record.

    Raises
    ------
    Refused
        When the last record stops short, quoting never closes, or the header is not the publisher's.
    """
    text = content.removeprefix(_BOM)
    _refuse_what_is_no_table(name, text)
    records = csv.reader(io.StringIO(text.decode(), newline=""), strict=True)
    csv.field_size_limit(max(LONGEST_CELL * 4, 1_000_000))
    try:
        header = _header(name, next(records))
        ready = Readable(aside, header, numbered=True)
        with aside.open("w", newline="", encoding="utf-8") as out:
            _rewrite(name, records, ready, csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n"))
    except csv.Error:
        raise Refused(
            Fault(
                name, None, None, "a quotation mark that is never closed, text after a closed one, or an endless cell",
                "Quoted text must be closed, so that rows can be told apart.", _AGAIN, records.line_num,
            )
        ) from None  # fmt: skip
    if ready.bad_rows and ready.bad_rows[-1].row == ready.last_row and not text.endswith((b"\n", b"\r")):
        raise Refused(
            Fault(
                name, ready.bad_rows[-1].row, None, "a last row that stops short",
                "A file must arrive whole: this one was cut off, and rows after it may be missing too.", _AGAIN,
                ready.bad_rows[-1].line,
            )
        )  # fmt: skip
    return ready


def _rewrite(name: str, records: Records, ready: Readable, out: Writer) -> None:
    """Copy sound records with their row numbers. A blank line is passed over, but counts as a row."""
    width = len(ready.header)
    count = 0
    for row, record in enumerate(records, start=2):
        if not record:
            continue
        count += 1
        if tuple(cell.strip() for cell in record) == ready.header:
            raise Refused(_second_header(name, row, records.line_num))
        if records.line_num != row:
            ready.lines[row] = records.line_num
        if len(record) == width:
            out.writerow([row, *(cell.strip() for cell in record)])
        else:
            ready.bad_rows.append(_wrong_width(name, row, records.line_num, len(record), width))
        ready.last_row = row
    ready.records = count


def _second_header(name: str, row: int, line: int) -> Fault:
    return Fault(
        name, row, None, "a second header", "One file has one header: this one was joined from several.", _AGAIN, line
    )


def _wrong_width(name: str, row: int, line: int, found: int, width: int) -> Fault:
    return Fault(
        name, row, None, f"a row of {found} cells", f"Every row must have {width}, as the header has.",
        "Look for a missing or an extra comma in this row, or download the file again.", line,
    )  # fmt: skip


def _refuse_what_is_no_table(name: str, text: bytes) -> None:
    if not text.strip():
        raise Refused(Fault(name, None, None, "an empty file", "A month's file has a header and rows.", _AGAIN))
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in text[:2]:
        raise Refused(Fault(name, 1, None, "text in UTF-16", "The publisher's files are UTF-8.", _UTF8))
    if b"\0" in text:
        line = text[: text.index(b"\0")].count(b"\n") + 1
        raise Refused(
            Fault(name, line, None, "a NUL byte", "Text has no NUL bytes: the file is damaged.", _AGAIN, line)
        )
    start = text.lstrip()[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        raise Refused(
            Fault(
                name, 1, None, "a web page saved under a data file's name",
                "A street-level file starts with the publisher's column names.",
                "A sign-in or error page was saved in its place: download the file again.",
            )
        )  # fmt: skip
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = text[: wrong.start].count(b"\n") + 1
        raise Refused(
            Fault(name, line, None, "bytes that are not UTF-8 text", "The publisher's files are UTF-8.", _UTF8, line)
        ) from None


def _header(name: str, cells: list[str]) -> tuple[str, ...]:
    header = tuple(cell.strip() for cell in cells)
    if len(header) > MOST_COLUMNS:
        raise Refused(Fault(name, 1, None, f"{len(header):,} columns", f"At most {MOST_COLUMNS:,} are read.", _AGAIN))
    absent = [column for column in COLUMNS if column not in header]
    if absent:
        raise Refused(
            Fault(
                name, 1, absent[0], f"a header without {', '.join(absent)}",
                "A street-level file has the publisher's twelve columns, in any order.",
                "Check that it is a street-level file (not outcomes or stop and search) and that row 1 is its header.",
            )
        )  # fmt: skip
    for column in COLUMNS:
        if header.count(column) > 1:
            raise Refused(Fault(name, 1, column, "a column that stands twice", "Each may stand once.", _AGAIN))
    return header
