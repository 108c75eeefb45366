"""Invitations, the roles that they give, and how access ends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.integration.accounts.people import PASSWORD, link_in, with_password, work_done
from tests.support.people import made, organisation, signed_in, someone


@pytest.fixture
def letters() -> list[Any]:
    """Letters as they are handed to the mail server."""
    return mail.outbox


@pytest.fixture
def invited(client: Any, contact: Any, letters: list[Any]) -> Any:
    """Invite somebody as the single point of contact; gives the path of the link."""

    def invite(
        email: str = "new@council.example", role: str = "priority-owner", browser: Any = None, place: Any = None
    ) -> str:
        browser = browser or signed_in(client, contact)
        path = f"/register/organisations/{(place or organisation()).public_id}/invite/"
        once = re.search(r'name="once" value="([^"]+)"', browser.get(path).text)
        assert once
        given = {"name": "Robin Vale", "email": email, "role": role, "once": once.group(1)}
        response = browser.post(path, given)
        assert response.status_code == 302, response.text
        work_done()
        return link_in(letters[-1].body)

    return invite


NEW = {"first_name": "Robin", "last_name": "Vale", "new_password1": PASSWORD, "new_password2": PASSWORD}


def test_invitation_is_accepted_once_and_gives_its_role(invited: Any, letters: list[Any], events: Any) -> None:
    from sulis_web.partnership.models import Membership, Person

    path, browser = invited(), Client()
    assert letters[-1].to == ["new@council.example"]
    assert "Robin" not in letters[-1].body and "analyst" not in letters[-1].body and "ouncil" not in letters[-1].body
    page = browser.get(path)
    assert "invites you as priority owner" in page.text
    assert browser.post(path, NEW).url == "/home/"
    assert browser.get("/home/").status_code == 200
    person = Person.objects.get(email="new@council.example")
    (held,) = Membership.objects.unscoped("a test").filter(person=person)
    assert (held.role, held.organisation) == ("priority-owner", organisation())
    assert Client().post(path, NEW).status_code == 422 and "can no longer be used" in Client().get(path).text
    assert len(events(action="grant", object_id=held.public_id)) == 1


def test_link_is_kept_nowhere_once_it_has_left(invited: Any) -> None:
    from django.db import connection

    secret = invited().split("/")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in repr(cursor.fetchall()), table


def test_invitation_ends_after_two_days_and_when_a_newer_one_comes(invited: Any, time_machine: Any) -> None:
    first = invited()
    second = invited()
    assert Client().get(first).status_code == 422 and Client().get(second).status_code == 200
    time_machine(hours=49)
    assert Client().get(second).status_code == 422


def test_restricted_role_is_led_to_a_second_factor_first(client: Any, partnership: Any, invited: Any) -> None:
    admin = someone("system-administrator", organisation(), "admin")
    path = invited("lead@council.example", "single-point-of-contact", browser=signed_in(Client(), admin))
    browser = Client()
    assert browser.post(path, NEW).url == "/account/second-factor/"
    assert browser.get("/home/").url.startswith("/account/second-factor/")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short one", "at least 12"),
        ("password123456", "too common"),
        ("robin-the-first", "must not hold your name"),
        ("new@council.example", "must not hold your name"),
    ],
)
def test_weak_password_is_refused_in_words(invited: Any, password: str, why: str) -> None:
    response = Client().post(invited(), NEW | {"new_password1": password, "new_password2": password})
    assert response.status_code == 422 and why in response.text


def test_known_person_gains_the_role_after_signing_in(
    client: Any, invited: Any, analyst: Any, try_password: Any
) -> None:
    from sulis_web.partnership.models import Membership

    path, browser = invited("analyst@council.example", "board-member"), Client()
    assert "Somebody already signs in here under this address" in browser.get(path).text
    assert browser.post(path, NEW).status_code == 200 and analyst.memberships.unscoped("a test").count() == 1
    assert browser.get(f"{path}join/").url.startswith("/sign-in/?next=")
    try_password("analyst", client=browser)
    assert browser.post(f"{path}join/").url == "/account/?done=joined"
    roles = Membership.objects.unscoped("a test").filter(person=analyst).values_list("role", flat=True)
    assert sorted(roles) == ["analyst", "board-member"]
    page = browser.get("/account/").text
    assert "You may also act for" in page


def test_invitation_of_somebody_else_cannot_be_joined(invited: Any, analyst: Any, partnership: Any) -> None:
    path = invited("other@council.example")
    other = signed_in(Client(), analyst)
    assert other.post(f"{path}join/").status_code == 422
    assert analyst.memberships.unscoped("a test").count() == 1


def test_contact_invites_to_no_other_organisation_and_gives_no_restricted_role(client: Any, contact: Any) -> None:
    signed_in(client, contact)
    elsewhere = organisation("organisation_police")
    assert client.get(f"/register/organisations/{elsewhere.public_id}/invite/").status_code == 404
    assert client.get("/register/organisations/nosuchorganisatn/invite/").status_code == 404
    path = f"/register/organisations/{organisation().public_id}/invite/"
    once = re.search(r'name="once" value="([^"]+)"', client.get(path).text).group(1)  # type: ignore[union-attr]
    given = {"name": "x", "email": "a@b.example", "role": "system-administrator", "once": once}
    assert client.post(path, given).status_code == 422
    assert client.post(path, given | {"organisation": "1"}).status_code == 400


def test_invitation_goes_to_no_other_domain_than_those_allowed(client: Any, contact: Any, settings: Any) -> None:
    settings.MAIL_DOMAINS = ("council.example",)
    signed_in(client, contact)
    path = f"/register/organisations/{organisation().public_id}/invite/"
    once = re.search(r'name="once" value="([^"]+)"', client.get(path).text).group(1)  # type: ignore[union-attr]
    given = {"name": "x", "email": "x@council.example.evil.example", "role": "priority-owner", "once": once}
    response = client.post(path, given)
    assert response.status_code == 422 and "may not go to that domain" in response.text


def test_nobody_invites_themselves(client: Any, contact: Any) -> None:
    signed_in(client, contact)
    path = f"/register/organisations/{organisation().public_id}/invite/"
    once = re.search(r'name="once" value="([^"]+)"', client.get(path).text).group(1)  # type: ignore[union-attr]
    given = {"name": "me", "email": "Contact@council.example", "role": "priority-owner", "once": once}
    assert client.post(path, given).status_code == 404


@pytest.mark.parametrize(
    "role", ["analyst", "co-ordinator", "board-member", "practitioner", "information-governance-officer"]
)
def test_other_roles_invite_nobody_and_end_nobody(client: Any, contact: Any, role: str) -> None:
    signed_in(client, someone(role, organisation(), "other"))
    held = contact.memberships.unscoped("a test").get()
    assert client.get(f"/register/organisations/{organisation().public_id}/invite/").status_code == 404
    assert client.get(f"/people/{held.public_id}/end/").status_code == 404


def test_inviting_and_ending_ask_again_who_it_is(client: Any, contact: Any, analyst: Any) -> None:
    signed_in(client, contact, confirmed=False)
    held = analyst.memberships.unscoped("a test").get()
    for path in (f"/register/organisations/{organisation().public_id}/invite/", f"/people/{held.public_id}/end/"):
        assert client.get(path).url.startswith("/account/confirm/?next="), path


def end(browser: Any, membership: Any, reason: str = "Left the council on Friday.") -> Any:
    path = f"/people/{membership.public_id}/end/"
    once = re.search(r'name="once" value="([^"]+)"', browser.get(path).text)
    return browser.post(path, {"reason": reason, "once": once.group(1) if once else "x" * 30})


def test_ended_access_is_gone_on_the_next_request(
    client: Any, contact: Any, analyst: Any, try_password: Any, events: Any
) -> None:
    theirs = Client()
    try_password("analyst", client=theirs)
    assert theirs.get("/home/").status_code == 200
    held = analyst.memberships.unscoped("a test").get()
    signed_in(client, contact)
    assert end(client, held, "short").status_code in {302, 422}
    held.refresh_from_db()
    if held.ends is None:
        assert end(client, held).status_code == 302
    assert theirs.get("/home/").status_code == 302, "the open sign-in is over"
    assert try_password("analyst", client=theirs).url == "/account/"
    assert theirs.get("/home/").status_code == 404, "and a new one opens nothing"
    (event,) = events(action="revoke")
    assert event.person == contact.public_id and event.object_id == held.public_id and event.reason
    assert client.get(f"/people/{held.public_id}/end/").status_code == 404, "it has ended"


def test_ending_needs_a_reason(client: Any, contact: Any, analyst: Any) -> None:
    held = analyst.memberships.unscoped("a test").get()
    signed_in(client, contact)
    assert end(client, held, "").status_code == 422
    held.refresh_from_db()
    assert held.ends is None


def test_nobody_ends_their_own_access_or_another_organisations(client: Any, contact: Any) -> None:
    elsewhere = someone("analyst", organisation("organisation_police"), "officer")
    signed_in(client, contact)
    for person in (contact, elsewhere):
        held = person.memberships.unscoped("a test").get()
        assert client.get(f"/people/{held.public_id}/end/").status_code == 404


def test_acting_under_another_membership_changes_what_one_may(client: Any, analyst: Any, events: Any) -> None:
    from sulis_web.partnership.models import Membership

    other = Membership.objects.create(
        person=analyst, organisation=organisation("organisation_police"), role="co-ordinator", starts="2026-11-22T08:00:00Z", **made()
    )  # fmt: skip
    signed_in(client, analyst)
    assert client.post("/account/act/", {"membership": other.public_id}).status_code == 302
    assert f"You act for <strong>{other.organisation.name}</strong>" in client.get("/account/").text
    assert events(object_id=other.public_id)[-1].role == "co-ordinator"


def test_membership_of_somebody_else_cannot_be_acted_under(client: Any, analyst: Any, contact: Any) -> None:
    signed_in(client, analyst)
    theirs = contact.memberships.unscoped("a test").get()
    for given in (theirs.public_id, str(theirs.pk), "", "nonsense"):
        assert client.post("/account/act/", {"membership": given}).status_code == 404


def test_two_who_accept_at_once_make_one_person(invited: Any) -> None:
    from django.utils import timezone

    from sulis_web.accounts import queries
    from sulis_web.accounts.operations.memberships import accept_as_new

    secret = invited().split("/")[2]
    now = timezone.now()
    seen = [queries.invitation_behind(secret, at=now) for _ in range(2)]
    made = [
        accept_as_new(invitation=each, first_name="R", last_name="V", password=PASSWORD, by=None, at=now)
        for each in seen
    ]
    assert made[0] is not None and made[1] is None


def test_invited_person_with_a_taken_name_gets_another(invited: Any, partnership: Any) -> None:
    from sulis_web.partnership.models import Person

    with_password(Person.objects.create(username="new@council.example"), "elsewhere@council.example")
    assert Client().post(invited(), NEW).url == "/home/"
    assert Person.objects.filter(email="new@council.example").exclude(username="new@council.example").exists()
