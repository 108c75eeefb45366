"""Two roles, a backup and a restore on a real PostgreSQL: the application cannot change the audit, and rows come back as they were."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.integration.running.migrating import check_with_records
from tests.integration.running.processes import command, started
from tests.support.postgres import kept_database, new_database, server

__all__ = ["kept_database", "new_database", "server"]
pytestmark = pytest.mark.postgres
OWNER, APPLICATION = "sulis_owner", "sulis_application"
TEMPLATE = "demonstrated"
KILLS = [3, pytest.param(20, marks=pytest.mark.drill)]


def as_role(address: str, role: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=f"{role}@{parts.netloc.rpartition('@')[2]}").geturl()


def ask(address: str, question: str) -> list[Any]:
    import psycopg

    with psycopg.connect(address) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else []


@dataclass
class Installed:
    """A demonstration in a database that one role owns and another works in."""

    home: Path
    super: str
    databases: Callable[..., str]
    folder: Path
    told: dict[str, Any] = field(default_factory=dict)  # what building it printed
    key: Path = field(init=False)

    def __post_init__(self) -> None:
        self.key = self.folder / "key"

    @property
    def environ(self) -> dict[str, str]:
        return environ(self.super)

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        return command(*words, **self.environ)

    def empty(self, name: str) -> str:
        """Another database that the same role owns."""
        made = self.databases(name)
        ask(made, f'ALTER DATABASE "{name}" OWNER TO {OWNER}; ALTER SCHEMA public OWNER TO {OWNER}')
        return made


def environ(address: str) -> dict[str, str]:
    return {"SULIS_DATABASE_URL": as_role(address, APPLICATION), "SULIS_DATABASE_OWNER_URL": as_role(address, OWNER)}


@pytest.fixture(scope="module")
def demonstration(kept_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Made once: each test has a copy of its records and of its home."""
    address = kept_database(TEMPLATE)
    for role in (OWNER, APPLICATION):
        if not ask(address, f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"):
            ask(address, f"CREATE ROLE {role} LOGIN")
    folder = tmp_path_factory.mktemp("demonstration")
    made = Installed(folder / "home", address, kept_database, folder)
    ask(address, f"ALTER DATABASE {TEMPLATE} OWNER TO {OWNER}; ALTER SCHEMA public OWNER TO {OWNER}")
    done = made.run("demo", "--home", made.home, "--no-serve", "--json")
    assert done.returncode == 0, done.stderr
    made.told |= json.loads(done.stdout)
    return made


@pytest.fixture
def installed(demonstration: Installed, new_database: Callable[..., str], tmp_path: Path) -> Installed:
    address = new_database("running", TEMPLATE)
    ask(address, f"ALTER DATABASE running OWNER TO {OWNER}")
    shutil.copytree(demonstration.home, tmp_path / "home", symlinks=True)
    return Installed(tmp_path / "home", address, new_database, tmp_path, demonstration.told)


def every_row(address: str) -> dict[str, list[Any]]:
    names = [name for (name,) in ask(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")]
    return {name: sorted(map(repr, ask(address, f'SELECT * FROM "{name}"'))) for name in names}


def sequences(address: str) -> list[Any]:
    return ask(address, "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1")


def refused(address: str, statement: str) -> str:
    import psycopg

    with pytest.raises(psycopg.Error) as told:
        ask(address, statement)
    return type(told.value).__name__


def test_demonstration_keeps_its_records_there_and_is_the_same_the_second_time(installed: Installed) -> None:
    assert ask(installed.super, "SELECT id FROM runs_run") == [(installed.told["run"],)]
    names = {name for (name,) in ask(installed.super, "SELECT username FROM partnership_person")}
    assert names == {each["name"] for each in installed.told["sign_ins"]}
    assert "<svg" in (installed.home / "public" / "data-and-trends" / "trend" / "index.html").read_text("utf-8")
    assert not (installed.home / "records.sqlite3").exists()
    again = installed.run("demo", "--home", installed.home, "--no-serve", "--json")
    assert json.loads(again.stdout) == installed.told | {"home": str(installed.home)}


def test_newest_migration_of_each_app_with_records_down_and_up(installed: Installed) -> None:
    check_with_records(installed.home, installed.told["run"], SULIS_DATABASE_URL=installed.super)


def test_application_role_works_and_cannot_touch_the_audit_or_the_tables(installed: Installed) -> None:
    mine = as_role(installed.super, APPLICATION)
    assert ask(mine, "SELECT count(*) FROM partnership_person")[0][0] > 0
    for statement in (
        "UPDATE audit_event SET hash = ''",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TABLE audit_event",
        "DROP TABLE partnership_person",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "CREATE ROLE other",
    ):
        assert refused(mine, statement) == "InsufficientPrivilege", statement


def test_check_is_content_with_the_roles_and_names_each_that_is_not(installed: Installed) -> None:
    production = {
        "SULIS_PRODUCTION": "1", "SULIS_HOSTS": "vrp.example.gov.uk", "SULIS_PROXIES": "127.0.0.1",
        "SULIS_MAIL_URL": "smtp://mail.example.gov.uk", "SULIS_MAIL_FROM": "vrp@example.gov.uk",
    }  # fmt: skip
    (installed.home / "sign-ins.txt").unlink()

    def found(address: str) -> set[str]:
        done = command("check", "--home", installed.home, "--json", **production, SULIS_DATABASE_URL=address)
        return {one["code"] for one in json.loads(done.stdout)["faults"]}

    mine = as_role(installed.super, APPLICATION)
    assert found(mine) == set()
    assert found(as_role(installed.super, OWNER)) == {"audit-owner"}
    assert "role-super" in found(installed.super)
    ask(installed.super, f"GRANT UPDATE, DELETE ON audit_event TO {APPLICATION}")
    assert found(mine) == {"audit-rights"}
    ask(installed.super, "ALTER TABLE audit_event DISABLE TRIGGER ALL")
    assert found(mine) == {"audit-rights", "audit-triggers"}


def test_restored_records_are_those_that_were_kept_and_serve(installed: Installed) -> None:
    file, new = installed.folder / "b", installed.folder / "new"
    kept = installed.run("backup", "--home", installed.home, "--to", file, "--key", installed.key, "--json")
    assert kept.returncode == 0, kept.stdout
    target = installed.empty("restored")
    back = command("restore", file, "--home", new, "--key", installed.key, "--json", **environ(target))
    assert back.returncode == 0, back.stdout
    assert every_row(target) == every_row(installed.super) and sequences(target) == sequences(installed.super)
    assert json.loads(back.stdout)["audit_head"] == json.loads(kept.stdout)["audit_head"]
    mine = as_role(target, APPLICATION)
    assert refused(mine, "DELETE FROM audit_event") == "InsufficientPrivilege"
    verified = command("audit", "verify", "--home", new, "--json", SULIS_DATABASE_URL=mine)
    assert verified.returncode == 0, verified.stdout
    again = command("demo", "--home", new, "--no-serve", "--json", **environ(target))
    assert again.returncode == 0, again.stderr


def test_restore_into_a_database_that_holds_something_is_refused(installed: Installed) -> None:
    file, new = installed.folder / "b", installed.folder / "new"
    assert installed.run("backup", "--home", installed.home, "--to", file, "--key", installed.key).returncode == 0
    before = every_row(installed.super)
    over = command("restore", file, "--home", new, "--key", installed.key, "--json", **installed.environ)
    assert over.returncode == 2 and "is not empty" in json.loads(over.stdout)["error"]
    assert every_row(installed.super) == before and not new.exists()
    without = command("restore", file, "--home", new, "--key", installed.key, "--json")
    assert without.returncode == 2 and "come from PostgreSQL" in json.loads(without.stdout)["error"]


def test_backup_sees_one_instant_while_others_write(installed: Installed) -> None:
    """A row of one table and a row of a later one are written together, over and over: no backup has one without the other."""
    import threading

    import psycopg

    ask(
        installed.super,
        f"CREATE TABLE a_first (n int); CREATE TABLE z_last (n int); GRANT SELECT ON a_first, z_last TO {APPLICATION}",
    )
    stop = threading.Event()

    def write() -> None:
        with psycopg.connect(installed.super, autocommit=True) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                with connection.transaction():
                    connection.execute("INSERT INTO a_first VALUES (%s)", [number])
                    connection.execute("INSERT INTO z_last VALUES (%s)", [number])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            done = installed.run(
                "backup",
                "--home",
                installed.home,
                "--to",
                installed.folder / str(number),
                "--key",
                installed.key,
                "--json",
            )
            tables = json.loads(done.stdout)["tables"]
            assert tables["a_first"] == tables["z_last"] > 0
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("kills", KILLS)
def test_restores_killed_at_random_leave_nothing_half_made(installed: Installed, kills: int) -> None:
    import time

    from tests.integration.running.test_killed_backup import instants

    file = installed.folder / "b"
    assert installed.run("backup", "--home", installed.home, "--to", file, "--key", installed.key).returncode == 0
    expected, begun = every_row(installed.super), time.monotonic()
    words = ["restore", file, "--key", installed.key, "--home"]
    trial = command(*words, installed.folder / "trial", **environ(installed.empty("trial")))
    assert trial.returncode == 0, trial.stderr
    for number, instant in instants(kills, time.monotonic() - begun, 11):
        target, new = installed.empty(f"killed{number}"), installed.folder / f"new{number}"
        process = started(*words, new, **environ(target))
        time.sleep(instant)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if not new.exists():
            assert every_row(target) in ({}, expected), "half of the records are there"
            again = command(*words, new, "--json", **environ(target))
            assert again.returncode == 0, again.stdout
        assert every_row(target) == expected
