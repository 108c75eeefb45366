from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action, Actor, Entry, digest
from sulis_web.records import changes, queries
from sulis_web.records.conflicts import Conflict
from sulis_web.records.models import OnceKey, Revision, Versioned, What
from sulis_web.records.plain import plain, plain_fields

KEYS_KEPT = timedelta(days=1)
_ACTIONS = {
    What.CREATED: Action.COLLECT,
    What.CHANGED: Action.ALTER,
    What.RETIRED: Action.RETIRE,
    What.RESTORED: Action.RESTORE,
}


def create(record: Any, *, by: Actor, at: datetime, reason: str = "") -> Any:
    """Store a new record, with its first revision and its row in the audit.

    Raises
    ------
    ValidationError
        When it breaks a rule of its model.
    """
    with transaction.atomic():
        revision = changes.begun(record, by=by.person, at=at, reason=reason)
        record.save(force_insert=True)
        _keep(revision, by)
    return record


def change(
    record: Any, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Any:
    """Change a record that was read at ``seen_version``; gives it as it then stands. Where nothing differs, nothing is written.

    Raises
    ------
    Conflict
        When it was changed meanwhile. Nothing is stored.
    ValidationError
        When it would break a rule of its model.
    """
    changes.only_kept(record, fields)
    with transaction.atomic():
        current = queries.locked(record)
        _same_version(current, fields, seen_version)
        revision = changes.changed(current, fields, by=by.person, at=at, reason=reason)
        if revision is not None:
            current.save(update_fields=[*revision.after, "version", "changed_at", "changed_by"])
            _keep(revision, by)
    return current


def retire(record: Any, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Any:
    """Take a record out of use, with a reason. It stays readable, and can be brought back."""
    return _turn(record, What.RETIRED, seen_version, by, at, reason)


def restore(record: Any, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Any:
    """Bring a retired record back into use."""
    return _turn(record, What.RESTORED, seen_version, by, at, reason)


def forget_keys(*, at: datetime) -> int:
    """Clear one-time keys of forms older than a day; gives how many."""
    return OnceKey.objects.filter(at__lt=at - KEYS_KEPT).delete()[0]


def _turn(record: Any, what: What, seen_version: int, by: Actor, at: datetime, reason: str) -> Any:
    with transaction.atomic():
        current = queries.locked(record)
        _same_version(current, {}, seen_version)
        revision = changes.turned(current, what, by=by.person, at=at, reason=reason)
        if revision is not None:
            current.save(update_fields=["retired_at", "retired_reason", "version", "changed_at", "changed_by"])
            _keep(revision, by)
    return current


def _same_version(current: Versioned, fields: Mapping[str, Any], seen_version: int) -> None:
    if current.version == seen_version:
        return
    since = queries.since(current, seen_version)
    raise Conflict(
        current,
        mine={name: plain(value) for name, value in fields.items()},
        theirs=plain_fields(current, fields),
        base=queries.as_it_was(current, fields, since),
        since=since,
        seen_version=seen_version,
    )


def _keep(revision: Revision, by: Actor) -> None:
    """The revision, then the audit's row, which comes last: from it to the commit no other writer can write one."""
    revision.save(force_insert=True)
    audit.record(
        entry=Entry(
            action=_ACTIONS[What(revision.what)],
            actor=by,
            object_type=revision.kind,
            object_id=revision.record,
            fields=tuple(revision.after),
            reason=revision.reason,
            before=digest(revision.before),
            after=digest(revision.after),
        ),
        at=revision.at,
    )
