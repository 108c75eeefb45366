"""What happens in linkage rooms, as events of the chain: each committed before the room goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sulis_web.audit.operations import disclose
from sulis_web.audit.values import Action, Actor, Entry

if TYPE_CHECKING:
    from sulis.linkage import RoomEvent

OBJECT = "linkage.room"
_ACTIONS = {
    "open": Action.COLLECT, "add": Action.COLLECT, "link": Action.COMBINE, "review": Action.CONSULT, "show": Action.CONSULT,
    "decide": Action.ALTER,
    "undo": Action.ALTER, "report": Action.CONSULT, "keys": Action.DISCLOSE, "destroy": Action.ERASE,
}  # fmt: skip


def linkage_is_on() -> bool:
    """Whether whoever answers for the data has switched linkage on here; off unless said."""
    return os.environ.get("SULIS_LINKAGE") == "on"


def note(event: RoomEvent, *, actor: Actor) -> None:
    """Write one act. A room that is told of no audit does nothing, because this raises."""
    entry = Entry(
        action=_ACTIONS[event.act.value], actor=actor, object_type=OBJECT, object_id=event.room,
        fields=(event.act.value,), reason=event.why.reason, ids=(f"count {event.count}",),
    )  # fmt: skip
    disclose(entry=entry, at=event.why.at)
