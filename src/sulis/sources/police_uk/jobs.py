"""The jobs that `sulis.delivery` runs for street-level files: one a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from sulis.sources.police_uk.received import Received
from sulis.sources.police_uk.tidy import tidy
from sulis.store import Job, KnownReleases, Tidied
from sulis.store.sql import literal


def jobs(received: Sequence[Received], home: Path, *, this_month: str) -> list[Job]:
    """One job a file for `sulis.delivery`, each knowing the LSOA codes that the home's look-ups hold, if any."""
    codes = _Codes(home)

    def job(one: Received) -> Job:
        def run(connection: duckdb.DuckDBPyConnection, aside: Path, known: KnownReleases) -> Tidied:
            return tidy(
                one,
                connection,
                aside,
                this_month=this_month,
                passed_over=lambda raw: known.holds(raw, ("incidents", one.force, one.month)),
                codes_known=codes.load(connection, known),
            )

        return run

    return [job(one) for one in received]


class _Codes:
    """Every LSOA code that the home's look-ups hold."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def load(self, connection: duckdb.DuckDBPyConnection, known: KnownReleases) -> bool:
        """Make the table ``known_lsoa`` on the connection's database, once; False when no look-ups are loaded."""
        current = known.current("geography")
        if current:
            path = literal(self.home / current[-1].paths["lsoa"])
            connection.execute(f"CREATE TABLE IF NOT EXISTS known_lsoa AS SELECT lsoa_code FROM read_parquet({path})")
        return bool(current)
