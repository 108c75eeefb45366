"""A home with everything that a home may hold, small, and made without the application: backups must not depend on it."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = """
CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text);
CREATE TABLE thing (id integer PRIMARY KEY, words text, number real, raw blob);
CREATE TABLE audit_event (seq integer PRIMARY KEY, hash text);
"""


def make_home(home: Path, *, size: int = 3_000_000) -> Path:
    """About so many bytes of files, of which one spans several chunks, and records with text of every kind."""
    drawn = random.Random(7)
    home.mkdir(mode=0o700)
    for name in (
        "releases/incidents/force/2024-01/one.parquet",
        "runs/run-1/assessment.json",
        "raw/made_up/ünï cödé.csv",
        "empty",
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(drawn.randbytes(0 if name == "empty" else size // 3))
    for name in ("secret-key", "audit-key", "audit-signing-key", "catalogue.duckdb"):
        (home / name).write_bytes(drawn.randbytes(200))
        (home / name).chmod(0o600)
    (home / "public-versions" / "abc").mkdir(parents=True)
    (home / "public-versions" / "abc" / "index.html").write_text("<p>Public</p>", "utf-8")
    (home / "public").symlink_to("public-versions/abc")
    (home / "static").mkdir()
    (home / "static" / "style.css").write_text("made again", "utf-8")
    make_records(home / "records.sqlite3")
    return home


def make_records(file: Path, *, rows: int = 500) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO django_migrations VALUES (1, 'thing', '0001_initial', '2026-11-22')")
        connection.executemany(
            "INSERT INTO thing VALUES (?, ?, ?, ?)",
            [(n, f"row {n} – “words”\t\n\\N", n / 7, bytes([n % 256])) for n in range(rows)],
        )
        connection.executemany("INSERT INTO audit_event VALUES (?, ?)", [(n, f"{n:064x}") for n in range(1, 41)])
        connection.commit()
    file.chmod(0o600)


def contents(home: Path) -> dict[str, str]:
    """Every file and link that a backup keeps, by its checksum or where it leads."""
    left_out = {
        "static",
        ".writing",
        "staging",
        "backup-key",
        "records.sqlite3",
        "records.sqlite3-wal",
        "records.sqlite3-shm",
    }
    found = {}
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        if name.parts[0] in left_out:
            continue
        if path.is_symlink():
            found[str(name)] = f"link to {path.readlink()}"
        elif path.is_file():
            found[str(name)] = f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mode & 0o777:o}"
    return found


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the records."""
    with closing(sqlite3.connect(home / "records.sqlite3")) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}
