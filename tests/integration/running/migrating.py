"""The migrations of an installation, run by a process that loads Django anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.integration.running.processes import command, environment

# What a database that holds records is like when the newest migration of each app was taken back and made again.
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
first, changed = set(rows()), {}
for label in ours:
    before = rows()  # what an earlier app's newest migration made, and its going took, is not held against this one
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
print(json.dumps({"changed": changed, "tables": set(rows()) == first}))
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


def check_with_records(home: Path, run: str, **more: str) -> None:
    """The newest migration of each app goes back and forth over a demonstration's records, which opens afterwards as it was."""
    found = asked(WITH_RECORDS, home, **more)
    assert found["tables"] is True
    assert {label: names for label, names in dict(found["changed"]).items() if names} == {}  # type: ignore[call-overload]
    again = command("demo", "--home", home, "--no-serve", "--json", **more)
    assert again.returncode == 0 and json.loads(again.stdout)["run"] == run
