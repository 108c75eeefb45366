"""What a revision changed: rows added, gone and changed, column by column."""

from __future__ import annotations

from pathlib import Path

import duckdb

from sulis.store import Change, Release
from sulis.store.sql import literal

_WATCHED = ("category", "lsoa_code", "longitude", "latitude", "location", "last_outcome", "falls_within", "reported_by")
_WITHOUT_ID = "force, month, category, lsoa_code, longitude, latitude, location, last_outcome"


def compare(connection: duckdb.DuckDBPyConnection, before: Release, old: Path, new: Path) -> Change:
    """Compare two versions of one month.

    Rows with an ID that stands once in both versions are matched by it, and a matched row that differs in any watched
    column has changed. All other rows are compared as they stand: those only in one version were added or are gone.
    """
    columns = ", ".join(f"count(*) FILTER (o.{c} IS DISTINCT FROM n.{c})" for c in _WATCHED)
    differ = " OR ".join(f"o.{c} IS DISTINCT FROM n.{c}" for c in _WATCHED)
    changed, *by_column = _row(
        connection,
        f"""WITH once_old AS ({_once(old)}), once_new AS ({_once(new)})
        SELECT count(*) FILTER ({differ}), {columns} FROM once_old o JOIN once_new n USING (incident_id)""",
    )
    added, gone = _row(
        connection,
        f"""WITH matched AS (SELECT incident_id FROM ({_once(old)}) JOIN ({_once(new)}) USING (incident_id)),
        tally AS (
            SELECT incident_id, {_WITHOUT_ID}, sum(side) AS net FROM (
                SELECT *, 1 AS side FROM read_parquet({literal(new)}) UNION ALL BY NAME
                SELECT *, -1 AS side FROM read_parquet({literal(old)}))
            WHERE incident_id IS NULL OR incident_id NOT IN (SELECT incident_id FROM matched)
            GROUP BY ALL)
        SELECT coalesce(sum(net) FILTER (net > 0), 0), coalesce(-sum(net) FILTER (net < 0), 0) FROM tally""",
    )
    counted = {name: rows for name, rows in zip(_WATCHED, by_column, strict=True) if rows}
    return Change(before.id, int(added), int(gone), int(changed), counted)


def _once(path: Path) -> str:
    return f"""SELECT * FROM read_parquet({literal(path)}) WHERE incident_id IS NOT NULL
        QUALIFY count(*) OVER (PARTITION BY incident_id) = 1"""


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row
