"""Between tests that commit, Django's flush empties every table but the events, which nothing may delete: this does."""

from __future__ import annotations

import shutil
from typing import Any


def forget_after_each_flush() -> None:
    """A test that commits leaves no events to the next one."""
    from django.test import TransactionTestCase

    flush = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        flush(self)
        forget()

    TransactionTestCase._fixture_teardown = teardown


def forget() -> None:
    """With the triggers aside for a moment, which only the table's owner can do."""
    from django.conf import settings
    from django.db import connection

    from sulis_web.audit import triggers

    if "audit_event" not in connection.introspection.table_names():
        return
    triggers.take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")
    triggers.set_up(connection)
    shutil.rmtree(settings.AUDIT_HEADS, ignore_errors=True)
