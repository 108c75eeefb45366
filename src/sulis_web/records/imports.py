"""Tables of records out, and in again: what a file would change is shown first, and stored whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from sulis.vocabulary import Fault, InputRefused
from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action, Actor, Entry, digest
from sulis_web.design import dates
from sulis_web.design.histories import Change
from sulis_web.records import changes, queries
from sulis_web.records.models import Revision, Versioned, What
from sulis_web.records.plain import from_plain, plain_fields
from sulis_web.records.tables.files import Read, Record
from sulis_web.records.tables.schema import REFERENCE, VERSION, Column, Kind, Schema

AT_ONCE = 500  # rows in one query
IDS_OF_AN_EVENT = 1000


@dataclass(frozen=True, slots=True)
class Book:
    """A kind of record as a table, for one person: the rows that they see, those that they may change, and how one is made."""

    schema: Schema
    records: QuerySet[Any]  # already narrowed to the person
    new: Callable[[Mapping[str, Any]], Versioned] | None = None  # from a new row's fields; None: rows may not be added
    may_change: Callable[[Any], bool] = lambda _record: True


@dataclass(frozen=True, slots=True)
class Planned:
    """One row that would add or change a record."""

    row: int
    title: str
    changes: tuple[Change, ...]
    record: Any
    revision: Revision


@dataclass(slots=True)
class Plan:
    """What a file would do. It is stored only when there is neither a fault nor a conflict."""

    file: str
    notes: tuple[str, ...]
    faults: list[Fault]
    added: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: int = 0
    conflicts: list[Fault] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return not self.faults and not self.conflicts


def exported(book: Book) -> Iterator[Record]:
    """The records that are in use, with the version that each row is taken from."""
    names = [column.name for column in book.schema.columns]
    for record in book.records.filter(retired_at__isnull=True):
        yield Record(record.public_id, record.version, plain_fields(record, names))


def compare(book: Book, read: Read, *, by: Actor, at: datetime) -> Plan:
    """What the file would add, change and leave, and everything that stands against it. Nothing is stored."""
    return _planned(book, read, _held(book, read), by=by, at=at)


def apply(book: Book, read: Read, *, by: Actor, at: datetime, reason: str = "") -> Plan:
    """Store what the file says: all of it, in one transaction, or nothing.

    Raises
    ------
    InputRefused
        With every fault and conflict, when there is one.
    """
    with transaction.atomic():
        plan = _planned(book, read, _held(book, read, lock=True), by=by, at=at, reason=reason)
        if not plan.stands:
            found = (*plan.faults, *plan.conflicts)
            raise InputRefused(
                f"{read.file} was not stored: {len(found)} of its rows or cells need putting right",
                "Put right what the report names, and send the file again. Nothing of it was stored.",
                found,
            )
        for planned in (*plan.added, *plan.changed):
            _save(read.file, planned)
        revisions = [planned.revision for planned in (*plan.added, *plan.changed)]
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


def _planned(book: Book, read: Read, held: Mapping[str, Any], *, by: Actor, at: datetime, reason: str = "") -> Plan:
    plan = Plan(read.file, read.notes, [*read.faults, *_twice(book, read)])
    for record in read.records:
        try:
            if record.reference:
                _plan_change(book, plan, record, held.get(record.reference), by=by.person, at=at, reason=reason)
            else:
                _plan_addition(book, plan, record, by=by.person, at=at, reason=reason)
        except ValidationError as refused:
            plan.faults += _faults(book, read.file, record, refused)
    return plan


def _plan_addition(book: Book, plan: Plan, record: Record, *, by: str, at: datetime, reason: str) -> None:
    if book.new is None:
        plan.faults.append(
            _fault(plan.file, record, REFERENCE, "no reference", "Rows cannot be added here.", "Take the row out.")
        )
        return
    made = book.new(from_plain(book.records.model, record.values))
    revision = changes.begun(made, by=by, at=at, reason=reason)
    blank = dict.fromkeys(record.values)
    plan.added.append(Planned(record.row, str(made), _told(book, blank, record.values), made, revision))


def _plan_change(book: Book, plan: Plan, record: Record, held: Any, *, by: str, at: datetime, reason: str) -> None:
    if held is None or not book.may_change(held):
        rule = "A reference names a record here that you may change."
        remedy = "Copy it from the export, or empty reference and version to add a record."
        plan.faults.append(_fault(plan.file, record, REFERENCE, "an unknown reference", rule, remedy))
        return
    now = plain_fields(held, record.values)
    if held.is_retired or (held.version != record.version and dict(record.values) not in (now, _seen(held, record))):
        plan.conflicts.append(_conflict(plan.file, record, held))
        return
    if held.version != record.version or dict(record.values) == now:
        plan.unchanged += 1
        return
    revision = changes.changed(held, from_plain(type(held), record.values), by=by, at=at, reason=reason)
    if revision is None:
        plan.unchanged += 1
        return
    plan.changed.append(Planned(record.row, str(held), _told(book, now, record.values), held, revision))


def _seen(held: Any, record: Record) -> dict[str, Any]:
    """The row as it was exported: one that nobody touched in the file since is no change, however old the file."""
    return queries.as_it_was(held, record.values, queries.since(held, record.version or 0))


def _conflict(file: str, record: Record, held: Any) -> Fault:
    happened = "retired" if held.is_retired else "changed"
    return _fault(
        file, record, VERSION, f"version {record.version} of a record that is at version {held.version}",
        f"“{held}” was {happened} on {dates.moment(held.changed_at)}, after this row was taken from it.",
        "Export the table again and make this row's change there.",
    )  # fmt: skip


def _told(book: Book, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    columns = [column for column in book.schema.columns if column.name in after]
    pairs = [(column, _words(column, before[column.name]), _words(column, after[column.name])) for column in columns]
    return tuple(Change(column.heading, was, now) for column, was, now in pairs if was != now)


def _words(column: Column, value: Any) -> str:
    if value is None or value == "" or value == []:
        return ""
    if column.kind is Kind.DATE:
        return dates.day(date.fromisoformat(value))
    if column.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    return ", ".join(column.words(each) for each in value) if column.kind is Kind.IDS else column.words(str(value))


def _twice(book: Book, read: Read) -> Iterator[Fault]:
    """Rows that name one record twice, or give one value twice where it may stand once."""
    unique = [column for column in book.schema.columns if book.records.model._meta.get_field(column.name).unique]
    for column in (REFERENCE, *unique):
        said = [(record, _value(record, column)) for record in read.records]
        often = Counter(value for _record, value in said if value)
        for record, value in said:
            if often[value] > 1:
                rule = f"Each row has a “{column.heading}” of its own."
                yield _fault(read.file, record, column, "what another row has too", rule, "Take one of the rows out.")


def _value(record: Record, column: Column) -> Any:
    return record.reference if column is REFERENCE else record.values.get(column.name)


def _faults(book: Book, file: str, record: Record, refused: ValidationError) -> Iterator[Fault]:
    columns = {column.name: column for column in book.schema.columns}
    messages = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for name, said in messages.items():
        for rule in said:
            yield _fault(
                file, record, columns.get(name), "a value that is refused", rule, "Change it and send the file again."
            )


def _fault(file: str, record: Record, column: Column | None, given: str, rule: str, remedy: str) -> Fault:
    return Fault(file, record.row, column.heading if column else None, given, rule, remedy, record.line)


def _save(file: str, planned: Planned) -> None:
    new = planned.revision.what == What.CREATED
    stamps = ("version", "changed_at", "changed_by")
    try:
        planned.record.save(force_insert=new, update_fields=None if new else [*planned.revision.after, *stamps])
    except IntegrityError as broken:
        rule = "Each row keeps the rules of the other records."
        fault = Fault(
            file, planned.row, None, "what another row or record already has", rule, "Change it and send it again."
        )
        raise InputRefused(
            f"{file} was not stored: row {planned.row} stands against another", fault.remedy, (fault,)
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
