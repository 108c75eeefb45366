"""Signing in and out with a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sulis_web.accounts.forms import WRONG
from tests.integration.accounts.people import PASSWORD


@pytest.mark.parametrize("name", ["analyst", "ANALYST", "analyst@council.example", "Analyst@Council.Example"])
def test_sign_in_by_name_or_address_opens_home(try_password: Any, analyst: Any, events: Any, name: str) -> None:
    response = try_password(name)
    assert (response.status_code, response.url) == (302, "/home/")
    cookie = response.cookies["sulis-session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert [(event.person, event.reason) for event in events(action="sign-in")] == [(analyst.public_id, "password")]


@pytest.mark.parametrize(
    ("name", "password"),
    [("analyst", "wrong"), ("nobody", PASSWORD), ("analyst\x00", PASSWORD), ("a" * 300, PASSWORD), ("a" * 1_000_00, "x"),
     ("analyst", "x" * 10_000), ("analyst\ud800", PASSWORD)],
)  # fmt: skip
def test_sign_in_refused_says_the_same_whoever_it_was(
    try_password: Any, analyst: Any, name: str, password: str
) -> None:
    name = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    response = try_password(name, password)
    assert response.status_code == 422
    assert WRONG in response.text or "Null characters are not allowed" in response.text
    assert "sulis-session" not in response.cookies and "sulis-device" not in response.cookies


def test_refused_sign_in_is_in_the_audit_without_what_was_typed(try_password: Any, analyst: Any, events: Any) -> None:
    try_password("My-Secret-Password", "wrong")
    (event,) = events(action="refused-sign-in")
    assert event.person == "not signed in" and event.object_id
    assert "secret" not in repr(vars(event)).casefold()


def test_sign_in_with_nothing_names_both_fields(client: Any, analyst: Any) -> None:
    text = client.post("/sign-in/", {}).text
    assert "Enter your name" in text and "Enter your password" in text


@pytest.mark.parametrize(
    "next",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", "/home/\r\nX: y",
     "http:///elsewhere.example", " /home/", "/" + "a" * 3000],
)  # fmt: skip
def test_sign_in_never_leads_to_another_site(try_password: Any, analyst: Any, next: str) -> None:
    assert try_password("analyst", fields={"next": next}).url == "/home/"


def test_sign_in_leads_where_one_was_going(client: Any, try_password: Any, analyst: Any) -> None:
    page = client.get("/sign-in/?next=/plan/%3Fa%3D1")
    assert 'name="next" value="/plan/?a=1"' in page.text
    assert try_password("analyst", fields={"next": "/plan/?a=1"}).url == "/plan/?a=1"


def test_session_has_a_new_key_after_signing_in(client: Any, try_password: Any, analyst: Any) -> None:
    client.force_login(analyst)
    before = client.session.session_key
    try_password("analyst", client=client)
    assert client.session.session_key != before


def test_sign_out_closes_the_pages(client: Any, try_password: Any, analyst: Any, events: Any) -> None:
    try_password("analyst", client=client)
    assert client.get("/account/").status_code == 200
    response = client.post("/sign-out/")
    assert "cache" in response.headers["Clear-Site-Data"]
    assert client.get("/account/").status_code == 302
    assert len(events(action="sign-out")) == 1


def test_sign_out_by_a_link_does_nothing(client: Any, try_password: Any, analyst: Any) -> None:
    try_password("analyst", client=client)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/account/").status_code == 200


def test_form_without_its_code_is_refused_in_words(analyst: Any) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "analyst", "password": "x"})
    assert response.status_code == 403
    assert "This form had been open too long" in response.text


def test_sign_in_stays_closed_to_an_inactive_person(try_password: Any, analyst: Any) -> None:
    analyst.is_active = False
    analyst.save()
    response = try_password("analyst")
    assert response.status_code == 422 and WRONG in response.text


def test_person_without_a_role_is_told_so_and_reaches_nothing(client: Any, try_password: Any, analyst: Any) -> None:
    from sulis_web.partnership.models import Membership

    Membership.objects.unscoped("a test").update(ends="2026-11-22T08:00:01Z")
    assert try_password("analyst", client=client).url == "/account/"
    assert "You hold no role now" in client.get("/account/").text
    assert client.get("/home/").status_code == client.get("/plan/").status_code == 404


def test_addresses_of_the_engine_that_have_no_page_here_are_not_found(client: Any, analyst: Any) -> None:
    client.force_login(analyst)
    for path in ("accounts/login/", "accounts/signup/", "account/login/", "account/email/", "accounts/2fa/", "account/signup/",
                 "accounts/social/signup/", "accounts/oidc/x/login/"):  # fmt: skip
        assert client.get(f"/{path}").status_code == 404, path


def test_sign_ins_of_the_demonstration_are_kept_where_only_the_owner_reads(home: Path, partnership: Any) -> None:
    from sulis_web.accounts.demonstration import make_sign_ins
    from tests.support.web import AT

    made = make_sign_ins(home=home, at=AT)
    assert (home / "sign-ins.txt").stat().st_mode & 0o777 == 0o600
    assert make_sign_ins(home=home, at=AT) == made
    assert all(len(password.replace("-", "")) == 16 for password in made.values())


def test_nobody_comes_in_while_the_audit_cannot_be_written(
    client: Any, try_password: Any, analyst: Any, settings: Any, tmp_path: Path
) -> None:
    try_password("analyst")  # the first event draws the keys
    settings.AUDIT_KEY_FILE = tmp_path / "gone" / "audit-key"
    response = try_password("analyst", client=client)
    assert response.status_code == 503 and "You cannot sign in now" in response.text
    assert "_auth_user_id" not in client.session
    assert try_password("analyst", "wrong").status_code == 503
    assert client.get("/sign-in/").status_code == 200


def test_leaving_is_possible_while_the_audit_cannot_be_written(
    client: Any, try_password: Any, analyst: Any, settings: Any, tmp_path: Path
) -> None:
    try_password("analyst", client=client)
    settings.AUDIT_KEY_FILE = tmp_path / "gone" / "audit-key"
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/account/").status_code == 302
