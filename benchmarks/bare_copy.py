"""The peer for ingest: DuckDB copies the CSV files to one Parquet file, with nothing checked and nothing kept."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

CONTENTS = "SELECT * FROM read_csv(?, header = true, all_varchar = true)"


def main(folder: str, target: str) -> None:
    files = sorted(str(path) for path in Path(folder).rglob("*-street.csv*"))
    duckdb.execute(f"COPY ({CONTENTS}) TO '{target}' (FORMAT parquet)", [files])


if __name__ == "__main__":
    main(*sys.argv[1:])
