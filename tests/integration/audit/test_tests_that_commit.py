"""A test that commits events leaves none to the next, though the application can delete none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sulis_web.audit.models import Event
from sulis_web.audit.operations import disclose
from sulis_web.audit.values import SYSTEM, Action, Entry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_first_event_of_each_test_is_the_chains_first(turn: int) -> None:
    event = disclose(entry=Entry(action=Action.EXPORT, actor=SYSTEM), at=datetime.now(UTC))
    assert (event.seq, Event.objects.count(), turn) == (1, 1, turn)
