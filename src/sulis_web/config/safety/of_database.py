"""Rules about the records' database: its tables, and what the application's own role may do to the audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sulis_web.config.migrations_made import differences
from sulis_web.config.safety.finding import Finding, fault, note, warning

_APART = 30  # seconds between the database's clock and ours
_RIGHTS = ("UPDATE", "DELETE", "TRUNCATE")
_ROLES = "Run `sulis serve` with SULIS_DATABASE_OWNER_URL once: it gives the application's role its rights and no more."


def tables(connection: Any) -> Iterator[Finding]:
    found = differences(connection)
    if found.unknown:
        yield fault(
            "database-newer", f"the database has seen {'.'.join(found.unknown[0])}, which this version does not know",
            "An older version would write rows that the newer one's tables do not mean.",
            "Install the version that ran here last, or restore a backup from before the upgrade.",
        )  # fmt: skip
    if found.missing:
        yield note(
            "database-older", f"{len(found.missing)} migrations are not made yet", "Serving makes them first.",
            "Take a backup before you serve.",
        )  # fmt: skip


def sqlite(connection: Any) -> Iterator[Finding]:
    yield warning(
        "sqlite", "records are kept in SQLite", "It has no role that could be kept from the audit: only triggers guard it.",
        "For restricted records of several organisations use PostgreSQL: set SULIS_DATABASE_URL.",
    )  # fmt: skip
    yield from _audit_triggers(connection)


def postgresql(connection: Any, at: datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, extract(epoch FROM clock_timestamp()) FROM pg_roles WHERE rolname = current_user"
        )
        is_super, bypasses, now = cursor.fetchone()
        cursor.execute("SELECT to_regclass('audit_event') IS NOT NULL")
        has_audit = cursor.fetchone()[0]
    if is_super or bypasses:
        yield fault(
            "role-super",
            "the application's role is a superuser",
            "It could change the audit and every guard on it.",
            "Make a role of its own: see deploy/database-roles.sql.",
        )
    if abs(float(now) - at.timestamp()) > _APART:
        yield fault(
            "clock-database",
            f"the database's clock and this machine's are more than {_APART} seconds apart",
            "Times in the audit must agree.",
            "Keep both by a time server.",
        )
    if has_audit:
        yield from _audit_rights(connection)
        yield from _audit_triggers(connection)
    else:
        yield note(
            "audit-absent",
            "there is no audit table yet",
            "What the role may do to it could not be asked.",
            "Serve once, then run this again.",
        )


def _audit_rights(connection: Any) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"has_table_privilege('audit_event', '{right}')" for right in _RIGHTS))
        held = [right for right, has in zip(_RIGHTS, cursor.fetchone(), strict=True) if has]
        cursor.execute("SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = 'audit_event'::regclass")
        owns = cursor.fetchone()[0]
    if owns:
        yield fault(
            "audit-owner",
            "the application's role owns the audit's table",
            "An owner can take every guard away.",
            "Let another role own the tables: see deploy/database-roles.sql, and set SULIS_DATABASE_OWNER_URL.",
        )
    elif held:
        yield fault(
            "audit-rights",
            f"the application's role may {' and '.join(held)} audit_event",
            "The audit is added to and read, and never changed.",
            _ROLES,
        )


def _audit_triggers(connection: Any) -> Iterator[Finding]:
    if "audit_event" not in connection.introspection.table_names():
        return
    from sulis_web.audit.triggers import faults

    for found in faults(connection):
        yield fault(
            "audit-triggers",
            found,
            "The triggers refuse every change of the audit.",
            "Find out who did it, and run `sulis audit verify`.",
        )
