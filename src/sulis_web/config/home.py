"""Where this installation keeps its things: the home folder, its secret key and its database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sulis_web.partnership.secret_file import write_secret

_SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA busy_timeout=5000"


def home_folder() -> Path:
    """The folder named by ``SULIS_HOME``, made if it is not there."""
    home = Path(os.environ.get("SULIS_HOME") or "var/home").resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home


def secret_key(home: Path) -> str:
    """The key that signs sessions, drawn once and kept in the home folder."""
    path = home / "secret-key"
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="utf-8").strip()


def database(home: Path, address: str) -> dict[str, Any]:
    """Django's description of the records' database: SQLite in the home folder, or PostgreSQL when an address is given.

    Raises
    ------
    ValueError
        When the address is not ``postgresql://user:password@host:port/name``.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "records.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _SQLITE_START},
            "ATOMIC_REQUESTS": False,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("SULIS_DATABASE_URL must read postgresql://user:password@host:port/name")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
