"""The bench: each job is done, asked at the door, written aside and compared with what it replaces."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import get_ident, local

import duckdb

from sulis.delivery.compare import compare
from sulis.delivery.door import at_the_door, keyed, sender_of
from sulis.delivery.outcome import Known
from sulis.store import (
    Change,
    Job,
    Release,
    ReleaseStatus,
    Tidied,
    draw_key,
    draw_salt,
    in_memory,
    key_path,
    name_of,
    next_version,
    opened,
    read_key,
    seal,
)
from sulis.store.sealed import FOLDER, SALT_FILE
from sulis.store.sql import literal
from sulis.tables import TABLES, Table

WORKERS = 2
MEMORY = "200MB"  # for each worker
MEMORY_WITHOUT_DISK = "800MB"  # where nothing may be put aside on disk
Staged = tuple[Release, dict[str, Path]]
"""A release that is to be, and its finished files by table."""


class Bench:
    """The workers' bench. Each worker has a database in memory of its own, on one thread.

    A month of a force is small: sharing one database's threads between workers takes twice the processor's time.
    """

    def __init__(
        self, home: Path, staging: Path, known: Known, received: str, *, provisional: bool, secret: bool, dry_run: bool
    ) -> None:
        self.home, self.staging, self.known = home, staging, known
        self.received, self.provisional, self.secret = received, provisional, secret
        # A trial draws no key for a home that has none; with nothing restricted kept there, nothing is compared by it.
        trial_alone = dry_run and not key_path(home).exists()
        self.trial_key = secrets.token_bytes(32) if trial_alone else None
        trial_keys = dry_run and not (home / SALT_FILE).exists() and not (home / FOLDER).exists()
        self.trial_salt = secrets.token_bytes(32) if trial_keys else None
        self._own = local()

    @property
    def _database(self) -> duckdb.DuckDBPyConnection:
        """The calling worker's own."""
        if not hasattr(self._own, "database"):
            # What may name people is not written to disk, not even when memory is short.
            spill = "" if self.secret else str(self.staging / f"spill-{get_ident()}")
            memory = MEMORY_WITHOUT_DISK if self.secret else MEMORY
            self._own.database = duckdb.connect(config={"threads": 1, "memory_limit": memory, "temp_directory": spill})
            self._own.database.execute("SET enable_progress_bar = false")  # it is drawn on standard output
        database: duckdb.DuckDBPyConnection = self._own.database
        return database

    def work(self, jobs: Sequence[Job], step: Callable[[int], None]) -> Iterator[tuple[Tidied, Staged | None]]:
        with ThreadPoolExecutor(WORKERS) as pool:
            for result in pool.map(self._one, range(len(jobs)), jobs):
                step(1)
                yield result

    def _one(self, number: int, job: Job) -> tuple[Tidied, Staged | None]:
        with self._database.cursor() as connection:
            tidied = job(connection, self.staging / f"{number}.csv", self.known)
            stopped = at_the_door(connection, tidied)
            if stopped:
                return replace(tidied, refused=True, rows=None, faults=(*stopped, *tidied.faults)), None
            if tidied.refused or tidied.rows is None:
                return tidied, None
            return tidied, self._stage(connection, number, tidied)

    def _stage(self, connection: duckdb.DuckDBPyConnection, number: int, tidied: Tidied) -> Staged:
        assert tidied.rows is not None
        slot = (tidied.table, tidied.series, tidied.period)
        version = next_version(self.known.of_slot(slot), slot)
        release_id = f"{tidied.table}-{tidied.series}-{tidied.period}-v{version}"
        files = {}
        release = _release(tidied, release_id, version, self.received, self.provisional, self.known)
        change = None
        for name, rows in tidied.rows.items():
            table, files[name] = TABLES[name], self.staging / f"{number}-{name}.parquet"
            if "release" in table.names:
                rows = f"SELECT {literal(release_id)} AS release, * FROM ({rows})"
            if not release.restricted:
                connection.execute(f"COPY ({rows}) TO {literal(files[name])} (FORMAT parquet)")
            else:
                self._sealed(connection, sender_of(tidied), table, rows, files[name], name_of(release, name))
            before = next((r for r in self.known.of_slot(slot) if r.status is ReleaseStatus.CURRENT), None)
            if before is not None and name in before.paths and "release" in table.names:
                change = self._compared(connection, table, before, release, files[name])
        return replace(release, change=change), files

    def _sealed(
        self, connection: duckdb.DuckDBPyConnection, sender: str, table: Table, rows: str, file: Path, bound: str
    ) -> None:
        """The rows of a restricted table, written in memory and kept encrypted, with keys for names."""
        key = self.trial_key or draw_key(self.home)
        salt = self.trial_salt or draw_salt(self.home)
        secret = hmac.new(key, b"people at the door" + salt, "sha256").digest()
        with in_memory() as plain:
            connection.execute(
                f"COPY ({keyed(connection, table, rows, secret, sender)}) TO {literal(plain)} (FORMAT parquet, USE_TMP_FILE false)"
            )
            seal(plain, file, key, bound)

    def _compared(
        self, connection: duckdb.DuckDBPyConnection, table: Table, before: Release, release: Release, file: Path
    ) -> Change:
        with ExitStack() as stack:
            old, new = self.home / before.paths[table.name], file
            if release.restricted:
                key = read_key(self.home)
                old = stack.enter_context(opened(old, key, before.paths[table.name]))
                new = stack.enter_context(opened(new, key, name_of(release, table.name)))
            rows = [f"read_parquet({literal(path)})" for path in (old, new)]
            return compare(connection, table, before.id, *rows)

    def loaded_before(self, tidied: Tidied) -> Release:
        slot = (tidied.table, tidied.series, tidied.period)
        content = {file.content_sha256 for file in tidied.files}
        return next(r for r in self.known.of_slot(slot) if content & {file.content_sha256 for file in r.files})


def _release(tidied: Tidied, release_id: str, version: int, received: str, provisional: bool, known: Known) -> Release:
    made_up = any(r.made_up for r in known.releases) if tidied.made_up is None else tidied.made_up
    card = tidied.card.as_made_up() if made_up else tidied.card
    return Release(
        id=release_id, table=tidied.table, source=card.id, publisher=card.publisher, licence=card.licence,
        series=tidied.series, period=tidied.period, version=version, status=ReleaseStatus.CURRENT,
        provisional=provisional or tidied.provisional,
        open_data=card.open_data, made_up=made_up, received=received, rows_read=tidied.rows_read,
        rows_loaded=tidied.rows_read - tidied.rows_quarantined, rows_quarantined=tidied.rows_quarantined,
        repeated_ids=tidied.repeated_ids, files=tidied.files, paths={}, parquet_sha256={}, caveats=tidied.caveats,
    )  # fmt: skip
