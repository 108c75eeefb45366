"""Records in PostgreSQL: read in one transaction that sees one instant, table by table, in pieces that fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sulis.vocabulary import PartWayFailure
from sulis_web.config.keeping.manifest import POSTGRESQL, AuditHead, Records

PIECE = 4 << 20
_TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname"""
_COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY sequencename"


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """A connection outside Django, whose trouble is told without the address: it holds a password."""
    import psycopg

    try:
        with psycopg.connect(address) as connection:
            yield connection
    except psycopg.Error as trouble:
        raise PartWayFailure(
            f"the database of the records refused: {' '.join(str(trouble).split())}",
            "Check SULIS_DATABASE_URL and that its server runs. Nothing was put in place.",
        ) from trouble


def copy_records(connection: Any, put: Callable[[str, int, bytes], None]) -> Records:
    """Hand every table to ``put`` as (table, number of the piece, text of PostgreSQL's own COPY), and say what was read."""
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    tables, columns = {}, {}
    for (table,) in connection.execute(_TABLES).fetchall():
        columns[table] = tuple(name for (name,) in connection.execute(_COLUMNS, [quoted(table)]).fetchall())
        tables[table] = _copy_table(connection, table, columns[table], put)
    sequences = {
        name: connection.execute(f"SELECT last_value, is_called FROM {quoted(name)}").fetchone()
        for (name,) in connection.execute(_SEQUENCES).fetchall()
    }
    return Records(POSTGRESQL, tables, applied(connection), audit_head(connection), columns, sequences)


def _copy_table(connection: Any, table: str, columns: tuple[str, ...], put: Callable[[str, int, bytes], None]) -> int:
    waiting, piece = bytearray(), 0
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) TO STDOUT") as rows:
            for row in rows:
                waiting += row
                if len(waiting) >= PIECE:
                    put(table, piece, bytes(waiting))
                    waiting, piece = bytearray(), piece + 1
        put(table, piece, bytes(waiting))
        return int(cursor.rowcount)


def row_counts(connection: Any) -> dict[str, int]:
    """Every table with its rows, counted."""
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in names}


def applied(connection: Any) -> tuple[tuple[str, str], ...]:
    """Every migration that was made, in order."""
    return tuple(connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall())


def audit_head(connection: Any) -> AuditHead | None:
    """The last event of the audit, where there is an audit and an event in it."""
    if connection.execute("SELECT to_regclass('audit_event')").fetchone()[0] is None:
        return None
    head = connection.execute("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1").fetchone()
    return AuditHead(*head) if head else None


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
