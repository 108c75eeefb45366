"""XLSX: the sheet that is asked for, read part by part without running or trusting anything in the workbook."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from sulis.sources.files import wording
from sulis.sources.files.layout import Layout, Limits
from sulis.sources.files.markup import Stop
from sulis.sources.files.package import Package
from sulis.sources.files.rows import Found
from sulis.sources.files.sheet_markup import SheetRows
from sulis.sources.files.sheets import Named, choose
from sulis.sources.files.values import Shown, shown_as

BOOK = "xl/workbook.xml"


@dataclass(slots=True)
class _Book:
    """What the workbook says of itself."""

    sheets: list[tuple[str, str, bool]]  # name, relation, visible
    from_1904: bool = False


def read_workbook(package: Package, layout: Layout, limits: Limits) -> Found:
    """The rows of the chosen sheet, as they come, and what was found on the way once they have all been read.

    Raises
    ------
    Refused
        When no one sheet can be chosen, the wanted one is hidden, or the workbook is damaged.
    """
    if BOOK not in package.parts:
        wording.damaged(package.name, "a spreadsheet without a workbook in it")
    book, targets = _book(package), _relations(package)
    named = [
        Named(name, visible, targets.get(relation, ""))
        for name, relation, visible in book.sheets
        if targets.get(relation, "") in package.parts
    ]
    chosen, notes = choose(package.name, named, layout.sheet, lambda sheet: _has_cells(package, sheet.part))
    rows = SheetRows(package, chosen, list(_strings(package)), _formats(package), book.from_1904, limits)
    return Found(chosen.name, rows, list(notes))


def _ignored(_text: str) -> None:
    return


def _book(package: Package) -> _Book:
    book = _Book([])

    def start(element: str, given: dict[str, str]) -> None:
        if element == "sheet":
            book.sheets.append((given.get("name", ""), given.get("id", ""), given.get("state", "visible") == "visible"))
        elif element == "workbookPr":
            book.from_1904 = given.get("date1904", "0") in ("1", "true")

    package.walk(BOOK, start, _ignored, _ignored)
    return book


def _relations(package: Package) -> dict[str, str]:
    """The part of each worksheet, by its relation. What lies outside the package is not followed."""
    part, found = "xl/_rels/workbook.xml.rels", dict[str, str]()

    def start(_element: str, given: dict[str, str]) -> None:
        if given.get("Type", "").endswith("/worksheet") and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            found[given.get("Id", "")] = target[1:] if target[:1] == "/" else posixpath.normpath(f"xl/{target}")

    if part in package.parts:
        package.walk(part, start, _ignored, _ignored)
    return found


def _has_cells(package: Package, part: str) -> bool:
    found = False

    def start(element: str, _given: dict[str, str]) -> None:
        nonlocal found
        if element in ("v", "t"):
            found = True
            raise Stop

    package.walk(part, start, _ignored, _ignored)
    return found


def _strings(package: Package) -> Iterator[str]:
    """The texts that cells refer to by number, without the readings that East Asian scripts carry along."""
    part = "xl/sharedStrings.xml"
    if part not in package.parts:
        return
    texts: list[str] = []
    said: list[str] = []
    inside, aloud = False, 0

    def start(element: str, _given: dict[str, str]) -> None:
        nonlocal inside, aloud
        inside = element == "t"
        aloud += element == "rPh"

    def end(element: str) -> None:
        nonlocal inside, aloud
        inside = False
        aloud -= element == "rPh"
        if element == "si":
            texts.append("".join(said))
            said.clear()

    def text(given: str) -> None:
        if inside and not aloud:
            said.append(given)

    package.walk(part, start, end, text)
    yield from texts


def _formats(package: Package) -> list[Shown]:
    """How each style of cells shows a number."""
    part = "xl/styles.xml"
    codes: dict[int, str] = {}
    styles: list[Shown] = []
    inside = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal inside
        if element == "numFmt" and given.get("numFmtId", "").isdigit():
            codes[int(given["numFmtId"])] = given.get("formatCode", "")
        elif element == "cellXfs":
            inside = True
        elif element == "xf" and inside:
            number = given.get("numFmtId", "0")
            styles.append(shown_as(int(number), codes.get(int(number), "")) if number.isdigit() else Shown.NUMBER)

    def end(element: str) -> None:
        nonlocal inside
        if element == "cellXfs":
            inside = False

    if part in package.parts:
        package.walk(part, start, end, _ignored)
    return styles
