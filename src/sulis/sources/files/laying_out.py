"""From rows of cells, whatever they come from, to the scratch CSV: the header found, each row judged and written."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from sulis.sources.files import wording
from sulis.sources.files.layout import Layout, Limits
from sulis.vocabulary import Fault

SEARCHED = 50  # rows in which a header is looked for
MOST_FAULTS = 10_000
"""Rows set aside before a file is refused: more than that is not a file with slips in it, and their faults would fill memory."""
GROWTH = 4  # the most that quoting can add to text of short cells


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that holds no value; ``given`` says what it holds instead."""

    given: str


Cell = str | Bad


@dataclass(slots=True)
class Line:
    """One row: its number as a spreadsheet counts, its cells, and the line of text that it ends on where there is text."""

    row: int
    cells: Sequence[Cell]
    line: int | None = None


class LineNumbers(Mapping[int, int]):
    """Row to line of text, for rows where they differ, kept as the places where the difference changes."""

    def __init__(self) -> None:
        self._rows, self._offsets, self._last = array("q"), array("q"), 0

    def note(self, row: int, line: int) -> None:
        """Rows come in order."""
        if line - row != (self._offsets[-1] if self._offsets else 0):
            self._rows.append(row)
            self._offsets.append(line - row)
        self._last = row

    def __getitem__(self, row: int) -> int:
        at = bisect_right(self._rows, row) - 1
        if at < 0 or row > self._last or not self._offsets[at]:
            raise KeyError(row)
        return row + self._offsets[at]

    def __iter__(self) -> Iterator[int]:
        return (row for row in range(self._rows[0] if self._rows else 1, self._last + 1) if self.get(row) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class LaidOut:
    """What was written to the scratch file. ``last`` is the last row that held anything, bad or sound."""

    header: tuple[str, ...] = ()
    header_row: int = 0
    rows: int = 0
    last: int = 0
    blank: int = 0
    lines: LineNumbers = field(default_factory=LineNumbers)
    faults: list[Fault] = field(default_factory=list)


def lay_out(
    name: str, lines: Iterable[Line], aside: Path, layout: Layout, limits: Limits, *, ragged: bool = False
) -> LaidOut:
    """Find the header and write every sound row under it to ``aside``.

    ``ragged`` says that rows may stop before their last, empty cells, as a spreadsheet's do.

    Raises
    ------
    Refused
        When there is no header, no row, a second header, or more of anything than the limits allow.
    """
    found, rest = LaidOut(), iter(lines)
    first = _find_header(name, rest, layout, limits, found)
    with aside.open("w", encoding="utf-8", newline="") as out:
        _Writing(name, found, first, limits, ragged=ragged).run(rest, out)
    if not found.rows and not found.faults:
        wording.refuse(
            name, "a header and no rows", "A table has at least one row.", wording.AGAIN, row=found.header_row
        )
    return found


def folded(cell: Cell) -> str:
    r"""A header as names are compared: trimmed, and each run of spaces or line breaks as one space.

    >>> folded("  Local\n authority ")
    'Local authority'
    """
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _find_header(name: str, lines: Iterator[Line], layout: Layout, limits: Limits, found: LaidOut) -> tuple[str, ...]:
    """The header's cells as they stand, its place and its names being set on ``found``."""
    nearest: list[str] | None = None  # None: not a single cell so far
    for line in lines:
        cells = tuple(folded(cell) for cell in line.cells)
        if not any(cells):
            continue
        if line.row > (layout.header_row or SEARCHED):
            nearest = nearest or []
            break
        if len(cells) > limits.columns:
            _too_wide(name, len(cells), limits, line.row)
        held = {cell.casefold() for cell in cells}
        absent = [column for column in layout.required if column.casefold() not in held]
        if not absent and line.row == (layout.header_row or line.row):
            found.header_row, found.last, found.header = (
                line.row,
                line.row,
                _names(name, cells, line.row, layout.repeated),
            )
            return cells
        if line.row == (layout.header_row or line.row):
            nearest = absent if nearest is None or len(absent) < len(nearest) else nearest
        else:  # a line above the row of the header
            nearest = list(layout.required) if nearest is None else nearest
    if nearest is None:
        wording.empty(name)
    return _no_header(name, layout, nearest)


def _no_header(name: str, layout: Layout, absent: list[str]) -> NoReturn:
    where = f"row {layout.header_row}" if layout.header_row else f"the first {SEARCHED} rows"
    given = f"a header without {', '.join(absent)}" if absent else f"no header in {where}"
    rule = f"The header, looked for in {where}, must hold every column that is needed."
    remedy = (
        "Check that it is the file you meant, that no column has another name, and the delimiter and the header's row."
    )
    wording.refuse(name, given, rule, remedy, row=layout.header_row or None, column=absent[0] if absent else None)


def _too_wide(name: str, found: int, limits: Limits, row: int) -> NoReturn:
    rule = f"At most {limits.columns:,} are read (setting SULIS_MOST_COLUMNS)."
    wording.refuse(name, f"{found:,} columns", rule, "Take out the columns that are not needed.", row=row)


def _names(name: str, cells: Sequence[str], row: int, repeated: Sequence[str] = ()) -> tuple[str, ...]:
    width = max(at for at, cell in enumerate(cells, 1) if cell)
    names = tuple(cell or f"(column {at})" for at, cell in enumerate(cells[:width], 1))
    names = tuple(
        f"{column} (column {at})" if column in repeated and column in names[: at - 1] else column
        for at, column in enumerate(names, 1)
    )
    seen: set[str] = set()
    for column in names:
        if column.casefold() in seen:
            wording.refuse(
                name, "a column that stands twice", "Each name may stand once, so that it is clear which one is meant.",
                "Rename or take out one of the two.", row=row, column=column,
            )  # fmt: skip
        seen.add(column.casefold())
    return names


class _Writing:
    """Judges rows one by one and writes the sound ones."""

    def __init__(self, name: str, found: LaidOut, first: tuple[str, ...], limits: Limits, *, ragged: bool) -> None:
        self.name, self.found, self.limits = name, found, limits
        self.first, self.width, self.whole = first, len(found.header), len(first)
        self.ragged, self.short, self.most = ragged, limits.cell_bytes // 4, GROWTH * limits.unpacked_bytes
        self.written = 0

    def run(self, lines: Iterator[Line], out: IO[str]) -> None:
        for line in lines:
            cells = [cell.strip() if isinstance(cell, str) else cell for cell in line.cells]
            if not any(cells):
                self.found.blank += 1
                continue
            self._note(line)
            if cells[0] and folded(cells[0]) == self.first[0] and self._is_header(cells):
                wording.second_header(self.name, line.row, line.line)
            fault = self._fault(line, cells)
            if fault is None:
                self._write(line.row, cells, out)
            else:
                self._set_aside(fault)

    def _note(self, line: Line) -> None:
        self.found.last = line.row
        if line.line is not None:
            self.found.lines.note(line.row, line.line)

    def _is_header(self, cells: list[Cell]) -> bool:
        return tuple(folded(cell) for cell in cells[: self.width]) == self.first[: self.width]

    def _fault(self, line: Line, cells: list[Cell]) -> Fault | None:
        given = len(cells)
        right = given == self.whole or (self.ragged and (given < self.whole or not any(cells[self.width :])))
        if not right or any(cells[self.width :]):
            return wording.wrong_width(self.name, line.row, line.line, given, self.whole)
        for at, cell in enumerate(cells[: self.width]):
            if isinstance(cell, Bad):
                return wording.bad_cell(self.name, line.row, self.found.header[at], line.line, cell.given)
            if len(cell) > self.short and len(cell.encode()) > self.limits.cell_bytes:
                column, most = self.found.header[at], self.limits.cell_bytes
                return wording.long_cell(self.name, line.row, column, line.line, most)
        return None

    def _set_aside(self, fault: Fault) -> None:
        self.found.faults.append(fault)
        if len(self.found.faults) > MOST_FAULTS:
            given = f"more than {MOST_FAULTS:,} rows that cannot be read; the first: {self.found.faults[0].given}"
            rule = "A file with so many is not the one that its layout describes."
            wording.refuse(self.name, given, rule, wording.AGAIN, row=self.found.faults[0].row)

    def _write(self, row: int, cells: list[Cell], out: IO[str]) -> None:
        texts = [str(cell) for cell in cells[: self.width]]
        texts += [""] * (self.width - len(texts))
        joined = ",".join(['"' + text.replace('"', '""') + '"' if text else "" for text in texts])
        self.written += out.write(f'"{row}",{joined}\n')
        self.found.rows += 1
        if self.found.rows > self.limits.rows:
            rule = f"At most {self.limits.rows:,} rows are read (setting SULIS_MOST_ROWS)."
            wording.refuse(self.name, f"more than {self.limits.rows:,} rows", rule, "Send it in parts.", row=row)
        if self.written > self.most:
            wording.too_large(self.name, "cells of more text than may be unpacked", self.most, "SULIS_MOST_UNPACKED_MB")
