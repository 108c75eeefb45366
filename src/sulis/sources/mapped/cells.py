"""How a cell of text becomes a value: for each column, the SQL of the value and of whether the cell could be read.

A cell is NULL when it is empty. A cell that cannot be read gives NULL and is told; it never becomes a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulis.catalogue.mappings import ColumnMap, Part
from sulis.catalogue.mappings.model import LabelYear
from sulis.store.sql import literal
from sulis.tables import MISSING, Column, Table

_THOUSANDS = r"-?\d{1,3}(,\d{3})+(\.\d+)?"
_WHOLE = r"-?\d+(\.0+)?"
_NUMBER = r"-?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?"


@dataclass(frozen=True, slots=True)
class Reading:
    """One column of the table: ``value`` is SQL over the cell named ``cell``, ``sound`` holds when the cell could be read."""

    name: str
    value: str
    sound: str
    given: str
    rule: str


def readings(given: ColumnMap, table: Table, cell: str) -> list[Reading]:
    """The readings of one column of a mapping: one, or two for a quantity."""
    column = table.column(given.to)
    if given.of_release:  # known once the whole file is read
        return [Reading(column.name, f"NULL::{column.sql_type}", "true", "", "")]
    if given.value:
        return _constant(given, table, column)
    if given.take:
        cell = f"nullif(regexp_extract({cell}, {literal(given.take)}, 1), '')"
    if given.to in table.quantities:
        return _measure(given, column, cell)
    value, sound, said = _plain(given, column, cell)
    if given.unknown:
        unknown = _one_of(cell, given.unknown)
        value, sound = f"CASE WHEN {unknown} THEN NULL ELSE {value} END", f"({unknown} OR {sound})"
    if not column.nullable:
        sound = f"({sound} AND {value} IS NOT NULL)"
        said = f"{said} It must not be empty."
    return [Reading(column.name, value, sound, "a cell that cannot be read", said), *_limits(column, value)]


def _constant(given: ColumnMap, table: Table, column: Column) -> list[Reading]:
    value = f"{literal(given.value)}::{column.sql_type}"
    if column.sql_type == "BOOLEAN":
        value = "true" if given.value.lower() in ("true", "yes") else "false"
    found = [Reading(column.name, value, "true", "", "")]
    if column.name in table.quantities:
        found.append(Reading(f"{column.name}{MISSING}", "NULL::VARCHAR", "true", "", ""))
    return found


def _measure(given: ColumnMap, column: Column, cell: str) -> list[Reading]:
    """The number, and the kind of missing that stands in its place."""
    number, readable = _number(column, cell)
    kinds = {text: kind.value for text, kind in given.missing.items()}
    empty = literal(kinds.pop("")) if "" in kinds else "NULL"
    branches = [f"WHEN {cell} IS NULL THEN {empty}"]
    branches += [f"WHEN {cell} = {literal(text)} THEN {literal(kind)}" for text, kind in kinds.items()]
    kind = f"CASE {' '.join(branches)} END"
    listed = ", ".join(f'"{text}"' for text in given.missing) or "none"
    return [
        Reading(
            column.name, f"CASE WHEN {kind} IS NULL THEN {number} END", f"({kind} IS NOT NULL OR ({readable}))",
            "a cell that is no number and no known kind of missing",
            f"{column.meaning.capitalize()} is a number, or one of the marks for a missing one: {listed}.",
        ),
        Reading(f"{column.name}{MISSING}", kind, "true", "", ""),
        *_limits(column, f"CASE WHEN {kind} IS NULL THEN {number} END"),
    ]  # fmt: skip


def _plain(given: ColumnMap, column: Column, cell: str) -> tuple[str, str, str]:
    """The value, whether the cell can be read, and the rule in words."""
    if column.sql_type == "BOOLEAN":
        yes, no = _one_of(cell, given.yes), _one_of(cell, given.no)
        listed = ", ".join(f'"{word}"' for word in (*given.yes, *given.no))
        value = f"CASE WHEN {yes} THEN true WHEN {no} THEN false END"
        return value, f"({yes} OR {no} OR {cell} IS NULL)", f"It is one of {listed}."
    if column.number:
        value, readable = _number(column, cell)
        return value, f"({cell} IS NULL OR ({readable}))", "It is a number."
    if given.label:
        start = not column.name.endswith("end")
        return _label(cell, given.label, start=start), "true", "It is the label of a period."
    if column.sql_type in ("DATE", "TIMESTAMP") or given.part:
        return _moment(given, column, cell)
    return _text(given, column, cell)


def _number(column: Column, cell: str) -> tuple[str, str]:
    bare = f"CASE WHEN contains({cell}, ',') AND regexp_full_match({cell}, '{_THOUSANDS}') THEN replace({cell}, ',', '') ELSE {cell} END"
    form = _NUMBER if column.sql_type == "DOUBLE" else _WHOLE
    cast = f"try_cast({bare} AS DOUBLE)"
    if column.sql_type != "DOUBLE":
        # Exact at any size, and a hundred times as fast as a cast through a decimal of 38 figures.
        cast = f"try_cast(regexp_replace({bare}, '\\.0+$', '') AS {column.sql_type})"
    value = f"CASE WHEN regexp_full_match({bare}, '{form}') AND isfinite({cast}::DOUBLE) THEN {cast} END"
    return value, f"{value} IS NOT NULL"


def _moment(given: ColumnMap, column: Column, cell: str) -> tuple[str, str, str]:
    forms = given.dates or ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
    moment = f"try_strptime({cell}, [{', '.join(literal(form) for form in forms)}])"
    parts = {
        Part.DAY: f"{moment}::DATE",
        Part.MONTH: f"date_trunc('month', {moment})::DATE",
        Part.QUARTER: f"date_trunc('quarter', {moment})::DATE",
        Part.WEEKDAY: f"dayname({moment})",
        Part.HOURS: f"CASE hour({moment}) // 6 WHEN 0 THEN '00 to 05' WHEN 1 THEN '06 to 11' WHEN 2 THEN '12 to 17' ELSE '18 to 23' END",
        Part.FINANCIAL_YEAR: f"strftime({moment} - INTERVAL 3 MONTH, '%Y') || '/' || strftime({moment} + INTERVAL 9 MONTH, '%y')",
    }
    value = parts[given.part] if given.part else f"{moment}::{column.sql_type}"
    if given.part is not None:
        value = f"CASE WHEN {moment} IS NOT NULL THEN {value} END"
    shown = " or ".join(forms[:3])
    return value, f"({cell} IS NULL OR {moment} IS NOT NULL)", f"It is a day or moment that exists, written {shown}."


def _text(given: ColumnMap, column: Column, cell: str) -> tuple[str, str, str]:
    if not given.codes:
        return cell, "true", "It is text."
    branches = " ".join(f"WHEN {literal(code)} THEN {literal(value)}" for code, value in given.codes.items() if code)
    empty = f"WHEN {cell} IS NULL THEN {literal(given.codes[''])} " if "" in given.codes else ""
    other = cell if given.as_it_stands else "NULL"
    value = (
        f"CASE {empty}ELSE CASE {cell} {branches} ELSE {other} END END"
        if empty
        else f"CASE {cell} {branches} ELSE {other} END"
    )
    known = (
        "true"
        if given.as_it_stands
        else f"({cell} IS NULL OR {_one_of(cell, tuple(code for code in given.codes if code))})"
    )
    return value, known, "It is one of the codes that the mapping lists."


_YEAR = r"(\d{4})(?:/\d{2,4})?"
_SPAN = r"(\d{4})(?:/\d{2,4})?\s*(?:-|–|to)\s*(?:\d{2})?(\d{2})(?:/(\d{2,4}))?"
_QUARTER = r"(\d{4})(?:/\d{2,4})?\s*Q?([1-4])"
_FIRST_MONTH = {LabelYear.CALENDAR: 1, LabelYear.FINANCIAL: 4, LabelYear.SCHOOL: 9}


def _label(cell: str, year: LabelYear, *, start: bool) -> str:
    """The first or last day of a label: 2023, 2023/24, 2020/21 - 22/23, 2020 - 22, 2023/24 Q1; NULL for any other."""

    def number(pattern: str, group: int) -> str:
        return f"try_cast(regexp_extract({cell}, '^{pattern}$', {group}) AS INTEGER)"

    def began(year_number: str, months: str = "0") -> str:
        return f"make_date({year_number}, {_FIRST_MONTH[year]}, 1) + to_months({months})"

    first = number(r"(\d{4}).*", 1)
    quarter = f"({number(_QUARTER, 2)} - 1) * 3"
    last = f"({first} // 100 * 100 + {number(_SPAN, 2)})"
    in_quarter = began(first, quarter) if start else f"{began(first, f'{quarter} + 3')} - INTERVAL 1 DAY"
    in_year = began(first) if start else f"{began(first, '12')} - INTERVAL 1 DAY"
    in_span = began(first) if start else f"{began(last, '12')} - INTERVAL 1 DAY"
    return (
        f"(CASE WHEN regexp_full_match({cell}, '{_YEAR}') THEN {in_year}"
        f" WHEN regexp_full_match({cell}, '{_SPAN}') THEN {in_span}"
        f" WHEN regexp_full_match({cell}, '{_QUARTER}') THEN {in_quarter} END)::DATE"
    )


def _limits(column: Column, value: str) -> list[Reading]:
    """What the table itself asks of the value."""
    asked = []
    if column.allowed:
        listed = ", ".join(column.allowed)
        asked.append((f"{value} IN ({', '.join(literal(word) for word in column.allowed)})", f"It is one of {listed}."))
    if column.pattern:
        asked.append(
            (f"regexp_full_match({value}, {literal(column.pattern)})", f"It is {column.meaning}, in its usual form.")
        )
    if column.least is not None:
        asked.append((f"{value} >= {column.least:g}", f"It is not below {column.least:g}."))
    if column.most is not None:
        asked.append((f"{value} <= {column.most:g}", f"It is not above {column.most:g}."))
    return [
        Reading("", "", f"({value} IS NULL OR {holds})", "a value that the table does not allow", rule)
        for holds, rule in asked
    ]


def _one_of(cell: str, words: Sequence[str]) -> str:
    """Whether a cell is one of the words; an empty word is an empty cell. Never NULL."""
    some = [word for word in words if word]
    found = f"coalesce({cell} IN ({', '.join(literal(word) for word in some)}), false)" if some else "false"
    return f"({found} OR {cell} IS NULL)" if "" in words else found
