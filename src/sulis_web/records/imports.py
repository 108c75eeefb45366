"""Tables of records out, and in again: what a file would change is shown first, and stored whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sulis.vocabulary import Fault, InputRefused
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action, Actor, Entry, digest
from sulis_web.design import dates
from sulis_web.records import changes
from sulis_web.records.models import Import, Revision, What
from sulis_web.records.plain import from_plain, plain_fields
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
        if revisions:
            made = [[each.kind, each.record, each.version] for each in revisions]
            Import.objects.create(
                table=book.schema.slug, file=read.file[:100], at=at, by=by.person, reason=reason, records=made
            )
    return plan


def of_tables(slugs: Iterable[str]) -> QuerySet[Import]:
    """What was stored of these tables, newest first. Whoever asks may import them."""
    return Import.objects.filter(table__in=list(slugs))


def undo(held: Import, *, by: Actor, at: datetime) -> list[Any]:
    """Take an import back, all of it or nothing: what it added is retired, what it changed is as it was before.

    Gives the records as they then stand.

    Raises
    ------
    InputRefused
        When a record was changed since, or the import was taken back already. Nothing is changed.
    """
    with transaction.atomic():
        now = Import.objects.select_for_update().get(pk=held.pk)
        rows = [_locked(kind, record) for kind, record, _version in now.records]
        faults = [
            _since(now, row, made[2]) for row, made in zip(rows, now.records, strict=True) if row.version != made[2]
        ]
        if now.undone_at:
            faults = [
                Fault(
                    now.file,
                    None,
                    None,
                    "an import that was undone",
                    "An import is undone once.",
                    "There is nothing to do.",
                )
            ]
        if faults:
            raise InputRefused(f"the import of {now.file} was not undone", "Nothing was changed.", tuple(faults))
        revisions = [_undone(row, made, by=by.person, at=at) for row, made in zip(rows, now.records, strict=True)]
        for row, revision in zip(rows, revisions, strict=True):
            turned = ("retired_at", "retired_reason") if revision.what == What.RETIRED else tuple(revision.after)
            row.save(update_fields=[*turned, "version", "changed_at", "changed_by"])
        Revision.objects.bulk_create(revisions, batch_size=AT_ONCE)
        for some in _parts(revisions, IDS_OF_AN_EVENT):
            audit.record(entry=_entry(some, by, f"undoing the import of {now.file}"), at=at)
        now.undone_at, now.undone_by = at, by.person
        now.save(update_fields=["undone_at", "undone_by"])
    return rows


def _locked(kind: str, record: str) -> Any:
    return apps.get_model(kind)._base_manager.select_for_update().get(public_id=record)


def _since(held: Import, row: Any, version: int) -> Fault:
    told = f"“{row}” was changed on {dates.moment(row.changed_at)}, after this import."
    return Fault(
        held.file,
        None,
        None,
        f"version {row.version} of a record that it left at {version}",
        told,
        "Change it by hand.",
    )


def _undone(row: Any, made: list[Any], *, by: str, at: datetime) -> Revision:
    """The step back. A record that the import made is retired; another gets back each field that it changed."""
    kind, record, version = made
    revision = Revision.objects.get(kind=kind, record=record, version=version)
    reason = "The import that brought it was undone."
    if revision.what == What.CREATED:
        back = changes.turned(row, What.RETIRED, by=by, at=at, reason=reason)
    else:
        back = changes.changed(row, from_plain(type(row), revision.before), by=by, at=at, reason=reason)
    if back is None:
        raise AssertionError(f"{kind} {record}: undoing version {version} changed nothing")
    return back


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
