"""The peer for counting a country: DuckDB groups the same Parquet files, with nothing defined, judged or explained."""

from __future__ import annotations

import sys

import duckdb

QUERY = """SELECT l.partnership_code, i.month, i.category, count(*) FILTER (i.counts) AS incidents
FROM read_parquet('{incidents}') AS i LEFT JOIN read_parquet('{lookups}') AS l USING (lsoa_code)
GROUP BY ALL ORDER BY ALL"""


def main(home: str) -> None:
    incidents, lookups = (
        f"{home}/releases/incidents/**/*-incidents.parquet",
        f"{home}/releases/geography/**/*-lsoa.parquet",
    )
    rows = duckdb.execute(QUERY.format(incidents=incidents, lookups=lookups)).fetchall()
    print(len(rows), sum(row[-1] for row in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
