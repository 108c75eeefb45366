from __future__ import annotations

import logging
import os
import pwd
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import Error, connection, transaction

from sulis.vocabulary import WrongUsage
from sulis_web.audit import heads, keys, queries
from sulis_web.audit.chain import sealed
from sulis_web.audit.models import Event
from sulis_web.audit.values import Action, Actor, AuditUnavailable, Entry, OutsideTransaction, Row

_log = logging.getLogger(__name__)
_LOCK = int.from_bytes(b"sulisaud", "big", signed=True)  # the name of PostgreSQL's advisory lock
_REMEDY = "Check that the records' database can be written and has room, then try again. Nothing was changed or shown."


def record(*, entry: Entry, at: datetime) -> Event:
    """Write what a change did, in the transaction that makes it: both stand or neither.

    Call it last in the transaction: until the commit nobody else can write an event. When it fails the transaction
    cannot be committed any more, even by a caller that lets the error pass.

    Raises
    ------
    OutsideTransaction
        When no transaction is open.
    AuditUnavailable
        When the event cannot be written.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{entry.action} of {entry.object_type}: open transaction.atomic() around both")
    with _in_words(), transaction.atomic(savepoint=False):
        return _append(entry, at)


def disclose(*, entry: Entry, at: datetime) -> Event:
    """Write that restricted records are about to be shown, and commit it before they are.

    Raises
    ------
    AuditUnavailable
        When it cannot be written: then nothing may be shown.
    """
    with _in_words(), transaction.atomic(durable=True):
        return _append(entry, at)


def disclosed_as(
    *, command: str, object_type: str, reason: str, at: datetime, ids: Iterable[str] = (), fields: Iterable[str] = ()
) -> Event:
    """As `disclose`, for a command: who is the system's user, and a reason must be given.

    Raises
    ------
    WrongUsage
        When there is no reason.
    """
    if not reason.strip():
        raise WrongUsage(
            f"`sulis {command}` reads restricted records and no reason was given",
            'Say why with --reason "..."; it is kept with who read what and when.',
        )
    entry = Entry(
        action=Action.CONSULT, actor=command_line_actor(), object_type=object_type, object_id=f"sulis {command}",
        fields=tuple(fields), reason=reason.strip(), ids=tuple(ids),
    )  # fmt: skip
    return disclose(entry=entry, at=at)


def command_line_actor() -> Actor:
    """The system's user, as the system knows them: the environment, which anyone can set, is not asked."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return Actor(person=f"command line: {name}", channel="command line")


def export_head(*, folder: os.PathLike[str] | None = None, at: datetime) -> heads.Head:
    """Append one signed line on where the chain now ends to the file in the folder."""
    return heads.export(folder=folder or settings.AUDIT_HEADS, at=at)


def rotate_key(*, actor: Actor, at: datetime) -> Event:
    """Draw a new key and write the event that begins its epoch. Older keys stay, to check what they wrote."""
    with _in_words(), transaction.atomic(durable=True):
        _one_at_a_time()
        _keys_in_use(queries.end()[0])
        epoch = keys.add_key(settings.AUDIT_KEY_FILE).epoch
        entry = Entry(action=Action.ALTER, actor=actor, object_type="audit.key", object_id=f"epoch {epoch}")
        return _append(entry, at)


def _append(entry: Entry, at: datetime) -> Event:
    """The next row of the chain. Whoever else writes one waits here until this transaction has ended."""
    if at.tzinfo is None:
        raise ValueError("the time of an event says its zone")
    _one_at_a_time()
    seq, last_hash = queries.end()
    held = _keys_in_use(seq)
    row = sealed(_row(seq + 1, last_hash, entry, at, held), held.newest)
    event = Event(**{name: getattr(row, name) for name in Row.__dataclass_fields__})
    event.save(force_insert=True)
    _export_after_commit(at)
    return event


def _export_after_commit(at: datetime) -> None:
    """Asked once a transaction, however many events it writes."""
    if not any(getattr(call, "func", None) is _export_if_due for _, call, _ in connection.run_on_commit):
        transaction.on_commit(partial(_export_if_due, at))


def _export_if_due(at: datetime) -> None:
    """The event is committed and what it tells of may happen: a failure here is logged, and undoes nothing."""
    try:
        heads.export_if_due(folder=settings.AUDIT_HEADS, at=at)
    except Exception as trouble:
        _log.error("the audit's head was not exported: %s", trouble)


def _row(seq: int, previous: str, entry: Entry, at: datetime, held: keys.Keys) -> Row:
    said = {name: getattr(entry, name) for name in Entry.__dataclass_fields__ if name != "actor"}
    return Row(
        seq=seq,
        at=at.astimezone(UTC),
        **(asdict(entry.actor) | said | {"action": entry.action.value}),
        installation=held.installation,
        epoch=held.epoch,
        previous=previous,
        hash="",
    )


def _one_at_a_time() -> None:
    """On SQLite the transaction has been the only writer since it began: the settings make it IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _keys_in_use(last: int) -> keys.Keys:
    """Read anew for each event, since another process may have added one. Drawn only where no event was ever written."""
    path = settings.AUDIT_KEY_FILE
    return keys.draw_keys(path) if not last and not path.exists() else keys.read_keys(path)


@contextmanager
def _in_words() -> Iterator[None]:
    """Turns what the database or the system says into words for a reader, and a refusal."""
    try:
        yield
    except (Error, OSError) as trouble:
        raise AuditUnavailable(f"the audit cannot be written: {type(trouble).__name__}", _REMEDY) from trouble
