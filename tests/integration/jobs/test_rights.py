"""The right to a job is decided when it is asked for, when it begins and before anything of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from sulis_web.jobs import operations, running
from sulis_web.jobs.kinds import KINDS, Kind, Result, Work
from sulis_web.partnership.actions import Action
from sulis_web.partnership.models import Membership
from sulis_web.partnership.queries import as_who
from tests.support.web import AT

LATER = AT + timedelta(minutes=5)


class Kept:
    """What a kind did, seen from outside."""

    def __init__(self) -> None:
        self.begun = self.kept = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def do(self, work: Work) -> int:
        self.begun += 1
        self.meanwhile()
        return 1

    def keep(self, work: Work, found: int) -> Result:
        self.kept += 1
        return Result("Done", "/home/")


@pytest.fixture
def kept(monkeypatch: Any) -> Kept:
    seen = Kept()
    monkeypatch.setitem(KINDS, "count", Kind("count", "Counting", Action.RUN_ASSESSMENT, seen.do, seen.keep))
    return seen


def leaves(person: Any) -> None:
    Membership.objects.unscoped("a test").filter(person=person).update(ends=AT + timedelta(minutes=1))


def is_shut_out(person: Any) -> None:
    person.is_active = False
    person.save()


def gets_another_role(person: Any) -> None:
    Membership.objects.unscoped("a test").filter(person=person).update(role="board-member")


CHANGES = [leaves, is_shut_out, gets_another_role]


def state_of(job: Any) -> tuple[str, str]:
    from sulis_web.jobs.models import Job

    held = Job.objects.unscoped("a test").get(pk=job.pk)
    return held.state, held.trouble


@pytest.mark.parametrize("change", CHANGES)
def test_right_that_ended_before_the_work_begins_begins_nothing(person: Any, kept: Kept, change: Any) -> None:
    job = operations.ask("count", by=as_who(person, at=AT), at=AT)
    change(person)
    running.run(job.public_id, worker="one", clock=lambda: LATER)
    assert (kept.begun, kept.kept) == (0, 0)
    assert state_of(job)[0] == "stopped" and "Nothing was changed" in state_of(job)[1]


@pytest.mark.parametrize("change", CHANGES)
def test_right_that_ended_during_the_work_keeps_nothing(person: Any, kept: Kept, change: Any) -> None:
    from sulis_web.audit.models import Event

    job = operations.ask("count", by=as_who(person, at=AT), at=AT)
    kept.meanwhile = lambda: change(person)
    running.run(job.public_id, worker="one", clock=lambda: LATER)
    assert (kept.begun, kept.kept) == (1, 0) and state_of(job)[0] == "stopped"
    denied = Event.objects.get(action="denied")
    assert (denied.person, denied.object_id, denied.channel) == (person.public_id, "RUN_ASSESSMENT", "job")


def test_right_that_lasts_keeps_the_result_once(person: Any, kept: Kept) -> None:
    job = operations.ask("count", by=as_who(person, at=AT), at=AT)
    for _ in range(2):
        running.run(job.public_id, worker="one", clock=lambda: LATER)
    assert (kept.begun, kept.kept) == (1, 1) and state_of(job) == ("done", "")


def test_other_membership_does_not_stand_in_for_the_one_that_ended(person: Any, kept: Kept) -> None:
    """A job belongs to the organisation that it was asked for: the same person's role elsewhere carries none of it."""
    from tests.support.people import made, organisation

    job = operations.ask("count", by=as_who(person, at=AT), at=AT)
    leaves(person)
    Membership.objects.create(
        person=person, organisation=organisation("elsewhere"), role="analyst", starts=AT, **made()
    )
    running.run(job.public_id, worker="one", clock=lambda: LATER)
    assert kept.begun == 0 and state_of(job)[0] == "stopped"


def test_what_a_kind_kept_is_undone_when_its_end_cannot_be_written(person: Any, kept: Kept, monkeypatch: Any) -> None:
    from sulis_web.records.models import OnceKey

    def keep(work: Work, found: int) -> Result:
        OnceKey.objects.create(key="kept", person="test", at=AT)
        return Result("Elsewhere", "//other.example/")

    monkeypatch.setitem(KINDS, "count", Kind("count", "Counting", Action.RUN_ASSESSMENT, kept.do, keep))
    job = operations.ask("count", by=as_who(person, at=AT), at=AT)
    running.run(job.public_id, worker="one", clock=lambda: LATER)
    assert state_of(job)[0] == "failed" and not OnceKey.objects.filter(key="kept").exists()
