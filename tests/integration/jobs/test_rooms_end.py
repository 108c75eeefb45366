"""A linkage room past its last day is destroyed by the worker, and the chain says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sulis.linkage import RoomStatus, Terms, Why, open_room, rooms
from sulis_web.audit.models import Event
from sulis_web.audit.values import Action
from sulis_web.jobs.due import do_due
from tests.support.web import AT


@pytest.mark.django_db
def test_room_past_its_last_day_is_destroyed_by_the_worker(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    why = Why("somebody", AT, "a test")
    with open_room(
        tmp_path, Terms("to see who is known to both", "DPIA 7", AT.date()), why, record=lambda _event: None
    ):
        pass
    do_due(at=AT)
    assert [room.status for room in rooms(tmp_path, why)] == [RoomStatus.OPEN]
    later = AT + timedelta(days=2)
    do_due(at=later)
    [found] = rooms(tmp_path, Why("somebody", later, "a test"))
    assert found.status is RoomStatus.DESTROYED
    [event] = Event.objects.filter(object_type="linkage.room")
    assert (event.action, event.object_id, event.person) == (Action.ERASE, found.room, "system")
