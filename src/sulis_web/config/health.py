"""`/health/`: whether the parts that the application stands on answer. It is open to anyone, so it says that and no more."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from sulis_web.audit import queries
from sulis_web.audit.keys import read_keys
from sulis_web.config.migrations_made import differences
from sulis_web.partnership.doors import public

LEAST_FREE = 500_000_000  # bytes: a month's delivery, its staging, and room for the database to work
_KEPT = 2.0  # seconds that an answer holds: whoever asks a thousand times a second costs no more than who asks once
_once = threading.Lock()
_last: tuple[float, dict[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to ask, and the words for when it is not well."""

    name: str
    well: Callable[[], bool]
    trouble: str


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    found = _recent()
    well = all(words == "ok" for words in found.values())
    answer = {"status": "ok" if well else "degraded", "parts": found}
    return JsonResponse(answer, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def _recent() -> dict[str, str]:
    global _last
    with _once:
        if _last is None or time.monotonic() - _last[0] > _KEPT:
            found = examine()
            _last = (time.monotonic(), found)
        return _last[1]


def examine() -> dict[str, str]:
    """Each part by its name: ``ok``, or what is wrong in words."""
    return {part.name: "ok" if _is_well(part) else part.trouble for part in PARTS}


def _is_well(part: Part) -> bool:
    """A part that cannot even be asked is not well. Why is for the log of whoever repairs it, not for this page."""
    try:
        return part.well()
    except Exception:  # whatever a driver raises: the page must answer
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations() -> bool:
    found = differences(connection)
    return not found.missing and not found.unknown


def _store() -> bool:
    from sulis.store.catalogue_file import read_releases

    read_releases(settings.HOME)
    return True


def _room() -> bool:
    return shutil.disk_usage(settings.HOME).free >= LEAST_FREE


def _audit() -> bool:
    """Whether an event could be written, asked without writing one."""
    if connection.vendor == "sqlite":
        file = settings.DATABASES["default"]["NAME"]
        named = connection.settings_dict["NAME"]
        writable = "memory" in str(named) or (os.access(file, os.W_OK) and os.access(settings.HOME, os.W_OK))
        return writable and "audit_event" in connection.introspection.table_names() and _has_key()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('audit_event', 'INSERT') AND NOT pg_is_in_recovery()"
            " AND current_setting('default_transaction_read_only') = 'off'"
        )
        return bool(cursor.fetchone()[0]) and _has_key()


def _has_key() -> bool:
    """Whether the key can be read that the next event takes; before the first event it may be yet to be drawn."""
    if queries.end()[0] or settings.AUDIT_KEY_FILE.exists():
        read_keys(settings.AUDIT_KEY_FILE)
    return True


PARTS = (
    Part("database", _database, "the database does not answer"),
    Part("migrations", _migrations, "the database is not at this version's tables"),
    Part("store", _store, "the store of evidence cannot be read"),
    Part("disk", _room, "the disk is nearly full"),
    Part("audit", _audit, "the audit cannot be written"),
)
