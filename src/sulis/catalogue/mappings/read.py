"""Reading a mapping, with every fault of the file told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from pathlib import Path

from sulis.catalogue.files import reading
from sulis.catalogue.mappings.check import check_against_table, check_release, check_source
from sulis.catalogue.mappings.model import (
    ColumnMap,
    FileLayout,
    LabelYear,
    LeaveOut,
    Mapping,
    NotTaken,
    Part,
    ReleaseRule,
    Repeats,
    Unpivot,
)
from sulis.catalogue.patterns import LONGEST, wrong_with
from sulis.catalogue.reader import Table
from sulis.catalogue.sources import source_ids
from sulis.catalogue.toml import read_document
from sulis.tables import TABLES
from sulis.vocabulary import Missing

KINDS = ("auto", "csv", "xlsx", "ods", "parquet", "xml")
ENCODINGS = ("utf-8", "cp1252", "utf-16")
MISSING_WORDS = {kind.name.lower().replace("_", " "): kind for kind in Missing if kind is not Missing.NO_DENOMINATOR}


def read_mapping(path: Path, name: str | None = None) -> Mapping:
    """Read and check one mapping; ``name`` is what faults call the file.

    Raises
    ------
    InputRefused
        With every fault of the file: keys that are not known, columns that the table does not have or that are left
        unfilled, values that it does not allow.
    """
    with reading(read_document(path, name)) as top:
        rows = [(row, _column(row)) for row in top.tables("column", why="It says what fills each column.")]
        mapping = Mapping(
            id=top.id(),
            title=top.text("title"),
            source=top.word("source", source_ids()),
            table_name=top.word("table", TABLES),
            file=_file(top),
            release=_release(top),
            columns=tuple(column for _, column in rows),
            not_taken=tuple(_not_taken(row) for row in top.tables("not_taken", required=False)),
            leave_out=tuple(_leave_out(row) for row in top.tables("leave_out", required=False)),
            unpivot=_unpivot(top),
            open_headers=top.yes_or_no("open_headers", required=False) or False,
            provisional=top.yes_or_no("provisional", required=False) or False,
            repeats=top.choice("repeats", Repeats, required=False) or Repeats.SET_ASIDE,
        )
        if mapping.table_name:
            check_against_table(top, rows, mapping)
            check_release(top, mapping)
        if mapping.source and mapping.table_name:
            check_source(top, mapping)
    return mapping


def _file(top: Table) -> FileLayout:
    table = top.table("file", required=False)
    layout = FileLayout(
        kind=table.word("kind", KINDS, required=False) or "auto",
        sheet=table.text("sheet", required=False),
        header_row=table.whole("header_row", 1, 1_000, required=False) or 0,
        encoding=table.word("encoding", ENCODINGS, required=False) or "utf-8",
        delimiter=_delimiter(table),
        record=table.text("record", required=False),
        repeated=table.words("repeated"),
    )
    table.finish()
    return layout


def _delimiter(table: Table) -> str:
    words = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
    return words[table.word("delimiter", words, required=False) or "comma"]


def _release(top: Table) -> ReleaseRule:
    table = top.table("release", why="It says which series and period a file is.")
    rule = ReleaseRule(
        series=table.text("series", required=False),
        series_from=table.text("series_from", required=False),
        series_in_name=_pattern(table, "series_in_name"),
        period=table.text("period", required=False),
        period_in_name=_pattern(table, "period_in_name"),
        period_from=table.text("period_from", required=False),
    )
    for what, given in (
        ("series", (rule.series, rule.series_from, rule.series_in_name)),
        ("period", (rule.period, rule.period_in_name, rule.period_from)),
    ):
        if sum(map(bool, given)) != 1:
            how = f"{what}, {what}_from or {what}_in_name"
            table.fault(what, f"{sum(map(bool, given))} ways to tell the {what}", f"Exactly one of {how}.", "Keep one.")
    table.finish()
    return rule


_PATTERN = f"{{}} is a regular expression of at most {LONGEST} letters, in the form that the database reads (RE2)."


def _pattern(table: Table, key: str) -> str:
    """A pattern with exactly one group; empty when absent."""
    given = table.values.get(key)
    text = given if isinstance(given, str) else table.text(key, required=False)
    table.asked.add(key)
    if text:
        if wrong := wrong_with(text):
            table.fault(key, wrong, _PATTERN.format(key), "Write it shorter and plainer.")
            return ""
        if (groups := re.compile(text).groups) != 1:
            table.fault(key, f"a pattern with {groups} groups", f"{key} has one group.", "Put ( ) round what is taken.")
    return text


def _column(row: Table) -> ColumnMap:
    column = ColumnMap(
        to=row.text("to"),
        headers=_headers(row),
        joined=row.words("joined"),
        first_of=row.words("first_of"),
        of_release=row.word("of_release", ("series", "period"), required=False),
        value=row.text("value", required=False),
        codes=_codes(row, "codes"),
        as_it_stands=row.yes_or_no("as_it_stands", required=False) or False,
        unknown=_cells(row, "unknown"),
        missing=_missing(row),
        yes=_cells(row, "yes"),
        no=_cells(row, "no"),
        dates=row.words("dates"),
        part=row.choice("part", Part, required=False),
        label=row.choice("label", LabelYear, required=False),
        take=_pattern(row, "take"),
        optional=row.yes_or_no("optional", required=False) or False,
    )
    row.finish()
    return column


def _headers(row: Table) -> tuple[str, ...]:
    """One header, or several of which a file has one."""
    if isinstance(row.values.get("from"), list):
        return row.words("from")
    text = row.text("from", required=False)
    return (text,) if text else ()


def _cells(row: Table, key: str) -> tuple[str, ...]:
    """A list of cells, in which ``""`` is an empty one."""
    row.asked.add(key)
    return tuple(row.words(key)) if row.has(key) else ()


def _codes(row: Table, key: str) -> ReadOnly[str, str]:
    table = row.table(key, required=False)
    wrong = [code for code, value in table.values.items() if not isinstance(value, str)]
    for code in wrong:
        table.fault(code, "a value that is not text", f"Each of {key} is text in quotes.", "Put it in quotes.")
    return {code: value for code, value in table.values.items() if code not in wrong}


def _missing(row: Table) -> ReadOnly[str, Missing]:
    table = row.table("missing", required=False)
    found = {}
    for cell in table.values:
        word = table.word(cell, MISSING_WORDS)
        if word:
            found[cell] = MISSING_WORDS[word]
    return found


def _not_taken(row: Table) -> NotTaken:
    one = NotTaken(row.text("header"), row.text("why"))
    row.finish()
    return one


def _leave_out(row: Table) -> LeaveOut:
    one = LeaveOut(row.text("from"), _cells(row, "is"), row.text("why"))
    row.finish()
    return one


def _unpivot(top: Table) -> Unpivot | None:
    if not top.has("unpivot"):
        top.asked.add("unpivot")
        return None
    table = top.table("unpivot")
    pattern = table.values.get("headers")
    one = Unpivot(table.text("headers"), table.text("name"), table.text("value"), _codes(table, "also"))
    if wrong := wrong_with(one.headers):
        table.fault("headers", wrong, _PATTERN.format("headers"), "Write it shorter and plainer.")
    table.finish()
    return replace(one, headers=pattern) if isinstance(pattern, str) else one
