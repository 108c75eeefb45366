"""What a mapping cannot say, done to the rows that it made: a source's own rule, as SQL over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from sulis.store import Job, KnownReleases, Tidied
from sulis.vocabulary import Fault

Examine = Callable[[duckdb.DuckDBPyConnection, str, str], tuple[Sequence[Fault], Sequence[str]]]
"""Given the connection, the SQL of the rows and the file's name: faults, any of which refuses the file, and caveats."""


def afterwards(
    job: Job, table: str, change: Callable[[str], str] = lambda rows: rows, examine: Examine | None = None
) -> Job:
    """The same job, with ``change`` made to the SQL of its rows, and then ``examine`` asked about them."""

    def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
        tidied = job(connection, aside, known)
        if tidied.refused or tidied.rows is None:
            return tidied
        rows = change(tidied.rows[table])
        faults, caveats = examine(connection, rows, tidied.files[0].name) if examine else ((), ())
        if faults:
            return replace(tidied, refused=True, rows=None, faults=tuple(faults))
        return replace(tidied, rows={**tidied.rows, table: rows}, caveats=(*tidied.caveats, *caveats))

    return run
