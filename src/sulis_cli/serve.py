"""`sulis serve`: the partnership's application on this machine."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from sulis_cli import output

SETTINGS = "sulis_web.config.settings"
HOST = "127.0.0.1"
Port = Annotated[
    int, typer.Option("--port", envvar="SULIS_PORT", min=1, max=65535, help="The port of 127.0.0.1 to serve on.")
]


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(home: output.Home = output.DEFAULT_HOME, port: Port = 8000, as_json: output.Json = False) -> None:
    """Serve what the home folder holds, on this machine only, until stopped."""
    check_port_free(port)
    set_up(home)
    make_ready()
    output.answer(
        {"address": address(port), "home": str(home)}, as_json=as_json, text=lambda: [f"Sulis is at {address(port)}"]
    )
    run_server(port)


def address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def set_up(home: Path) -> None:
    """Point Django at the home folder. Only the first call of a process counts."""
    os.environ["SULIS_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def make_ready() -> None:
    """Bring the database and the static files up to date; passed over where they already are."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    stamp, now = settings.STATIC_ROOT / ".collected", _static_sources()
    if not stamp.exists() or stamp.read_text("utf-8") != now:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now, "utf-8")


def _static_sources() -> str:
    """One line that changes when any static file does."""
    from django.contrib.staticfiles import finders

    seen = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            about = os.stat(storage.path(path))
            seen.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def check_port_free(port: int) -> None:
    """Refuse early and in words.

    Raises
    ------
    WrongUsage
        When something else listens there.
    """
    from sulis.vocabulary import WrongUsage

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise WrongUsage(
                f"port {port} of {HOST} is taken", "Stop what uses it, or choose another with --port."
            ) from None


def run_server(port: int) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "sulis_web.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()
