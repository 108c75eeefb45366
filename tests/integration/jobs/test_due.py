"""What falls due by itself: in its time, once, and again at once where it failed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sulis_web.jobs import due, reminders
from sulis_web.jobs.kinds import DAILY, DUE, HOURLY, Due
from sulis_web.jobs.models import FellDue, Notice
from tests.support.people import made, organisation, someone
from tests.support.web import AT


@pytest.fixture
def calls(monkeypatch: Any, db: None) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr("sulis_web.jobs.due.DUE", {
        "each hour": Due("each hour", HOURLY, lambda at: done.append("hour")),
        "each day": Due("each day", DAILY, lambda at: done.append("day")),
    })  # fmt: skip
    return done


def test_each_is_done_in_its_time_and_not_before(calls: list[str]) -> None:
    for minutes in (0, 59, 60, 61, 119, 120):
        due.do_due(at=AT + timedelta(minutes=minutes))
    assert calls == ["hour", "day", "hour", "hour"]
    due.do_due(at=AT + timedelta(days=1))
    assert calls.count("day") == 2


def test_two_workers_that_look_at_once_do_it_once(calls: list[str], monkeypatch: Any) -> None:
    due.do_due(at=AT)
    before = {one.name: one.at for one in FellDue.objects.all()}
    monkeypatch.setattr("sulis_web.jobs.due._last", lambda each: before[each.name])  # both have looked
    due.do_due(at=AT + DAILY)
    due.do_due(at=AT + DAILY + timedelta(seconds=1))
    assert calls == ["hour", "day"] * 2


def test_what_failed_is_due_again_at_once(calls: list[str], monkeypatch: Any) -> None:
    def fail(_at: Any) -> None:
        raise OSError("no room")

    monkeypatch.setitem(due.DUE, "each hour", Due("each hour", HOURLY, fail))
    told = due.do_due(at=AT)
    assert (told.done, told.failed) == (("each day",), ("each hour",))
    assert due.do_due(at=AT + timedelta(minutes=1)).failed == ("each hour",)


def test_everything_that_falls_due_here_can_be_done(partnership: Any, settings: Any, home: Any) -> None:
    settings.AUDIT_HEADS = home / "heads"
    told = due.do_due(at=AT)
    assert told.failed == () and set(told.done) == set(DUE)
    assert next((home / "heads").iterdir()).read_text("utf-8").strip()


def test_agreement_that_ends_soon_is_told_to_the_contact_of_each_party_once(partnership: Any) -> None:
    from sulis_web.partnership.models import Agreement, Party

    council, police = organisation(), organisation("organisation_police")
    contact = someone("single-point-of-contact", police, "contact", email="contact@example.org")
    someone("analyst", police, "analyst", email="analyst@example.org")
    Agreement.objects.unscoped("a test").update(retired_at=AT)
    today = AT.date()
    ends = Agreement.objects.create(
        key="soon", title="Canary agreement", signed=today, expires=today + timedelta(days=59), **made()
    )
    late = Agreement.objects.create(
        key="late", title="Later", signed=today, expires=today + timedelta(days=61), **made()
    )
    for agreement in (ends, late):
        for party in (council, police):
            Party.objects.create(agreement=agreement, organisation=party, **made())
    for days in (0, 1, 2):
        reminders.agreements_end_soon(at=AT + timedelta(days=days))
    notices = Notice.objects.unscoped("a test").all()
    soon = [notice for notice in notices if ends.public_id in notice.link]
    assert [(one.person, one.kind, one.organisation) for one in soon] == [(contact, "agreement-ends", police)]
    reminders.agreements_end_soon(at=AT + timedelta(days=2))
    assert Notice.objects.unscoped("a test").count() == len(notices) == 2, "the later one comes in on the second day"


def test_digest_is_sent_once_a_week_however_often_it_is_asked_for(partnership: Any, person: Any) -> None:
    for days in (0, 1, 7):  # a Sunday, the Monday after it, and a Sunday again
        reminders.something_waits([person], at=AT + timedelta(days=days))
    assert Notice.objects.unscoped("a test").count() == 2
