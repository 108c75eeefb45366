"""Taking a delivery in: judged rows are written aside, compared with what they replace, and take effect together."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident, local

import duckdb

from sulis.delivery.compare import compare
from sulis.delivery.comparison import moved_by
from sulis.delivery.door import at_the_door, keyed, sender_of
from sulis.delivery.movement import Movement
from sulis.store import (
    Change,
    Job,
    Offered,
    RawFile,
    Release,
    ReleaseStatus,
    Slot,
    Tidied,
    accept,
    draw_key,
    in_memory,
    key_path,
    name_of,
    next_version,
    opened,
    read_key,
    read_releases,
    seal,
    writing,
)
from sulis.store.sql import literal
from sulis.tables import TABLES, Table
from sulis.vocabulary import Fault, InputRefused

WORKERS = 2
MEMORY = "200MB"  # for each worker
MEMORY_IF_SECRET = "800MB"  # where nothing may be put aside on disk
MOST_FOLLOWED = 12
"""Of the revisions of one call, so many are followed to the numbers that they move; the others can be asked about one by one."""


class Verdict(StrEnum):
    """What became of a delivery."""

    ACCEPTED = "accepted"  # every row of every new file is loaded
    WITH_QUARANTINE = "accepted-with-quarantine"  # loaded, but for some rows set aside within the stated limit
    ALREADY_LOADED = "already-loaded"  # every file was loaded before
    REJECTED = "rejected"  # at least one file was refused, and nothing changed


class Known:
    """What the store held when the delivery began."""

    def __init__(self, releases: tuple[Release, ...]) -> None:
        self.releases = releases
        self._of_slot: dict[Slot, list[Release]] = {}
        for release in releases:
            self._of_slot.setdefault(release.slot, []).append(release)

    def of_slot(self, slot: Slot) -> tuple[Release, ...]:
        """Every release ever accepted there, oldest first."""
        return tuple(self._of_slot.get(slot, ()))

    def holds(self, raw: RawFile, slot: Slot) -> bool:
        """Whether a file with the same content was ever accepted there."""
        return any(file.content_sha256 == raw.content_sha256 for r in self.of_slot(slot) for file in r.files)

    def current(self, table: str) -> tuple[Release, ...]:
        """The current releases of a table."""
        return tuple(r for r in self.releases if r.table == table and r.status is ReleaseStatus.CURRENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict, the releases that the call made, those that it passed over, and every fault found.

    ``movements`` holds, by the id of a release that took another's place, what that moved, where it was asked for. ``tried``
    says that nothing was changed: the releases are those that the same call without it would make.
    """

    verdict: Verdict
    releases: tuple[Release, ...]
    passed_over: tuple[Release, ...]
    rows_read: int
    faults: tuple[Fault, ...]
    movements: Mapping[str, Movement] = field(default_factory=dict)
    tried: bool = False

    @property
    def rows_loaded(self) -> int:
        return sum(release.rows_loaded for release in self.releases)

    @property
    def rows_quarantined(self) -> int:
        return sum(release.rows_quarantined for release in self.releases)


