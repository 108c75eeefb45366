"""Every migration of every app goes up, down and up again, on an empty database of either kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.running.migrating import asked
from tests.support.postgres import new_database, server

__all__ = ["new_database", "server"]
# One process that loads Django once. It prints what it found as JSON: for each migration of ours, whether the step back gave
# the tables that were there before it, and the second step forward those that were there after it.
STEPS = """
import json
import django
django.setup()
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def table(cursor, name):
    'Its columns and its constraints.'
    return [
        sorted((c.name, str(c.type_code), bool(c.null_ok)) for c in connection.introspection.get_table_description(cursor, name)),
        sorted(
            (sorted(map(str, c["columns"] or [])), c["primary_key"], c["unique"], bool(c["foreign_key"]), c["check"])
            for c in connection.introspection.get_constraints(cursor, name).values()
        ),
    ]

# PostgreSQL says what every table is in one answer. SQLite keeps the text that a table was made by: where it is the same, so is the table.
ALL = '''
SELECT t.relname, string_agg(said, '; ' ORDER BY said) FROM pg_class t JOIN (
    SELECT attrelid, format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull)
    FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
    UNION ALL SELECT conrelid, pg_get_constraintdef(oid) FROM pg_constraint
    UNION ALL SELECT indrelid, pg_get_indexdef(indexrelid) FROM pg_index
) AS about(id, said) ON about.id = t.oid
WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'django_migrations' GROUP BY 1
'''
TEXTS = '''
SELECT tbl_name, sql FROM sqlite_master WHERE tbl_name NOT IN ('django_migrations', 'sqlite_sequence') ORDER BY tbl_name, type, name
'''
known = {}

def shape():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(ALL)
            return dict(cursor.fetchall())
        texts = {}
        cursor.execute(TEXTS)
        for name, text in cursor.fetchall():
            texts[name] = f"{texts.get(name, name)}; {text}"
        for name, text in texts.items():
            if text not in known:
                known[text] = table(cursor, name)
        return {name: known[text] for name, text in texts.items()}

ours = {config.label for config in apps.get_app_configs() if config.name.startswith("sulis_web.")}

class Changed:
    'The tables as each step of a run leaves them, by the step; what is not ours shares the shape of the last that is.'
    def __init__(self, done):
        self.done, self.shapes, self.before, self.last = done, {}, {}, shape()
    def __call__(self, action, migration=None, fake=False):
        if action == self.done:
            name = f"{migration.app_label}.{migration.name}"
            self.before[name], self.last = self.last, shape()
            self.shapes[name] = self.last

def run(done, targets):
    seen = Changed(done)
    executor = MigrationExecutor(connection, seen)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())
    return seen

up = run("apply_success", None)
whole = shape()
down = run("unapply_success", [(label, None) for label in sorted(ours & {name.split(".")[0] for name in up.shapes})])
middle = shape()
again = run("apply_success", None)
mine = [name for name in up.shapes if name.split(".")[0] in ours]

def changed(before, after):
    'What one step did: the tables that differ, as they were and as they are.'
    return {name: [before.get(name), after.get(name)] for name in {*before, *after} if before.get(name) != after.get(name)}

found = {
    name: [
        changed(down.shapes[name], down.before[name]) == changed(up.before[name], up.shapes[name]),
        changed(again.before[name], again.shapes[name]) == changed(up.before[name], up.shapes[name]),
    ]
    for name in mine
}
left = sorted({name for name in middle if name.split("_")[0] in ours})
moved = sum(bool(changed(up.before[name], up.shapes[name])) for name in mine)
print(json.dumps({"found": found, "left": left, "again": shape() == whole, "moved": moved}))
"""


def check_steps(found: dict[str, object]) -> None:
    steps = found["found"]
    assert isinstance(steps, dict) and int(str(found["moved"])) > len(steps) / 2 > 5
    assert {name: outcome for name, outcome in steps.items() if outcome != [True, True]} == {}
    assert found["left"] == [] and found["again"] is True


def test_every_migration_up_down_and_up_on_sqlite(tmp_path: Path) -> None:
    check_steps(asked(STEPS, tmp_path / "home"))


@pytest.mark.postgres
def test_every_migration_up_down_and_up_on_postgresql(new_database: Callable[..., str], tmp_path: Path) -> None:
    check_steps(asked(STEPS, tmp_path / "home", SULIS_DATABASE_URL=new_database("steps")))
