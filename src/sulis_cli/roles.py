"""PostgreSQL with two roles: one that owns the tables and migrates them, one that the application runs as."""

from __future__ import annotations

import os
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

APPLICATION, OWNER = "SULIS_DATABASE_URL", "SULIS_DATABASE_OWNER_URL"


@contextmanager
def as_owner() -> Iterator[str]:
    """While it lasts, the records' database is reached as the role that owns it, where one is named. Yields the other's address.

    Only before Django is set up: what is set up in this process meanwhile stays the owner's.
    """
    application, owner = os.environ.get("SULIS_DATABASE_URL", ""), os.environ.get("SULIS_DATABASE_OWNER_URL", "")
    if not owner:
        yield ""
        return
    os.environ[APPLICATION] = owner
    try:
        yield application
    finally:
        os.environ[APPLICATION] = application


def grant_rights(application: str) -> None:
    """Give the role of that address its rights on every table. Nothing to do where one role does both."""
    if application:
        from django.db import connection

        from sulis_web.config.database_roles import grant_application

        grant_application(connection, unquote(urlsplit(application).username or ""))


def migrate_as_owner(home: Path) -> bool:
    """Bring the tables up to date in a process of its own, so that the one that serves never holds the owner's password.

    False where no owner is named.

    Raises
    ------
    PartWayFailure
        When the database refuses; what the process said of it is told.
    """
    from sulis.vocabulary import PartWayFailure

    if not os.environ.get("SULIS_DATABASE_OWNER_URL"):
        return False
    done = subprocess.run(  # nosec B603
        [sys.executable, "-m", "sulis_cli.roles", str(home)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    os.environ.pop(OWNER)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise PartWayFailure(
            f"the database could not be brought up to date: {said[-1] if said else 'nothing was said'}",
            "Check SULIS_DATABASE_OWNER_URL, and that its role owns the database.",
        )
    return True


def main(home: Path) -> None:
    from sulis.vocabulary import SulisError
    from sulis_cli.serve import migrate, set_up

    try:
        with as_owner() as application:
            set_up(home)
            migrate()
            grant_rights(application)
    except SulisError as known:
        sys.exit(known.message)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
