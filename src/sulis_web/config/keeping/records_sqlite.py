"""Records in SQLite: copied whole by SQLite itself, which waits for no writer and sees one instant."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sulis.vocabulary import InputRefused, PartWayFailure
from sulis_web.config.keeping.manifest import SQLITE, AuditHead, Records

FILE = "records.sqlite3"


def copy_records(home: Path, copy: Path) -> Records:
    """Put a copy of the home's records at ``copy``, readable by its owner alone, and say what it holds.

    One step of SQLite's online backup: it reads one state, writers go on meanwhile, and what is still in the write-ahead log is in it.
    """
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"{(home / FILE).resolve().as_uri()}?mode=rw", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        return what_holds(copy)
    except sqlite3.Error as trouble:
        raise PartWayFailure(
            f"the records of the home cannot be copied: {trouble}", "Run `sulis check`, and see that the disk has room."
        ) from trouble


def what_holds(file: Path) -> Records:
    """The tables of a file of records with their rows, the migrations, and the audit's head.

    Raises
    ------
    InputRefused
        When SQLite finds the file not sound.
    """
    # Immutable: nobody else has this file open, and SQLite then leaves nothing beside it.
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True)) as connection:
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if sound != "ok":
            raise InputRefused(f"SQLite finds the file of records not sound: {sound}", "Use an earlier backup.")
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
        ]
        tables = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
        head = (
            connection.execute("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1").fetchone()
            if "audit_event" in tables
            else None
        )
    return Records(SQLITE, tables, tuple(applied), AuditHead(*head) if head else None)
