"""Where this installation keeps its things: the home folder, its secret key and its database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sulis.vocabulary import WrongUsage
from sulis_web.config.environment import home_named
from sulis_web.partnership.secret_file import write_secret

_SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA busy_timeout=20000"


def home_folder() -> Path:
    """The folder named by ``SULIS_HOME``, made if it is not there."""
    home = home_named(os.environ)
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

    What follows a ``?`` in the address is handed to the driver as it is: ``sslmode=verify-full``, say.

    Raises
    ------
    WrongUsage
        When the address is not ``postgresql://user:password@host:port/name``. It is not repeated: it holds a password.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _for_its_owner(home / "records.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _SQLITE_START},
            "ATOMIC_REQUESTS": False,
        }
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError:
        raise _not_an_address() from None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise _not_an_address()
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _not_an_address() -> WrongUsage:
    return WrongUsage(
        "SULIS_DATABASE_URL is no address of a PostgreSQL database",
        "Write postgresql://user:password@host:port/name, or unset it to keep the records in the home folder.",
    )


def _for_its_owner(path: Path) -> Path:
    """The database's file, which nobody else on the machine may read: it holds sessions. SQLite's own files follow it."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    elif path.stat().st_mode & 0o077 and path.stat().st_uid == os.geteuid():
        path.chmod(0o600)
    return path
