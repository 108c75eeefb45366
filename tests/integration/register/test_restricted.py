"""Every page on which anything of a restricted record stands is in the audit before it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from sulis_web.audit.models import Event
from tests.integration.register.sending import filled
from tests.support.people import made
from tests.support.web import AT

KEY = "impact_assessment_busy_nights"


def told(record: Any) -> int:
    return sum(record.public_id in event.ids for event in Event.objects.filter(action="consult"))


@pytest.mark.parametrize("what", ["change", "retire", "restore"])
def test_form_that_names_an_assessment_is_in_the_audit(officer: Any, row: Any, what: str) -> None:
    held = row("ImpactAssessment", key=KEY)
    text = officer.get(f"/register/assessments/{held.public_id}/{what}/").text
    assert held.title in text and told(held) == 1


@pytest.mark.parametrize("what", ["retire", "restore"])
def test_refused_form_and_two_edits_of_an_assessment_are_in_the_audit(
    officer: Any, row: Any, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    held = row("ImpactAssessment", key=KEY)
    path = f"/register/assessments/{held.public_id}/{what}/"
    given = filled(officer.get(path).text)
    before = told(held)
    with django_capture_on_commit_callbacks(execute=True):
        assert officer.post(path, given | {"reason": ""}).status_code == 422
    assert told(held) == before + 1
    type(held)._base_manager.filter(pk=held.pk).update(version=7)
    with django_capture_on_commit_callbacks(execute=True):
        assert officer.post(path, given | {"reason": "It was a mistake."}).status_code == 409
    assert told(held) == before + 2


def test_controller_is_not_told_of_an_agreement_that_it_has_not_signed(acting: Any, row: Any) -> None:
    from sulis_web.partnership.models import Agreement

    held = row("ImpactAssessment", key="impact_assessment_needs_assessment")
    contact = acting("single-point-of-contact", purpose="ASSESSMENT")
    agreement = held.agreement
    assert agreement is not None
    path = f"/register/assessments/{held.public_id}/"
    assert agreement.title in contact.get(path).text
    others = Agreement.objects.create(
        key="others", title="Sharing between two others", signed=AT.date(), expires=AT.date(), **made()
    )
    type(held)._base_manager.filter(pk=held.pk).update(agreement=others)
    text = contact.get(path).text
    assert held.title in text and others.title not in text and others.public_id not in text


def test_opening_carries_the_readers_own_reason(officer: Any, row: Any) -> None:
    held = row("ImpactAssessment", key=KEY)
    said = {"purpose": "ENQUIRY", "reason": "A complaint that came in on Friday."}
    assert officer.post("/account/purpose/", said).status_code == 302
    officer.get(f"/register/assessments/{held.public_id}/")
    event = Event.objects.filter(action="consult").latest("seq")
    assert (event.purpose, event.reason) == ("ENQUIRY", said["reason"])
