"""What a revision changed: rows added, gone and changed, column by column."""

from __future__ import annotations

import duckdb

from sulis.store import Change
from sulis.tables import Table

_OURS = ("release", "row_number", "counts")
"""What is not of the publisher's making, so that a row in another place of the file is the same row."""


def compare(connection: duckdb.DuckDBPyConnection, table: Table, replaced: str, old: str, new: str) -> Change:
    """Compare two versions of one period; ``old`` and ``new`` are SQL that can stand after FROM, ``replaced`` the old release's id.

    Rows whose key stands once in both versions are matched by it, and a matched row that differs in any other column has
    changed. All other rows are compared as they stand: those only in one version were added or are gone.
    """
    theirs = [name for name in table.names if name not in _OURS]
    watched = [name for name in theirs if name not in table.key]
    changed, by_column = 0, {}
    if table.key and watched:
        columns = ", ".join(f"count(*) FILTER (o.{c} IS DISTINCT FROM n.{c})" for c in watched)
        differ = " OR ".join(f"o.{c} IS DISTINCT FROM n.{c}" for c in watched)
        changed, *counted = _row(
            connection,
            f"""WITH once_old AS ({_once(table, old)}), once_new AS ({_once(table, new)})
            SELECT count(*) FILTER ({differ}), {columns} FROM once_old o JOIN once_new n USING (the_key)""",
        )
        by_column = {name: rows for name, rows in zip(watched, counted, strict=True) if rows}
    matched = (
        f"SELECT the_key FROM ({_once(table, old)}) JOIN ({_once(table, new)}) USING (the_key)"
        if table.key
        else "SELECT NULL::VARCHAR AS the_key WHERE false"
    )
    added, gone = _row(
        connection,
        f"""WITH matched AS ({matched}),
        tally AS (
            SELECT {", ".join(theirs)}, sum(side) AS net FROM (
                SELECT {", ".join(theirs)}, {_key(table)} AS the_key, 1 AS side FROM {new} UNION ALL
                SELECT {", ".join(theirs)}, {_key(table)} AS the_key, -1 AS side FROM {old})
            WHERE the_key IS NULL OR the_key NOT IN (SELECT the_key FROM matched)
            GROUP BY {", ".join(theirs)})
        SELECT coalesce(sum(net) FILTER (net > 0), 0), coalesce(-sum(net) FILTER (net < 0), 0) FROM tally""",
    )
    return Change(replaced, int(added), int(gone), int(changed), by_column)


def _key(table: Table) -> str:
    """SQL of a row's key as one text; NULL where the row has none, which is so when its first part is empty."""
    if not table.key:
        return "NULL::VARCHAR"
    if len(table.key) == 1:
        return table.key[0]
    return f"CASE WHEN {table.key[0]} IS NOT NULL THEN to_json([{', '.join(f'{name}::VARCHAR' for name in table.key)}])::VARCHAR END"


def _once(table: Table, rows: str) -> str:
    return f"""SELECT *, {_key(table)} AS the_key FROM {rows} WHERE the_key IS NOT NULL
        QUALIFY count(*) OVER (PARTITION BY the_key) = 1"""


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row
