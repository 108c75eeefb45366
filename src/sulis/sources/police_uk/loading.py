"""One file into a temporary table of DuckDB, as it stands if that is certain to be right, else record by record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from sulis.sources.mapped.rules import Rule
from sulis.sources.police_uk.published import Received
from sulis.sources.police_uk.reading import COLUMNS, Readable, read_plainly, read_with_care
from sulis.sources.police_uk.rules import rules_for
from sulis.store import Refused
from sulis.store.sql import literal, struct
from sulis.tables.forces import names_force
from sulis.vocabulary import Fault

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """The temporary table of one file, one of its codes, and the rules that are in doubt."""

    name: str
    ready: Readable
    code: str | None
    rules: tuple[Rule, ...] = ()


def load_plainly(
    received: Received, connection: duckdb.DuckDBPyConnection, content: bytes, aside: Path, codes_known: bool
) -> Loaded | None:
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
) -> Loaded | None:
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
    return Loaded(name, ready, code)


def load_with_care(
    received: Received, connection: duckdb.DuckDBPyConnection, content: bytes, aside: Path, codes_known: bool
) -> Loaded:
    """The file record by record; `Refused` when it cannot be told apart into rows, or has none."""
    ready = read_with_care(received.name, content, aside)
    if not ready.records:
        raise Refused(_header_only(received))
    name = f"t_{aside.stem}"
    _create(connection, name, ready)
    rules = rules_for(received.month, _forces_named(connection, name, received.force), codes_known=codes_known)
    code = connection.execute(f"SELECT any_value(lsoa_code) FROM {name}").fetchone()
    return Loaded(name, ready, code[0] if code else None, rules)


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


def _header_only(received: Received) -> Fault:
    """The fault of a file without rows."""
    return Fault(
        received.name, 1, None, "a header and no rows",
        "A month in which a whole force recorded nothing is not credible, and missing is never zero.",
        "Download the file again; if it is still empty, leave the month out and it will show as missing.",
    )  # fmt: skip
