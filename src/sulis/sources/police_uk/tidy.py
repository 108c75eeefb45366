"""One month of one force: rows of `sulis.tables.INCIDENTS`, or a verdict that says which row broke which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from sulis.catalogue.sources import SourceCard, load_source_card
from sulis.sources.police_uk.loading import Loaded, load_plainly, load_with_care
from sulis.sources.police_uk.published import Received
from sulis.sources.police_uk.rules import Rule
from sulis.store import RawFile, Refused, Tidied
from sulis.tables import is_made_up
from sulis.vocabulary import Fault

SHARE_QUARANTINED, FEW_QUARANTINED, SHARE_OF_FEW = 0.01, 5, 0.2
"""At most 1% of a file's rows are set aside; or up to 5 rows, as long as they are no more than a fifth of the file."""
FEW_REPEATED = 25
"""Below so many repeated IDs a file is never taken for one that holds its month twice."""
MOST_LISTED = 1_000
UNCHECKED_CODES = "No look-ups were loaded, so LSOA codes were checked for their form and not looked up."


def tidy(
    received: Received,
    connection: duckdb.DuckDBPyConnection,
    aside: Path,
    *,
    this_month: str,
    passed_over: Callable[[RawFile], bool],
    codes_known: bool,
) -> Tidied:
    """Judge one file. Its sound rows wait in temporary tables named after ``aside``, for `sulis.delivery` to write.

    ``aside`` is a path for a scratch file, unique to this call; ``this_month`` is the month of the clock, ``YYYY-MM``;
    ``passed_over`` says whether a file is already loaded, in which case nothing more is read and ``rows`` is None.
    Rows that break a rule are quarantined within the stated limit; beyond it the file is refused.
    """
    try:
        raw, content = received.read()
    except Refused as refused:
        return _refused(received, (), 0, (refused.fault,))
    if passed_over(raw):
        return Tidied(_card(received), "incidents", received.force, received.month, (raw,), 0)
    if received.month >= this_month:
        fault = Fault(
            received.name, None, "Month", "a month that is not over yet", "A month is published after its end.",
            "Check the file's name and this machine's date.",
        )  # fmt: skip
        return _refused(received, (raw,), 0, (fault,))
    try:
        loaded = load_plainly(received, connection, content, aside, codes_known)
        if loaded is None:  # what is wrong is told row by row, which needs care
            loaded = load_with_care(received, connection, content, aside, codes_known)
    except Refused as refused:
        return _refused(received, (raw,), 0, (refused.fault,))
    return _judge(received, raw, connection, loaded, codes_known)


def _card(received: Received) -> SourceCard:
    return load_source_card("made_up" if is_made_up(received.force) else "police_uk")


def _judge(
    received: Received, raw: RawFile, connection: duckdb.DuckDBPyConnection, loaded: Loaded, codes_known: bool
) -> Tidied:
    sound = " AND ".join(f"coalesce(({rule.holds}), false)" for rule in loaded.rules) or "true"
    bad = len(loaded.ready.bad_rows)
    if any(loaded.broken):
        bad += _count(connection, f"SELECT count(*) FROM {loaded.name} WHERE NOT ({sound})")
    if _too_many(bad, loaded.rows):
        faults = _by_rule(received, connection, loaded)
        connection.execute(f"DROP TABLE {loaded.name}")
        return _refused(received, (raw,), loaded.rows, faults)
    faults = _by_row(received, connection, loaded) if bad else ()
    if bad:
        connection.execute(f"DELETE FROM {loaded.name} WHERE NOT ({sound})")
    made_up = is_made_up(received.force) or is_made_up(loaded.code or "")
    card = load_source_card("made_up" if made_up else "police_uk")
    repeated, uncounted = _repeated(connection, loaded.name)
    if repeated > FEW_REPEATED and 2 * repeated > _count(
        connection, f"SELECT count(DISTINCT incident_id) FROM {loaded.name}"
    ):
        return _refused(received, (raw,), loaded.rows, (_doubled(received),))
    return Tidied(
        card, "incidents", received.force, received.month, (raw,), loaded.rows,
        rows_quarantined=bad,
        repeated_ids=repeated,
        made_up=made_up,
        faults=faults[:MOST_LISTED],
        caveats=() if codes_known else (UNCHECKED_CODES,),
        rows={"incidents": _select(loaded.name, received, uncounted)},
    )  # fmt: skip


