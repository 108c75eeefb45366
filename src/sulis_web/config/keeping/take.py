"""Taking a backup: records first, then the files of the home, under the store's writing lock, into one encrypted file."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sulis.store.home import writing
from sulis.vocabulary import PartWayFailure, WrongUsage
from sulis_web.config.keeping import records_postgres, records_sqlite
from sulis_web.config.keeping.aside import named_when_whole
from sulis_web.config.keeping.key import draw_key, key_path, read_key
from sulis_web.config.keeping.manifest import NAME, Manifest, Records
from sulis_web.config.keeping.members import HOME_PREFIX, RECORDS_PREFIX, Packing, entries_of
from sulis_web.config.keeping.sealed import Seal


@dataclass(frozen=True, slots=True)
class Taken:
    """What one backup holds, and whether its key had to be drawn for it."""

    file: Path
    bytes: int
    manifest: Manifest
    key: Path
    key_drawn: bool


def take_backup(*, home: Path, to: Path, key: Path | None, address: str, at: datetime) -> Taken:
    """Write the backup of a home to a file; into a folder, under a name that carries the time.

    Records come first: a run's file is written before its record, so every run that the copied records list is among
    the files copied after them. While the store's writing lock is held no delivery changes the catalogue or its files.

    Raises
    ------
    WrongUsage
        When there is no home, the file exists, or it would lie inside the home.
    PartWayFailure
        When a delivery is under way, or a file changed under the copy. Nothing is left behind.
    """
    final = _destination(home, to, at)
    path = key_path(home, key)
    drawn = draw_key(path)
    secret = read_key(path)
    with writing(home) as staging, named_when_whole(final) as out, _steady():
        seal = Seal(out, secret, {"made": at.isoformat()})
        packing = Packing(seal)
        records = _pack_records(home, staging, packing, address)
        for entry in entries_of(home, path):
            packing.put_file(entry, HOME_PREFIX + entry.relative_to(home).as_posix())
        manifest = Manifest(at.isoformat(), importlib.metadata.version("sulis"), tuple(packing.kept), records)
        packing.put_bytes(NAME, manifest.as_json())
        packing.close()
        seal.finish()
    return Taken(final, final.stat().st_size, manifest, path, drawn)


def _destination(home: Path, to: Path, at: datetime) -> Path:
    if not home.is_dir():
        raise WrongUsage(f"there is no home at {home}", "Check the path in --home or SULIS_HOME.")
    final = to / f"sulis-{at:%Y-%m-%dT%H%M%SZ}.backup" if to.is_dir() else to
    if not final.parent.is_dir():
        raise WrongUsage(f"there is no folder {final.parent}", "Make it, or name another file with --to.")
    if final.resolve().is_relative_to(home.resolve()):
        raise WrongUsage("a backup inside the home would be lost with it", "Name a file outside the home with --to.")
    if final.exists():
        raise WrongUsage(f"there is a file at {final} already", "Name another: a backup never replaces one.")
    return final


def _pack_records(home: Path, staging: Path, packing: Packing, address: str) -> Records:
    if not address:
        if not (home / records_sqlite.FILE).exists():
            raise WrongUsage(
                f"there are no records in {home}",
                "Check --home. If they are in PostgreSQL, set SULIS_DATABASE_URL as the server has it.",
            )
        copy = staging / records_sqlite.FILE
        records = records_sqlite.copy_records(home, copy)
        packing.put_file(copy, RECORDS_PREFIX + records_sqlite.FILE)
        return records
    with records_postgres.connected(address) as connection:
        return records_postgres.copy_records(
            connection,
            lambda table, piece, rows: packing.put_bytes(f"{RECORDS_PREFIX}{table}.{piece:06}.copy", rows),
        )


@contextmanager
def _steady() -> Iterator[None]:
    """A file of the home that went while it was being copied is told as that."""
    try:
        yield
    except FileNotFoundError as gone:
        raise PartWayFailure(
            f"{Path(str(gone.filename)).name} went away while the home was copied", "Run the backup again."
        ) from gone
