"""Several rows for one and the same thing, where a layout is known to have them: once, added up, or neither taken."""

from __future__ import annotations

import duckdb

from sulis.catalogue.mappings import Mapping, Repeats
from sulis.store.sql import literal
from sulis.tables import MISSING
from sulis.vocabulary import Missing

_TOLD = {
    Repeats.ONCE: "rows repeat an earlier row in every column that is taken, and stand once.",
    Repeats.ADD: "rows are parts of the number of an earlier row, and were added to it.",
    Repeats.NONE: "rows tell something that another row tells otherwise. Nothing says which is right: none was taken.",
}


def settle(connection: duckdb.DuckDBPyConnection, name: str, mapping: Mapping) -> tuple[str, ...]:
    """Make one row of those alike in the table's key, as the mapping says; what was done, as caveats.

    A sum is missing where any of its parts is. Rows keep the number of the first of them, and are sound where all are.
    """
    how, key = mapping.repeats, mapping.table.key
    if how is Repeats.SET_ASIDE or not key:
        return ()
    columns = [row[0] for row in connection.execute(f"DESCRIBE {name}").fetchall()]
    before = _count(connection, name)
    connection.execute(f"ALTER TABLE {name} RENAME TO {name}_all")
    if how is Repeats.ONCE:
        others = ", ".join(column for column in columns if column != "row_number")
        query = f"SELECT min(row_number) AS row_number, {others} FROM {name}_all GROUP BY {others}"
    else:
        kept = ", ".join(f"{_one(column, mapping, how)} AS {column}" for column in columns)
        query = f"SELECT {kept} FROM {name}_all AS a GROUP BY {', '.join(f'a.{column}' for column in key)}"
    connection.execute(f"CREATE TEMP TABLE {name} AS {query} ORDER BY row_number")
    connection.execute(f"DROP TABLE {name}_all")
    gone = before - _count(connection, name)
    return (f"{gone:,} {_TOLD[how]}",) if gone else ()


def _one(column: str, mapping: Mapping, how: Repeats) -> str:
    """The SQL of a column's one value."""
    measured = column.removesuffix(MISSING)
    if column == "row_number":
        return "min(a.row_number)"
    if column.startswith("sound_"):
        return f"bool_and(a.{column})"
    if column in mapping.table.key:
        return f"a.{column}"
    if measured not in mapping.table.quantities:
        return f"arg_min(a.{column}, a.row_number)"
    number, kind = f"a.{measured}", f"a.{measured}{MISSING}"
    if how is Repeats.ADD:
        whole = f"count({number}) = count(*)"
        return (
            f"CASE WHEN {whole} THEN sum({number})::{mapping.table.column(measured).sql_type} END"
            if column == measured
            else f"CASE WHEN NOT {whole} THEN min({kind}) END"
        )
    alike = f"count(DISTINCT struct_pack(n := {number}, k := {kind})) = 1"
    other = "NULL" if column == measured else literal(Missing.NOT_COLLECTED.value)
    return f"CASE WHEN {alike} THEN min(a.{column}) ELSE {other} END"


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
    assert row is not None
    return int(row[0])
