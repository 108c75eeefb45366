"""One cell: from what a file holds to a plain value by its column's kind, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from sulis_web.design.inputs import MONTHS
from sulis_web.records.tables import limits
from sulis_web.records.tables.formula import safe, unsafe
from sulis_web.records.tables.grid import Bad, Cell
from sulis_web.records.tables.schema import Column, Kind, folded

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}),? (\d{4})", re.ASCII | re.IGNORECASE)  # 5 Jan 2027
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class CellRefused(Exception):
    def __init__(self, bad: Bad) -> None:
        super().__init__(bad.rule)
        self.bad = bad


def written(column: Column, value: Any) -> str | date:
    """A plain value as a file carries it: dates as dates, choices in their words, text that no spreadsheet runs."""
    if value is None or value == "":
        return ""
    if column.kind is Kind.DATE:
        return date.fromisoformat(value)
    if column.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    if column.kind is Kind.ONE_OF:
        return safe(column.words(value))
    if column.kind is Kind.IDS:
        return safe("; ".join(column.words(each) for each in value))
    return safe(str(value))


def read(column: Column, cell: Cell) -> Any:
    """The plain value of a cell: None for no date and no answer, an empty text or list for nothing else.

    Raises
    ------
    CellRefused
        With what was given, the rule and what to do.
    """
    if isinstance(cell, Bad):
        raise CellRefused(cell)
    if isinstance(cell, str):
        if len(cell.encode("utf-8", "surrogatepass")) > limits.CELL_BYTES:
            raise _refused(column, cell, "A cell holds 32 KB at most.", "Shorten it.")
        if _UNWRITABLE.search(cell):
            raise _refused(column, cell, "A cell holds no NUL or broken character.", "Type the cell anew.")
        cell = unsafe(cell)
    if isinstance(cell, str) and not cell.strip():
        if column.required:
            raise CellRefused(
                Bad("nothing", f"“{column.heading}” is needed in every row.", f"Give {column.kind.value}.")
            )
        if column.kind is not Kind.TEXT or not cell:
            return {Kind.IDS: [], Kind.DATE: None, Kind.YES_NO: None, Kind.NUMBER: None}.get(column.kind, "")
    return _READERS[column.kind](column, cell)


def _text(column: Column, cell: Cell) -> str:
    if isinstance(cell, date):
        raise _refused(
            column,
            cell,
            "This column holds text.",
            "The spreadsheet made a date of it. Set the column to Text and type it again.",
        )
    text = _number_as_text(cell)
    if column.limit is not None and len(text) > column.limit:
        raise _refused(column, text, f"“{column.heading}” has {column.limit:,} characters at most.", "Shorten it.")
    return text


def _date(column: Column, cell: Cell) -> str:
    rule, remedy = "This column holds dates.", "Write the date as 2027-01-05."
    if isinstance(cell, datetime):
        if cell.time() != datetime.min.time():
            raise _refused(column, cell, "This column holds dates without a time of day.", remedy)
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = cell.strip() if isinstance(cell, str) else ""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    parts = iso.groups() if iso else day_first.groups()[::-1] if day_first else _in_words(text)
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except ValueError:
        raise _refused(column, cell, rule, remedy) from None


def _in_words(text: str) -> tuple[str, ...]:
    """Year, month and day of ``5 January 2027`` or ``5 Jan 2027``; nothing of anything else."""
    found = _IN_WORDS.fullmatch(" ".join(text.split()))
    if found is None:
        return ()
    day, word, year = found.groups()
    month = next((number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold())), 0)
    return (year, str(month), day)


def _yes_no(column: Column, cell: Cell) -> bool:
    answers = {"yes": True, "no": False, "true": True, "false": False}
    said = folded(str(cell))
    if said not in answers:
        raise _refused(column, cell, "This column holds yes or no.", "Write Yes or No.")
    return answers[said]


def _one_of(column: Column, cell: Cell) -> str:
    return _chosen(column, _number_as_text(cell) if not isinstance(cell, date) else cell.isoformat())


def _ids(column: Column, cell: Cell) -> list[str]:
    return list(dict.fromkeys(_chosen(column, each) for each in str(cell).split(";") if each.strip()))


def _chosen(column: Column, text: str) -> str:
    wanted = folded(text)
    for value, words in (*column.choices, *column.also):
        if wanted in {folded(value), folded(words)}:
            return value
    raise _refused(column, text, "This is none of the column's choices.", _remedy(column, wanted))


def _remedy(column: Column, wanted: str) -> str:
    """The nearest choice, where one is near; else those that there are."""
    known = {folded(words): words for _value, words in column.choices}
    near = get_close_matches(wanted, known, 1)
    if near:
        return f"Did you mean “{known[near[0]]}”?"
    allowed = ", ".join(list(known.values())[:12]) + (" …" if len(known) > 12 else "")
    return f"Write one of: {allowed}." if allowed else "Leave it empty."


def _number(column: Column, cell: Cell) -> int:
    rule, remedy = "This column holds whole numbers.", "Write the number in digits."
    if isinstance(cell, bool | date):
        raise _refused(column, cell, rule, remedy)
    plain = _number_as_text(cell).strip().removeprefix("£").replace(",", "").removesuffix(".00")
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise _refused(column, cell, rule, remedy)
    return int(plain)


def _number_as_text(cell: Cell) -> str:
    """As it was typed: a spreadsheet keeps 5 as 5.0."""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)


def _refused(column: Column, cell: Cell, rule: str, remedy: str) -> CellRefused:
    return CellRefused(Bad(_given(column, cell), rule, remedy))


def _given(column: Column, cell: Cell) -> str:
    """What stood there, by its kind; in its own words only where it is short, a choice, and about nobody."""
    if isinstance(cell, str):
        if column.kind is Kind.ONE_OF and not column.personal and len(cell) <= 60 and cell.isprintable():
            return f"“{cell}”"
        return f"text of {len(cell):,} characters" if len(cell) != 1 else "one character"
    return {bool: "yes or no", int: "a number", float: "a number"}.get(type(cell), "a date")


_READERS: dict[Kind, Callable[[Column, Cell], Any]] = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one_of,
    Kind.IDS: _ids,
    Kind.NUMBER: _number,
}
