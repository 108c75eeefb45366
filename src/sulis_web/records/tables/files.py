"""A table of records to a file and back: the headings, the rows, and every fault in one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from sulis.vocabulary import Fault, InputRefused
from sulis_web.records.tables import limits
from sulis_web.records.tables.cells import CellRefused, read, written
from sulis_web.records.tables.csv_text import read_csv, write_csv
from sulis_web.records.tables.grid import Bad, Cell, Grid, Line, refuse
from sulis_web.records.tables.schema import REFERENCE, VERSION, Column, Schema, folded
from sulis_web.records.tables.workbook import escaped, is_old_workbook, is_workbook, read_xlsx, write_xlsx

TITLE_ROWS = 10  # how far down the headings of somebody's own file are looked for


@dataclass(frozen=True, slots=True)
class Record:
    """One row: which record it is, the version it was taken from, and its plain values by column name."""

    reference: str  # empty: a new record
    version: int | None
    values: Mapping[str, Any]
    row: int = 0
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read. Where there are faults, ``records`` are the rows that have none."""

    file: str
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    columns: tuple[str, ...]  # names of those that the file has


def as_csv(schema: Schema, records: Iterable[Record]) -> bytes:
    """Every cell as text: dates in ISO form."""
    return write_csv([[_iso(cell) for cell in line] for line in _lines(schema, records)])


def as_xlsx(schema: Schema, records: Iterable[Record]) -> bytes:
    lines = tuple(_fitting(_lines(schema, records)))  # all looked at before the first is written
    return write_xlsx(schema.title, lines, _about(schema))


def read_table(schema: Schema, file: str, content: bytes) -> Read:
    """A file of either kind, known by what is in it rather than by its name.

    Raises
    ------
    InputRefused
        When it is no table at all, or larger than a table may be. Faults of single rows and cells are in what is given.
    """
    if len(content) > limits.FILE_BYTES:
        refuse(file, f"{len(content) / 1024 / 1024:.1f} MB", "A file of records has 5 MB at most.", "Send it in parts.")
    if is_old_workbook(content):
        refuse(
            file,
            "an old Excel file, or one under a password",
            "A table is CSV or an Excel workbook (.xlsx).",
            "Save it as .xlsx without a password.",
        )
    if is_workbook(content):
        grid = read_xlsx(file, content, schema.title)
    else:
        grid = read_csv(file, content, [words for column in schema.all for words in (column.heading, *column.headings)])
    return _understood(schema, file, grid)


def _lines(schema: Schema, records: Iterable[Record]) -> Iterator[Sequence[str | date]]:
    yield [column.heading for column in schema.all]
    for record in records:
        version = "" if record.version is None else str(record.version)
        own = [written(column, record.values.get(column.name)) for column in schema.columns]
        yield [record.reference, version, *own]


def _fitting(lines: Iterable[Sequence[str | date]]) -> Iterator[Sequence[str | date]]:
    """A spreadsheet cuts a long text off without a word, so such a table is not written as one."""
    for number, line in enumerate(lines, 1):
        if any(isinstance(cell, str) and len(escaped(cell)) > limits.SHEET_CELL for cell in line):
            raise InputRefused(
                f"row {number} holds a text that is too long for a cell of a workbook", "Take the table as CSV instead."
            )
        yield line


def _about(schema: Schema) -> Iterator[Sequence[str]]:
    yield ["Column", "Holds", "Needed", "Choices", "Help"]
    for column in schema.all:
        choices = "; ".join(words for _value, words in column.choices)[:2000]
        yield [column.heading, column.kind.value, "Yes" if column.required else "No", choices, column.help]


def _iso(cell: str | date) -> str:
    return cell if isinstance(cell, str) else cell.isoformat()


def _understood(schema: Schema, file: str, grid: Grid) -> Read:
    if not grid.lines:
        refuse(
            file,
            "an empty file",
            "The first row has the columns' headings.",
            "Export the table first, and change that.",
        )
    top, notes = _headings(schema, grid)
    places, left = _places(schema, file, grid.lines[top])
    if left:
        notes = (*notes, f"These columns are none of the table's and were not taken in: {', '.join(left)}.")
    found: list[Record] = []
    faults: list[Fault] = []
    for line in grid.lines[top + 1 :]:
        if not line.is_empty:
            record, wrong = _row(file, line, places, len(grid.lines[top].cells))
            faults += wrong
            found += [] if wrong else [record]
    return Read(
        file, tuple(found), _first(file, faults), (*grid.notes, *notes), tuple(column.name for column in places)
    )


