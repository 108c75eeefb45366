"""What the audit's pages ask for: events by person, organisation, object, action and day, newest first, in pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.integration.audit.chains import Chain


@pytest.fixture
def events(installed: Chain) -> None:
    """Five events; the last on the other side of a London midnight in summer."""
    from sulis_web.audit.operations import disclose
    from sulis_web.audit.values import Action, Actor, Entry

    at = datetime(2026, 6, 1, 22, 59, tzinfo=UTC)  # 23:59 in London
    one, two = Actor(person="p1", organisation="o1"), Actor(person="p2", organisation="o2", request_id="r9")
    for number, (actor, said) in enumerate(
        [
            (one, {"action": Action.ALTER, "object_type": "t", "object_id": "x"}),
            (one, {"action": Action.CONSULT, "object_type": "t", "ids": ("x", "y_z")}),
            (two, {"action": Action.CONSULT, "object_type": "t", "ids": ("xx", "y")}),
            (two, {"action": Action.ALTER, "object_type": "u", "object_id": "x"}),
            (two, {"action": Action.DENIED, "object_type": "u", "object_id": "y%"}),
        ]
    ):
        disclose(entry=Entry(actor=actor, **said), at=at if number < 4 else at.replace(hour=23, minute=0))


WANTED: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [5, 4, 3, 2, 1]),
    ({"person": "p1"}, [2, 1]),
    ({"organisation": "o2"}, [5, 4, 3]),
    ({"action": "consult"}, [3, 2]),
    ({"object_id": "x"}, [4, 2, 1]),
    ({"object_type": "t", "object_id": "x"}, [2, 1]),
    ({"object_id": "y"}, [3]),
    ({"object_id": "y_z"}, [2]),
    ({"object_id": "%"}, []),
    ({"request_id": "r9", "action": "alter"}, [4]),
    ({"last_day": date(2026, 6, 1)}, [4, 3, 2, 1]),
    ({"first_day": date(2026, 6, 2)}, [5]),
    ({"first_day": date(2026, 6, 3)}, []),
]


@pytest.mark.usefixtures("events")
def test_events_wanted_are_those_found() -> None:
    from sulis_web.audit.queries import Wanted, matching

    found = [(wanted, [event.seq for event in matching(Wanted(**wanted))]) for wanted, _ in WANTED]
    assert found == WANTED


@pytest.mark.usefixtures("events")
def test_pages_follow_each_other_without_a_gap_or_a_repeat() -> None:
    from sulis_web.audit.queries import Wanted, page

    first = page(Wanted(), size=2)
    second = page(Wanted(), before=first.older, size=2)
    third = page(Wanted(), before=second.older, size=2)
    assert [[event.seq for event in one.events] for one in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert third.older is None
    assert page(Wanted(), size=5).older is None


@pytest.mark.usefixtures("events")
def test_event_tells_its_lists_as_they_were_given() -> None:
    from sulis_web.audit.queries import event, last, of_object

    assert event(2).ids == ("x", "y_z")
    assert event(99) is None
    assert last().seq == 5
    assert [one.seq for one in of_object("u", "x")] == [4]
