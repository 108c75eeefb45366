"""The jobs that `sulis.delivery` runs for street-level files: one a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from sulis.sources.police_uk.published import Received
from sulis.sources.police_uk.received import find
from sulis.sources.police_uk.tidy import tidy
from sulis.store import Job, KnownReleases, Offered, Tidied
from sulis.store.sql import literal


def offer(paths: Iterable[Path], home: Path, *, this_month: str) -> Offered:
    """One job a month and force found, each knowing the LSOA codes that the home's look-ups hold, if any.

    ``this_month`` is the month of the clock, ``YYYY-MM``: one that has not ended is refused.

    Raises
    ------
    WrongUsage
        When a path does not exist.
    """
    found, codes = find(paths), _Codes(home)

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

    return Offered([job(one) for one in found.received], found.ignored, found.refused)


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
