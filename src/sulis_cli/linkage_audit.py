"""Entering a linkage room from the command line: only where it is switched on, and with every act in the audit's chain."""

from __future__ import annotations

import os
import pwd
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulis.linkage import Recorder, Room, RoomEvent, Why

SWITCH = "SULIS_LINKAGE"
KEYS = "SULIS_LINKAGE_KEYS"


def keys_folder() -> Path | None:
    """Where rooms' keys lie, if not in the home."""
    return Path(os.environ[KEYS]) if os.environ.get(KEYS) else None


def why_of(reason: str) -> Why:
    """By the system's user, now, for this reason."""
    from sulis.linkage import Why

    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = str(os.getuid())
    return Why(f"command line: {name}", datetime.now(UTC), reason)


@contextmanager
def entered(home: Path, room: str, why: Why) -> Iterator[Room]:
    """The room, if linkage is switched on."""
    from sulis.linkage import enter_room

    switched_on()
    with enter_room(home, room, why, record=audited(home), keys=keys_folder()) as inside:
        yield inside


def switched_on() -> None:
    """Linkage is off until somebody switches it on for an installation.

    Raises
    ------
    WrongUsage
        When nobody has.
    """
    from sulis.vocabulary import WrongUsage

    if os.environ.get(SWITCH) != "on":
        raise WrongUsage(
            "linkage is switched off here",
            f"Whoever answers for the data switches it on with {SWITCH}=on; see the how-to page.",
        )


def audited(home: Path) -> Recorder:
    """What writes acts to the chain of events of this home, each committed before it is done.

    Raises
    ------
    WrongUsage
        When the home is not an application's, and so has no audit.
    """
    from sulis.vocabulary import WrongUsage
    from sulis_cli.serve import set_up

    if not (home / "secret-key").exists():
        raise WrongUsage(
            f"{home} has no audit, and a linkage room is not used without one",
            "Run `sulis serve` there once, or name another home.",
        )
    set_up(home)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not write identifiers to disk
    return _write


def _write(event: RoomEvent) -> None:
    from sulis_web.audit.rooms import note
    from sulis_web.audit.values import Actor

    note(event, actor=Actor(event.why.by, channel="command line"))
