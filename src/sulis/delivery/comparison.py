"""Two releases of one place side by side: what differs in the rows, and what that moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from sulis.delivery.compare import compare
from sulis.delivery.incidents_moved import TABLE, incidents_moved
from sulis.delivery.movement import NOTHING, Movement, movement_of
from sulis.store import Change, Release, opened, read_key, read_releases
from sulis.store.sql import literal
from sulis.tables import TABLES
from sulis.vocabulary import WrongUsage

Recorded = Callable[[tuple[str, ...]], object]
"""Notes which restricted releases are about to be read, and by whom and why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier and a later release of one place: the change in rows of each table, and what moved in each."""

    old: Release
    new: Release
    changes: dict[str, Change]
    movements: dict[str, Movement]

    @property
    def standing(self) -> str:
        """What became of the releases' standing, in words; empty where it is the same."""
        words = {True: "provisional", False: "final"}
        told = []
        if self.old.provisional != self.new.provisional:
            told.append(f"{words[self.old.provisional]} before, {words[self.new.provisional]} now")
        told += [
            f"{one.id} is withdrawn: {one.withdrawn_because}" for one in (self.old, self.new) if one.withdrawn_because
        ]
        return "; ".join(told)


def compare_releases(home: Path, old_id: str, new_id: str, *, record: Recorded | None = None) -> Comparison:
    """Compare any two releases of one table and series, whatever their standing; both keep their files.

    Raises
    ------
    WrongUsage
        When one of them is not there, they are of different tables or series, or restricted ones are to be read without ``record``.
    PartWayFailure
        When a restricted one cannot be opened.
    """
    releases = read_releases(home)
    old, new = (_found(releases, id_) for id_ in (old_id, new_id))
    if (old.table, old.series) != (new.table, new.series):
        raise WrongUsage(
            f"{old_id} and {new_id} are not of one table and series",
            "Compare two releases of the same source and area.",
        )
    if old.restricted or new.restricted:
        if record is None:
            raise WrongUsage(
                "restricted releases are read only where the read is noted", "Give a reason with --reason."
            )
        record((old.id, new.id))
    with _rows_of(home, old, new) as (connection, rows):
        changes = {name: compare(connection, TABLES[name], old.id, *pair) for name, pair in rows.items()}
        movements = {name: _moved(connection, home, releases, old, new, name, pair) for name, pair in rows.items()}
    return Comparison(old, new, changes, movements)


def last_before(home: Path, release_id: str) -> Release:
    """The release that this one took the place of.

    Raises
    ------
    WrongUsage
        When there is no such release, or it was the first of its place.
    """
    releases = read_releases(home)
    one = _found(releases, release_id)
    earlier = [r for r in releases if r.slot == one.slot and r.version < one.version]
    if one.change:
        return _found(releases, one.change.replaced)
    if not earlier:
        raise WrongUsage(
            f"{release_id} was the first of its place, so there is none before it", "Name two releases: OLD and NEW."
        )
    return max(earlier, key=lambda release: release.version)


def moved_by(home: Path, releases: tuple[Release, ...], old: Release, new: Release, files: dict[str, Path]) -> Movement:
    """What an open release moves, whose files may still wait aside: for `deliver`. Nothing where it is restricted.

    A release of several tables gives the movement of them all together.
    """
    if old.restricted or new.restricted:
        return NOTHING
    parts = []
    with duckdb.connect() as connection:
        for name, file in files.items():
            if name in old.paths and "release" in TABLES[name].names:
                pair = (f"read_parquet({literal(home / old.paths[name])})", f"read_parquet({literal(file)})")
                waiting = new if new.paths else _waiting(new, files)
                parts.append(_moved(connection, home, releases, old, waiting, name, pair))
    return _joined(parts)


def _waiting(release: Release, files: dict[str, Path]) -> Release:
    return replace(release, paths={name: str(file.absolute()) for name, file in files.items()})


def _joined(parts: list[Movement]) -> Movement:
    if len(parts) == 1:
        return parts[0]
    gone, back = Counter[str](), Counter[str]()
    for part in parts:
        gone.update(part.turned_missing)
        back.update(part.turned_back)
    return Movement(
        tuple(one for part in parts for one in part.moved), sum(part.unmoved for part in parts),
        tuple(warning for part in parts for warning in part.warnings), dict(gone), dict(back),
        sum(part.other_kind for part in parts),
    )  # fmt: skip


def _moved(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    releases: tuple[Release, ...],
    old: Release,
    new: Release,
    name: str,
    pair: tuple[str, str],
) -> Movement:
    if name == TABLE:
        return incidents_moved(home, releases, old, new, (old.paths[name], new.paths[name]))
    return movement_of(connection, TABLES[name], *pair)


def _found(releases: tuple[Release, ...], id_: str) -> Release:
    found = next((release for release in releases if release.id == id_), None)
    if found is None:
        raise WrongUsage(f"{id_!r} is not a release", "See `sulis releases --history` for the ids.")
    return found


@contextmanager
def _rows_of(
    home: Path, old: Release, new: Release
) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, tuple[str, str]]]]:
    """A connection on which both releases' rows can be read, by table, as SQL that can stand after FROM."""
    shared = [name for name in old.paths if name in new.paths and "release" in TABLES[name].names]
    restricted = old.restricted or new.restricted
    with ExitStack() as stack:
        # What may be about people is not written to disk, not even when memory is short.
        connection = stack.enter_context(duckdb.connect(config={"temp_directory": ""} if restricted else {}))
        yield connection, {name: (_read(stack, home, old, name), _read(stack, home, new, name)) for name in shared}


def _read(stack: ExitStack, home: Path, release: Release, name: str) -> str:
    path = home / release.paths[name]
    if release.restricted:
        path = stack.enter_context(opened(path, read_key(home), release.paths[name]))
    return f"read_parquet({literal(path)})"
