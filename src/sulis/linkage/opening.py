"""Making a room, entering one, seeing which there are, and ending those whose time is up."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sulis.linkage import ending, state
from sulis.linkage.room import Room
from sulis.linkage.values import Act, Recorder, RoomEvent, Terms, Why
from sulis.linkage.vault import Vault, alone_in, vault_of
from sulis.store.home import sync_folder
from sulis.vocabulary import PartWayFailure, WrongUsage

LONGEST_DAYS = 3 * 366
"""A linkage that needs its identifiers for longer needs a new impact assessment, and a new room."""


class RoomStatus(StrEnum):
    """How a room stands."""

    OPEN = "open"
    ENDED = "ended"  # its last day has passed, and nobody has touched it since: it is due for destruction
    DESTROYED = "destroyed"  # only its certificate is left
    UNREADABLE = "unreadable"  # its key is not where it should be, or does not fit


@dataclass(frozen=True, slots=True)
class RoomSummary:
    """One room of a home, without anything of its records. Terms are None where the room cannot be read."""

    room: str
    status: RoomStatus
    terms: Terms | None
    certificate: ending.Certificate | None = None


@contextmanager
def open_room(home: Path, terms: Terms, why: Why, *, record: Recorder, keys: Path | None = None) -> Iterator[Room]:
    """Make a new room and be alone in it. Its name is drawn by chance.

    ``record`` writes each act to the audit before it is done. ``keys`` is the folder for the room's key, by default the
    home's ``linkage-keys``: keep it on another disk than the home where you can, and out of backups always.

    Raises
    ------
    WrongUsage
        Without a purpose or an impact assessment, or when the last day has passed or is more than three years away.
    """
    _check(terms, why)
    vault = vault_of(home, f"room-{secrets.token_hex(8)}", keys)
    record(RoomEvent(Act.OPEN, vault.room, why))
    vault.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault.draw_key()
    fresh = state.State(vault.room, terms, why.time).noting(RoomEvent(Act.OPEN, vault.room, why))
    aside = Vault(vault.room, vault.folder.with_name(f".{vault.room}.new"), vault.key_file)
    aside.folder.mkdir(mode=0o700)
    aside.seal(state.NAME, state.to_bytes(fresh))
    aside.folder.rename(vault.folder)
    sync_folder(vault.folder.parent)
    with alone_in(vault.folder):
        yield Room(vault, fresh, record)


@contextmanager
def enter_room(home: Path, room: str, why: Why, *, record: Recorder, keys: Path | None = None) -> Iterator[Room]:
    """Be alone in a room that is there.

    Raises
    ------
    WrongUsage
        When there is no such room, it was destroyed, or its last day has passed: then it is destroyed now.
    PartWayFailure
        When somebody else is in it, or its key or files are not as they were left.
    """
    vault = vault_of(home, room, keys)
    if not vault.folder.is_dir():
        raise WrongUsage(f"there is no linkage room {room}", "See `sulis linkage list` for the rooms there are.")
    with alone_in(vault.folder):
        if ending.finish(vault) or ending.certificate_of(vault):
            raise WrongUsage(
                f"the linkage room {room} was destroyed", f"Its certificate is {ending.CERTIFICATE} in its folder."
            )
        entered = Room(vault, state.from_bytes(vault.unseal(state.NAME)), record)
        entered.end_if_due(why)
        yield entered


def rooms(home: Path, why: Why, *, keys: Path | None = None) -> tuple[RoomSummary, ...]:
    """Every room of a home, in order of name."""
    folder = home / "linkage"
    names = sorted(path.name for path in folder.iterdir() if path.name.startswith("room-")) if folder.is_dir() else []
    return tuple(_summary(vault_of(home, name, keys), why) for name in names)


def look_at(
    home: Path, room: str, why: Why, *, keys: Path | None = None
) -> tuple[RoomSummary, state.State | None] | None:
    """How one room stands, and its state where that can be read; None when there is no such room.

    Nobody is kept out meanwhile and no record is decrypted; but the state's judgements name records by the agencies' keys.
    """
    if room not in {path.name for path in (home / "linkage").glob("room-*")}:
        return None
    vault = vault_of(home, room, keys)
    summary = _summary(vault, why)
    return summary, state.from_bytes(vault.unseal(state.NAME)) if summary.terms else None


def destroy_ended(home: Path, why: Why, *, record: Recorder, keys: Path | None = None) -> tuple[str, ...]:
    """Destroy every room whose last day has passed, and finish what was begun; their names. Run it every night.

    A room that somebody is in is passed over: it is destroyed at their next act.
    """
    _clear_half_made(home)
    gone = []
    for summary in rooms(home, why, keys=keys):
        vault = vault_of(home, summary.room, keys)
        if summary.status is RoomStatus.ENDED or (vault.folder / ending.UNDER_WAY).exists():
            try:
                with enter_room(home, summary.room, why, record=record, keys=keys):
                    pass
            except WrongUsage:  # the words in which a room says that it was destroyed
                gone.append(summary.room)
            except PartWayFailure:
                continue
    return tuple(gone)


def _summary(vault: Vault, why: Why) -> RoomSummary:
    if certificate := ending.certificate_of(vault):
        return RoomSummary(vault.room, RoomStatus.DESTROYED, None, certificate)
    try:
        terms = state.from_bytes(vault.unseal(state.NAME)).terms
    except PartWayFailure:
        return RoomSummary(vault.room, RoomStatus.UNREADABLE, None)
    return RoomSummary(vault.room, RoomStatus.ENDED if why.day > terms.ends else RoomStatus.OPEN, terms)


def _clear_half_made(home: Path) -> None:
    """What a crash left of a room that was being made: it never held a record."""
    for path in (home / "linkage").glob(".room-*.new"):
        shutil.rmtree(path, ignore_errors=True)


def _check(terms: Terms, why: Why) -> None:
    if not terms.purpose.strip() or not terms.impact_assessment.strip():
        raise WrongUsage(
            "a linkage room needs a purpose and the reference of an impact assessment, and one is empty",
            "Give both. Where there is no assessment yet, make one first: linking people is not to be tried out.",
        )
    days = (terms.ends - why.day).days
    if not 0 <= days <= LONGEST_DAYS:
        raise WrongUsage(
            f"a last day of {terms.ends}, {days} days from today",
            "Name a day from today on, at most three years away: on the day after, the room is destroyed.",
        )
