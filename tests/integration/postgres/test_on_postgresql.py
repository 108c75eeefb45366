"""What holds on SQLite holds on PostgreSQL: the application's own tests. The road from files to pages is tried in `running`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.shared import ROOT

pytestmark = pytest.mark.postgres
ADDRESS = "SULIS_DATABASE_URL"
INTEGRATION = "tests/integration"
# Those of the application's tests that lean on the database most; the drill runs all of them. Left out are those that start servers
# of their own.
APPLICATION = [
    *(f"{INTEGRATION}/{part}" for part in (
        "register/test_tables.py", "thread", "measures", "inbox",
    )),
    "-m", "not drill and not postgres and not browser",
]  # fmt: skip


def in_own_process(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Another process, which reads its settings anew. Nothing of this one's own run or home reaches it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SULIS_", "DJANGO_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=kept | {"PYTHONPATH": str(ROOT / "src")} | more,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=1500,
    )  # fmt: skip


def held(address: str, question: str) -> list[tuple[object, ...]]:
    import psycopg

    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()


def run_all(chosen: list[str], address: str, folder: Path, **more: str) -> int:
    """How many tests ran, all of them passing and none left out, in a process whose records are in that database; SQLite without one."""
    report = folder / "report.xml"
    words = ["-m", "pytest", *chosen, "-q", "-p", "no:cacheprovider", "--create-db", "--reuse-db"]
    done = in_own_process([*words, f"--junit-xml={report}"], ROOT, **({ADDRESS: address} if address else {}), **more)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    suite = ElementTree.parse(report).getroot()[0]
    assert suite.attrib["skipped"] == "0"
    return int(suite.attrib["tests"])


def test_tests_of_the_application_on_postgresql_all_pass(new_database: Callable[[str], str], tmp_path: Path) -> None:
    address = new_database("application")
    tested = new_database("test_application")  # the name that Django gives to a database for tests
    assert run_all(APPLICATION, address, tmp_path) > 60
    migrated = {app for (app,) in held(tested, "SELECT DISTINCT app FROM django_migrations")}
    assert {"audit", "partnership", "records", "runs", "thread"} <= migrated, "the tests ran on another database"


def test_server_listens_on_no_port(server: object, new_database: Callable[[str], str]) -> None:
    assert held(new_database("quiet"), "SHOW listen_addresses") == [("",)]
