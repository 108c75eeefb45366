"""What makes the table append-only, on each database: the statements that set it up, and whether they still stand.

A later migration that changes the table on SQLite rebuilds it, which drops its triggers: it must end with `set_up`.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

_SAYS = "audit_event is append-only"

_SQLITE = {
    "audit_event_no_update": f"""CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, '{_SAYS}: no row is changed'); END""",
    "audit_event_no_delete": f"""CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, '{_SAYS}: no row is deleted'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above.
    "audit_event_no_replace": f"""CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, '{_SAYS}: no row is replaced'); END""",
}
_FUNCTION = "audit_event_refuse"
_BODY = f" BEGIN RAISE EXCEPTION '{_SAYS}: % is refused', TG_OP; END "
_ROW, _BEFORE, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 8, 16, 32  # as PostgreSQL's pg_trigger.tgtype counts
_POSTGRESQL = {
    "audit_event_no_change": (
        "BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW",
        _ROW | _BEFORE | _UPDATE | _DELETE,
    ),
    "audit_event_no_truncate": ("BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT", _BEFORE | _TRUNCATE),
}


def set_up(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _statements(connection.vendor))


def take_down(connection: BaseDatabaseWrapper) -> None:
    _run(connection, _reverse(connection.vendor))


def faults(connection: BaseDatabaseWrapper) -> list[str]:
    """What is wrong with the triggers, in words; nothing where they stand as they were set up."""
    found = _faults_on_sqlite if connection.vendor == "sqlite" else _faults_on_postgresql
    return list(found(connection))


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield from _SQLITE.values()
        return
    yield f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
    for name, (when, _kind) in _POSTGRESQL.items():
        yield f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {_FUNCTION}()"
        # Also where a session says that it is a replica, which otherwise passes triggers over.
        yield f"ALTER TABLE audit_event ENABLE ALWAYS TRIGGER {name}"


def _reverse(vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield from (f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE)
        return
    yield from (f"DROP TRIGGER IF EXISTS {name} ON audit_event" for name in _POSTGRESQL)
    yield f"DROP FUNCTION IF EXISTS {_FUNCTION}()"


def _run(connection: BaseDatabaseWrapper, statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _faults_on_sqlite(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'")
        held = dict(cursor.fetchall())
    yield from _compared(_SQLITE, held)


def _faults_on_postgresql(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.tgname, t.tgtype, t.tgenabled, p.proname, p.prosrc FROM pg_trigger t
            JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = 'audit_event'::regclass AND NOT t.tgisinternal"""
        )
        held = {name: (kind, enabled, function, body) for name, kind, enabled, function, body in cursor.fetchall()}
        cursor.execute("SELECT rulename FROM pg_rules WHERE tablename = 'audit_event'")
        rules = [name for (name,) in cursor.fetchall()]
    meant = {name: (kind, "A", _FUNCTION, _BODY) for name, (_when, kind) in _POSTGRESQL.items()}
    yield from _compared(meant, held)
    yield from (f"the rule {name} stands on the table and is none of ours" for name in rules)


def _compared(meant: dict[str, object], held: dict[str, object]) -> Iterator[str]:
    for name, definition in meant.items():
        if name not in held:
            yield f"the trigger {name} is gone"
        elif held[name] != definition:
            yield f"the trigger {name} is disabled or was changed"
    yield from (f"the trigger {name} is none of ours" for name in held.keys() - meant.keys())
