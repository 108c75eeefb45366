"""Tables of records out, and in again: what a file would change is shown first, and stored whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from sulis.vocabulary import Fault, InputRefused
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action, Actor, Entry, digest
from sulis_web.records.models import Revision, What
from sulis_web.records.plain import plain_fields
from sulis_web.records.planning import Book, Plan, Planned, planned
from sulis_web.records.tables.files import Read, Record

AT_ONCE = 500  # rows in one query
IDS_OF_AN_EVENT = 1000


def exported(book: Book) -> Iterator[Record]:
    """The records that are in use, with the version that each row is taken from."""
    names = [column.name for column in book.schema.columns]
    for record in book.records.filter(retired_at__isnull=True):
        yield Record(record.public_id, record.version, plain_fields(record, names))


def compare(book: Book, read: Read, *, by: Actor, at: datetime) -> Plan:
    """What the file would add, change and leave, and everything that stands against it. Nothing is stored."""
    return planned(book, read, _held(book, read), by=by, at=at)


def apply(book: Book, read: Read, *, by: Actor, at: datetime, reason: str = "") -> Plan:
    """Store what the file says: all of it, in one transaction, or nothing.

    Raises
    ------
    InputRefused
        With every fault and conflict, when there is one.
    """
    with transaction.atomic():
        plan = planned(book, read, _held(book, read, lock=True), by=by, at=at, reason=reason)
        if not plan.stands:
            found = (*plan.faults, *plan.conflicts)
            raise InputRefused(
                f"{read.file} was not stored: {len(found)} of its rows or cells need putting right",
                "Put right what the report names, and send the file again. Nothing of it was stored.",
                found,
            )
        for each in (*plan.added, *plan.changed):
            _save(read.file, each)
        revisions = [each.revision for each in (*plan.added, *plan.changed)]
        Revision.objects.bulk_create(revisions, batch_size=AT_ONCE)
        for some in _parts(revisions, IDS_OF_AN_EVENT):
            audit.record(entry=_entry(some, by, reason or f"import of {book.schema.title.lower()}"), at=at)
    return plan


def _held(book: Book, read: Read, *, lock: bool = False) -> dict[str, Any]:
    """The records that the file's rows name and that the person may see; locked in one order, so that imports do not tangle."""
    named = sorted({record.reference for record in read.records if record.reference})
    found = [row for some in _parts(named, AT_ONCE) for row in book.records.filter(public_id__in=some)]
    if lock:
        every, keys = book.records.model._base_manager.select_for_update(), sorted(row.pk for row in found)
        found = [row for some in _parts(keys, AT_ONCE) for row in every.filter(pk__in=some).order_by("pk")]
    return {row.public_id: row for row in found}


def _save(file: str, row: Planned) -> None:
    new = row.revision.what == What.CREATED
    stamps = ("version", "changed_at", "changed_by")
    try:
        row.record.save(force_insert=new, update_fields=None if new else [*row.revision.after, *stamps])
    except IntegrityError as broken:
        rule = "Each row keeps the rules of the other records."
        fault = Fault(
            file, row.row, None, "what another row or record already has", rule, "Change it and send it again."
        )
        raise InputRefused(
            f"{file} was not stored: row {row.row} stands against another", fault.remedy, (fault,)
        ) from broken


def _entry(revisions: list[Revision], by: Actor, reason: str) -> Entry:
    return Entry(
        action=Action.IMPORT,
        actor=by,
        object_type=revisions[0].kind,
        ids=tuple(revision.record for revision in revisions),
        fields=tuple(sorted({name for revision in revisions for name in revision.after})),
        reason=reason,
        before=digest([revision.before for revision in revisions]),
        after=digest([revision.after for revision in revisions]),
    )


def _parts(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    every = list(items)
    return (every[start : start + size] for start in range(0, len(every), size))
