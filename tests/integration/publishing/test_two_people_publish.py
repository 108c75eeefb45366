"""The public pages change when two people say so: proposed with the check under section 8(8), confirmed by another, kept for good."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from sulis_web.audit.models import Event
from sulis_web.audit.values import Actor
from sulis_web.publication import operations, queries, rules
from sulis_web.publication.models import Publication, Stage
from sulis_web.records.conflicts import Conflict
from sulis_web.records.models import Revision
from tests.support.web import AT

REASONS = {"safety": "We read every page.", "crime": "The force looked.", "institutions": "No prison is named."}
ANSWERS = REASONS | {f"{name}_answer": "no" for name in REASONS}
ONE, TWO = Actor("one"), Actor("two")


def hidden(page: Any) -> dict[str, str]:
    """What the page's main form sends unseen."""
    form = page.text[page.text.index('<form method="post" novalidate') :]
    tags = (dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", form))
    return {tag["name"]: html.unescape(tag.get("value", "")) for tag in tags if tag.get("type") == "hidden"}


def send(browser: Any, address: str, given: dict[str, str]) -> Any:
    return browser.post(address, hidden(browser.get(address)) | given)


def proposed(browser: Any) -> Publication:
    answer = send(browser, "/publishing/propose/", ANSWERS)
    assert answer.status_code == 302, re.findall(r"govuk-error[^<]*<[^<]*", answer.text)
    return held()


def held() -> Publication:
    return Publication.objects.unscoped("a test").get()


def settle(browser: Any, what: str, capture: Any = None) -> Any:
    address, given = f"/publishing/{held().public_id}/{what}/", {"reason": "I read the pages."}
    if capture is None:
        return send(browser, address, given)
    with capture(execute=True):
        return send(browser, address, given)


def by_hand(partnership: Any, run: Any, **given: Any) -> Publication:
    return operations.propose(partnership=partnership, run=run, answers=REASONS, by=ONE, at=AT, **given)


def confirm(made: Publication, partnership: Any, run: Any, by: Actor = TWO, seen: int = 1) -> Publication:
    return operations.confirm(
        made, partnership=partnership, run=run, reason="Read.", seen_version=seen, by=by, at=AT + timedelta(hours=1)
    )


def test_pages_change_when_a_second_person_confirms(
    analyst: Any, co_ordinator: Any, home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    page = analyst.get("/publishing/").text
    assert "Nothing has been published yet" in page and "Propose to publish" in page and "Our plan" in page
    made = proposed(analyst)
    assert not (home / "public").exists() and Client().get("/our-plan/").status_code == 404
    own = analyst.get(f"/publishing/{made.public_id}/").text
    assert "You proposed it. Somebody else has to confirm it." in own and "No. We read every page." in own
    there = f"/publishing/{made.public_id}/page/public-plan/"
    assert there in own and "Our plan" in co_ordinator.get(there).text
    assert settle(analyst, "confirm").status_code == 422
    assert settle(co_ordinator, "confirm", django_capture_on_commit_callbacks).status_code == 302
    assert Client().get("/our-plan/").status_code == 200
    now = held()
    assert (now.stage, now.proposer != now.second) == (Stage.PUBLISHED, True)
    assert [each.reason for each in Revision.objects.filter(record=now.public_id, version=2)] == ["I read the pages."]
    assert [each.after for each in Event.objects.filter(action="publish")] == [now.digest]
    assert "Nothing: the public pages are as they would be" in analyst.get("/publishing/").text
    assert "Nothing on the public pages would change" in send(analyst, "/publishing/propose/", ANSWERS).text


def test_check_is_answered_whole_and_a_yes_ends_it(analyst: Any) -> None:
    assert send(analyst, "/publishing/propose/", ANSWERS | {"crime": ""}).status_code == 422
    assert send(analyst, "/publishing/propose/", REASONS).status_code == 422
    answer = send(analyst, "/publishing/propose/", ANSWERS | {"safety_answer": "yes"})
    assert answer.status_code == 422 and "Then it is not published" in answer.text
    assert not Publication.objects.unscoped("a test").exists()


def test_one_waits_at_a_time_and_dropped_leaves_the_pages(analyst: Any, co_ordinator: Any, home: Path) -> None:
    proposed(analyst)
    assert "Read what waits" in co_ordinator.get("/publishing/").text
    again = send(co_ordinator, "/publishing/propose/", ANSWERS)
    assert again.status_code == 422 and "Another publication waits" in again.text
    assert settle(co_ordinator, "drop").status_code == 302
    assert held().stage == Stage.DROPPED and not (home / "public").exists()
    assert settle(analyst, "drop").status_code == 422
    assert "It now stands at" in settle(co_ordinator, "confirm").text


def test_what_was_proposed_is_what_is_published(partnership: Any, run: Any, home: Path) -> None:
    from sulis_web.plan.models import Record

    made = by_hand(partnership, run)
    Record.objects.unscoped("a test").filter(kind="priority").update(title="Another title")
    with pytest.raises(rules.NotNow, match="has changed since it was proposed"):
        confirm(made, partnership, run)
    assert not (home / "public").exists()


def test_one_of_two_who_confirm_at_once_wins(partnership: Any, run: Any) -> None:
    made = by_hand(partnership, run)
    stale = queries.last_published() or Publication.objects.unscoped("a test").get(pk=made.pk)
    confirm(made, partnership, run)
    with pytest.raises(Conflict):
        confirm(stale, partnership, run, Actor("three"))
    assert Event.objects.filter(action="publish").count() == 1


def test_machine_that_stopped_before_the_pages_stood_catches_up(
    partnership: Any, run: Any, home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    confirm(by_hand(partnership, run), partnership, run)  # stopped here: what follows the commit did not run
    assert connection.in_atomic_block and not (home / "public").exists()
    assert operations.stand_by_the_last() and (home / "public" / "our-plan" / "index.html").is_file()
    assert not operations.stand_by_the_last()


def test_plan_is_published_before_any_assessment(partnership: Any) -> None:
    made = by_hand(partnership, None)
    assert confirm(made, partnership, None).stage == Stage.PUBLISHED


def test_home_that_is_built_keeps_one_record_for_the_same_pages(partnership: Any, run: Any) -> None:
    for hour in range(2):
        operations.prepare_with_the_home(partnership=partnership, run=run, at=AT + timedelta(hours=hour))
    assert (held().proposer, held().stage) == ("system", Stage.PUBLISHED)


def test_words_and_corrections_since_the_last_publication_are_told(analyst: Any, partnership: Any, run: Any) -> None:
    from sulis_web.needs import operations as findings

    operations.prepare_with_the_home(partnership=partnership, run=run, at=AT)
    fields = {"statement": "It stood at {latest}.", "text": "", "confidence": "low", "confidence_reason": "Why.",
              "determinants": []}  # fmt: skip
    later = AT + timedelta(hours=2)
    text = findings.write(key="violence-monthly", run=run, fields=fields, by=ONE, at=later)
    text = findings.send(text, seen_version=text.version, by=ONE, at=later)
    findings.approve(text, correction="We misread it.", newest=run, seen_version=text.version, by=TWO, at=later)
    page = analyst.get("/publishing/").text
    assert "It stood at 340" in page and "We misread it." in page and "Data and trends: trend" in page
