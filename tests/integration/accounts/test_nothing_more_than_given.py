"""Nobody comes to more than they were given: by giving it away, by what is left behind, or by what a sign-in remembers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sulis_web.audit.values import Actor, AuditUnavailable, digest
from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.roles import ROLES
from sulis_web.partnership.sign_in import Kept
from tests.integration.accounts.people import PASSWORD, code_of, with_authenticator
from tests.support.people import made, organisation, signed_in, someone


def invite(email: str, *, by: str = "test", role: str = "analyst", place: Any = None) -> Any:
    from sulis_web.accounts.operations import memberships

    return memberships.invite(
        organisation=place or organisation(), role=role, name="Robin Vale", email=email, by=Actor(person=by),
        at=timezone.now(),
    )  # fmt: skip


def end(browser: Any, person: Any) -> Any:
    held = person.memberships.unscoped("a test").get()
    path = f"/people/{held.public_id}/end/"
    once = re.search(r'name="once" value="([^"]+)"', browser.get(path).text)
    assert once
    return browser.post(path, {"reason": "Left the council on Friday.", "once": once.group(1)})


def is_open(offered: Any) -> bool:
    return bool(Client().get(f"/invitation/{offered.secret}/").status_code == 200)


def test_audit_holds_a_digest_of_the_session_and_no_part_of_its_key(client: Any, analyst: Any, events: Any) -> None:
    signed_in(client, analyst)
    assert client.get("/register/assessments/").status_code == 404
    (event,) = events(action="denied")
    key = client.session.session_key
    assert event.session == digest(key)[:16] and event.session not in key and key[:8] not in repr(vars(event))


@pytest.mark.parametrize(
    "role", [role for role in ROLES.values() if role.may.get(Action.INVITE) is Scope.OWN], ids=lambda role: role.slug
)
def test_who_acts_for_one_organisation_gives_nobody_the_others(role: Any) -> None:
    assert role.gives
    for slug in role.gives:
        beyond = {
            action
            for action, scope in ROLES[slug].may.items()
            if scope is Scope.PARTNERSHIP and role.may.get(action) is Scope.OWN
        }
        assert not beyond, f"{role.slug} could come by {beyond} through a {slug}"


def test_contact_makes_nobody_co_ordinator_and_the_administrator_does(client: Any, contact: Any) -> None:
    admin = someone("system-administrator", organisation(), "admin")
    path = f"/register/organisations/{organisation().public_id}/invite/"
    assert 'value="co-ordinator"' not in signed_in(client, contact).get(path).text
    assert 'value="co-ordinator"' in signed_in(Client(), admin).get(path).text


def test_leaver_has_no_way_back_by_an_invitation_that_was_open(client: Any, contact: Any, analyst: Any) -> None:
    again, elsewhere = (
        invite("Analyst@council.example"),
        invite("analyst@council.example", place=organisation("police")),
    )
    assert end(signed_in(client, contact), analyst).status_code == 302
    assert not is_open(again) and is_open(elsewhere), "another organisation's invitation is its own to withdraw"


def test_what_a_leaver_had_offered_ends_with_their_access(client: Any, contact: Any, analyst: Any) -> None:
    second = someone("single-point-of-contact", organisation(), "second")
    theirs = invite("friend@elsewhere.example", by=second.public_id)
    others = invite("new@council.example", by=contact.public_id)
    assert end(signed_in(client, contact), second).status_code == 302
    assert not is_open(theirs) and is_open(others)


def test_two_who_end_one_access_at_once_are_both_answered(
    client: Any, contact: Any, analyst: Any, monkeypatch: Any
) -> None:
    from sulis_web.accounts import queries

    signed_in(client, contact)
    seen = queries.membership_to_end

    def meanwhile(*asked: Any, **more: Any) -> Any:
        """The other's is stored between our reading and our writing."""
        held = seen(*asked, **more)
        type(held)._base_manager.filter(pk=held.pk).update(version=held.version + 1, ends=timezone.now())
        return held

    held = analyst.memberships.unscoped("a test").get()
    path = f"/people/{held.public_id}/end/"
    once = re.search(r'name="once" value="([^"]+)"', client.get(path).text)
    assert once
    monkeypatch.setattr(queries, "membership_to_end", meanwhile)
    given = {"reason": "Left the council on Friday.", "once": once.group(1)}
    assert client.post(path, given).status_code == 302


