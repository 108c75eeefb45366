"""Ways into the linkage rooms of this home: each act by a named person, in the audit before it is done."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sulis_web.audit import rooms
from sulis_web.audit.values import SYSTEM, Actor

if TYPE_CHECKING:
    from sulis.linkage import Room, RoomSummary, State, Terms, Why

PATIENCE, PAUSE = 5.0, 0.1  # seconds: a page waits so long for somebody else to leave the room
_LOOKING = "to see how the rooms stand"
_OVER = "the room's last day has passed"


def keys_folder() -> Path | None:
    """Where rooms' keys lie, if not in the home."""
    said = os.environ.get("SULIS_LINKAGE_KEYS")
    return Path(said) if said else None


def every_room(*, at: datetime) -> tuple[RoomSummary, ...]:
    """Every room with how it stands. One whose last day has passed is destroyed first."""
    from sulis.linkage import RoomStatus
    from sulis.linkage import rooms as listed

    found = listed(settings.HOME, _why(SYSTEM, at, _LOOKING), keys=keys_folder())
    if any(room.status is RoomStatus.ENDED for room in found):
        _destroy_ended(at)
        found = listed(settings.HOME, _why(SYSTEM, at, _LOOKING), keys=keys_folder())
    return found


def room_as_it_stands(room: str, *, at: datetime) -> tuple[RoomSummary, State | None] | None:
    """One room and its state; None when there is none of that name. One whose last day has passed is destroyed first."""
    from sulis.linkage import RoomStatus, look_at

    found = look_at(settings.HOME, room, _why(SYSTEM, at, _LOOKING), keys=keys_folder())
    if found is not None and found[0].status is RoomStatus.ENDED:
        _destroy_ended(at)
        found = look_at(settings.HOME, room, _why(SYSTEM, at, _LOOKING), keys=keys_folder())
    return found


@contextmanager
def opened(terms: Terms, *, by: Actor, at: datetime, reason: str) -> Iterator[Room]:
    """A new room. Raises as `sulis.linkage.open_room` does."""
    from sulis.linkage import open_room

    _leave_no_trace()
    with open_room(
        settings.HOME, terms, _why(by, at, reason), record=partial(rooms.note, actor=by), keys=keys_folder()
    ) as room:
        yield room


@contextmanager
def entered(room: str, why: Why, *, by: Actor) -> Iterator[Room]:
    """A room to be alone in. Call it outside any transaction: the audit commits before each act.

    Raises
    ------
    RoomInUse
        When somebody else stayed in it.
    WrongUsage
        When it was destroyed meanwhile.
    """
    _leave_no_trace()
    with ExitStack() as held:
        yield _admitted(held, room, why, by)


def _admitted(held: ExitStack, room: str, why: Why, by: Actor) -> Room:
    from sulis.linkage import RoomInUse, enter_room

    ends, record = time.monotonic() + PATIENCE, partial(rooms.note, actor=by)
    while True:
        try:
            return held.enter_context(enter_room(settings.HOME, room, why, record=record, keys=keys_folder()))
        except RoomInUse:
            if time.monotonic() > ends:
                raise
            time.sleep(PAUSE)


def _destroy_ended(at: datetime) -> None:
    from sulis.linkage import destroy_ended

    record = partial(rooms.note, actor=SYSTEM)
    destroy_ended(settings.HOME, _why(SYSTEM, at, _OVER), record=record, keys=keys_folder())


def _why(by: Actor, at: datetime, reason: str) -> Why:
    from sulis.linkage import Why

    return Why(by.person, at, reason)


def _leave_no_trace() -> None:
    """A crash must not write identifiers to disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
