"""`sulis serve`: the partnership's application on this machine."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sulis_cli import output

SETTINGS = "sulis_web.config.settings"
HOST = "127.0.0.1"
Port = Annotated[
    int, typer.Option("--port", envvar="SULIS_PORT", min=1, max=65535, help="The port of 127.0.0.1 to serve on.")
]
Listen = Annotated[
    str,
    typer.Option(
        "--listen", envvar="SULIS_LISTEN", help="In production, the address to listen on instead of 127.0.0.1."
    ),
]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    home: output.Home = output.DEFAULT_HOME, port: Port = 8000, listen: Listen = HOST, as_json: output.Json = False
) -> None:
    """Serve what the home folder holds until stopped: on this machine only, or in production behind a proxy."""
    from sulis_cli.check import refuse_unsafe

    check_port_free(port, listen)
    check_built(home)
    set_up(home)
    check_listen(listen)
    make_ready()
    check_records(home)
    refuse_unsafe()
    told = address(port, listen)
    output.answer({"address": told, "home": str(home)}, as_json=as_json, text=lambda: [f"Sulis is at {told}"])
    run_server(port, listen)


def address(port: int, listen: str = HOST) -> str:
    return f"http://{f'[{listen}]' if ':' in listen else listen}:{port}/"


def check_listen(listen: str) -> None:
    """A demonstration is for this machine alone: it has passwords in a file, and no encryption.

    Raises
    ------
    WrongUsage
        When it is to listen to others.
    """
    from django.conf import settings

    from sulis.vocabulary import WrongUsage

    if listen != HOST and not settings.PRODUCTION:
        raise WrongUsage(
            f"a demonstration listens on {HOST} alone, not on {listen}",
            "Leave out --listen and SULIS_LISTEN, or set up production: see docs/how-to/run-in-production.md.",
        )


def check_built(home: Path) -> None:
    """A mistyped home is refused, and not made: there would be no page in it and nobody who could sign in.

    Raises
    ------
    WrongUsage
        When nothing has been built there.
    """
    from sulis.vocabulary import WrongUsage

    if not (home / "public").exists():
        raise WrongUsage(
            f"nothing has been built in {home}", f"Check the path, or run `sulis demo --home {home}` first."
        )


def check_records(home: Path) -> None:
    """Refuse a home whose records are elsewhere.

    Raises
    ------
    WrongUsage
        When the database in use knows no partnership.
    """
    from sulis.vocabulary import WrongUsage
    from sulis_web.partnership.queries import current

    if current() is None:
        raise WrongUsage(
            f"the records of {home} are not in the database in use",
            "Set SULIS_DATABASE_URL to the address that it was built with, or run `sulis demo` again.",
        )


def set_up(home: Path) -> None:
    """Point Django at the home folder. Only the first call of a process counts."""
    os.environ["SULIS_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if address := os.environ.get("SULIS_DATABASE_URL"):
        from sulis_web.config.home import database

        database(home, address)  # refuses in words, before anything is made
    import django

    django.setup()


def make_ready() -> None:
    """Bring the database and the static files up to date; passed over where they already are."""
    from django.conf import settings
    from django.core.management import call_command

    from sulis_cli.roles import migrate_as_owner

    if not migrate_as_owner(settings.HOME):
        migrate()
    call_command("clearsessions")
    stamp, now = settings.STATIC_ROOT / ".collected", _static_sources()
    if not stamp.exists() or stamp.read_text("utf-8") != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now, "utf-8")


def migrate() -> None:
    """Bring the database to this version's tables.

    Raises
    ------
    PartWayFailure
        When the database cannot be reached or refuses.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from sulis.vocabulary import PartWayFailure

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as trouble:
        raise PartWayFailure(
            f"the database of the records cannot be used: {' '.join(str(trouble).split())}",
            "Check SULIS_DATABASE_URL and that its server runs; without it, check the home's records.sqlite3.",
        ) from trouble


def _static_sources() -> str:
    """One line that changes when any static file does."""
    from django.contrib.staticfiles import finders

    seen = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            about = os.stat(storage.path(path))
            seen.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def check_port_free(port: int, listen: str = HOST) -> None:
    """Refuse early and in words.

    Raises
    ------
    WrongUsage
        When something else listens there, or the port is not ours to open.
    """
    from sulis.vocabulary import WrongUsage

    with socket.socket(socket.AF_INET6 if ":" in listen else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as trouble:
            why = (
                "may not be opened by you" if trouble.errno == errno.EACCES else "is taken, or is none of this machine"
            )
            remedy = "Stop what uses it, or choose another with --port (SULIS_PORT for make up)."
            raise WrongUsage(f"port {port} of {listen} {why}", remedy) from None


def serve_afresh(home: Path, port: int) -> NoReturn:
    """Serve in place of this process, which may have drawn charts: what draws them does not live through a fork."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "sulis_cli.serve", str(home), str(port)])  # nosec B606


def run_server(port: int, listen: str = HOST) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from sulis_cli.work import worker_beside

    server = Granian(
        "sulis_web.config.wsgi:application",
        address=listen,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    )
    with worker_beside(Path(os.environ["SULIS_HOME"])):
        server.serve()


if __name__ == "__main__":
    from sulis_cli.check import refuse_unsafe

    set_up(Path(sys.argv[1]))
    refuse_unsafe()
    run_server(int(sys.argv[2]))
