"""One month of one force: rows of `sulis.tables.INCIDENTS`, or a verdict that says which row broke which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from sulis.catalogue.sources import SourceCard, load_source_card
from sulis.sources.police_uk.reading import COLUMNS, Readable, read_plainly, read_with_care
from sulis.sources.police_uk.received import Received
from sulis.sources.police_uk.rules import Rule, rules_for
from sulis.sources.police_uk.unpacking import Refused
from sulis.store import RawFile, Tidied
from sulis.store.sql import literal, struct
from sulis.tables import is_made_up
from sulis.tables.forces import names_force
from sulis.vocabulary import Fault

SHARE_QUARANTINED, FEW_QUARANTINED, SHARE_OF_FEW = 0.01, 5, 0.2
"""At most 1% of a file's rows are set aside; or up to 5 rows, as long as they are no more than a fifth of the file."""
MOST_LISTED = 1_000

_NAMES = {
    "Crime ID": "incident_id",
    "Month": "month",
    "Reported by": "reported_by",
    "Falls within": "falls_within",
    "Longitude": "longitude",
    "Latitude": "latitude",
    "Location": "location",
    "LSOA code": "lsoa_code",
    "LSOA name": "lsoa_name",
    "Crime type": "category",
    "Last outcome category": "last_outcome",
    "Context": "context",
}
_DEGREES = ("Longitude", "Latitude")

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
    if received.month > this_month:
        fault = Fault(
            received.name, None, "Month", "a month that has not been yet", "A month is published after its end.",
            "Check the file's name and this machine's date.",
        )  # fmt: skip
        return _refused(received, (raw,), 0, (fault,))
    try:
        loaded = _load_plainly(received, connection, content, aside, codes_known)
        if loaded is None:  # what is wrong is told row by row, which needs care
            loaded = _load_with_care(received, connection, content, aside, codes_known)
    except Refused as refused:
        return _refused(received, (raw,), 0, (refused.fault,))
    return _judge(received, raw, connection, loaded, codes_known)


def _card(received: Received) -> SourceCard:
    return load_source_card("made_up" if is_made_up(received.force) else "police_uk")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The temporary table of one file, one of its codes, and the rules that are in doubt with the rows that break each."""

    name: str
    ready: Readable
    rows: int
    code: str | None
    rules: tuple[Rule, ...] = ()
    broken: tuple[int, ...] = ()


def _load_plainly(
    received: Received, connection: duckdb.DuckDBPyConnection, content: bytes, aside: Path, codes_known: bool
) -> _Loaded | None:
    """The file as DuckDB reads it as it stands; None when that is not certain to be right, or a row breaks a rule."""
    ready = read_plainly(received.name, content, aside)
    if ready is None:
        return None
    name = f"t_{aside.stem}"
    try:
        _create(connection, name, ready)
        return _kept_throughout(received, connection, name, ready, codes_known)
    except duckdb.Error:
        return None


def _kept_throughout(
    received: Received, connection: duckdb.DuckDBPyConnection, name: str, ready: Readable, codes_known: bool
) -> _Loaded | None:
    """One pass over a table that asks only whether every row keeps every rule; None when one does not."""
    rules = [rule for rule in rules_for(received.month, None, codes_known=codes_known) if not rule.covered]
    kept = " AND ".join(f"({rule.holds})" for rule in rules)
    row = connection.execute(
        f"""SELECT count(*), count(falls_within), min(falls_within), max(falls_within), any_value(lsoa_code),
            bool_and(coalesce({kept}, false)) FROM {name}"""
    ).fetchone()
    assert row is not None
    rows, forces, first, last, code, all_kept = row
    if not rows or not all_kept or forces != rows or first != last or not names_force(first, received.force):
        return None
    return _Loaded(name, ready, rows, code)


def _load_with_care(
    received: Received, connection: duckdb.DuckDBPyConnection, content: bytes, aside: Path, codes_known: bool
) -> _Loaded:
    ready = read_with_care(received.name, content, aside)
    if not ready.records:
        raise Refused(_header_only(received))
    name = f"t_{aside.stem}"
    _create(connection, name, ready)
    rules = rules_for(received.month, _forces_named(connection, name, received.force), codes_known=codes_known)
    code = connection.execute(f"SELECT any_value(lsoa_code) FROM {name}").fetchone()
    return _Loaded(name, ready, ready.records, code[0] if code else None, rules, _broken(connection, name, rules))


def _create(connection: duckdb.DuckDBPyConnection, name: str, ready: Readable) -> None:
    """Read the scratch file into a temporary table."""
    kinds = {f"c{n}": _kind(column, ready) for n, column in enumerate(ready.header)}
    if ready.numbered:
        kinds = {"row_number": "INTEGER", **kinds}
    number = "row_number" if ready.numbered else "(row_number() OVER () + 1)::INTEGER AS row_number"
    picked = ", ".join(_cell(column, f"c{ready.header.index(column)}", ready) for column in COLUMNS)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {name} AS SELECT {number}, {picked}
        FROM read_csv({literal(ready.path)}, columns = {struct(kinds)}, header = {not ready.numbered},
                      auto_detect = false, delim = ',', quote = '"', escape = '"', strict_mode = true)"""
    )
    ready.path.unlink()


