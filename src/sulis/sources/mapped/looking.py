"""What a file of an unknown layout holds, column by column: enough to say how to read it, and nothing that tells who somebody is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import duckdb

from sulis.sources.files import Layout, Limits, read_table
from sulis.sources.mapped.reading import scratch
from sulis.store.sql import literal, struct

MOST_SHOWN, LONGEST_SHOWN = 30, 40
SHOWN_FROM, SHOWN_FROM_OF_PEOPLE = 2, 5
"""A cell is shown only where it stands in so many rows; more of them where a file is about people."""
_NEVER_SHOWN = re.compile(
    r"name|birth|\bdob\b|nhs|\bupn\b|\bpnc\b|address|post ?code|phone|mobile|mail|\bid\b|identifier|\bref\b|reference|\bkey\b|number",
    re.IGNORECASE,
)
DATE_FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%Y%m%d",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d-%b-%Y %H:%M",
    "%Y-%m", "%b-%y", "%b %Y", "%B %Y", "%m/%Y",
)  # fmt: skip
"""Forms of days that are looked for, the likelier first. A day stands before its month, as it does in this country."""
YES, NO = ("y", "yes", "true", "t", "1"), ("n", "no", "false", "f", "0")
UNKNOWN = (
    "unknown",
    "not known",
    "n/k",
    "nk",
    "u",
    "not stated",
    "not recorded",
    "null",
    "none",
    "-",
    "?",
    "9",
    "99",
    "x",
)


class Form(StrEnum):
    """What the cells under a header look like. A guess, for a person to confirm."""

    EMPTY = "empty"  # no cell is filled
    DAY = "day"  # days or moments
    NUMBER = "number"  # most cells are numbers
    YES_NO = "yes or no"
    CODES = "codes"  # few short cells, again and again
    TEXT = "text"  # anything else


@dataclass(frozen=True, slots=True)
class Seen:
    """One header: ``filled`` of the rows have a cell, ``distinct`` cells differ. ``codes`` are the cells that may be shown, each with
    its number of rows; ``dates`` the forms of days that fit; ``marks`` short cells under numbers that are no numbers.
    """

    header: str
    filled: int
    distinct: int
    form: Form
    codes: dict[str, int]
    dates: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A file's rows and what stands under each header."""

    rows: int
    header_row: int
    columns: tuple[Seen, ...]
    caveats: tuple[str, ...]


def look(path: Path, *, layout: Layout, limits: Limits, aside: Path, people: bool) -> Look:
    """Read a file and tell what it holds. Nothing is stored; ``aside`` is a path for a scratch file.

    ``people`` is said of a source that is no open publication: then its cells stay in memory, and fewer of them are shown.

    Raises
    ------
    Refused
        When the file cannot be read as a table, with the reason.
    """
    with (
        duckdb.connect(config={"threads": 1, "temp_directory": ""}) as connection,
        scratch(aside, secret=people) as place,
    ):
        sheet = read_table(path, place, layout, limits)
        kinds = {"row_number": "INTEGER"} | {f"c{number}": "VARCHAR" for number in range(len(sheet.header))}
        connection.execute(
            f"CREATE TEMP TABLE cells AS SELECT * FROM read_csv({literal(sheet.path)}, columns = {struct(kinds)}, header = false,"
            " auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = true,"
            " max_line_size = 50000000, buffer_size = 100000000, parallel = false)"
        )
        columns = tuple(_seen(connection, f"c{n}", header, people) for n, header in enumerate(sheet.header))
        return Look(sheet.rows, sheet.header_row, columns, sheet.caveats)


def _seen(connection: duckdb.DuckDBPyConnection, cell: str, header: str, people: bool) -> Seen:
    filled, distinct, longest, numbers = _row(
        connection,
        f"SELECT count({cell}), count(DISTINCT {cell}), coalesce(max(length({cell})), 0), "
        f"count(*) FILTER (try_cast(replace({cell}, ',', '') AS DOUBLE) IS NOT NULL) FROM cells",
    )
    few = distinct <= MOST_SHOWN and longest <= LONGEST_SHOWN
    words = _cells(connection, cell, MOST_SHOWN) if few else {}
    dates = _dates(connection, cell, filled) if filled and longest <= LONGEST_SHOWN else ()
    form = _form(filled, distinct, numbers, tuple(words), dates, few=few)
    enough = 1 if form is Form.YES_NO else SHOWN_FROM_OF_PEOPLE if people else SHOWN_FROM
    hidden = bool(_NEVER_SHOWN.search(header)) or form not in (Form.CODES, Form.YES_NO)
    shown = {} if hidden else {word: rows for word, rows in words.items() if rows >= enough}
    marks = _marks(connection, cell) if form is Form.NUMBER else ()
    return Seen(header, filled, distinct, form, shown, dates, marks)


def _form(filled: int, distinct: int, numbers: int, words: Sequence[str], dates: Sequence[str], *, few: bool) -> Form:
    if not filled:
        return Form.EMPTY
    folded = {word.casefold() for word in words}
    if folded and folded <= {*YES, *NO, *UNKNOWN} and folded & {*YES} and folded & {*NO}:
        return Form.YES_NO
    if dates:
        return Form.DAY
    if numbers * 2 > filled:
        return Form.NUMBER
    return Form.CODES if few and distinct * 2 <= filled else Form.TEXT


def _dates(connection: duckdb.DuckDBPyConnection, cell: str, filled: int) -> tuple[str, ...]:
    """The fewest forms, the likelier first, that between them read nine cells in ten."""
    found: list[str] = []
    read = 0
    for form in DATE_FORMS:
        listed = ", ".join(literal(each) for each in (*found, form))
        where = f"try_strptime({cell}, [{listed}]) BETWEEN TIMESTAMP '1900-01-01' AND TIMESTAMP '2199-12-31'"
        now = _row(connection, f"SELECT count(*) FILTER ({where}) FROM cells")[0]
        if now > read:
            found, read = [*found, form], now
    return tuple(found) if read >= filled * 0.9 else ()


def _marks(connection: duckdb.DuckDBPyConnection, cell: str) -> tuple[str, ...]:
    """Short cells without a letter or with few, which stand where a number would: ``*``, ``-``, ``[c]``."""
    rows = connection.execute(
        f"SELECT {cell} FROM cells WHERE {cell} IS NOT NULL AND try_cast(replace({cell}, ',', '') AS DOUBLE) IS NULL "
        f"AND length({cell}) <= 12 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 12"
    ).fetchall()
    return tuple(row[0] for row in rows)


def _cells(connection: duckdb.DuckDBPyConnection, cell: str, most: int) -> dict[str, int]:
    rows = connection.execute(
        f"SELECT {cell}, count(*) FROM cells WHERE {cell} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
    ).fetchall()
    return {word: int(many) for word, many in rows}


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[int, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row
