"""Rows that break a rule are set aside within a stated limit; beyond it the file is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from sulis.sources.mapped.rules import Rule
from sulis.vocabulary import Fault

SHARE_QUARANTINED, FEW_QUARANTINED, SHARE_OF_FEW = 0.01, 5, 0.2
"""At most 1% of a file's rows are set aside; or up to 5 rows, as long as they are no more than a fifth of the file."""
MOST_LISTED = 1_000
LineOf = Callable[[int], int | None]


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
