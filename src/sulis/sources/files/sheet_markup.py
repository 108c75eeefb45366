"""One sheet of an XLSX workbook: its rows of cells as text, and what stands in the way of reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Bad, Cell, Line
from sulis.sources.files.layout import Limits
from sulis.sources.files.package import Package
from sulis.sources.files.rows import FORMULA, Placing, Tally
from sulis.sources.files.sheets import Named
from sulis.sources.files.values import Shown, date_text, number_text, time_text

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetRows:
    """The rows of one worksheet, in order."""

    def __init__(
        self,
        package: Package,
        sheet: Named,
        strings: list[str],
        styles: list[Shown],
        from_1904: bool,
        limits: Limits,
    ) -> None:
        self.package, self.sheet, self.strings, self.styles, self.from_1904 = package, sheet, strings, styles, from_1904
        self.tally = Tally()
        self.placing = Placing(f"{package.name}!{sheet.name}", limits)
        self.at, self.kind, self.style, self.hidden = 0, "", 0, False
        self.formula, self.has_value, self.hearing, self.aloud = False, False, False, 0
        self.said: list[str] = []

    def __iter__(self) -> Iterator[Line]:
        for _ in self.package.steps(self.sheet.part, self._start, self._end, self._text):
            yield from self.placing.taken()

    def _start(self, element: str, given: dict[str, str]) -> None:
        if element == "c":
            self._begin_cell(given)
        elif element == "v" or element == "t":
            self.has_value, self.hearing = True, not self.aloud
        elif element == "row":
            self._begin_row(given)
        elif element == "f":
            self.formula = True
        elif element == "rPh":
            self.aloud += 1
        elif element == "mergeCell":
            self._merged(given.get("ref", ""))
        elif element == "col" and given.get("hidden") in ("1", "true"):
            self.tally.hidden_columns.append((int(given.get("min", "1")) - 1, int(given.get("max", "1"))))

    def _end(self, element: str) -> None:
        if element == "c":
            self.placing.put(self.at, self._cell())
            self.at += 1
        elif element == "v" or element == "t":
            self.hearing = False
        elif element == "row":
            self.tally.hidden_rows += self.hidden and bool(self.placing.cells)
            self.placing.finish()
        elif element == "rPh":
            self.aloud -= 1

    def _text(self, text: str) -> None:
        if self.hearing:
            self.said.append(text)

    def _begin_row(self, given: dict[str, str]) -> None:
        self.placing.begin(int(given["r"]) if "r" in given else self.placing.row + 1)
        self.at = 0
        self.hidden = given.get("hidden") in ("1", "true")

    def _begin_cell(self, given: dict[str, str]) -> None:
        if "r" in given:
            self.at = _place(self.placing.name, given["r"])[1]
        self.kind, self.style = given.get("t", "n"), int(given.get("s", "0"))
        self.formula, self.has_value = False, False
        self.said.clear()

    def _merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        name = self.placing.name
        self.tally.merged.append((_place(name, first)[0], _place(name, last or first)[0], reference))

    def _cell(self) -> Cell:
        text = "".join(self.said)
        if self.formula:
            self.tally.formulas += 1
            if not text and not (self.has_value and self.kind == "str"):
                return FORMULA
        if not text:
            return ""
        if self.kind in ("s", "str", "inlineStr"):
            return self._words(text)
        if self.kind == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if self.kind == "e":
            return Bad(f"a spreadsheet's error, {text[:20]}")
        if self.kind == "d":
            return text.removesuffix("Z").removesuffix(".000").removesuffix("T00:00:00")
        return self._number(text)

    def _words(self, text: str) -> Cell:
        if self.kind == "s":
            if not text.strip().isdigit() or int(text) >= len(self.strings):
                wording.damaged(self.package.name, "a spreadsheet that refers to a text it does not hold")
            text = self.strings[int(text)]
        if "_x" in text:
            text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
            return Bad("a character that no text has") if _unwritable(text) else text
        return text

    def _number(self, text: str) -> Cell:
        shown = self.styles[self.style] if self.style < len(self.styles) else Shown.NUMBER
        if shown is Shown.DATE:
            return date_text(text, from_1904=self.from_1904) or Bad("a date that no calendar has")
        written = number_text(text.strip()) if shown is Shown.NUMBER else time_text(text)
        return written or Bad("a number that cannot be read")


def _unwritable(text: str) -> bool:
    return "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


def _place(name: str, reference: str) -> tuple[int, int]:
    """Row, counted from 1, and column, counted from 0, of a cell's name."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        wording.damaged(name, "a spreadsheet with a cell that is nowhere")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
