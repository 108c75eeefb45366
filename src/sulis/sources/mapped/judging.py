"""Rows that break a rule are set aside within a stated limit; beyond it the file is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from sulis.sources.mapped.rules import Rule
from sulis.vocabulary import Fault

SHARE_QUARANTINED, FEW_QUARANTINED, SHARE_OF_FEW = 0.01, 5, 0.2
"""At most 1% of a file's rows are set aside; or up to 5 rows, as long as they are no more than a fifth of the file."""
MOST_LISTED = 1_000
LineOf = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one file before they are judged.

    ``table`` holds those that could be laid out in columns, with their ``row_number``; ``name`` is the file's, for faults;
    ``unread`` has a fault for each row that could not be laid out. ``line_of`` tells the line of text that a row ends on.
    """

    table: str
    name: str
    rules: Sequence[Rule]
    unread: Sequence[Fault]
    line_of: LineOf


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of judging: whether the file is refused, of how many rows it is, how many of them were set aside, and why.

    A refused file has one fault a rule, and no row of it may be taken. The rows set aside of another are no longer in its table,
    and ``faults`` lists them in order, at most `MOST_LISTED`.
    """

    refused: bool
    rows: int
    set_aside: int
    faults: tuple[Fault, ...]


def judge(connection: duckdb.DuckDBPyConnection, given: Rows) -> Verdict:
    """Judge every row by every rule, and take those that break one out of the table, within the limit.

    A file of which no row could be laid out is refused; it has no fault where it has no row at all.
    """
    table, rules = given.table, given.rules
    laid_out = _count(connection, table, "true")
    broken = breaking(connection, table, rules)
    bad = _count(connection, table, f"NOT ({sound(rules)})") if any(broken) else 0
    rows, set_aside = laid_out + len(given.unread), bad + len(given.unread)
    if not laid_out or too_many(set_aside, rows):
        faults = [*given.unread[:1], *by_rule(connection, table, given.name, rules, broken, rows, given.line_of)]
        return Verdict(True, rows, 0, tuple(faults))
    faults = [*given.unread]
    if bad:
        faults += by_row(connection, table, given.name, rules, broken, given.line_of)
        connection.execute(f"DELETE FROM {table} WHERE NOT ({sound(rules)})")
    faults.sort(key=lambda fault: fault.row or 0)
    return Verdict(False, rows, set_aside, tuple(faults[:MOST_LISTED]))


def too_many(bad: int, rows: int) -> bool:
    """Whether so many bad rows are beyond the limit."""
    return bad > rows * SHARE_QUARANTINED and (bad > FEW_QUARANTINED or bad > rows * SHARE_OF_FEW)


def breaking(connection: duckdb.DuckDBPyConnection, table: str, rules: Sequence[Rule]) -> tuple[int, ...]:
    """How many rows break each rule."""
    if not rules:
        return ()
    counted = ", ".join(f"count(*) FILTER (NOT coalesce(({rule.holds}), false))" for rule in rules)
    row = connection.execute(f"SELECT {counted} FROM {table}").fetchone()
    assert row is not None
    return row


def sound(rules: Sequence[Rule]) -> str:
    """The condition of a row that breaks no rule."""
    return " AND ".join(f"coalesce(({rule.holds}), false)" for rule in rules) or "true"


def by_rule(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    name: str,
    rules: Sequence[Rule],
    broken: Sequence[int],
    rows: int,
    line_of: LineOf,
) -> list[Fault]:
    """For a refused file: one fault a rule, at the first row that broke it, saying how many did."""
    faults = []
    for rule, many in zip(rules, broken, strict=True):
        if many:
            first = rows_breaking(connection, table, rule, most=1)[0]
            given = f"{rule.given} (in {many:,} of {rows:,} rows, the first here)"
            faults.append(Fault(name, first, rule.column, given, rule.rule, rule.remedy, line_of(first)))
    return faults


def by_row(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    name: str,
    rules: Sequence[Rule],
    broken: Sequence[int],
    line_of: LineOf,
) -> list[Fault]:
    """For rows set aside: every row that broke each rule, as many as are listed."""
    return [
        Fault(name, row, rule.column, rule.given, rule.rule, rule.remedy, line_of(row))
        for rule, many in zip(rules, broken, strict=True)
        if many
        for row in rows_breaking(connection, table, rule, most=MOST_LISTED)
    ]


def rows_breaking(connection: duckdb.DuckDBPyConnection, table: str, rule: Rule, *, most: int) -> list[int]:
    """The numbers of the first rows that break a rule."""
    query = f"SELECT row_number FROM {table} WHERE NOT coalesce(({rule.holds}), false) ORDER BY row_number LIMIT {most}"
    return [row for (row,) in connection.execute(query).fetchall()]


def _count(connection: duckdb.DuckDBPyConnection, table: str, where: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()
    assert row is not None
    return int(row[0])
