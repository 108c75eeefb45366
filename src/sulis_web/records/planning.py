"""What a file of records would do, row by row, before any of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from sulis.vocabulary import Fault
from sulis_web.audit.values import Actor
from sulis_web.design import dates
from sulis_web.design.histories import Change
from sulis_web.records import changes, queries
from sulis_web.records.models import Revision, Versioned
from sulis_web.records.plain import from_plain, plain_fields
from sulis_web.records.tables.files import Read, Record
from sulis_web.records.tables.schema import REFERENCE, VERSION, Column, Kind, Schema


@dataclass(frozen=True, slots=True)
class Book:
    """A kind of record as a table, for one person: the rows that they see, those that they may change, and how one is made."""

    schema: Schema
    records: QuerySet[Any]  # already narrowed to the person
    new: Callable[[Mapping[str, Any]], Versioned] | None = None  # from a new row's fields; None: rows may not be added
    may_change: Callable[[Any], bool] = lambda _record: True
    # What rows break together, or against the records as they stand, though each alone keeps the rules of its model.
    together: Callable[[list[Planned]], Iterable[Wrong]] = lambda _rows: ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What one row breaks beside others: its number, the column's name, what was given, the rule, what to do."""

    row: int
    column: str
    given: str
    rule: str
    remedy: str


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


def planned(book: Book, read: Read, held: Mapping[str, Any], *, by: Actor, at: datetime, reason: str = "") -> Plan:
    plan = Plan(read.file, read.notes, [*read.faults, *_twice(book, read)])
    for record in read.records:
        try:
            if record.reference:
                _plan_change(book, plan, record, held.get(record.reference), by=by.person, at=at, reason=reason)
            else:
                _plan_addition(book, plan, record, by=by.person, at=at, reason=reason)
        except ValidationError as refused:
            plan.faults += _faults(book, read.file, record, refused)
    plan.faults += _together(book, plan)
    return plan


def _together(book: Book, plan: Plan) -> Iterator[Fault]:
    columns = {column.name: column for column in book.schema.columns}
    for wrong in book.together([*plan.added, *plan.changed]):
        where = columns.get(wrong.column)
        yield Fault(plan.file, wrong.row, where.heading if where else None, wrong.given, wrong.rule, wrong.remedy, None)


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
    given, now = _even(record.values), _even(plain_fields(held, record.values) if held else {})
    if held and given == now and not held.is_retired:
        plan.unchanged += 1
    elif held is None or not book.may_change(held):
        rule = "A row that changes something names a record that you may change."
        remedy = "Copy reference and version from the export, or empty both to add a record."
        plan.faults.append(_fault(plan.file, record, REFERENCE, "no reference to such a record", rule, remedy))
    elif held.is_retired:
        plan.conflicts.append(_conflict(plan.file, record, held))
    elif held.version != record.version:
        if given == _seen(held, record):
            plan.unchanged += 1
        else:
            plan.conflicts.append(_conflict(plan.file, record, held))
    elif fixed := [column for column in book.schema.columns if _is_fixed(column, held, given, now)]:
        rule, remedy = "This is set when a record is added, and stays.", "Write what the export has."
        plan.faults += [_fault(plan.file, record, column, "another value", rule, remedy) for column in fixed]
    else:
        fields = {name: value for name, value in record.values.items() if name in held.kept}
        revision = changes.changed(held, from_plain(type(held), fields), by=by, at=at, reason=reason)
        if revision is not None:
            plan.changed.append(Planned(record.row, str(held), _told(book, now, record.values), held, revision))


def _is_fixed(column: Column, held: Any, given: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the row would change what the record does not let anybody change."""
    return column.name in given and column.name not in held.kept and given[column.name] != now[column.name]


def _even(values: Mapping[str, Any]) -> dict[str, Any]:
    """An empty cell is one thing, however a field keeps it."""
    return {name: "" if value is None or value == [] else value for name, value in values.items()}


def _seen(held: Any, record: Record) -> dict[str, Any]:
    """The row as it was exported: one that nobody touched in the file since is no change, however old the file."""
    return _even(queries.as_it_was(held, record.values, queries.since(held, record.version or 0)))


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
    if column.kind is Kind.NUMBER:
        return f"{value:,}"
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
