"""Reading the store: a reader keeps the releases that were current when it opened, whatever is loaded afterwards."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from sulis.store.catalogue_file import read_releases
from sulis.store.coverage import CoverageMonth, coverage_of
from sulis.store.engine import Row
from sulis.store.query import Question
from sulis.store.release import Release, ReleaseStatus
from sulis.store.sealed import opened, read_key
from sulis.store.sql import literal
from sulis.tables import TABLES
from sulis.vocabulary import WrongUsage


class Store:
    """The releases of one home as they stood at one moment."""

    def __init__(self, home: Path, releases: tuple[Release, ...]) -> None:
        self.home = home
        self._all = releases
        self._ledgers: dict[str, tuple[CoverageMonth, ...]] = {}
        self.answers: dict[Question, list[Row]] = {}
        """What was answered of the whole country, for a run that asks the same of one area after another."""
        self.kept: dict[Hashable, Any] = {}
        """What such a run has made once for all areas."""

    def releases(self, table: str | None = None, *, history: bool = False) -> tuple[Release, ...]:
        """Current releases, oldest first; with ``history`` also those superseded or withdrawn."""
        return tuple(
            release
            for release in self._all
            if (table is None or release.table == table) and (history or release.status is ReleaseStatus.CURRENT)
        )

    def has(self, table: str) -> bool:
        """Whether a release of that kind (incidents, geography, boundaries, population) is current."""
        return bool(self.releases(table))

    def forces(self) -> tuple[str, ...]:
        """Forces with at least one current month of incidents, in alphabetical order."""
        return tuple(sorted({release.series for release in self.releases("incidents")}))

    @cached_property
    def made_up(self) -> bool:
        """Whether this home holds the fictional demonstration."""
        return any(release.made_up for release in self._all)

    def coverage(self, force: str) -> tuple[CoverageMonth, ...]:
        """The ledger of one force, from its first to its last month loaded.

        Raises
        ------
        WrongUsage
            When nothing of that force was ever loaded.
        """
        months = tuple(release for release in self._all if release.table == "incidents" and release.series == force)
        if not months:
            loaded = ", ".join(self.forces()) or "none"
            raise WrongUsage(f"no month of the force {force!r} is loaded", f"Forces loaded here: {loaded}.")
        if force not in self._ledgers:
            self._ledgers[force] = coverage_of(self, months)
        return self._ledgers[force]

    def at(self, ids: Collection[str]) -> Store:
        """The store as it stood when these releases were the current ones, so that a run can be made again from what it read.

        Raises
        ------
        WrongUsage
            When one of them is not in this home.
        """
        wanted = set(ids)
        gone = sorted(wanted - {release.id for release in self._all})
        if gone:
            raise WrongUsage(
                f"the release {gone[0]} is not in this home",
                "Restore the home that it was loaded into, or assess anew.",
            )
        taken = {one.slot for one in self._all if one.id in wanted}
        then = (
            replace(one, status=ReleaseStatus.CURRENT) if one.id in wanted else one
            for one in self._all
            if one.id in wanted or (one.status is ReleaseStatus.WITHDRAWN and one.slot not in taken)
        )
        return Store(self.home, tuple(then))

    def connect(
        self, *, restricted: Iterable[str] = (), record: Callable[[tuple[str, ...]], object] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """A connection in memory whose views read this store's releases. Keep it for a whole run.

        A table with no current release is there, and empty. Restricted tables are there only when named in ``restricted``: then
        ``record`` is called with the ids of the releases about to be read, before any is opened, and must note who reads
        them and why; their rows live in this connection's memory and nowhere else.

        Raises
        ------
        WrongUsage
            When restricted tables are asked for without ``record``.
        PartWayFailure
            When their key is absent, or one of them was changed.
        """
        wanted = tuple(restricted)
        connection = duckdb.connect(config={"temp_directory": ""} if wanted else {})
        connection.execute("SET preserve_insertion_order = true")
        for name, table in TABLES.items():
            if not table.restricted:
                connection.execute(f"CREATE VIEW {name} AS {self._select(name)}")
        if wanted:
            self._open(connection, wanted, record)
        return connection

    def _open(
        self,
        connection: duckdb.DuckDBPyConnection,
        wanted: tuple[str, ...],
        record: Callable[[tuple[str, ...]], object] | None,
    ) -> None:
        if record is None:
            raise WrongUsage("restricted tables are read only where the read is noted", "Give a reason with --reason.")
        releases = {name: self.releases(TABLES[name].kept_with) for name in wanted}
        record(tuple(dict.fromkeys(release.id for held in releases.values() for release in held)))
        for name in wanted:
            columns = ", ".join(f"{c.name} {c.sql_type}" for c in TABLES[name].columns)
            connection.execute(f"CREATE TABLE {name} ({columns})")
            for release in releases[name]:
                if name not in release.paths:
                    continue
                with opened(self.home / release.paths[name], read_key(self.home), release.paths[name]) as path:
                    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet({literal(path)})")

    def _select(self, name: str) -> str:
        table = TABLES[name]
        paths = [str(self.home / r.paths[name]) for r in self.releases(table.kept_with) if name in r.paths]
        columns = ", ".join(f"{c.name}::{c.sql_type} AS {c.name}" for c in table.columns)
        if not paths:
            empty = ", ".join(f"NULL::{c.sql_type} AS {c.name}" for c in table.columns)
            return f"SELECT {empty}{_BRIDGE_ABSENT if name == 'population' else ''} WHERE false"
        listed = ", ".join(literal(path) for path in paths)
        rows = f"SELECT {columns} FROM read_parquet([{listed}])"
        return (
            f"SELECT p.*, l.bridge_code FROM ({rows}) p LEFT JOIN lsoa l USING (lsoa_code)"
            if name == "population"
            else rows
        )


_BRIDGE_ABSENT = ", NULL::VARCHAR AS bridge_code"


def open_store(home: Path) -> Store:
    """The store of a home.

    Raises
    ------
    WrongUsage
        When nothing has been loaded there.
    """
    releases = read_releases(home)
    if not releases:
        raise WrongUsage(
            f"nothing has been loaded into {home}", "Load a source first, for instance `sulis ingest police-uk PATH`."
        )
    return Store(home, releases)
