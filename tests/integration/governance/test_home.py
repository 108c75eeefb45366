"""The front page: what is due, what changed and what is mine, for one person and what they act for."""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sulis_web.partnership.models import Agreement, Board, Organisation, Party, Seat
from sulis_web.records import operations as records
from tests.integration.governance.conftest import COUNCIL, POLICE, as_role
from tests.support.people import made, organisation
from tests.support.web import AT


def page(browser: Any) -> str:
    response = browser.get("/home/")
    assert response.status_code == 200
    return html.unescape(response.text)


def board(name: str, *members: str) -> Board:
    """A board that meets in ten days, with seats for these organisations."""
    in_ten_days = timezone.localdate() + timedelta(days=10)
    row = Board.objects.create(key=name.lower(), name=name, cadence="monthly", first_meeting=in_ten_days, **made())
    for key in members:
        Seat.objects.create(board=row, organisation=organisation(key), part="member", **made())
    return row


def agreement(title: str, *parties: str, days: int = 20) -> Agreement:
    today = timezone.localdate()
    row = Agreement.objects.create(
        key=title.lower(),
        title=title,
        signed=today - timedelta(days=300),
        expires=today + timedelta(days=days),
        **made(),
    )
    for key in parties:
        Party.objects.create(agreement=row, organisation=organisation(key), **made())
    return row


def test_two_organisations_with_one_role_see_different_things(partnership: Any) -> None:
    board("Police board", POLICE)
    board("Council board", COUNCIL)
    agreement("Police agreement", POLICE)
    agreement("Council agreement", COUNCIL)
    council, police = page(as_role("board-member", COUNCIL)), page(as_role("board-member", POLICE))
    for shown, hidden, own in ((council, police, "Council"), (police, council, "Police")):
        for thing in (f"The {own} board meets on", f"“{own} agreement” ends on"):
            assert thing in shown and thing not in hidden
    assert organisation(POLICE).name in police and organisation(POLICE).name not in council.split("<main")[1]


def test_co_ordinator_sees_what_is_due_for_every_organisation(partnership: Any) -> None:
    board("Police board", POLICE)
    agreement("Police agreement", POLICE)
    text = page(as_role("co-ordinator", COUNCIL))
    assert "The Police board meets on" in text and "“Police agreement” ends on" in text and "in 20 days" in text


def test_administrator_sees_no_evidence_and_no_record(run: Any) -> None:
    board("Council board", COUNCIL)
    agreement("Council agreement", COUNCIL)
    text = page(as_role("system-administrator")).split("<main")[1]
    for canary in ("board meets", "agreement", "needs assessment", "plan", "Act", "/register/", "/needs/", "/plan/"):
        assert canary not in text.replace("information-sharing agreement", ""), canary


def test_change_is_told_with_who_and_when_to_those_who_may_see_it(partnership: Any, agreed: Any) -> None:
    from sulis_web.audit.values import Actor
    from tests.support.people import someone

    sam, now = someone("co-ordinator", organisation(), "Sam"), timezone.now()
    by = Actor(person=sam.public_id)
    fire = organisation("organisation_fire")
    records.change(fire, fields={"about": "New words."}, seen_version=fire.version, by=by, at=now)
    records.change(agreed, fields={"about": "New words."}, seen_version=1, by=by, at=now)
    told = f"Sam changed an organisation, “{fire.name}”"
    assert told in page(as_role("board-member", POLICE)) and told in page(as_role("board-member", COUNCIL))
    assert "“Sharing for the plan”, on" in page(as_role("board-member", POLICE))
    assert "“Sharing for the plan”, on" not in page(as_role("board-member", "organisation_fire"))
    assert told not in page(as_role("system-administrator"))


def test_change_of_three_weeks_ago_is_not_news(partnership: Any) -> None:
    from sulis_web.audit.values import Actor

    fire = organisation("organisation_fire")
    old = timezone.now() - timedelta(days=21)
    records.change(fire, fields={"about": "x"}, seen_version=fire.version, by=Actor(person="a" * 16), at=old)
    assert "changed an organisation" not in page(as_role("analyst"))


def test_impact_assessments_are_never_named_on_the_front_page(partnership: Any, agreed: Any) -> None:
    from sulis_web.audit.values import Actor
    from sulis_web.partnership.models import ImpactAssessment

    today = timezone.localdate()
    made_now = ImpactAssessment(
        key="dpia", title="Canary of an assessment", controller=organisation(), completed=today,
        expires=today + timedelta(days=10), outcome="go ahead",
    )  # fmt: skip
    records.create(made_now, by=Actor(person="a" * 16), at=timezone.now())
    for role in ("single-point-of-contact", "information-governance-officer"):
        assert "Canary of an assessment" not in page(as_role(role, purpose="ASSESSMENT"))


def test_contact_is_asked_to_check_the_own_entry_until_somebody_has(partnership: Any, agreed: Any) -> None:
    from sulis_web.audit.values import Actor

    police = organisation(POLICE)
    told = f"Nobody at {police.name} has checked its entry yet."
    contact = as_role("single-point-of-contact", POLICE)
    assert told in page(contact)
    assert told not in page(as_role("single-point-of-contact", COUNCIL))
    by = Actor(person="a" * 16)
    records.change(police, fields={"about": "Checked."}, seen_version=police.version, by=by, at=timezone.now())
    assert told not in page(contact)


def test_links_wait_for_roles_that_may_confirm_them(partnership: Any) -> None:
    told = "nobody has confirmed them"
    assert told in page(as_role("priority-owner")) and told in page(as_role("co-ordinator"))
    assert told not in page(as_role("analyst")) and told not in page(as_role("board-member"))


def test_lapsed_agreement_says_that_restricted_pages_are_closed(partnership: Any) -> None:
    Party.objects.unscoped("a test").update(retired_at=AT, retired_reason="a test")
    told = "restricted pages are closed to you"
    assert told in page(as_role("single-point-of-contact", POLICE))
    assert told not in page(as_role("board-member", POLICE))


def test_restricted_roles_without_a_second_factor_are_counted_for_who_sees_people(
    partnership: Any, agreed: Any
) -> None:
    told = "a second factor that is not set up yet"
    contact = as_role("single-point-of-contact", POLICE)
    assert f"One person’s role needs {told}" in page(contact)
    assert told not in page(as_role("analyst", POLICE))


def test_person_without_a_membership_is_shown_nothing(partnership: Any, client: Any) -> None:
    from tests.support.people import signed_in, someone

    gone = someone("analyst", organisation(), "Gone", ends=AT)
    assert signed_in(client, gone).get("/home/").status_code == 404


def test_many_dates_end_in_the_calendar(partnership: Any) -> None:
    for number in range(12):
        board(f"Board {number}", COUNCIL)
    text = page(as_role("board-member"))
    assert "more fall due." in text and text.count(" meets on ") <= 8


@pytest.mark.parametrize("role", ["analyst", "co-ordinator", "single-point-of-contact", "system-administrator"])
def test_home_asks_the_database_a_fixed_number_of_times(
    run: Any, role: str, django_assert_max_num_queries: Any
) -> None:
    browser = as_role(role)
    browser.get("/home/")
    for number in range(5):
        board(f"Board {number}", COUNCIL)
        agreement(f"Agreement {number}", COUNCIL)
    with django_assert_max_num_queries(50):
        page(browser)
    assert Organisation.objects.unscoped("a test").count() > 5
