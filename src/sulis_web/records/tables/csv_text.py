"""CSV as councils' spreadsheets write it: UTF-8 with or without a mark, Windows-1252, commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sulis_web.records.tables import limits
from sulis_web.records.tables.grid import Grid, Line, refuse
from sulis_web.records.tables.schema import folded

_MARK = b"\xef\xbb\xbf"
_SEPARATORS = {",": "", ";": "Its columns are parted by semicolons.", "\t": "Its columns are parted by tabs."}
_SAVE = "Save it from the spreadsheet as “CSV UTF-8”, or as an Excel workbook (.xlsx), and send that."


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark by which a spreadsheet knows UTF-8, and every cell in quotes, so that none is guessed at."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return _MARK + text.getvalue().encode("utf-8")


def read_csv(file: str, content: bytes, headings: Iterable[str]) -> Grid:
    """The file's rows. ``headings`` are those looked for: the separator is the one that finds most of them."""
    text, told = _decoded(file, content)
    separator = _separator(text, {folded(each) for each in headings})
    notes = tuple(note for note in (told, _SEPARATORS[separator]) if note)
    lines: list[Line] = []
    before = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row, cells in enumerate(reader, 1):
            if row > limits.ROWS + 1:
                refuse(
                    file,
                    f"more than {limits.ROWS:,} rows",
                    f"A table has {limits.ROWS:,} rows at most.",
                    "Send it in parts.",
                )
            if len(cells) > limits.COLUMNS:
                refuse(
                    file,
                    f"{len(cells):,} columns",
                    f"A table has {limits.COLUMNS:,} columns at most.",
                    "Take out what is not needed.",
                    row,
                )
            lines.append(Line(row, tuple(cells), before + 1))
            before = reader.line_num
    except csv.Error:
        rule = "Each quoted cell ends with a quote before the next separator, and no cell is larger than 32 KB."
        refuse(file, f"a cell that does not end, begun near line {before + 1}", rule, _SAVE, len(lines) + 1)
    return Grid(tuple(lines), notes)


def _decoded(file: str, content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse(file, "text in UTF-16", "A CSV file is in UTF-8.", _SAVE)
    if b"\x00" in content:
        refuse(file, "NUL characters", "A table is a text file or an Excel workbook.", _SAVE)
    try:
        return content.removeprefix(_MARK).decode("utf-8"), ""
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        try:
            note = f"It is not in UTF-8 (line {line} shows it), so it was read as Windows-1252: check letters with accents."
            return content.decode("cp1252"), note
        except UnicodeDecodeError:
            refuse(
                file, f"bytes that are no text, first on line {line}", "A CSV file is in UTF-8 or Windows-1252.", _SAVE
            )


def _separator(text: str, wanted: set[str]) -> str:
    first = text[:100_000].splitlines()[:1]

    def found(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(first, delimiter=separator), [])
        except csv.Error:
            return (0, 0)
        return (sum(folded(cell) in wanted for cell in cells), len(cells))

    return max(_SEPARATORS, key=found)
