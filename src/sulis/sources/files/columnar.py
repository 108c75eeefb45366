"""Parquet, read through DuckDB with every value written as exact text."""

from __future__ import annotations

from collections.abc import Iterator
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sulis.sources.files import wording
from sulis.sources.files.laying_out import Bad, Cell, Line
from sulis.sources.files.layout import Limits
from sulis.sources.files.values import number_text
from sulis.store.sql import literal

if TYPE_CHECKING:
    import duckdb

AT_ONCE = 10_000
MEMORY = "400MB"


def lines_of(name: str, path: Path, limits: Limits) -> Iterator[Line]:
    """The columns' names in row 1, then every row. Missing values are empty cells.

    Whole numbers have no point, dates are ISO, times follow a T, and truth is TRUE or FALSE.

    Raises
    ------
    Refused
        When the file is damaged, or holds columns that are lists, structures or bytes.
    """
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")  # it is drawn on standard output
        try:
            # A star in a file's own name would have DuckDB read its neighbours too.
            source = f"read_parquet({literal(escape(str(path)))})"
            described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
            if len(described) > limits.columns:
                rule = f"At most {limits.columns:,} are read (setting SULIS_MOST_COLUMNS)."
                wording.refuse(name, f"{len(described):,} columns", rule, "Take out the columns that are not needed.")
            yield Line(1, [str(column[0]) for column in described])
            cells = ", ".join(_as_text(name, str(column[0]), str(column[1])) for column in described)
            floats = [at for at, column in enumerate(described) if column[1] in ("DOUBLE", "FLOAT")]
            yield from _rows(connection, f"SELECT {cells} FROM {source}", floats)
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error:
            wording.damaged(name, "a Parquet file that is damaged")


def _rows(connection: duckdb.DuckDBPyConnection, query: str, floats: list[int]) -> Iterator[Line]:
    found, row = connection.execute(query), 1
    while some := found.fetchmany(AT_ONCE):
        for cells in some:
            row += 1
            texts: list[Cell] = ["" if cell is None else cell for cell in cells]
            for at in floats:
                texts[at] = _float_text(str(texts[at]))
            yield Line(row, texts)


def _float_text(text: str) -> Cell:
    """What is not a number in a column of numbers is how a missing one is kept there."""
    return "" if text in ("", "nan") else number_text(text) or Bad("a number without an end")


def _as_text(name: str, column: str, kind: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    if kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION", "BLOB")):
        remedy = "Take the column out, or write it as text."
        wording.refuse(name, "a column of lists, structures or bytes", "A cell holds one value.", remedy, column=column)
    text = f"CAST({quoted} AS VARCHAR)"
    if kind.startswith("TIMESTAMP"):
        return f"replace(replace({text}, ' ', 'T'), 'T00:00:00', '')"
    return f"upper({text})" if kind == "BOOLEAN" else text
