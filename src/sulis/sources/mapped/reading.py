"""One file by one mapping, judged: its rows wait in a temporary table, or its faults say why not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from sulis.catalogue.mappings import ColumnMap, Mapping
from sulis.sources.files import Kind, Layout, Limits, Sheet, read_table
from sulis.sources.mapped import headers as named
from sulis.sources.mapped.cells import Reading, readings
from sulis.sources.mapped.repeats import settle
from sulis.sources.mapped.rules import Rule
from sulis.store import Refused
from sulis.store.sql import literal, struct
from sulis.tables import MISSING
from sulis.vocabulary import Fault

_REMEDY = "Correct the cell, or add what it means to the mapping."


@contextmanager
def scratch(aside: Path, *, secret: bool) -> Iterator[Path]:
    """Where a file's cells are laid out before they are judged: in memory alone when they may name people."""
    if not secret:
        yield aside
        aside.unlink(missing_ok=True)
        return
    handle = os.memfd_create("cells")
    try:
        yield Path(f"/proc/self/fd/{handle}")
    finally:
        os.close(handle)


def layout_of(mapping: Mapping) -> Layout:
    """How the file is read, as the mapping says."""
    given = mapping.file
    return Layout(
        kind=Kind(given.kind), sheet=given.sheet, header_row=given.header_row, encoding=given.encoding,
        delimiter=given.delimiter, required=mapping.required, record=given.record,
        repeated=given.repeated,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A file laid out and read: ``name`` is the temporary table of its values, ``rules`` what each row must keep.

    ``repeats`` says what was done with rows that tell the same thing.
    """

    sheet: Sheet
    headers: named.Headers
    name: str
    rows: int
    left_out: int
    rules: tuple[Rule, ...]
    repeats: tuple[str, ...] = ()

    def line_of(self, row: int) -> int | None:
        """The line of text that a row ends on."""
        return self.sheet.lines.get(row, row)


def read(
    connection: duckdb.DuckDBPyConnection, path: Path, place: Path, mapping: Mapping, limits: Limits, name: str
) -> Read | tuple[Sheet, list[Fault]]:
    """Lay a file out and read its cells; the sheet and its faults when headers that the mapping needs are not there."""
    try:
        sheet = read_table(path, place, layout_of(mapping), limits)
    except Refused as refused:
        return _as_it_stands(path, place, mapping, limits, refused), [refused.fault]
    headers = named.match(sheet.header, mapping)
    faults = named.absent(sheet.name, headers, sheet.header_row, mapping)
    if faults:
        return sheet, faults
    _lay_out(connection, f"{name}_cells", sheet, mapping)
    left_out = _leave_out(connection, f"{name}_cells", headers, mapping)
    found = [(column, reading) for column in mapping.columns for reading in _readings(column, mapping, headers)]
    kept = {reading.name: reading.value for _, reading in found if reading.name}
    for column in mapping.table.columns:
        if column.name not in kept and column.name not in ("release", "row_number"):
            kept[column.name] = _unfilled(column.name, column.sql_type)
    rules, checked = _rules(found, headers)
    values = ", ".join(f"{value} AS {column}" for column, value in kept.items())
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT row_number, {', '.join([values, *checked])} FROM {name}_cells"
    )
    connection.execute(f"DROP TABLE {name}_cells")
    repeats = settle(connection, name, mapping)
    rules += [
        Rule(check.column, check.holds, check.given, check.rule, "Correct the row.") for check in mapping.table.checks
    ]
    rows = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    assert rows is not None
    return Read(sheet, headers, name, rows[0], left_out, tuple(rules), repeats)


def _as_it_stands(path: Path, place: Path, mapping: Mapping, limits: Limits, refused: Refused) -> Sheet:
    """A file that lacks what the mapping needs, with the headers that it has: what they tell is asked at the door all the same."""
    try:
        return read_table(path, place, replace(layout_of(mapping), required=()), limits)
    except Refused:
        raise refused from None


def _readings(column: ColumnMap, mapping: Mapping, headers: named.Headers) -> list[Reading]:
    cell = headers.cell(*column.headers) if column.headers else _several(column, headers)
    return [] if cell is None else readings(column, mapping.table, cell)


def _several(column: ColumnMap, headers: named.Headers) -> str | None:
    """The cells of several headers as one: joined, empty where any of them is; or the first that is not empty."""
    if column.first_of:
        held = [cell for cell in map(headers.cell, column.first_of) if cell]
        return f"coalesce({', '.join(held)})" if held else None
    cells = [headers.cell(header) for header in column.joined]
    return None if None in cells else f"({' || chr(32) || '.join(map(str, cells))})" if cells else ""


def _unfilled(name: str, sql_type: str) -> str:
    """A column that the file does not have: for a quantity, the source does not collect it."""
    return "'not collected'" if name.endswith(MISSING) else f"NULL::{sql_type}"


def _rules(found: Sequence[tuple[ColumnMap, Reading]], headers: named.Headers) -> tuple[list[Rule], list[str]]:
    """A rule for each reading, and the columns that say whether a row keeps it."""
    rules: list[Rule] = []
    checked: list[str] = []
    for column, reading in found:
        if reading.sound == "true":
            continue
        mark = f"sound_{len(rules)}"
        checked.append(f"coalesce({reading.sound}, false) AS {mark}")
        cell = headers.cell(*column.headers)
        shown = next((h for place, h in enumerate(headers.given) if f"c{place}" == cell), column.to)
        rules.append(Rule(shown, mark, reading.given, reading.rule, _REMEDY))
    return rules, checked


def _lay_out(connection: duckdb.DuckDBPyConnection, name: str, sheet: Sheet, mapping: Mapping) -> None:
    """The scratch file as a temporary table of text; a wide file made long."""
    columns = {"row_number": "INTEGER"} | {f"c{place}": "VARCHAR" for place in range(len(sheet.header))}
    source = (
        f"read_csv({literal(sheet.path)}, columns = {struct(columns)}, header = false, auto_detect = false, delim = ',',"
        " quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = true, strict_mode = true,"
        " max_line_size = 50000000, buffer_size = 100000000, parallel = false)"
    )
    wide = named.widened(sheet.header, mapping)
    if mapping.unpivot:
        labels = ", ".join(literal(text) for text in wide.values()) or "NULL::VARCHAR"
        made = [f"unnest([{labels}]) AS u_name", f"unnest([{_cells(list(wide))}]) AS u_value"]
        also = enumerate(named.beside(sheet.header, mapping))
        made += [f"unnest([{_cells(places)}]) AS u_also_{number}" for number, places in also]
        source = f"(SELECT *, {', '.join(made)} FROM {source})"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {source}")


def _cells(places: Sequence[int | None]) -> str:
    return ", ".join("NULL" if place is None else f"c{place}" for place in places) or "NULL::VARCHAR"


def _leave_out(connection: duckdb.DuckDBPyConnection, name: str, headers: named.Headers, mapping: Mapping) -> int:
    gone = 0
    for rule in mapping.leave_out:
        words = ", ".join(literal(value) for value in rule.values if value) or "NULL"
        cell = headers.cell(rule.header)
        where = f"coalesce({cell} IN ({words}), false)" + (f" OR {cell} IS NULL" if "" in rule.values else "")
        row = connection.execute(f"DELETE FROM {name} WHERE {where}").fetchone()
        gone += row[0] if row else 0
    return gone
