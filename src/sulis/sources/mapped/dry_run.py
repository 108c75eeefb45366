"""What a mapping makes of a file, without loading it: the first faults, the codes that it does not cover, the first rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from sulis.catalogue.identifying import own_words, tells_who
from sulis.catalogue.mappings import Mapping
from sulis.catalogue.sources import load_source_card
from sulis.catalogue.tells import told_by
from sulis.sources.files import Limits
from sulis.sources.mapped.headers import folded, taken, unnamed
from sulis.sources.mapped.judging import breaking, by_rule, sound
from sulis.sources.mapped.reading import Read, read, scratch
from sulis.sources.mapped.rules import Rule
from sulis.store import Refused
from sulis.store.sql import literal, struct
from sulis.vocabulary import Fault

MOST_CODES, LONGEST_CODE = 50, 40


@dataclass(frozen=True, slots=True)
class DryRun:
    """``uncovered`` maps a header to the cells under it that the mapping does not cover, each with its number of rows. ``rows`` are
    read, ``sound`` of them keep every rule. ``unnamed`` are headers that the mapping says nothing of, ``taken`` those that it
    reads. ``missing`` counts, for each quantity, the rows of each kind of missing.
    ``became`` says, for each column that codes or yes and no fill, how many rows have each value, and ``unknown`` how many
    rows of the other columns are empty: a wrong code is seen nowhere else.
    """

    rows: int
    sound: int
    left_out: int
    faults: tuple[Fault, ...]
    uncovered: dict[str, dict[str, int]]
    unnamed: tuple[str, ...]
    taken: tuple[str, ...]
    missing: dict[str, dict[str, int]]
    became: dict[str, dict[str, int]]
    unknown: dict[str, int]

    @property
    def loads(self) -> bool:
        """Whether every row that was read could be loaded."""
        return not self.faults and self.rows > 0


def dry_run(path: Path, mapping: Mapping, *, limits: Limits, aside: Path) -> DryRun:
    """Read a file by a mapping and tell what came of it. Nothing is stored; ``aside`` is a path for a scratch file.

    Codes are shown only for columns that the mapping turns by codes, so that no cell that tells who is repeated.
    """
    secret = not load_source_card(mapping.source).open_data
    with duckdb.connect(config={"threads": 1, "temp_directory": ""}) as connection:
        with scratch(aside, secret=secret) as place:
            try:
                found = read(connection, path, place, mapping, limits, "dry")
                if not isinstance(found, Read):
                    sheet, faults = found
                    return DryRun(sheet.rows, 0, 0, tuple(faults), {}, (), (), {}, {}, {})
                uncovered = _uncovered(connection, found, mapping, place)
            except Refused as refused:
                return DryRun(0, 0, 0, (refused.fault,), {}, (), (), {}, {}, {})
        return _told(connection, found, mapping, uncovered)


def _told(
    connection: duckdb.DuckDBPyConnection, found: Read, mapping: Mapping, uncovered: dict[str, dict[str, int]]
) -> DryRun:
    rules: tuple[Rule, ...] = found.rules
    broken = breaking(connection, found.name, rules)
    faults = [*found.sheet.faults]
    faults += by_rule(connection, found.name, found.sheet.name, rules, broken, found.rows, found.line_of)
    extra = unnamed(found.headers, mapping)
    if extra and not load_source_card(mapping.source).open_data:
        faults.append(_unseen(found.sheet.name, extra))
    row = connection.execute(f"SELECT count(*) FILTER ({sound(rules)}) FROM {found.name}").fetchone()
    assert row is not None
    missing = {}
    for name in mapping.table.quantities:
        counted = connection.execute(
            f"SELECT {name}_missing, count(*) FROM {found.name} WHERE {name}_missing IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
        missing[name] = {kind: int(many) for kind, many in counted}
    became, unknown = _tally(connection, found, mapping)
    return DryRun(
        found.rows, int(row[0]), found.left_out, tuple(faults), uncovered, extra,
        taken(found.headers, mapping.columns), missing, became, unknown,
    )  # fmt: skip


def _tally(
    connection: duckdb.DuckDBPyConnection, found: Read, mapping: Mapping
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """What each coded column came to, and how many rows of the others are empty."""
    became, unknown = {}, {}
    for column in mapping.columns:
        if column.codes or column.yes or column.no:
            rows = connection.execute(
                f"SELECT coalesce({column.to}::VARCHAR, 'unknown'), count(*) FROM {found.name}"
                f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_CODES}"
            ).fetchall()
            became[column.to] = {value: int(many) for value, many in rows}
        elif column.to not in mapping.table.quantities:
            row = connection.execute(f"SELECT count(*) FROM {found.name} WHERE {column.to} IS NULL").fetchone()
            if row and row[0]:
                unknown[column.to] = int(row[0])
    return became, unknown


def _unseen(name: str, headers: tuple[str, ...]) -> Fault:
    return Fault(
        name, None, headers[0], f"{len(headers)} columns that the mapping does not name" if len(headers) > 1
        else "a column that the mapping does not name",
        "Records about people are taken column by column, so that nothing comes in unseen.",
        "Add what is not named to the mapping, or list it there under [[not_taken]] with the reason.",
    )  # fmt: skip


def _names(header: str, cell: str, mapping: Mapping) -> bool:
    """Whether a cell is better not shown: it may stand there because the mapping reads the wrong header."""
    return mapping.table.restricted and (tells_who(header) or own_words(header) or bool(told_by(cell)))


def _uncovered(
    connection: duckdb.DuckDBPyConnection, found: Read, mapping: Mapping, place: Path
) -> dict[str, dict[str, int]]:
    """The cells that codes, yes and no, or kinds of missing do not cover, by header."""
    columns = {"row_number": "INTEGER"} | {f"c{n}": "VARCHAR" for n in range(len(found.sheet.header))}
    cells = (
        f"read_csv({literal(found.sheet.path)}, columns = {struct(columns)}, header = false, auto_detect = false,"
        " nullstr = '', max_line_size = 50000000, buffer_size = 100000000, parallel = false)"
    )
    told: dict[str, dict[str, int]] = {}
    for column in mapping.columns:
        known = (*column.codes, *column.unknown, *column.yes, *column.no)
        header = next((h for h in found.sheet.header if folded(h) in {folded(n) for n in column.headers}), None)
        number = mapping.table.column(column.to).number
        if (
            not known
            or not (column.codes or column.yes or column.no or number)
            or column.as_it_stands
            or header is None
        ):
            continue
        cell = f"c{found.sheet.header.index(header)}"
        if column.take:
            cell = f"nullif(regexp_extract({cell}, {literal(column.take)}, 1), '')"
        words = ", ".join(literal(word) for word in known if word) or "NULL"
        but = f" AND try_cast(replace({cell}, ',', '') AS DOUBLE) IS NULL" if number else ""
        rows = connection.execute(
            f"SELECT left({cell}, {LONGEST_CODE}), count(*) FROM {cells} WHERE {cell} IS NOT NULL AND {cell} NOT IN ({words}){but}"
            f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_CODES}"
        ).fetchall()
        if rows:
            told[header] = {code: int(many) for code, many in rows if not _names(header, code, mapping)}
    return told