def _doubled(received: Received) -> Fault:
    return Fault(
        received.name, None, "Crime ID", "a file in which most IDs stand more than once",
        "An ID may repeat here and there; when most do, the file holds its month twice, and rows without an ID would "
        "count double.",
        "Download the file again.",
    )  # fmt: skip


def _too_many(bad: int, rows: int) -> bool:
    return bad > rows * SHARE_QUARANTINED and (bad > FEW_QUARANTINED or bad > rows * SHARE_OF_FEW)


def _by_rule(received: Received, connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> tuple[Fault, ...]:
    """For a refused file: one fault a rule, at the first row that broke it, saying how many did."""
    faults = list(loaded.ready.bad_rows[:1])
    for rule, rows in zip(loaded.rules, loaded.broken, strict=True):
        if rows:
            first = _rows_breaking(connection, loaded.name, rule)[0]
            given = f"{rule.given} (in {rows:,} of {loaded.rows:,} rows, the first here)"
            line = loaded.ready.line_of(first)
            faults.append(Fault(received.name, first, rule.column, given, rule.rule, rule.remedy, line))
    return tuple(faults)


def _by_row(received: Received, connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> tuple[Fault, ...]:
    """For quarantined rows: every row that broke each rule."""
    faults = list(loaded.ready.bad_rows)
    for rule, rows in zip(loaded.rules, loaded.broken, strict=True):
        if rows:
            faults += [
                Fault(received.name, row, rule.column, rule.given, rule.rule, rule.remedy, loaded.ready.line_of(row))
                for row in _rows_breaking(connection, loaded.name, rule)
            ]
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))


def _rows_breaking(connection: duckdb.DuckDBPyConnection, table: str, rule: Rule) -> list[int]:
    query = f"SELECT row_number FROM {table} WHERE NOT coalesce(({rule.holds}), false) ORDER BY row_number"
    return [row for (row,) in connection.execute(query).fetchall()]


def _repeated(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, list[int]]:
    """The rule for repeated IDs (see `sulis.tables.INCIDENTS`): how many there are, and the rows not counted for them."""
    rows = connection.execute(
        f"""WITH kept AS (
            SELECT incident_id, coalesce(min(row_number) FILTER (lsoa_code IS NOT NULL), min(row_number)) AS row_number
            FROM {table} WHERE incident_id IS NOT NULL GROUP BY incident_id HAVING count(*) > 1)
        SELECT t.row_number, t.row_number = kept.row_number FROM {table} t JOIN kept USING (incident_id)
        ORDER BY t.row_number"""
    ).fetchall()
    return sum(counted for _, counted in rows), [row for row, counted in rows if not counted]


def _select(table: str, received: Received, uncounted: Sequence[int]) -> str:
    counts = f"row_number NOT IN ({', '.join(map(str, uncounted))})" if uncounted else "true"
    return f"""SELECT row_number, '{received.force}' AS force, DATE '{received.month}-01' AS month, incident_id,
        reported_by, falls_within, longitude, latitude, location, lsoa_code, lsoa_name, category, last_outcome, context,
        {counts} AS counts
    FROM {table}"""


def _refused(received: Received, files: tuple[RawFile, ...], rows: int, faults: tuple[Fault, ...]) -> Tidied:
    return Tidied(
        _card(received), "incidents", received.force, received.month, files, rows,
        rows_quarantined=0, refused=True, faults=faults,
    )  # fmt: skip


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
