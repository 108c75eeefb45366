"""Who opens what of the register. The answers are written from what the roles say of themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sulis_web.audit.models import Event
from tests.integration.register.sending import send

COUNCIL, POLICE, FIRE = "organisation_council", "organisation_police", "organisation_fire"
CONTACT, OFFICER, KEEPER = "single-point-of-contact", "information-governance-officer", "co-ordinator"
READERS = ("analyst", KEEPER, "board-member", "priority-owner", "practitioner", CONTACT, OFFICER)


def page(row: Any, what: str) -> str:
    """``organisation:organisation_police:change/`` as an address."""
    model, key, rest = what.split(":")
    names = {
        "organisation": "Organisation",
        "board": "Board",
        "agreement": "Agreement",
        "assessment": "ImpactAssessment",
    }
    return f"/register/{model}s/{row(names[model], key=key).public_id}/{rest}"


@pytest.mark.parametrize("role", READERS)
def test_register_is_open_to_every_role_but_the_administrators(acting: Any, row: Any, role: str) -> None:
    client = acting(role)
    for path in ("/register/organisations/", "/register/boards/", "/register/agreements/", "/register/duty/",
                 "/register/duty/publish/", "/register/calendar/", page(row, "organisation:organisation_fire:"),
                 page(row, "board:board_local_vrp:")):  # fmt: skip
        assert client.get(path).status_code == 200, path


def test_administrator_sees_nothing_of_the_register(acting: Any, row: Any) -> None:
    client = acting("system-administrator", purpose="SECURITY")
    for path in ("/register/organisations/", "/register/boards/", "/register/agreements/", "/register/assessments/",
                 "/register/duty/", "/register/calendar/", page(row, "organisation:organisation_council:")):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 404 and "Mereshire" not in response.text, path


def plain(text: str) -> str:
    """A page without what differs each time that it is made."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{16}', "", text)


MAY = [
    ("organisation:organisation_police:change/", {KEEPER, f"{CONTACT} {POLICE}"}),
    ("organisation:organisation_council:change/", {KEEPER, CONTACT}),
    ("organisation:organisation_police:retire/", {KEEPER}),
    ("organisation:organisation_police:restore/", {KEEPER}),
    ("board:board_local_vrp:change/", {KEEPER}),
    ("board:board_local_vrp:retire/", {KEEPER}),
    ("board:board_local_vrp:seats/add/", {KEEPER}),
    ("board:board_local_vrp:lines/add/", {KEEPER}),
    ("agreement:agreement_needs_assessment:change/", {OFFICER}),
    ("agreement:agreement_needs_assessment:retire/", {OFFICER}),
    ("agreement:agreement_needs_assessment:parties/add/", {OFFICER}),
    ("assessment:impact_assessment_needs_assessment:", {OFFICER, CONTACT}),
    ("assessment:impact_assessment_needs_assessment:change/", {OFFICER, CONTACT}),
    ("assessment:impact_assessment_exploitation_panel:", {OFFICER, f"{CONTACT} {POLICE}"}),
    ("assessment:impact_assessment_exploitation_panel:retire/", {OFFICER, f"{CONTACT} {POLICE}"}),
]


@pytest.mark.parametrize(("what", "allowed"), MAY)
def test_form_opens_for_those_whose_role_says_so_and_is_not_there_for_others(
    acting: Any, row: Any, what: str, allowed: set[str]
) -> None:
    address = page(row, what)
    absent = re.sub(r"/[a-z2-9]{16}/", f"/{'a' * 16}/", address)
    for who in (*READERS, "system-administrator", f"{CONTACT} {POLICE}"):
        role, _, key = who.partition(" ")
        client = acting(role, key or COUNCIL, purpose="ASSESSMENT")
        response = client.get(address)
        assert response.status_code == (200 if who in allowed else 404), who
        if who not in allowed:
            assert plain(response.text) == plain(client.get(absent).text), who
            if not what.endswith(":"):  # a form
                sent = client.post(address, {"reason": "x", "version": "1", "once": "k" * 24})
                assert sent.status_code == 404, who


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/register/organisations/add/", {KEEPER}),
        ("/register/boards/add/", {KEEPER}),
        ("/register/agreements/add/", {OFFICER}),
        ("/register/assessments/add/", {OFFICER, CONTACT}),
        ("/register/duty/leave_out/record/", {KEEPER}),
        ("/register/import/organisations/", {KEEPER}),
        ("/register/export/organisations/", {KEEPER}),
        ("/register/import/agreements/", set()),
    ],
)
def test_what_adds_or_carries_records_opens_for_the_role_that_says_so(
    acting: Any, path: str, allowed: set[str]
) -> None:
    for role in (*READERS, "system-administrator"):
        response = acting(role, purpose="ASSESSMENT").get(path)
        assert response.status_code == (200 if role in allowed else 404), role


