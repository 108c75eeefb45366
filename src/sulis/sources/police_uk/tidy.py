"""One month of one force: rows of `sulis.tables.INCIDENTS`, or a verdict that says which row broke which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from sulis.catalogue.sources import SourceCard, load_source_card
from sulis.sources.mapped.judging import Rows, judge
from sulis.sources.police_uk.loading import Loaded, load_plainly, load_with_care
from sulis.sources.police_uk.published import Received
from sulis.store import RawFile, Refused, Tidied
from sulis.tables import is_made_up
from sulis.vocabulary import Fault

FEW_REPEATED = 25
"""Below so many repeated IDs a file is never taken for one that holds its month twice."""
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
    rows = Rows(loaded.name, received.name, loaded.rules, loaded.ready.bad_rows, loaded.ready.line_of)
    verdict = judge(connection, rows)
    if verdict.refused:
        connection.execute(f"DROP TABLE {loaded.name}")
        return _refused(received, (raw,), verdict.rows, verdict.faults)
    made_up = is_made_up(received.force) or is_made_up(loaded.code or "")
    card = load_source_card("made_up" if made_up else "police_uk")
    repeated, uncounted = _repeated(connection, loaded.name)
    if repeated > FEW_REPEATED and 2 * repeated > _count(
        connection, f"SELECT count(DISTINCT incident_id) FROM {loaded.name}"
    ):
        return _refused(received, (raw,), verdict.rows, (_doubled(received),))
    return Tidied(
        card, "incidents", received.force, received.month, (raw,), verdict.rows,
        rows_quarantined=verdict.set_aside,
        repeated_ids=repeated,
        made_up=made_up,
        faults=verdict.faults,
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
