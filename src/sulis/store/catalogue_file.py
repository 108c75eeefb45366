"""The list of releases, as a DuckDB file that is only ever replaced whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import duckdb

from sulis.store.home import CATALOGUE, put_in_place, sync_folder
from sulis.store.release import Change, RawFile, Release, ReleaseStatus
from sulis.store.sql import literal
from sulis.vocabulary import PartWayFailure

FORMAT = 1
NONE = "\\N"
_JSON = ("files", "paths", "parquet_sha256", "caveats", "change")
_TYPES = {
    "version": "INTEGER", "provisional": "BOOLEAN", "open_data": "BOOLEAN", "made_up": "BOOLEAN",
    "rows_read": "BIGINT", "rows_loaded": "BIGINT", "rows_quarantined": "BIGINT", "repeated_ids": "BIGINT",
}  # fmt: skip
_NAMES = tuple(field.name for field in fields(Release))


def read_releases(home: Path) -> tuple[Release, ...]:
    """Every release ever accepted, oldest first; empty when nothing was loaded yet.

    Raises
    ------
    PartWayFailure
        When the catalogue cannot be read, or was written by a later version of Sulis.
    """
    path = home / CATALOGUE
    if not path.exists():
        return ()
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute("SELECT format FROM about").fetchone()
            if found is None or found[0] != FORMAT:
                raise PartWayFailure(
                    f"{path} is in catalogue format {found and found[0]}, and this version reads format {FORMAT}",
                    "Install the version of Sulis that wrote it, or load the sources again into a new home.",
                )
            rows = connection.execute(
                f"SELECT {', '.join(map(_quoted, _NAMES))} FROM release ORDER BY ordinal"
            ).fetchall()
    except duckdb.Error as trouble:
        raise PartWayFailure(
            f"the catalogue {path} cannot be read: {str(trouble).splitlines()[0]}",
            "Restore it from a backup, or load the sources again into a new home.",
        ) from trouble
    return tuple(_release(row) for row in rows)


def replace_releases(home: Path, staging: Path, releases: Iterable[Release]) -> None:
    """Write the whole list aside, then put it in place in one step. This is the moment a delivery takes effect."""
    staged = staging / CATALOGUE
    staged.unlink(missing_ok=True)
    rows = [[number, *_plain(release)] for number, release in enumerate(releases)]
    columns = ", ".join(f"{_quoted(name)} {_TYPES.get(name, 'VARCHAR')}" for name in _NAMES)
    listed = staging / "releases.csv"
    with listed.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    with duckdb.connect(str(staged)) as connection:
        connection.execute(f"CREATE TABLE about AS SELECT {FORMAT} AS format")
        connection.execute(f"CREATE TABLE release (ordinal INTEGER, {columns})")
        connection.execute(
            f"COPY release FROM {literal(listed)} (HEADER false, AUTO_DETECT false, NULLSTR {literal(NONE)})"
        )
    put_in_place(staged, home / CATALOGUE)
    sync_folder(home)


def _plain(release: Release) -> list[Any]:
    values = {field.name: getattr(release, field.name) for field in fields(release)}
    values["files"] = [asdict(file) for file in release.files]
    values["change"] = asdict(release.change) if release.change else None
    cells = [json.dumps(values[name]) if name in _JSON else values[name] for name in _NAMES]
    return [NONE if cell is None else cell for cell in cells]


def _release(row: tuple[Any, ...]) -> Release:
    values = dict(zip(_NAMES, row, strict=True))
    for name in _JSON:
        values[name] = json.loads(values[name])
    values["files"] = tuple(RawFile(**file) for file in values["files"])
    values["caveats"] = tuple(values["caveats"])
    values["change"] = Change(**values["change"]) if values["change"] else None
    values["status"] = ReleaseStatus(values["status"])
    return Release(**values)


def _quoted(name: str) -> str:
    """A column's name as SQL takes it, even where it is a word of SQL's own."""
    return f'"{name}"'
