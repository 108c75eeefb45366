"""ODS: the sheet that is asked for, read from an OpenDocument spreadsheet as a stream."""

from __future__ import annotations

from sulis.sources.files import wording
from sulis.sources.files.layout import Layout, Limits
from sulis.sources.files.opendocument_rows import DocumentRows
from sulis.sources.files.package import Package
from sulis.sources.files.rows import Found
from sulis.sources.files.sheets import Named, choose

CONTENT = "content.xml"


def read_opendocument(package: Package, layout: Layout, limits: Limits) -> Found:
    """The rows of the chosen sheet, as they come, and what was found on the way once they have all been read.

    Raises
    ------
    Refused
        When no one sheet can be chosen, the wanted one is hidden, or the document is locked or damaged.
    """
    if CONTENT not in package.parts:
        wording.damaged(package.name, "a spreadsheet without content in it")
    _refuse_locked(package)
    sheets = _Sheets(package)
    chosen, notes = choose(package.name, sheets.named, layout.sheet, lambda sheet: sheet.name in sheets.with_cells)
    return Found(chosen.name, DocumentRows(package, CONTENT, chosen.name, limits), list(notes))


def _refuse_locked(package: Package) -> None:
    def start(element: str, _given: dict[str, str]) -> None:
        if element == "encryption-data":
            wording.refuse(package.name, "a spreadsheet under a password", "Files must be readable.", wording.SAVE)

    if "META-INF/manifest.xml" in package.parts:
        package.walk("META-INF/manifest.xml", start, _ignored, _ignored)


def _ignored(_text: str) -> None:
    return


class _Sheets:
    """The sheets of a document, found in one walk: their names, which are hidden, and which have cells."""

    def __init__(self, package: Package) -> None:
        self.named: list[Named] = []
        self.with_cells: set[str] = set()
        self._hidden: set[str] = set()
        self._style, self._open, self._in_cell = "", 0, False
        package.walk(CONTENT, self._start, self._end, self._text)

    def _start(self, element: str, given: dict[str, str]) -> None:
        if element == "style":
            self._style = given.get("name", "")
        elif element == "table-properties" and given.get("display") == "false":
            self._hidden.add(self._style)
        elif element == "table":
            self._open += 1
            if self._open == 1:
                self.named.append(Named(given.get("name", ""), given.get("style-name", "") not in self._hidden))
        elif element == "table-cell" and self._open == 1:
            self._in_cell = True
            if given.get("value-type"):
                self.with_cells.add(self.named[-1].name)

    def _end(self, element: str) -> None:
        if element == "table":
            self._open -= 1
        elif element == "table-cell":
            self._in_cell = False

    def _text(self, text: str) -> None:
        if self._in_cell and self._open == 1 and text.strip():
            self.with_cells.add(self.named[-1].name)
