"""`sulis audit`: check the chain of events, export its head, draw a new key, read it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulis_cli import output

if TYPE_CHECKING:
    from sulis_web.audit.models import Event
    from sulis_web.audit.verify import Verdict

NOT_SOUND = 3

group = typer.Typer(name="audit", help="Check, export and read the chain of events.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(group)


@group.command("verify")
def verify(
    heads: Annotated[
        Path | None,
        typer.Option(
            "--heads", help="A file of exported heads, or the folder it is in.", show_default="SULIS_AUDIT_HEADS"
        ),
    ] = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> int:
    """Walk the whole chain and name the first bad row. Leaves with 0 when it is sound and 3 when it is not."""
    _open(home)
    from django.conf import settings

    from sulis_web.audit.heads import file_in, public_keys
    from sulis_web.audit.verify import verify as walk

    keys = _keys()
    place = _existing(heads) if heads is not None else Path(settings.AUDIT_HEADS)
    verdict = walk(
        keys=keys,
        signers=public_keys(settings.AUDIT_SIGNING_KEY_FILE),
        heads_file=place if place.is_file() else file_in(place, keys.installation),
        at=datetime.now(UTC),
    )
    output.answer(_plain(verdict), as_json=as_json, text=lambda: _lines(verdict))
    return 0 if verdict.sound else NOT_SOUND


@group.command("export-head")
def export_head(
    to: Annotated[
        Path | None,
        typer.Option("--to", help="The folder whose file gets the line.", show_default="SULIS_AUDIT_HEADS"),
    ] = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """Append one signed line that says where the chain now ends. Run it every hour, to a folder on another machine."""
    _open(home)
    from django.conf import settings

    from sulis_web.audit import operations
    from sulis_web.audit.heads import file_in

    folder = to or Path(settings.AUDIT_HEADS)
    with _database_in_words():
        head = operations.export_head(folder=folder, at=datetime.now(UTC))
    told = {"file": str(file_in(folder, head.installation)), **asdict(head)}
    output.answer(told, as_json=as_json, text=lambda: [f"Row {head.seq} is the last; said so in {told['file']}"])


@group.command("rotate-key")
def rotate_key(home: output.Home = output.DEFAULT_HOME, as_json: output.Json = False) -> None:
    """Draw a new key for the events to come. The older ones stay in the file, to check what they wrote."""
    _open(home)
    from sulis_web.audit import operations

    event = operations.rotate_key(actor=operations.command_line_actor(), at=datetime.now(UTC))
    output.answer(
        {"epoch": event.epoch, "seq": event.seq},
        as_json=as_json,
        text=lambda: [f"Events from row {event.seq} on are written with the key of epoch {event.epoch}."],
    )


@group.command("events")
def events(
    reason: Annotated[str, typer.Option("--reason", help="Why you read them; kept with your user's name.")] = "",
    person: Annotated[str, typer.Option("--person", help="Only what this person did, by public id.")] = "",
    of: Annotated[str, typer.Option("--object", help="Only what was done with this record, by public id.")] = "",
    before: Annotated[int | None, typer.Option("--before", help="Only rows before this one.", min=1)] = None,
    home: output.Home = output.DEFAULT_HOME,
    as_json: output.Json = False,
) -> None:
    """The newest fifty events. Reading them is itself an event, written before they are shown."""
    _open(home)
    from sulis_web.audit import operations, queries

    with _database_in_words():
        found = queries.page(queries.Wanted(person=person, object_id=of), before=before)
        operations.disclosed_as(
            command="audit events", object_type="audit.event", reason=reason, at=datetime.now(UTC),
            ids=[str(event.seq) for event in found.events],
        )  # fmt: skip
    output.answer(
        {"events": [_event(event) for event in found.events], "older": found.older},
        as_json=as_json,
        text=lambda: (f"{e.seq}  {e.at:%Y-%m-%d %H:%M:%S}Z  {e.person}  {e}" for e in found.events),
    )


def _open(home: Path) -> None:
    """A home that is not there is refused and not made.

    Raises
    ------
    WrongUsage
        When the path holds no home.
    """
    from sulis.vocabulary import WrongUsage
    from sulis_cli.serve import set_up

    if not (home / "secret-key").exists():
        raise WrongUsage(f"{home} is no home", "Check the path, or run `sulis demo` or `sulis serve` there first.")
    set_up(home)


def _existing(path: Path) -> Path:
    from sulis.vocabulary import WrongUsage

    if not path.exists():
        raise WrongUsage(f"there is nothing at {path}", "Name the folder that heads were exported to, or a file in it.")
    return path


def _keys() -> Any:
    """The installation's keys.

    Raises
    ------
    WrongUsage
        When they are not there: nothing can be said of the chain without them.
    """
    from django.conf import settings

    from sulis.vocabulary import WrongUsage
    from sulis_web.audit.keys import read_keys
    from sulis_web.audit.values import AuditUnavailable

    try:
        return read_keys(settings.AUDIT_KEY_FILE)
    except AuditUnavailable as trouble:
        raise WrongUsage(trouble.message, f"{trouble.remedy} SULIS_AUDIT_KEY_FILE may name another place.") from None


@contextlib.contextmanager
def _database_in_words() -> Iterator[None]:
    """What the database says, as a refusal in words.

    Raises
    ------
    PartWayFailure
        When it cannot be read or written.
    """
    from django.db import Error

    from sulis.vocabulary import PartWayFailure

    try:
        yield
    except Error as trouble:
        raise PartWayFailure(
            f"the records' database cannot be used: {' '.join(str(trouble).split())}",
            "Check SULIS_DATABASE_URL and that its server runs, and that `sulis serve` has once brought it up to date.",
        ) from trouble


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {"sound": verdict.sound, "first_bad_row": verdict.first_bad_row, **asdict(verdict)}


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.sound:
        yield f"The chain of {verdict.rows:,} events is sound; {verdict.heads:,} exported heads settle it up to row {verdict.covered:,}."
    else:
        yield f"The chain is NOT SOUND. First bad row: {verdict.first_bad_row or 'rows alone do not tell'}."
    for found in verdict.findings:
        yield f"  {found.rule}: {found.given}. {found.remedy}"
    for note in verdict.notes:
        yield f"  Note: {note}."


def _event(event: Event) -> dict[str, Any]:
    from sulis_web.audit.values import Row

    plain = {name: getattr(event, name) for name in Row.__dataclass_fields__}
    return plain | {"at": event.at.isoformat()}
