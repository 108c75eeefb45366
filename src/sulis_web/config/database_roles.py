"""What the application's own role may do on PostgreSQL, where another role owns the tables and migrates them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_READ_ONLY = frozenset({"django_migrations"})
_TABLES = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY relname"


def rights_on(table: str) -> str:
    """The rights that the application has on one table: the audit is added to and read, and never changed."""
    if table.startswith("audit_"):
        return "SELECT, INSERT"
    return "SELECT" if table in _READ_ONLY else "SELECT, INSERT, UPDATE, DELETE"


def grants(role: str, tables: Iterable[str]) -> list[str]:
    """The statements that leave a role with these rights and no others, whatever it had before."""
    name = _quoted(role)
    said = [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
    ]
    for table in tables:
        said.append(f"REVOKE ALL ON TABLE {_quoted(table)} FROM PUBLIC, {name}")
        said.append(f"GRANT {rights_on(table)} ON TABLE {_quoted(table)} TO {name}")
    return said


def grant_application(connection: Any, role: str) -> None:
    """Give the application's role its rights, in one transaction. The connection is the owner's."""
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        for statement in grants(role, tables):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
