"""`sulis mapping columns`: what a table holds, for whoever writes a mapping into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis.tables import Column, Table

_KINDS = {
    "VARCHAR": "text", "BOOLEAN": "yes or no", "DATE": "day", "TIMESTAMP": "day and time", "SMALLINT": "whole number",
    "INTEGER": "whole number", "BIGINT": "whole number", "DOUBLE": "number",
}  # fmt: skip


def columns(
    table: Annotated[str, typer.Argument(help="A table, as force_incidents or attendances.", metavar="TABLE")],
    as_json: output.Json = False,
) -> None:
    """List the columns that a mapping can fill: what each is, whether it must be there, and which values it takes."""
    from sulis.catalogue.reader import closest
    from sulis.tables import TABLES
    from sulis.vocabulary import WrongUsage

    if table not in TABLES:
        raise WrongUsage(f"there is no table {table!r}", closest(table, TABLES))
    rows = [
        dict(zip(("column", "kind", "needed", "meaning", "values"), row, strict=True)) for row in told(TABLES[table])
    ]
    output.answer({"table": table, "columns": rows}, as_json=as_json, text=lambda: _lines(TABLES[table]))


def told(table: Table) -> Iterator[tuple[str, str, str, str, str]]:
    """A row for each column: its name, kind, whether it is needed, what it means, and which values it takes."""
    for column in table.columns:
        if column.name not in ("release", "row_number") and not column.name.endswith("_missing"):
            quantity = column.name in table.quantities
            kind = "key" if column.keyed else "quantity" if quantity else _KINDS[column.sql_type]
            needed = "" if column.nullable else "needed"
            yield column.name, kind, needed, column.meaning, _values(column)


def _values(column: Column) -> str:
    if column.allowed:
        return "one of: " + ", ".join(column.allowed)
    if column.pattern:
        return f"of the form {column.pattern}"
    if column.least is not None and column.most is not None:
        return f"from {column.least:g} to {column.most:g}"
    return f"{column.least:g} or more" if column.least is not None else ""


def _lines(table: Table) -> Iterator[str]:
    yield f"{table.name}: {table.meaning}"
    for name, kind, needed, meaning, values in told(table):
        about = ", ".join(part for part in (kind, needed, meaning, values) if part)
        yield f"  {name}: {about}"