def test_purpose_does_not_pass_to_another_membership(client: Any, contact: Any, time_machine: Any) -> None:
    """Given a purpose stated under one membership, when that ends by its date, then the next one has stated none."""
    from sulis_web.partnership.models import Membership

    first = contact.memberships.unscoped("a test").get()
    type(first)._base_manager.filter(pk=first.pk).update(ends=timezone.now() + timedelta(minutes=5))
    Membership.objects.create(
        person=contact, organisation=organisation("organisation_police"), role="single-point-of-contact",
        starts=timezone.now() - timedelta(hours=1), **made(),
    )  # fmt: skip
    signed_in(client, contact)
    said = {"purpose": "ENQUIRY", "reason": "A complaint that came in on Friday."}
    assert client.post("/account/purpose/", said).status_code == 302
    assert client.get("/register/assessments/").status_code == 200
    time_machine(minutes=6)
    assert client.get("/register/assessments/").url.startswith("/account/purpose/")


def test_invitation_that_nobody_accepted_is_withdrawn_and_forgets_whom_it_was_for(
    partnership: Any, events: Any
) -> None:
    from sulis_web.accounts.operations.memberships import clear_invitations

    made_now, at = invite("new@council.example").invitation, timezone.now()
    assert clear_invitations(at=at + timedelta(hours=47)) == 0
    assert clear_invitations(at=at + timedelta(hours=49)) == 1
    made_now.refresh_from_db()
    assert (made_now.name, made_now.email, made_now.is_retired) == ("", "", True)
    assert [event.person for event in events(action="retire", object_id=made_now.public_id)] == ["system"]
    assert clear_invitations(at=at + timedelta(hours=50)) == 0


@pytest.mark.parametrize(
    ("path", "given", "kept"),
    [
        ("/account/confirm/", {"password": PASSWORD}, Kept.CONFIRMED),
        ("/account/purpose/", {"purpose": "ENQUIRY", "reason": "A complaint that came in."}, Kept.PURPOSE),
        ("/account/second-factor/", {"code": ""}, Kept.FACTOR),
        ("/account/act/", {"membership": ""}, Kept.MEMBERSHIP),
    ],
)
def test_sign_in_gains_nothing_that_the_audit_has_not(
    client: Any, contact: Any, path: str, given: dict[str, str], kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given an audit that cannot be written, when a sign-in would come to more, then it ends."""
    from django.contrib.sessions.backends.db import SessionStore

    secret = with_authenticator(contact)
    signed_in(client, contact, factor=False, confirmed=False)
    if "code" in given:
        given = {"code": code_of(secret)}
    if "membership" in given:
        given = {"membership": contact.memberships.unscoped("a test").get().public_id}

    def away(**_said: Any) -> None:
        raise AuditUnavailable("the audit cannot be written", "Try again.")

    monkeypatch.setattr("sulis_web.accounts.operations.signing.record", away)
    assert client.post(path, given).status_code == 503
    left = client.cookies.get("sulis-session")
    held = SessionStore(left.value).load() if left and left.value else {}
    assert kept not in held and "_auth_user_id" not in held


def test_recovery_code_is_read_under_a_lock(contact: Any) -> None:
    """Two who send one code at the same instant: the second waits for the first, and finds it used."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sulis_web.accounts import factors

    with_authenticator(contact)
    code = factors.draw_recovery_codes(contact)[0]
    with CaptureQueriesContext(connection) as asked:
        given = [factors.take_code(contact, code, at=timezone.now()) for _ in range(2)]
    assert given == [factors.Given.RECOVERY, None]
    first = [each["sql"] for each in asked][:2]
    assert "SAVEPOINT" in first[0] and "mfa_authenticator" in first[1]
