"""A mapping beside the table that it fills: every column that must be filled is, by values that it allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sulis.catalogue.identifying import own_words, tells_who
from sulis.catalogue.mappings.model import ColumnMap, Mapping, Part
from sulis.catalogue.reader import Table as Row
from sulis.catalogue.reader import closest
from sulis.catalogue.sources import load_source_card
from sulis.tables import MISSING, Column

FILLED_BY_US = ("release", "row_number")
_DATES = ("DATE", "TIMESTAMP")
_TEXT_PARTS = (Part.WEEKDAY, Part.HOURS, Part.FINANCIAL_YEAR)


def check_against_table(top: Row, rows: Sequence[tuple[Row, ColumnMap]], mapping: Mapping) -> None:
    """Note every fault of the columns."""
    table = mapping.table
    seen: set[str] = set()
    fillable = [name for name in table.names if name not in FILLED_BY_US and not name.endswith(MISSING)]
    for row, column in rows:
        if column.to not in fillable:
            if column.to:
                row.fault(
                    "to",
                    f'"{column.to}"',
                    f"The table {table.name} has no such column to fill.",
                    closest(column.to, fillable),
                )
            continue
        if column.to in seen:
            row.fault("to", f'"{column.to}" a second time', "A column is filled once.", "Keep one.")
        seen.add(column.to)
        _check(row, column, table.column(column.to), column.to in table.quantities)
        _check_who(row, column, mapping)
    for name in fillable:
        if name not in seen and not table.column(name).nullable:
            rule = f"The table {table.name} needs it: {table.column(name).meaning}."
            top.fault("column", f"no column fills {name}", rule, f'Add [[column]] with to = "{name}".')


def check_release(top: Row, mapping: Mapping) -> None:
    """What tells series and period is a column of the table, and none that names a person: it stands in ids and paths."""
    table, rule = mapping.table, mapping.release
    days = [column.name for column in table.columns if column.sql_type in _DATES]
    fit = [name for name in table.names if name not in (*FILLED_BY_US, *table.keyed)]
    for key, given, allowed in (("series_from", rule.series_from, fit), ("period_from", rule.period_from, days)):
        if given and given not in allowed:
            what = "day" if allowed is days else "series"
            top.fault(
                "release",
                "a column that cannot tell it",
                f"{key} is a column of {table.name} that tells the {what}.",
                closest(given, allowed),
            )


def check_source(top: Row, mapping: Mapping) -> None:
    """The source's card must say that it fills the table."""
    card = load_source_card(mapping.source)
    if mapping.table_name not in card.tables:
        filled = ", ".join(card.tables)
        top.fault(
            "table",
            f'"{mapping.table_name}"',
            f"The card of {card.id} fills {filled}.",
            "Choose the other source or table.",
        )


def _check_who(row: Row, given: ColumnMap, mapping: Mapping) -> None:
    """In a table about people, what tells who somebody is becomes a key, or codes of a fixed list; it is never kept as text."""
    column = mapping.table.column(given.to)
    listed = bool(column.allowed or column.pattern or (given.codes and not given.as_it_stands))
    if not mapping.table.restricted or column.keyed or column.sql_type != "VARCHAR" or listed:
        return
    for header in (*given.headers, *given.joined, *given.first_of):
        if tells_who(header) or own_words(header):
            row.fault(
                "from", "a header that tells who somebody is, or holds somebody's own words",
                f"{given.to} is kept as it stands, in a table about people.",
                f"List the header under [[not_taken]], or fill one of {', '.join(mapping.table.keyed) or 'no column'} from it.",
            )  # fmt: skip


def _check(row: Row, given: ColumnMap, column: Column, quantity: bool) -> None:
    if sum(map(bool, (given.headers, given.joined, given.first_of, given.of_release, given.value))) != 1:
        rule = "A column is filled from a header, from several joined, from the first of several, by the release, or by one value."
        row.fault("from", "more than one of from, joined, first_of and value, or none", rule, "Keep one.")
    if given.unknown and not column.nullable and not quantity:
        row.fault("unknown", "cells that mean unknown", f"{column.name} must be known.", "Leave unknown out.")
    if given.missing and not quantity:
        row.fault("missing", "kinds of missing", f"{column.name} is no quantity.", "Write unknown = [...] instead.")
    if quantity and given.headers and (given.unknown or not given.missing) and not given.optional:
        row.fault(
            "missing", "no kinds of missing" if not given.missing else "cells that mean unknown",
            f"{column.name} is a quantity: each cell that is no number says which kind of missing it is.",
            'Write missing = { "*" = "suppressed" } and so on, or missing = { "" = "not received" }.',
        )  # fmt: skip
    _check_kind(row, given, column)
    _check_value(row, given, column)
    _check_times(row, given, column)
    _check_values(row, given, column)


def _check_kind(row: Row, given: ColumnMap, column: Column) -> None:
    if (given.dates or given.part or given.label) and column.sql_type not in _DATES and given.part not in _TEXT_PARTS:
        row.fault("dates", "a form of dates", f"{column.name} is no day and no moment.", "Leave it out.")
    if given.part in _TEXT_PARTS and column.sql_type != "VARCHAR":
        row.fault("part", f'"{given.part}"', f"{column.name} is no text.", "Take another part.")
    if bool(given.yes or given.no) != (column.sql_type == "BOOLEAN" and not given.value):
        rule = f"{column.name} is {'' if column.sql_type == 'BOOLEAN' else 'not '}true or false."
        row.fault("yes", "yes and no", rule, "Write yes = [...] and no = [...] for it, and for no other.")
    if given.codes and column.sql_type != "VARCHAR":
        row.fault("codes", "codes", f"{column.name} is no text.", "Use take, yes and no, or missing.")


def _check_value(row: Row, given: ColumnMap, column: Column) -> None:
    """One value for all rows has the form of the column."""
    try:
        if given.value and column.number:
            float(given.value)
        elif given.value and column.sql_type in _DATES:
            datetime.fromisoformat(given.value)
    except ValueError:
        what = "a number" if column.number else "a day, as 2024-06-30"
        remedy = "Write it so, or leave the column out: a quantity that no column fills is not collected."
        row.fault("value", f'"{given.value}"', f"{column.name} is {what}.", remedy)


def _check_times(row: Row, given: ColumnMap, column: Column) -> None:
    """A day read as a moment would stand at midnight, and every day without an hour would seem to be a night's."""
    if column.sql_type == "TIMESTAMP" and given.part is None:
        for form in given.dates:
            if not any(mark in form for mark in ("%H", "%I", "%T", "%X", "%c")):
                rule = f"{column.name} is a moment; a day without its time would be kept as midnight."
                row.fault("dates", f'"{form}"', rule, "Take forms with %H:%M, and put the day into a column of days.")


def _check_values(row: Row, given: ColumnMap, column: Column) -> None:
    if not column.allowed:
        return
    made = [*given.codes.values(), *([given.value] if given.value else [])]
    for value in dict.fromkeys(made):
        if value not in column.allowed:
            row.fault("codes", f'"{value}"', f"{column.name} is one of a fixed list.", closest(value, column.allowed))
