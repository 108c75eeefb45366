"""A job's page, as its asker meets it without JavaScript, and what everybody else meets."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sulis_web.jobs import operations
from sulis_web.jobs.kinds import KINDS, Kind, Result, Work
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Denied
from sulis_web.partnership.queries import as_who
from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT

REFRESH = '<meta http-equiv="refresh" content="3">'
COUNT = Kind(
    "count",
    "Counting canaries",
    Action.RUN_ASSESSMENT,
    lambda work: 1,
    lambda work, found: Result("The count", "/needs/"),
)


@pytest.fixture(autouse=True)
def _offered(monkeypatch: Any) -> None:
    monkeypatch.setitem(KINDS, "count", COUNT)


def asked(person: Any, **arguments: Any) -> Any:
    return operations.ask("count", by=as_who(person, at=AT), at=AT, **arguments)


def test_nothing_asked_for_yet_the_list_teaches(analyst: Any) -> None:
    page = analyst.get("/jobs/").text
    assert "You have asked for nothing yet" in page and "goes on in the background" in page


def test_waiting_job_says_so_and_asks_for_news(analyst: Any, person: Any) -> None:
    job = asked(person)
    response = analyst.get(f"/jobs/{job.public_id}/")
    assert response.status_code == 200 and "no-store" in response.headers["Cache-Control"]
    assert REFRESH in response.text and "<progress" in response.text and "Waiting to start" in response.text
    assert REFRESH not in analyst.get(f"/jobs/{job.public_id}/?still=1").text
    assert "Counting canaries" in analyst.get("/jobs/").text


def test_running_job_tells_its_step(analyst: Any, person: Any) -> None:
    job = operations.take_up(asked(person).public_id, worker="one", at=AT)
    operations.tell_step(job, 2, 6, "Looking at places.")
    page = analyst.get(f"/jobs/{job.public_id}/").text
    assert 'max="6" value="2"' in page and "<progress" in page
    assert "2 of 6 done. Looking at places." in page and REFRESH in page


def test_done_job_leads_to_its_result_and_asks_for_no_news(analyst: Any, person: Any) -> None:
    job = asked(person)
    run(job)
    page = analyst.get(f"/jobs/{job.public_id}/").text
    assert '<a href="/needs/">The count</a>' in page
    assert REFRESH not in page and "<progress" not in page


def test_failed_job_says_what_happened_and_what_to_do(analyst: Any, person: Any, monkeypatch: Any) -> None:
    from sulis.vocabulary import WrongUsage

    def refuse(work: Work) -> None:
        raise WrongUsage("no incidents have been loaded", "Load them, then ask again.")

    monkeypatch.setitem(KINDS, "count", Kind("count", "Counting", Action.RUN_ASSESSMENT, refuse, COUNT.keep))
    job = asked(person)
    run(job)
    page = analyst.get(f"/jobs/{job.public_id}/").text
    assert "no incidents have been loaded" in page and "Load them, then ask again." in page
    assert "Not finished" in page and REFRESH not in page


def test_mistake_of_ours_is_told_without_its_words(analyst: Any, person: Any, monkeypatch: Any) -> None:
    def break_down(work: Work) -> None:
        raise KeyError("/secret/path")

    monkeypatch.setitem(KINDS, "count", Kind("count", "Counting", Action.RUN_ASSESSMENT, break_down, COUNT.keep))
    job = asked(person)
    run(job)
    page = analyst.get(f"/jobs/{job.public_id}/").text
    assert "The application made a mistake" in page and "Tell whoever runs the application" in page
    assert "secret" not in page


def test_another_persons_job_and_no_job_are_the_same_answer(analyst: Any, person: Any, client: Any) -> None:
    colleague = someone("analyst", organisation(), "colleague")
    job = asked(colleague)
    theirs, none = analyst.get(f"/jobs/{job.public_id}/"), analyst.get("/jobs/aaaaaaaaaaaaaaaa/")
    assert theirs.status_code == none.status_code == 404
    bodies = {re.sub(r'csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{16,}', "", answer.text) for answer in (theirs, none)}
    assert "canaries" not in theirs.text and len(bodies) == 1
    assert "canaries" not in analyst.get("/jobs/").text


def test_same_request_twice_is_one_job_while_it_is_under_way(person: Any) -> None:
    first, second, other = asked(person), asked(person), asked(person, month="2026-01")
    assert first.public_id == second.public_id != other.public_id
    run(first)
    assert asked(person).public_id != first.public_id


def test_same_request_with_a_key_is_one_job_for_good(person: Any) -> None:
    first = asked(person, once="k" * 32)
    run(first)
    assert asked(person, once="k" * 32).public_id == first.public_id


def test_asking_writes_one_event_and_stands_or_falls_with_its_transaction(person: Any) -> None:
    from django.db import transaction
    from django_tasks_db.models import DBTaskResult

    from sulis_web.audit.models import Event
    from sulis_web.jobs.models import Job

    with transaction.atomic():
        asked(person)
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists() and not Job.objects.unscoped("a test").exists()
    job = asked(person)
    event = Event.objects.get(object_type="jobs.job")
    assert (event.person, event.object_id, event.action) == (person.public_id, job.public_id, "collect")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.public_id]


@pytest.mark.parametrize("role", ["co-ordinator", "board-member", "priority-owner", "system-administrator"])
def test_role_without_the_action_cannot_ask(partnership: Any, role: str) -> None:
    person = someone(role, organisation(), "other")
    with pytest.raises(Denied):
        operations.ask("count", by=as_who(person, at=AT, factor=True), at=AT)


def test_jobs_are_not_read_without_saying_for_whom(partnership: Any) -> None:
    from sulis_web.jobs.models import Job, Notice
    from sulis_web.records.guarded import Unscoped

    for model in (Job, Notice):
        with pytest.raises(Unscoped):
            list(model.objects.all())


def test_administrator_sees_notices_that_did_not_arrive_and_an_analyst_does_not(
    analyst: Any, person: Any, settings: Any, client: Any
) -> None:
    from django.test import Client

    from sulis_web.jobs.notices import NoticeKind, send

    settings.MAIL_DOMAINS = ("police.example",)
    send(NoticeKind.SOMETHING_WAITS, to=person, address="/home/", at=AT)
    administrator = signed_in(Client(), someone("system-administrator", organisation(), "administrator"))
    page = administrator.get("/jobs/").text
    assert "Something waits" in page and "Ada Canary" in page and "Not sent" in page and "SULIS_MAIL_DOMAINS" in page
    assert "example.org" not in page, "an address is forgotten once it is not needed"
    assert "Something waits" not in analyst.get("/jobs/").text


def run(job: Any) -> None:
    from sulis_web.jobs.running import run as done

    done(job.public_id, worker="one", clock=lambda: AT)