def deliver(
    home: Path,
    offered: Offered,
    *,
    received: str,
    provisional: bool = False,
    step: Callable[[int], None] = lambda _done: None,
    follow: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Judge every file, then load all of them or none.

    ``received`` is the time of the call, ISO in UTC. Where ``offered`` has faults already, no file is judged. ``step`` is
    called with 1 after each file. Files that were loaded before are passed over. With ``follow`` the first `MOST_FOLLOWED`
    revisions are followed to the numbers that they move. A ``dry_run`` judges and compares, and changes nothing.

    Raises
    ------
    PartWayFailure
        When another process is writing, or the catalogue cannot be read.
    """
    with _at(home, dry_run=dry_run) as (home, staging):
        known = Known(read_releases(home))
        shop = _Shop(home, staging, known, received, provisional=provisional, secret=offered.secret, dry_run=dry_run)
        done = list(shop.work(offered.jobs, step)) if not offered.refused else []
        against = (*offered.refused, *_clashes(done), *_mixed(known, done), *_taken_by_another(known, done))
        faults = (*against, *(fault for tidied, _ in done for fault in tidied.faults))
        rows_read = sum(tidied.rows_read for tidied, _ in done)
        if against or any(tidied.refused for tidied, _ in done):
            return Outcome(Verdict.REJECTED, (), (), rows_read, faults, tried=dry_run)
        staged = _once([staged for _, staged in done if staged is not None])
        over = tuple(shop.loaded_before(tidied) for tidied, staged in done if staged is None)
        if not staged:
            return Outcome(Verdict.ALREADY_LOADED, (), over, rows_read, (), tried=dry_run)
        movements = _followed(home, known, staged) if follow else {}
        if not dry_run:
            accept(home, staging, known.releases, staged)
        releases = tuple(release for release, _ in staged)
        verdict = Verdict.WITH_QUARANTINE if any(r.rows_quarantined for r in releases) else Verdict.ACCEPTED
        rows_read = sum(release.rows_read for release in releases)  # a file given twice in one call is read once
        return Outcome(verdict, releases, over, rows_read, faults, movements, dry_run)


Staged = tuple[Release, dict[str, Path]]


@contextmanager
def _at(home: Path, *, dry_run: bool) -> Iterator[tuple[Path, Path]]:
    """The home and a staging folder in it. A trial on a home that is not there is made elsewhere, and leaves none behind."""
    with ExitStack() as stack:
        if dry_run and not home.exists():
            home = Path(stack.enter_context(TemporaryDirectory(prefix="sulis-trial-")))
        yield home, stack.enter_context(writing(home))


def _followed(home: Path, known: Known, staged: Sequence[Staged]) -> dict[str, Movement]:
    """What the first revisions move, by the new release's id."""
    by_id = {release.id: release for release in known.releases}
    revised = [(by_id[new.change.replaced], new, files) for new, files in staged if new.change and not new.restricted]
    return {new.id: moved_by(home, known.releases, old, new, files) for old, new, files in revised[:MOST_FOLLOWED]}


class _Shop:
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
        self._own = local()

    @property
    def _database(self) -> duckdb.DuckDBPyConnection:
        """The calling worker's own."""
        if not hasattr(self._own, "database"):
            # What may name people is not written to disk, not even when memory is short.
            spill = "" if self.secret else str(self.staging / f"spill-{get_ident()}")
            memory = MEMORY_IF_SECRET if self.secret else MEMORY
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
        secret = hmac.new(key, b"people at the door", "sha256").digest()
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
    card = tidied.card
    made_up = any(r.made_up for r in known.releases) if tidied.made_up is None else tidied.made_up
    return Release(
        id=release_id, table=tidied.table, source=card.id, publisher=card.publisher, licence=card.licence,
        series=tidied.series, period=tidied.period, version=version, status=ReleaseStatus.CURRENT,
        provisional=provisional or tidied.provisional,
        open_data=card.open_data, made_up=made_up, received=received, rows_read=tidied.rows_read,
        rows_loaded=tidied.rows_read - tidied.rows_quarantined, rows_quarantined=tidied.rows_quarantined,
        repeated_ids=tidied.repeated_ids, files=tidied.files, paths={}, parquet_sha256={}, caveats=tidied.caveats,
    )  # fmt: skip


def _once(staged: Sequence[Staged]) -> list[Staged]:
    """Each period once: the same content given twice in one call is one release."""
    return list({release.slot: (release, files) for release, files in staged}.values())


def _clashes(done: Iterable[tuple[Tidied, Staged | None]]) -> tuple[Fault, ...]:
    """Two files of one call that claim the same month and force but hold different content."""
    first: dict[tuple[str, str, str], RawFile] = {}
    faults = []
    for tidied, staged in done:
        if staged is None:
            continue
        slot, file = (tidied.table, tidied.series, tidied.period), tidied.files[0]
        other = first.setdefault(slot, file)
        if other.content_sha256 != file.content_sha256:
            faults.append(
                Fault(
                    file.name, None, None, f"a second, different file for {tidied.series} in {tidied.period}",
                    f"One call takes one file for each month and force; {other.name} is another.",
                    "Load the older one first and the newer one in a second call, so that it counts as its revision.",
                )
            )  # fmt: skip
    return tuple(faults)


def _mixed(known: Known, done: Iterable[tuple[Tidied, Staged | None]]) -> tuple[Fault, ...]:
    """Made-up and real data never share a home."""
    kinds = {release.made_up for release in known.releases}
    given = [
        (tidied.files[0].name, tidied.made_up)
        for tidied, staged in done
        if staged is not None and tidied.made_up is not None
    ]
    wanted = kinds or {made_up for _, made_up in given[:1]}
    return tuple(
        Fault(
            name, None, None, "made-up data for a home of real data, or the other way round",
            "Made-up and real data never share a home.", "Name another folder with --home.",
        )
        for name, made_up in given
        if made_up not in wanted
    )  # fmt: skip


def _taken_by_another(known: Known, done: Iterable[tuple[Tidied, Staged | None]]) -> tuple[Fault, ...]:
    """A release never takes the place of another source's: that would be no revision."""
    faults = []
    for tidied, staged in done:
        if staged is None:
            continue
        held = next((r for r in known.of_slot(staged[0].slot) if r.status is ReleaseStatus.CURRENT), None)
        if held is not None and held.source != staged[0].source:
            given = f"{tidied.series} in {tidied.period}, which {held.id} of {held.source} already holds"
            rule = "A later delivery takes the place of its own source's earlier one, and of no other."
            faults.append(Fault(tidied.files[0].name, None, None, given, rule, "Give it another series with --series."))
    return tuple(faults)


def refuse(outcome: Outcome) -> InputRefused:
    """The error that a rejected outcome is, for callers that do not print verdicts."""
    first = outcome.faults[0]
    return InputRefused(str(first), first.remedy, outcome.faults)
