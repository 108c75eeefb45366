"""Every migration of every app goes up, down and up again, on an empty database and with a partnership's records in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.running.processes import command, environment
from tests.support.postgres import new_database, server

__all__ = ["new_database", "server"]
# One process that loads Django once. It prints what it found as JSON: for each migration of ours, whether one step back gave
# the tables that were there before it, and one step forward the tables that were there after it.
STEPS = """
import json, sys
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

def shape():
    with connection.cursor() as cursor:
        names = sorted(t.name for t in connection.introspection.get_table_list(cursor))
        return {
            name: [
                sorted((c.name, str(c.type_code), bool(c.null_ok)) for c in connection.introspection.get_table_description(cursor, name)),
                sorted(
                    (sorted(c["columns"] or []), c["primary_key"], c["unique"], bool(c["foreign_key"]), c["check"])
                    for c in connection.introspection.get_constraints(cursor, name).values()
                ),
            ]
            for name in names if name != "django_migrations"
        }

def to(*targets):
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))

ours = {config.label for config in apps.get_app_configs() if config.name.startswith("sulis_web.")}
executor = MigrationExecutor(connection)
plan = [m for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
found = {}
for migration in plan:
    node = (migration.app_label, migration.name)
    before = shape() if node[0] in ours else None
    to(node)
    if before is None:
        continue
    after = shape()
    executor = MigrationExecutor(connection)
    executor.migrate([parent for parent in executor.loader.graph.node_map[node].parents if parent.key[0] == node[0]] or [(node[0], None)])
    down = shape()
    to(node)
    found[".".join(node)] = [down == before, shape() == after]
whole = shape()
last = {m.app_label: number for number, m in enumerate(plan)}
kept = []  # apps of others that do not go back
for label in sorted(last, key=last.get, reverse=True):
    try:
        to((label, None))
    except IrreversibleError:
        if label in ours:
            raise
        kept.append(label)
left = sorted(name for name in shape() if not name.startswith(tuple(kept) or 'none'))
call_command("migrate", interactive=False, verbosity=0)
print(json.dumps({"found": found, "left": left, "kept": kept, "again": shape() == whole}))
"""
WITH_RECORDS = """
import json
import django
django.setup()
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def rows():
    with connection.cursor() as cursor:
        def held(name):
            cursor.execute(f'SELECT * FROM "{name}"')
            return sorted(map(repr, cursor.fetchall()))
        return {t.name: held(t.name) for t in connection.introspection.get_table_list(cursor) if t.name != "django_migrations"}

ours = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("sulis_web."))
before, changed = rows(), {}
for label in ours:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes(label)
    if not leaves:
        continue
    parents = [p for p in executor.loader.graph.node_map[leaves[0]].parents if p.key[0] == label]
    if not parents:
        continue
    executor.migrate(parents)
    between = rows()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())  # and the apps that stood on it
    after = rows()
    changed[label] = sorted(name for name in between if name in before and name in after and len(after[name]) != len(before[name]))
    lost = [name for name in before if name not in between]
    changed[label] = [name for name in changed[label] if name not in lost]
print(json.dumps({"changed": changed, "tables": sorted(rows()) == sorted(before)}))
"""


def asked(program: str, home: Path, **more: str) -> dict[str, object]:
    settings = {"DJANGO_SETTINGS_MODULE": "sulis_web.config.settings", "SULIS_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(**settings, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


def check_steps(found: dict[str, object]) -> None:
    steps = found["found"]
    assert isinstance(steps, dict) and len(steps) > 5
    assert {name: outcome for name, outcome in steps.items() if outcome != [True, True]} == {}
    assert found["left"] == [] and found["again"] is True
    assert found["kept"] in ([], ["django_tasks_database"]), "the library of jobs has a step that does not go back"


def check_records(home: Path, **more: str) -> None:
    built = command("demo", "--home", home, "--no-serve", "--json", **more)
    assert built.returncode == 0, built.stderr
    found = asked(WITH_RECORDS, home, **more)
    assert found["tables"] is True
    assert {label: names for label, names in dict(found["changed"]).items() if names} == {}  # type: ignore[call-overload]
    again = command("demo", "--home", home, "--no-serve", "--json", **more)
    assert again.returncode == 0 and json.loads(again.stdout)["run"] == json.loads(built.stdout)["run"]


def test_every_migration_up_down_and_up_on_sqlite(tmp_path: Path) -> None:
    check_steps(asked(STEPS, tmp_path / "home"))


@pytest.mark.postgres
def test_every_migration_up_down_and_up_on_postgresql(new_database: Callable[..., str], tmp_path: Path) -> None:
    check_steps(asked(STEPS, tmp_path / "home", SULIS_DATABASE_URL=new_database("steps")))


def test_newest_migration_of_each_app_with_records_down_and_up_on_sqlite(tmp_path: Path) -> None:
    check_records(tmp_path / "home")


@pytest.mark.postgres
def test_newest_migration_of_each_app_with_records_down_and_up_on_postgresql(
    new_database: Callable[..., str], tmp_path: Path
) -> None:
    check_records(tmp_path / "home", SULIS_DATABASE_URL=new_database("with_records"))
