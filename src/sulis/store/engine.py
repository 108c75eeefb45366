"""Tables as Ibis sees them, so that one expression serves DuckDB on one machine and Spark on many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulis.tables import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir

_IBIS_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int32",
    "SMALLINT": "int16",
    "DOUBLE": "float64",
    "BOOLEAN": "boolean",
    "DATE": "date",
}


def unbound(name: str) -> ir.Table:
    """The table of that name with no data behind it: build an expression on it, then run its SQL on a connection.

    Examples
    --------
    >>> unbound("area").schema().names[:2]
    ('code', 'name')
    """
    import ibis

    table = TABLES[name]
    return ibis.table({c.name: _IBIS_TYPES[c.sql_type] for c in table.columns}, name=name)
