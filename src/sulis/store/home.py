"""The folder where data lives, and the right to write in it: one writer at a time, any number of readers."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sulis.vocabulary import PartWayFailure, WrongUsage

CATALOGUE = "catalogue.duckdb"


@contextmanager
def writing(home: Path) -> Iterator[Path]:
    """Hold the home for writing and yield a staging folder inside it, empty at the start and gone at the end.

    What an interrupted writer left in staging is cleared. The kernel drops the lock when the process ends, however it
    ends.

    Raises
    ------
    WrongUsage
        When the home is a file.
    PartWayFailure
        When another process is writing there.
    """
    if home.exists() and not home.is_dir():
        raise WrongUsage(f"{home} is a file, and a home is a folder", "Name a folder with --home or SULIS_HOME.")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / ".writing").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PartWayFailure(
                f"another process is writing to {home}", "Wait for it to finish, then run the command again."
            ) from None
        staging = home / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def put_in_place(staged: Path, final: Path) -> None:
    """Move a finished file to where it stays, on disk before the call returns."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with staged.open("rb") as written:
        os.fsync(written.fileno())
    os.replace(staged, final)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