def _kind(column: str, ready: Readable) -> str:
    """Degrees are read as numbers at once; a rewritten file keeps them as text, so that a bad one is told by its row."""
    return "DOUBLE" if column in _DEGREES and not ready.numbered else "VARCHAR"


def _cell(column: str, cell: str, ready: Readable) -> str:
    name = _NAMES[column]
    if column not in _DEGREES:
        return f"{cell} AS {name}"
    if not ready.numbered:
        return f"{cell} AS {name}, false AS {name}_unread"
    number = f"try_cast({cell} AS DOUBLE)"
    return f"{number} AS {name}, {cell} IS NOT NULL AND {number} IS NULL AS {name}_unread"


def _forces_named(connection: duckdb.DuckDBPyConnection, table: str, force: str) -> list[str]:
    """The "Falls within" values of a file that name its own force."""
    forces = connection.execute(f"SELECT DISTINCT falls_within FROM {table} WHERE falls_within IS NOT NULL").fetchall()
    return sorted(value for (value,) in forces if names_force(value, force))


def _judge(
    received: Received, raw: RawFile, connection: duckdb.DuckDBPyConnection, loaded: _Loaded, codes_known: bool
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
    return Tidied(
        card, "incidents", received.force, received.month, (raw,), loaded.rows,
        rows_quarantined=bad,
        repeated_ids=repeated,
        made_up=made_up,
        faults=faults[:MOST_LISTED],
        caveats=() if codes_known else (UNCHECKED_CODES,),
        rows={"incidents": _select(loaded.name, received, uncounted)},
    )  # fmt: skip


def _broken(connection: duckdb.DuckDBPyConnection, table: str, rules: Sequence[Rule]) -> tuple[int, ...]:
    """How many rows break each rule."""
    counted = ", ".join(f"count(*) FILTER (NOT coalesce(({rule.holds}), false))" for rule in rules)
    row = connection.execute(f"SELECT {counted} FROM {table}").fetchone()
    assert row is not None
    return row


def _too_many(bad: int, rows: int) -> bool:
    return bad > rows * SHARE_QUARANTINED and (bad > FEW_QUARANTINED or bad > rows * SHARE_OF_FEW)


def _by_rule(received: Received, connection: duckdb.DuckDBPyConnection, loaded: _Loaded) -> tuple[Fault, ...]:
    """For a refused file: one fault a rule, at the first row that broke it, saying how many did."""
    faults = list(loaded.ready.bad_rows[:1])
    for rule, rows in zip(loaded.rules, loaded.broken, strict=True):
        if rows:
            first = _rows_breaking(connection, loaded.name, rule)[0]
            given = f"{rule.given} (in {rows:,} of {loaded.rows:,} rows, the first here)"
            line = loaded.ready.line_of(first)
            faults.append(Fault(received.name, first, rule.column, given, rule.rule, rule.remedy, line))
    return tuple(faults)


def _by_row(received: Received, connection: duckdb.DuckDBPyConnection, loaded: _Loaded) -> tuple[Fault, ...]:
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


def _header_only(received: Received) -> Fault:
    return Fault(
        received.name, 1, None, "a header and no rows",
        "A month in which a whole force recorded nothing is not credible, and missing is never zero.",
        "Download the file again; if it is still empty, leave the month out and it will show as missing.",
    )  # fmt: skip


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