def test_two_organisations_with_the_same_role_see_different_agreements(acting: Any, row: Any) -> None:
    police, fire = acting("analyst", POLICE), acting("analyst", FIRE)
    assert "Sharing at the Exploitation Panel" in police.get("/register/agreements/").text
    empty = fire.get("/register/agreements/").text
    assert "Sharing" not in empty.replace("Sharing information", "")
    assert "No agreement of your organisation’s is on the register" in empty
    hidden = page(row, "agreement:agreement_exploitation_panel:")
    assert police.get(hidden).status_code == 200 and fire.get(hidden).status_code == 404
    assert "Exploitation Panel”" not in fire.get("/register/calendar/", {"year": "2027"}).text


def test_organisation_whose_signature_ended_is_shown_the_agreement_no_more(acting: Any, officer: Any, row: Any) -> None:
    panel = page(row, "agreement:agreement_exploitation_panel:")
    police = acting("analyst", POLICE)
    assert police.get(panel).status_code == 200
    party = row("Party", agreement__key="agreement_exploitation_panel", organisation__key=POLICE)
    assert send(officer, f"/register/parties/{party.public_id}/end/", reason="It withdrew").status_code == 302
    assert police.get(panel).status_code == 404


def test_assessments_ask_for_a_purpose_and_each_opening_is_in_the_audit(acting: Any, row: Any) -> None:
    shown = row("ImpactAssessment", key="impact_assessment_needs_assessment")
    without = acting(OFFICER).get("/register/assessments/")
    assert without.status_code == 302 and "purpose" in without.url and not without.content
    client = acting(OFFICER, purpose="GOVERNANCE")
    assert shown.title in client.get("/register/assessments/").text
    event = Event.objects.order_by("-seq").first()
    assert event.action == "consult" and shown.public_id in event.ids and event.purpose == "GOVERNANCE"
    client.get(f"/register/assessments/{shown.public_id}/")
    assert tuple(Event.objects.order_by("-seq").first().ids) == (shown.public_id,)


def test_organisation_without_an_agreement_in_date_opens_no_assessment(acting: Any) -> None:
    client = acting(CONTACT, FIRE, purpose="ASSESSMENT")
    assert client.get("/register/assessments/").status_code == 404


def test_assessments_are_not_shown_when_the_audit_cannot_be_written(
    acting: Any, row: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sulis_web.audit import operations
    from sulis_web.audit.values import AuditUnavailable

    def broken(**_given: Any) -> None:
        raise AuditUnavailable("the audit cannot be written", "Try again later.")

    client = acting(OFFICER, purpose="GOVERNANCE")
    monkeypatch.setattr(operations, "disclose", broken)
    title = row("ImpactAssessment", key="impact_assessment_needs_assessment").title
    one = page(row, "assessment:impact_assessment_needs_assessment:")
    for path in ("/register/assessments/", "/register/calendar/?year=2028", one):
        response = client.get(path)
        assert response.status_code == 503 and title not in response.text, path
    assert client.get("/register/organisations/").status_code == 200


def test_calendar_shows_days_of_assessments_only_to_who_has_stated_why(acting: Any) -> None:
    closed = acting(OFFICER).get("/register/calendar/", {"year": "2028"}).text
    assert "State why you need them" in closed and "Numbers for the needs assessment" not in closed
    before = Event.objects.count()
    opened = acting(OFFICER, purpose="GOVERNANCE").get("/register/calendar/", {"year": "2028"}).text
    assert "Last day of the impact assessment “Numbers for the needs assessment”" in opened
    assert Event.objects.count() == before + 1
    assert "State why" not in acting("analyst").get("/register/calendar/", {"year": "2028"}).text


def test_buttons_stand_only_where_the_form_behind_them_opens(acting: Any, row: Any) -> None:
    for what in (
        "organisation:organisation_police:",
        "board:board_local_vrp:",
        "agreement:agreement_needs_assessment:",
    ):
        address = page(row, what)
        for who in (KEEPER, OFFICER, "analyst", f"{CONTACT} {POLICE}"):
            role, _, key = who.partition(" ")
            client = acting(role, key or COUNCIL, purpose="ASSESSMENT")
            text = client.get(address).text
            assert (f"{address}change/" in text) is (client.get(f"{address}change/").status_code == 200), (what, who)
            assert (f"{address}retire/" in text) is (client.get(f"{address}retire/").status_code == 200), (what, who)


def test_export_asks_for_the_password_again_when_it_was_given_long_ago(acting: Any) -> None:
    response = acting(KEEPER, confirmed=False).get("/register/export/organisations/")
    assert response.status_code == 302 and "confirm" in response.url
