"""Who works for whom here, as far as a reader may know."""

from __future__ import annotations

import html
from typing import Any

from sulis_web.partnership.models import Membership
from tests.integration.governance.conftest import COUNCIL, POLICE, as_role
from tests.support.people import organisation, someone
from tests.support.web import AT


def membership(person: Any) -> Membership:
    return Membership.objects.unscoped("a test").get(person=person)


def test_contact_sees_the_own_organisations_people_and_no_others(partnership: Any) -> None:
    mine, theirs = someone("analyst", organisation(POLICE), "Pat"), someone("analyst", organisation(COUNCIL), "Chris")
    text = as_role("single-point-of-contact", POLICE).get("/people/").text
    assert "Pat" in text and "Chris" not in text and organisation(COUNCIL).name not in html.unescape(text)
    contact = as_role("single-point-of-contact", POLICE, "another")
    assert contact.get(f"/people/{membership(mine).public_id}/").status_code == 200
    assert contact.get(f"/people/{membership(theirs).public_id}/").status_code == 404
    assert contact.get("/people/", {"organisation": organisation(COUNCIL).public_id}).text.count("Chris") == 0


def test_co_ordinator_and_administrator_see_everybody(partnership: Any) -> None:
    someone("analyst", organisation(POLICE), "Pat")
    someone("analyst", organisation(COUNCIL), "Chris")
    for role in ("co-ordinator", "system-administrator"):
        text = as_role(role).get("/people/").text
        assert "Pat" in text and "Chris" in text


def test_roles_without_people_get_the_answer_for_nothing(partnership: Any) -> None:
    for role in ("analyst", "board-member", "priority-owner", "practitioner", "information-governance-officer"):
        assert as_role(role).get("/people/").status_code == 404


def test_person_page_tells_role_in_plain_english_and_dates(partnership: Any) -> None:
    pat = someone("analyst", organisation(POLICE), "Pat")
    text = html.unescape(as_role("co-ordinator").get(f"/people/{membership(pat).public_id}/").text)
    assert f"Pat is an analyst for {organisation(POLICE).name}" in text
    assert "Owns the evidence and its numbers" in text and "22 November 2026" in text and "Never" in text


def test_second_factor_is_told_where_the_role_asks_for_one(partnership: Any) -> None:
    from allauth.mfa.models import Authenticator

    pat = someone("practitioner", organisation(POLICE), "Pat")
    reader = as_role("co-ordinator")
    address = f"/people/{membership(pat).public_id}/"
    assert "Not set up" in reader.get(address).text and "Not set up" in reader.get("/people/").text
    Authenticator.objects.create(user=pat, type=Authenticator.Type.TOTP, data={})
    assert "Set up" in reader.get(address).text and "Not set up" not in reader.get(address).text


def test_filters_narrow_by_role_organisation_and_access(partnership: Any) -> None:
    someone("analyst", organisation(POLICE), "Pat")
    someone("practitioner", organisation(COUNCIL), "Chris")
    someone("analyst", organisation(COUNCIL), "Gone", ends=AT)
    reader = as_role("co-ordinator", name="reader")
    for asked, shown, hidden in (
        ({"role": "analyst"}, "Pat", "Chris"),
        ({"organisation": organisation(COUNCIL).public_id}, "Chris", "Pat"),
        ({"past": "past"}, "Gone", "Pat"),
        ({}, "Pat", "Gone"),
    ):
        text = reader.get("/people/", asked).text.split("<main")[1]
        assert f">{shown}</a>" in text and f">{hidden}</a>" not in text


def test_only_those_who_may_are_shown_the_way_to_end_access_and_never_their_own(partnership: Any) -> None:
    pat = membership(someone("analyst", organisation(POLICE), "Pat"))
    contact = as_role("single-point-of-contact", POLICE, "contact")
    own = Membership.objects.unscoped("a test").get(person__username="contact")
    assert "End this access" in contact.get(f"/people/{pat.public_id}/").text
    assert "End this access" not in contact.get(f"/people/{own.public_id}/").text
    assert "End this access" not in as_role("co-ordinator").get(f"/people/{pat.public_id}/").text
    assert "Invite somebody" in contact.get("/people/").text
    assert "Invite somebody" not in as_role("co-ordinator", name="other").get("/people/").text
