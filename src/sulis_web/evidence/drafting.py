"""A mapping as lines that a person fills in, and back: one column of the table, the header it is read from, what its cells mean."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sulis.catalogue.mappings import ColumnMap, FileLayout, Mapping, Part, ReleaseRule, read_mapping
from sulis.catalogue.mappings.check import FILLED_BY_US
from sulis.catalogue.mappings.model import NotTaken
from sulis.catalogue.mappings.read import MISSING_WORDS
from sulis.tables import MISSING, TABLES, Column, Table

EMPTY, UNKNOWN, YES, NO = "(empty)", "unknown", "yes", "no"
CONSTANT = "="  # in place of a header: one value in every row
_WORDS = {kind.value: word for word, kind in MISSING_WORDS.items()}
WHY_LEFT = "the table has no place for it"


class LineRefused(ValueError):
    """A line that cannot be read; the words are for the person who wrote it."""


def fillable(table: Table) -> tuple[Column, ...]:
    """The columns that a mapping fills."""
    return tuple(c for c in table.columns if c.name not in FILLED_BY_US and not c.name.endswith(MISSING))


def is_day(column: Column) -> bool:
    return column.sql_type in ("DATE", "TIMESTAMP")


def lines_of(given: ReadOnly[str, Any]) -> str:
    """What a column of a mapping says of its cells, one line each. ``given`` is the mapping's column as plain values."""
    if given.get("value"):
        return str(given["value"])
    told = [*given.get("dates", ())]
    told += [f"{_shown(cell)} = {value}" for cell, value in given.get("codes", {}).items()]
    told += [f"{_shown(cell)} = {YES}" for cell in given.get("yes", ())]
    told += [f"{_shown(cell)} = {NO}" for cell in given.get("no", ())]
    told += [f"{_shown(cell)} = {_WORDS[str(kind)]}" for cell, kind in given.get("missing", {}).items()]
    told += [f"{_shown(cell)} = {UNKNOWN}" for cell in given.get("unknown", ())]
    return "\n".join(told)


def column_of(column: Column, *, header: str, lines: str, part: str, quantity: bool) -> ColumnMap:
    """A column of a mapping from what a person filled in.

    Raises
    ------
    LineRefused
        With the line that cannot be read and what would be right.
    """
    if header == CONSTANT:
        return ColumnMap(column.name, value=_constant(column, lines))
    about: dict[str, Any] = {"to": column.name, "headers": (header,), "part": Part(part) if part else None}
    pairs = []
    for line in filter(None, (each.strip() for each in lines.splitlines())):
        if (is_day(column) and "%" in line) or (part and "%" in line):
            about.setdefault("dates", []).append(line)
        else:
            pairs.append(_pair(line))
    about["dates"] = tuple(about.get("dates", ()))
    return ColumnMap(**about, **_meanings(column, pairs, quantity))


def _constant(column: Column, lines: str) -> str:
    value = lines.strip()
    if not value or "\n" in value:
        raise LineRefused("Write the one value that stands in every row.")
    if column.allowed and value not in column.allowed:
        raise LineRefused(f"“{value[:40]}” is none of {_listed(column.allowed)}.")
    return value


def _pair(line: str) -> tuple[str, str]:
    cell, equals, value = line.rpartition("=")
    if not equals or not cell.strip() or not value.strip():
        raise LineRefused(
            f"“{line[:60]}” is no line such as “M = male”: what stands in the file, an equals sign, what it means."
        )
    cell = cell.strip()
    return ("" if cell == EMPTY else cell), value.strip()


def _meanings(column: Column, pairs: list[tuple[str, str]], quantity: bool) -> dict[str, Any]:
    unknown = tuple(cell for cell, value in pairs if value == UNKNOWN)
    rest = [(cell, value) for cell, value in pairs if value != UNKNOWN]
    if quantity:
        return {"missing": {cell: MISSING_WORDS[_one_of(value, tuple(MISSING_WORDS))] for cell, value in rest}}
    if column.sql_type == "BOOLEAN":
        for _cell, value in rest:
            _one_of(value, (YES, NO, UNKNOWN))
        yes, no = (tuple(cell for cell, value in rest if value == word) for word in (YES, NO))
        return {"yes": yes, "no": no, "unknown": unknown}
    if column.sql_type == "VARCHAR":
        codes = {cell: _one_of(value, column.allowed) for cell, value in rest}
        return {"codes": codes, "unknown": unknown, "as_it_stands": bool(codes) and not column.allowed}
    if rest:
        raise LineRefused(f"{column.name} is no text: a cell of it can only be “{UNKNOWN}”.")
    return {"unknown": unknown}


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if allowed and value not in allowed:
        raise LineRefused(f"“{value[:40]}” is none of {_listed(allowed)}.")
    return value


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _shown(cell: str) -> str:
    return cell or EMPTY


def mapping_of(
    *, id: str, title: str, source: str, table: str, columns: Iterable[ColumnMap], headers: Iterable[str], release: ReleaseRule,
    layout: FileLayout = FileLayout(),
) -> Mapping:  # fmt: skip
    """A whole mapping. Headers that no column is read from are left at the door."""
    held = tuple(columns)
    used = {header for column in held for header in column.headers}
    left = tuple(NotTaken(header, WHY_LEFT) for header in headers if header not in used)
    return Mapping(id, title, source, table, layout, release, held, left, (), None, False, False)


def checked(text: str) -> Mapping:
    """A mapping's text, read and checked.

    Raises
    ------
    InputRefused
        With every fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path, "the mapping")


def plain(mapping: Mapping) -> dict[str, Any]:
    """A mapping as JSON holds it."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(mapping)))
    return found


def unfilled(table_name: str, columns: Iterable[str]) -> Iterator[Column]:
    """The columns that the table needs and nothing fills."""
    filled = set(columns)
    return (column for column in fillable(TABLES[table_name]) if not column.nullable and column.name not in filled)
