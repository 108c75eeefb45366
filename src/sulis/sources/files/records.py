"""XML of which one element is a row: its attributes and the elements in it are the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Bad, Cell, Line
from sulis.sources.files.layout import Limits
from sulis.sources.files.markup import steps, walk

Pieces = Callable[[], Iterable[bytes]]


def columns_of(name: str, pieces: Pieces, record: str, limits: Limits) -> tuple[str, ...]:
    """Every column that any record has, in the order in which they first stand.

    Raises
    ------
    Refused
        When the markup is damaged, holds no such element, or has more columns than the limit.
    """
    columns: dict[str, int] = {}

    def seen(cells: dict[str, Cell]) -> None:
        for column in cells:
            columns.setdefault(column, len(columns))
        if len(columns) > limits.columns:
            rule = f"At most {limits.columns:,} are read (setting SULIS_MOST_COLUMNS)."
            wording.refuse(name, f"more than {limits.columns:,} columns", rule, "Send it in parts.")

    handler = _Records(record, seen)
    walk(name, pieces(), handler.start, handler.end, handler.text)
    if not handler.count:
        rule = "The file must hold the element that its layout says is one row."
        wording.refuse(name, f"no element named {record}", rule, "Check that it is the file you meant.")
    return tuple(columns)


def lines_of(name: str, pieces: Pieces, record: str, columns: tuple[str, ...]) -> Iterator[Line]:
    """The header in row 1, then a row for each record."""
    yield Line(1, columns)
    waiting: list[dict[str, Cell]] = []
    handler = _Records(record, waiting.append)
    row = 1
    for _ in steps(name, pieces(), handler.start, handler.end, handler.text):
        for cells in waiting:
            row += 1
            yield Line(row, [cells.get(column, "") for column in columns])
        waiting.clear()


class _Records:
    """Gathers the cells of each record: ``name``, ``name/inner``, and attributes as ``@name`` or ``name/@attribute``."""

    def __init__(self, record: str, seen: Callable[[dict[str, Cell]], None]) -> None:
        self.record, self.seen, self.count = record, seen, 0
        self.path: list[str] = []
        self.said: list[str] = []
        self.cells: dict[str, Cell] = {}
        self.inside = False

    def start(self, element: str, given: dict[str, str]) -> None:
        if not self.inside:
            if element != self.record:
                return
            self.inside, self.cells, self.path = True, {}, []
        else:
            self.path.append(element)
            self.said.clear()
        for key, value in given.items():
            self._put("/".join([*self.path, f"@{key}"]), value)

    def end(self, element: str) -> None:
        if not self.inside:
            return
        if self.path:
            text = "".join(self.said)
            if text.strip():
                self._put("/".join(self.path), text)
            self.said.clear()
            self.path.pop()
        elif element == self.record:
            self.inside, self.count = False, self.count + 1
            self.seen(self.cells)

    def text(self, given: str) -> None:
        if self.inside and self.path:
            self.said.append(given)

    def _put(self, column: str, value: str) -> None:
        self.cells[column] = Bad("a column that stands twice in one record") if column in self.cells else value