def _headings(schema: Schema, grid: Grid) -> tuple[int, tuple[str, ...]]:
    """Which line holds the headings: the first, but that a tracker may have a title above them."""
    if not schema.is_open:
        return 0, ()
    known = _known(schema)
    found = [sum(folded(_said(cell)) in known for cell in line.cells) for line in grid.lines[:TITLE_ROWS]]
    best = max(range(len(found)), key=lambda place: (found[place], -place))
    if best == 0 or found[best] < 2:
        return 0, ()
    return best, (f"Its headings were found in row {grid.lines[best].row}; what stands above them was not taken in.",)


def _known(schema: Schema) -> dict[str, Column]:
    return {folded(words): column for column in schema.all for words in (column.heading, *column.headings)}


def _said(cell: Cell) -> str:
    return "" if isinstance(cell, Bad) else str(cell).strip()


def _places(schema: Schema, file: str, headings: Line) -> tuple[dict[Column, int], list[str]]:
    """Which cell each column stands in, and headings of an open table that are none of its own.

    Headings that are unknown, missing or there twice stop the reading.
    """
    known = _known(schema)
    places: dict[Column, int] = {}
    faults: list[Fault] = []
    left: list[str] = []
    for place, cell in enumerate(headings.cells):
        said = _said(cell)
        column = known.get(folded(said))
        if column is None and said and schema.is_open:
            left.append(f"“{said[:60]}”")
        elif column is None and said:
            near = get_close_matches(folded(said), known, 1)
            took = (
                f"Did you mean “{known[near[0]].heading}”?"
                if near
                else "Take the column out, or export the table to see its headings."
            )
            faults.append(
                Fault(
                    file,
                    1,
                    said[:60],
                    "a heading that this table does not have",
                    "Each heading is one of the table's.",
                    took,
                )
            )
        elif column in places:
            rule = (
                "Each heading stands once."
                if folded(said) == folded(column.heading)
                else f"It is read as “{column.heading}”, which stands once."
            )
            faults.append(
                Fault(file, 1, said[:60], "a heading that stands twice", rule, "Take one of the two columns out.")
            )
        elif column is not None:
            places[column] = place
    for column in (
        *(() if schema.is_open else (REFERENCE, VERSION)),
        *(each for each in schema.columns if each.required),
    ):
        if column not in places:
            faults.append(
                Fault(file, 1, column.heading, "no such heading", "This column is needed.", _how_to_head(column))
            )
    if faults:
        raise InputRefused(
            f"{file} was not read: its headings are not those of {schema.title.lower()}",
            "Put the headings right and send it again.",
            tuple(faults),
        )
    return places, left


def _how_to_head(column: Column) -> str:
    others = ", ".join(f"“{words}”" for words in column.headings[:4])
    return f"Head it “{column.heading}”, or {others}." if others else "Export the table first, and change that file."


def _row(file: str, line: Line, places: Mapping[Column, int], width: int) -> tuple[Record, list[Fault]]:
    faults = []
    extra = line.cells[width:]
    if any(not isinstance(cell, str) or cell.strip() for cell in extra) or (line.line and len(line.cells) < width):
        given = f"{len(line.cells)} cells under {width} headings"
        return Record("", None, {}), [
            Fault(
                file,
                line.row,
                None,
                given,
                "A row has as many cells as there are headings.",
                "Look for a separator too many or too few in it.",
                line.line,
            )
        ]
    values: dict[str, Any] = {}
    for column, place in places.items():
        try:
            values[column.name] = _cell(column, line.cells[place] if place < len(line.cells) else "")
        except CellRefused as refused:
            bad = refused.bad
            faults.append(Fault(file, line.row, column.heading, bad.given, bad.rule, bad.remedy, line.line))
    reference, version = values.pop(REFERENCE.name, ""), values.pop(VERSION.name, None)
    if not faults and bool(reference) != (version is not None):
        given = "a reference without its version" if reference else "a version without its reference"
        faults.append(
            Fault(
                file,
                line.row,
                VERSION.heading,
                given,
                "Both say which record a row is.",
                "Copy both from the export, or leave both empty to add a record.",
                line.line,
            )
        )
    return Record(reference, version, values, line.row, line.line), faults


def _cell(column: Column, cell: Cell) -> Any:
    if column is REFERENCE:
        return read(column, cell).strip().lower()
    value = read(column, cell)
    if column is not VERSION:
        return value
    if not value.strip():
        return None
    if not (value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 10 and int(value)):
        raise CellRefused(Bad("no version", "A version is a whole number.", "Copy it from the export."))
    return int(value)


def _first(file: str, faults: list[Fault]) -> tuple[Fault, ...]:
    """As many as a person can read; the rest are counted."""
    if len(faults) <= limits.FAULTS:
        return tuple(faults)
    more = len(faults) - limits.FAULTS
    rest = Fault(
        file,
        None,
        None,
        f"{more:,} further faults",
        "Each cell follows its column's rule.",
        "Put these right first; the rest will be told then.",
    )
    return (*faults[: limits.FAULTS], rest)
