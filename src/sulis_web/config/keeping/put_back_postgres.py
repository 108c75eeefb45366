"""Records back into an empty PostgreSQL database: tables by the migrations that had made them, rows by COPY, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sulis.vocabulary import InputRefused, WrongUsage
from sulis_web.config.keeping.manifest import Records
from sulis_web.config.keeping.put_back import Opening
from sulis_web.config.keeping.records_postgres import applied, audit_head, quoted, row_counts

_PIECE = 1 << 20


def put_records_back(opening: Opening) -> bool:
    """Fill the empty database that Django is connected to, in one transaction; False where an earlier call had done so.

    Killed before its commit, the transaction leaves the database empty. Killed after, the database says which backup it holds,
    and a second call goes on from there.

    Raises
    ------
    WrongUsage
        When the database holds something else.
    InputRefused
        When the backup was made by a later version, or does not fit.
    """
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor():  # opens the connection
            raw = connection.connection
        if row_counts(raw):
            return _already_there(raw, opening)
        _make_tables(connection, opening.manifest.records)
        _empty(raw)
        for table, columns in opening.manifest.records.columns.items():
            _fill(raw, opening, table, columns)
        for name, (last, used) in opening.manifest.records.sequences.items():
            raw.execute("SELECT setval(%s::regclass, %s, %s)", [quoted(name), last, used])
        raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _check(raw, opening.manifest.records)
        raw.execute(f"COMMENT ON TABLE django_migrations IS 'restored from {opening.backup}'")
    return True


def _already_there(raw: Any, opening: Opening) -> bool:
    """Whether what is there is this very backup."""
    said = raw.execute("SELECT obj_description(to_regclass('django_migrations'), 'pg_class')").fetchone()[0]
    if said != f"restored from {opening.backup}":
        raise WrongUsage(
            "the database that SULIS_DATABASE_URL names is not empty",
            "Name an empty database: a restore never writes over records.",
        )
    _check(raw, opening.manifest.records)
    return False


def _make_tables(connection: Any, records: Records) -> None:
    """Run exactly the migrations that the backup's database had seen, so that its columns are those of the copy."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    unknown = [node for node in records.applied if node not in graph.nodes]
    if unknown:
        raise InputRefused(
            f"the backup was made by a later version of Sulis: it knows {unknown[0][0]}.{unknown[0][1]}, and this one does not",
            "Install the version that made it, or a later one, and restore with that.",
        )
    seen = set(records.applied)
    ends = [node for node in seen if not any(child.key in seen for child in graph.node_map[node].children)]
    executor.migrate(ends)


def _empty(raw: Any) -> None:
    """Take out what migrations put in: the copy has it. Tables of the audit are never emptied, and have nothing yet."""
    filled = [table for table, rows in row_counts(raw).items() if rows]
    if filled:
        raw.execute("SET CONSTRAINTS ALL IMMEDIATE")
        raw.execute(f"TRUNCATE {', '.join(map(quoted, filled))} CASCADE")
    raw.execute("SET CONSTRAINTS ALL DEFERRED")


def _fill(raw: Any, opening: Opening, table: str, columns: Iterable[str]) -> None:
    named = ", ".join(map(quoted, columns))
    with raw.cursor() as cursor, cursor.copy(f"COPY {quoted(table)} ({named}) FROM STDIN") as rows:
        for piece in sorted(opening.pieces.glob(f"{table}.[0-9][0-9][0-9][0-9][0-9][0-9].copy")):
            with piece.open("rb") as file:
                while data := file.read(_PIECE):
                    rows.write(data)


def _check(raw: Any, records: Records) -> None:
    """What is there now is what was copied: every table's rows, the migrations, the audit's head."""
    if (row_counts(raw), applied(raw), audit_head(raw)) != (records.tables, records.applied, records.audit):
        raise InputRefused(
            "the records in the database are not those of the backup", "Restore into another, empty database."
        )
