"""`sulis releases compare`: what differs between two releases of one place, and which numbers that moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output
from sulis_cli.moved import MANY, change_document, change_lines, movement_document, movement_lines

if TYPE_CHECKING:
    from sulis.delivery import Comparison

Old = Annotated[str, typer.Argument(help="The earlier release's id.", metavar="OLD")]
New = Annotated[str, typer.Argument(help="The later release's id.", metavar="NEW")]
Of = Annotated[str, typer.Option("--release", help="This release with the one that it took the place of.")]
Reason = Annotated[str, typer.Option("--reason", help="Why restricted releases are read; it is kept in the audit.")]


def compare(
    old: Old = "",
    new: New = "",
    release: Of = "",
    reason: Reason = "",
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Compare two releases, or one with the last: rows by column, and every number that moves, before and after."""
    from sulis import store
    from sulis.delivery import compare_releases

    store.open_store(home)
    ids = _pair(home, old, new, release)
    found = compare_releases(home, *ids, record=_noted(home, reason) if reason else None)
    output.answer(_document(found), as_json=as_json, text=lambda: _lines(found))


def _pair(home: Path, old: str, new: str, release: str) -> tuple[str, str]:
    from sulis.delivery import last_before
    from sulis.vocabulary import WrongUsage

    if bool(release) == bool(old) or bool(old) != bool(new):
        raise WrongUsage(
            "two releases, or one with --release, are compared",
            "Write `sulis releases compare OLD NEW` or `--release ID`.",
        )
    return (last_before(home, release).id, release) if release else (old, new)


def _noted(home: Path, reason: str) -> Callable[[tuple[str, ...]], object]:
    """What writes to the audit which restricted releases are about to be read, and commits it before they are."""
    from sulis.vocabulary import WrongUsage

    if not (home / "secret-key").exists():
        raise WrongUsage(
            f"{home} has no audit, and restricted releases are not read without one",
            "Run `sulis serve` there once, or name another home.",
        )

    def note(ids: tuple[str, ...]) -> object:
        from sulis_cli.serve import set_up

        set_up(home)
        from sulis_web.audit.operations import disclosed_as

        now = datetime.now(UTC)
        return disclosed_as(command="releases compare", object_type="store.release", reason=reason, at=now, ids=ids)

    return note


def _document(found: Comparison) -> dict[str, Any]:
    return {
        "old": _standing(found, "old"),
        "new": _standing(found, "new"),
        "table": found.new.table,
        "series": found.new.series,
        "standing": found.standing,
        "tables": {
            name: {**change_document(change), **movement_document(found.movements[name])}
            for name, change in found.changes.items()
        },
    }


def _standing(found: Comparison, side: str) -> dict[str, Any]:
    release = getattr(found, side)
    return {
        "id": release.id,
        "period": release.period,
        "version": release.version,
        "status": release.status.value,
        "provisional": release.provisional,
        "received": release.received,
        "rows": release.rows_loaded,
        "withdrawn_because": release.withdrawn_because,
    }


def _lines(found: Comparison) -> Iterable[str]:
    for side in (found.old, found.new):
        provisional = ", provisional" if side.provisional else ""
        yield f"{side.id}: {side.rows_loaded:,} rows, received {side.received}, {side.status.value}{provisional}"
    if found.standing:
        yield found.standing[:1].upper() + found.standing[1:] + "."
    for name, change in found.changes.items():
        yield f"{name}:"
        yield from (f"  {line}" for line in change_lines(change))
        yield from (f"  {line}" for line in movement_lines(found.movements[name], MANY))
