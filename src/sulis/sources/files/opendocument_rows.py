"""One sheet of an ODS document: its rows of cells as text. Repeated cells and rows are written once in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Bad, Cell, Line
from sulis.sources.files.layout import Limits
from sulis.sources.files.package import Package
from sulis.sources.files.rows import FORMULA, LAST_ROW, Placing, Tally
from sulis.sources.files.values import number_text

_CLOCK = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d+)?S)?")
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d{3}")
_BESIDE = frozenset({"annotation", "shapes", "forms", "tracked-changes", "frame", "control"})
"""What lies on a sheet or beside a cell's value: comments, drawings, earlier values."""
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_NUMBERS = frozenset({"float", "percentage", "currency"})


class DocumentRows:
    """The rows of one table of the document, in order."""

    def __init__(self, package: Package, part: str, sheet: str, limits: Limits) -> None:
        self.package, self.part, self.sheet, self.limits = package, part, sheet, limits
        self.tally, self.placing = Tally(), Placing(f"{package.name}!{sheet}", limits)
        self.tables, self.ours, self.beside = 0, False, 0
        self.at, self.column, self.times, self.hidden = 0, 0, 1, False
        self.given: dict[str, str] = {}
        self.said: list[str] = []
        self.hearing = False
        self.repeats: list[int] = []

    def __iter__(self) -> Iterator[Line]:
        for _ in self.package.steps(self.part, self._start, self._end, self._text):
            repeats, self.repeats = self.repeats, []
            for line, times in zip(self.placing.taken(), repeats, strict=True):
                for more in range(times):
                    yield Line(line.row + more, line.cells)

    def _start(self, element: str, given: dict[str, str]) -> None:
        self.beside += element in _BESIDE
        if element == "table":
            self.tables += 1
            self.ours = self.tables == 1 and given.get("name", "") == self.sheet
        elif self.beside or not self.ours or self.tables != 1:
            return
        elif element in _CELLS:
            self.given, self.hearing = given, False
            self.said.clear()
        elif element == "table-row":
            self._begin_row(given)
        elif element == "table-column":
            times = self._count(given, "number-columns-repeated")
            if given.get("visibility", "visible") != "visible":
                self.tally.hidden_columns.append((self.column, self.column + times))
            self.column += times
        else:
            self._start_text(element, given)

    def _start_text(self, element: str, given: dict[str, str]) -> None:
        if element == "p":
            if self.said:
                self.said.append("\n")
            self.hearing = True
        elif element == "s":
            self.said.append(" " * min(self._count(given, "c"), self.limits.cell_bytes))
        elif element in ("tab", "line-break"):
            self.said.append("\t" if element == "tab" else "\n")

    def _end(self, element: str) -> None:
        self.beside -= element in _BESIDE
        if element == "table":
            self.tables -= 1
        elif self.beside or not self.ours or self.tables != 1:
            return
        elif element in _CELLS:
            self._end_cell()
        elif element == "p":
            self.hearing = False
        elif element == "table-row":
            self._end_row()

    def _text(self, text: str) -> None:
        if self.hearing and not self.beside:
            self.said.append(text)

    def _begin_row(self, given: dict[str, str]) -> None:
        self.times = self._count(given, "number-rows-repeated")
        self.hidden = given.get("visibility", "visible") != "visible"
        self.at = 0
        self.placing.begin(self.placing.row + 1)

    def _end_row(self) -> None:
        before = len(self.placing.waiting)
        self.placing.finish()
        last = self.placing.row + self.times - 1
        if len(self.placing.waiting) > before:
            if last > LAST_ROW:
                wording.damaged(self.placing.name, "a spreadsheet of more rows than one can have")
            self.repeats.append(self.times)
            self.placing.last = last
            self.tally.hidden_rows += self.times * self.hidden
        self.placing.row = min(last, LAST_ROW)

    def _end_cell(self) -> None:
        times, cell = self._count(self.given, "number-columns-repeated"), self._cell()
        down = self._count(self.given, "number-rows-spanned")
        if down > 1 or self._count(self.given, "number-columns-spanned") > 1:
            row = self.placing.row
            self.tally.merged.append((row, row + down - 1, f"{_letters(self.at)}{row}"))
        for place in range(self.at, self.at + times) if cell else ():
            self.placing.put(place, cell)
        self.at += times

    def _cell(self) -> Cell:
        given, text = self.given, "".join(self.said)
        kind, is_formula = given.get("value-type", ""), "formula" in given
        if is_formula:
            self.tally.formulas += 1
            if not kind and not text:
                return FORMULA
        if kind == "error" or (is_formula and _ERROR.fullmatch(text.strip())):
            return Bad(f"a spreadsheet's error, {text.strip()[:20]}")
        if kind in _NUMBERS:
            return number_text(given.get("value", "")) or Bad("a number that cannot be read")
        if kind == "boolean":
            return "TRUE" if given.get("boolean-value") == "true" else "FALSE"
        if kind == "date":
            return given.get("date-value", "").removesuffix("T00:00:00")
        return _clock(given.get("time-value", "")) if kind == "time" else text or given.get("string-value", "")

    def _count(self, given: dict[str, str], name: str) -> int:
        text = given.get(name, "1")
        if not text.isdigit() or len(text) > 9 or text == "0":
            wording.damaged(self.placing.name, "a spreadsheet with a count that is no number")
        return int(text)


def _clock(text: str) -> Cell:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return Bad("a time that cannot be read")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _letters(at: int) -> str:
    """A column's letters, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
