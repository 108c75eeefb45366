"""Who is told that a release took another's place, and which runs rest on the one that it replaced."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.integration.evidence.hands import Hands, text_of
from tests.support.people import organisation, someone
from tests.support.releases import ROWS

pytestmark = pytest.mark.django_db
SOUND, REVISED = ROWS.encode(), ROWS.replace("300", "310").encode()
FIRST, SECOND = "severity_weights-ons-2021-v1", "severity_weights-ons-2021-v2"


@pytest.fixture
def colleague(partnership: Any) -> Any:
    return someone("analyst", organisation(), "colleague", email="colleague@council.example.org")


def run_that_read(partnership: Any, *releases: str) -> Any:
    from sulis_web.runs.models import Run

    today = timezone.now()
    return Run.objects.create(
        id="2026-11-01-resting", area_code=partnership.area_code, area_name=partnership.area_name, start=today.date(),
        end=today.date(), definitions=[], releases=len(releases), read=list(releases), audience="internal",
        made_up=partnership.made_up, software="sulis test", sha256="0" * 64, created=today,
    )  # fmt: skip


def decisions() -> list[tuple[str, str, str]]:
    from sulis_web.evidence.models import Decision

    rows = Decision.objects.unscoped("a test").order_by("pk")
    return [(each.what, each.release, each.replaced) for each in rows]


def waiting() -> set[str]:
    from sulis_web.jobs.models import Notice

    return {each.recipient for each in Notice.objects.unscoped("a test").filter(kind="something-waits")}


def page(hands: Hands, release: str) -> str:
    return text_of(hands.client.get(reverse("held-release", args=[release])))


def test_a_revision_is_told_to_everybody_who_works_with_the_evidence(analyst: Hands, colleague: Any) -> None:
    analyst.deliver("severity_weights", SOUND)
    assert (decisions(), waiting()) == ([], set())
    analyst.deliver("severity_weights", REVISED)
    assert decisions() == [("replaced", SECOND, FIRST)]
    assert waiting() == {colleague.email}, "who sent it knows"
    assert f"It took the place of {FIRST}" in page(analyst, SECOND) and "Told: " in page(analyst, SECOND)


def test_the_same_file_and_a_refused_one_tell_nobody(analyst: Hands, colleague: Any) -> None:
    for content in (SOUND, SOUND, b"not,the,layout\n1,2,3\n"):
        analyst.deliver("severity_weights", content)
    assert (decisions(), waiting()) == ([], set())


def test_the_run_that_rests_on_what_was_replaced_is_named_where_people_look(analyst: Hands, partnership: Any) -> None:
    analyst.deliver("severity_weights", SOUND)
    assert "No run of the needs assessment read it." in page(analyst, FIRST)
    run = run_that_read(partnership, FIRST)
    assert "Run the needs assessment again" not in page(analyst, FIRST), "it is current still"
    analyst.deliver("severity_weights", REVISED)
    old = page(analyst, FIRST)
    assert run.id in old and "Run the needs assessment again" in old and f"{SECOND} took its place" in old
    assert "No run of the needs assessment read it." in page(analyst, SECOND)
    told = [each.words for each in lately(partnership, run)]
    assert told[0].startswith(f"{SECOND} took the place of {FIRST} on")
    assert told[0].endswith("The latest needs assessment rests on it.")


def lately(partnership: Any, run: Any) -> Any:
    """What the front page says changed, to the analyst: the run here has no file that the page itself could open."""
    from sulis_web.governance.presenters.changes import changed_sentences
    from sulis_web.partnership.models import Person
    from sulis_web.partnership.queries import as_who

    now = timezone.now()
    person = Person.objects.get(username="analyst")
    who = as_who(person, at=now, factor=True, membership=person.memberships.unscoped("a test").get().pk)
    return changed_sentences(who, partnership, run, at=now)


def test_a_run_from_before_that_was_noted_rests_on_nothing_known(analyst: Hands, partnership: Any) -> None:
    from sulis_web.runs.models import Run
    from sulis_web.runs.queries import resting_on

    run_that_read(partnership)
    Run.objects.update(read=None)
    assert resting_on(partnership, FIRST) == []
    analyst.deliver("severity_weights", SOUND)
    assert "earlier runs did not note what they read" in page(analyst, FIRST)
