"""Second factors: set up, given, used once, lost, taken away."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sulis_web.partnership.sign_in import Kept
from tests.integration.accounts.people import PASSWORD, code_of, with_authenticator
from tests.support.people import signed_in


def secret_on(page: Any) -> str:
    found = re.search(r'qr__secret"><code>([A-Z2-7 ]+)</code>', page.text)
    assert found, page.text
    return found.group(1).replace(" ", "")


def set_up(client: Any, next: str = "") -> str:
    path = "/account/second-factor/authenticator/" + (f"?next={next}" if next else "")
    secret = secret_on(client.get(path))
    assert client.post(path, {"code": code_of(secret)}).status_code == 302
    return secret


def test_restricted_role_reaches_nothing_before_a_factor_is_set_up(
    client: Any, try_password: Any, contact: Any
) -> None:
    response = try_password("contact", client=client, fields={"next": "/plan/"})
    assert response.url == "/account/second-factor/?next=%2Fplan%2F"
    for path in ("/home/", "/plan/", "/needs/", "/register/organisations/"):
        assert client.get(path).url.startswith("/account/second-factor/?next="), path
    assert "Your role reaches restricted records" in client.get("/account/second-factor/").text


def test_first_factor_opens_the_pages_and_gives_recovery_codes_once(
    client: Any, try_password: Any, contact: Any, events: Any
) -> None:
    try_password("contact", client=client)
    secret = secret_on(client.get("/account/second-factor/authenticator/?next=/plan/"))
    assert secret_on(client.get("/account/second-factor/authenticator/")) == secret, (
        "a reload keeps the code that was scanned"
    )
    key = client.session.session_key
    response = client.post("/account/second-factor/authenticator/?next=/plan/", {"code": code_of(secret)})
    assert response.url == "/account/second-factor/recovery-codes/?next=%2Fplan%2F"
    assert client.session.session_key != key
    shown = client.get(response.url)
    codes = re.findall(r"<li><code>(\d{8})</code>", shown.text)
    assert len(set(codes)) == 10 and 'href="/plan/"' in shown.text
    assert not re.findall(r"<li><code>", client.get(response.url).text), "they are shown once"
    assert client.get("/plan/").status_code == 200
    assert "added: codes" in [event.reason for event in events(action="factor")]


def test_wrong_code_sets_nothing_up(client: Any, try_password: Any, contact: Any) -> None:
    from sulis_web.accounts import factors

    try_password("contact", client=client)
    secret = secret_on(client.get("/account/second-factor/authenticator/"))
    for code in ("000000", "", "12345", "abcdef", code_of(secret, later=-10)):
        assert client.post("/account/second-factor/authenticator/", {"code": code}).status_code == 422
    assert not factors.has_factor(contact)


def test_secret_is_encrypted_in_the_database(client: Any, try_password: Any, contact: Any) -> None:
    from allauth.mfa.models import Authenticator

    try_password("contact", client=client)
    secret = set_up(client)
    assert secret not in repr(list(Authenticator.objects.values_list("data", flat=True)))


def test_password_alone_does_not_sign_in_somebody_with_a_factor(client: Any, try_password: Any, analyst: Any) -> None:
    """Also where the role asks for none: who has set one up is asked for it."""
    with_authenticator(analyst)
    assert try_password("analyst", client=client).url == "/sign-in/code/"
    assert "_auth_user_id" not in client.session
    assert client.get("/home/").url.startswith("/sign-in/?next=") and client.get("/account/").status_code == 302


def test_code_completes_the_sign_in_and_works_once(client: Any, try_password: Any, contact: Any, events: Any) -> None:
    from django.test import Client

    secret = with_authenticator(contact)
    try_password("contact", client=client, fields={"next": "/plan/"})
    code = code_of(secret)
    response = client.post("/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"})
    assert response.url == "/plan/" and client.get("/plan/").status_code == 200
    assert client.session[Kept.FACTOR] == "code"
    assert [event.reason for event in events(action="sign-in")] == ["password and code"]
    second = Client()
    try_password("contact", client=second)
    replayed = second.post("/sign-in/code/", {"code": code})
    assert replayed.status_code == 422 and "used before" in replayed.text
    assert second.post("/sign-in/code/", {"code": code_of(secret, later=1)}).status_code == 302


@pytest.mark.parametrize(("later", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_code_is_taken_one_half_minute_either_way(contact: Any, later: int, taken: bool) -> None:
    from sulis_web.accounts import factors

    secret, now = with_authenticator(contact), timezone.now()
    assert (factors.take_code(contact, code_of(secret, at=now, later=later), at=now) is not None) == taken


def test_recovery_code_lets_in_once(client: Any, try_password: Any, contact: Any) -> None:
    from django.test import Client

    from sulis_web.accounts import factors

    with_authenticator(contact)
    code = factors.draw_recovery_codes(contact)[3]
    try_password("contact", client=client)
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    second = Client()
    try_password("contact", client=second)
    assert second.post("/sign-in/code/", {"code": code}).status_code == 422
    assert factors.codes_left(contact) == 9


def test_waiting_for_a_code_ends_after_ten_minutes_and_with_the_password(
    client: Any, try_password: Any, analyst: Any, time_machine: Any
) -> None:
    secret = with_authenticator(analyst)
    try_password("analyst", client=client)
    time_machine(minutes=11)
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).url == "/sign-in/"
    time_machine(minutes=0)
    analyst.set_password("another long password")
    analyst.save()
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).url == "/sign-in/"


def test_code_page_without_a_password_leads_to_sign_in(client: Any, analyst: Any) -> None:
    assert client.get("/sign-in/code/").url == client.post("/sign-in/code/", {"code": "123456"}).url == "/sign-in/"


def test_setting_up_and_taking_away_ends_other_sign_ins_and_keeps_this_one(
    client: Any, try_password: Any, analyst: Any
) -> None:
    from django.test import Client

    other = Client()
    try_password("analyst", client=other)
    try_password("analyst", client=client)
    set_up(client)
    assert other.get("/account/").status_code == 302 and client.get("/account/").status_code == 200
    url = re.search(r"/account/second-factor/[0-9a-f]{16}/take-away/", client.get("/account/").text)
    assert url and "Take away the codes" in client.get(url.group()).text
    assert client.post(url.group()).url == "/account/?done=removed"
    assert client.get("/account/").status_code == 200


def test_last_factor_stays_while_a_role_is_restricted(client: Any, contact: Any) -> None:
    from sulis_web.accounts import factors

    with_authenticator(contact)
    signed_in(client, contact)
    (held,) = factors.factors_of(contact)
    response = client.post(f"/account/second-factor/{held.key}/take-away/")
    assert response.status_code == 422 and "cannot take away your only second factor" in response.text
    assert factors.has_factor(contact)


def test_factor_of_somebody_else_is_not_found(client: Any, contact: Any, analyst: Any) -> None:
    from sulis_web.accounts import factors

    with_authenticator(analyst)
    with_authenticator(contact)
    (theirs,) = factors.factors_of(analyst)
    signed_in(client, contact)
    assert client.post(f"/account/second-factor/{theirs.key}/take-away/").status_code == 404
    assert factors.has_factor(analyst)


@pytest.mark.parametrize("path", ["authenticator/", "passkey/", "recovery-codes/"])
def test_changing_factors_asks_again_who_it_is(client: Any, contact: Any, path: str) -> None:
    with_authenticator(contact)
    signed_in(client, contact, confirmed=False)
    where = f"/account/second-factor/{path}"
    assert client.get(where).url == f"/account/confirm/?next={where.replace('/', '%2F')}"


@pytest.mark.parametrize("path", ["authenticator/", "passkey/", "recovery-codes/"])
def test_who_has_a_factor_and_has_not_given_it_adds_none(client: Any, contact: Any, path: str) -> None:
    with_authenticator(contact)
    signed_in(client, contact, factor=False)
    assert client.get(f"/account/second-factor/{path}").status_code == 404


def test_factor_page_takes_a_code_in_a_sign_in_that_lacks_it(client: Any, contact: Any) -> None:
    secret = with_authenticator(contact)
    signed_in(client, contact, factor=False)
    assert client.get("/home/").url == "/account/second-factor/?next=%2Fhome%2F"
    assert client.post("/account/second-factor/?next=/home/", {"code": "000000"}).status_code == 422
    assert client.post("/account/second-factor/?next=/home/", {"code": code_of(secret)}).url == "/home/"
    assert client.get("/home/").status_code == 200


def test_confirming_by_password_holds_ten_minutes(client: Any, contact: Any, time_machine: Any) -> None:
    with_authenticator(contact)
    signed_in(client, contact, confirmed=False)
    path, key = "/account/second-factor/recovery-codes/", client.session.session_key
    assert client.post(f"/account/confirm/?next={path}", {"password": "wrong"}).status_code == 422
    assert client.post(f"/account/confirm/?next={path}", {"password": PASSWORD}).url == path
    assert client.session.session_key != key
    assert client.get(path).status_code == 200
    time_machine(minutes=11)
    assert client.get(path).status_code == 302


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "{", '{"id": "x", "response": {}}', "[" * 5000, '{"a":' * 3000]
)
def test_nonsense_for_a_passkey_is_refused(client: Any, contact: Any, answer: str) -> None:
    signed_in(client, contact, factor=False)
    client.get("/account/second-factor/passkey/")
    response = client.post("/account/second-factor/passkey/", {"name": "key", "answer": answer})
    assert response.status_code == 422


def test_passkey_page_under_a_number_says_why_it_cannot(client: Any, contact: Any) -> None:
    signed_in(client, contact, factor=False)
    page = client.get("/account/second-factor/passkey/", HTTP_HOST="127.0.0.1:8000")
    assert "under the name localhost" in page.text
    named = client.get("/account/second-factor/passkey/", HTTP_HOST="localhost:8000")
    assert 'data-passkey="make"' in named.text and "&quot;id&quot;: &quot;localhost&quot;" in named.text


def test_new_recovery_codes_make_the_old_worth_nothing(client: Any, contact: Any) -> None:
    from sulis_web.accounts import factors

    with_authenticator(contact)
    old = factors.draw_recovery_codes(contact)
    signed_in(client, contact)
    response = client.post("/account/second-factor/recovery-codes/")
    new = re.findall(r"<li><code>(\d{8})</code>", client.get(response.url).text)
    assert len(new) == 10 and not set(new) & set(old)
    assert factors.take_code(contact, old[0], at=timezone.now()) is None


def test_purpose_needs_the_roles_own_purpose_and_words_of_ones_own(client: Any, contact: Any, events: Any) -> None:
    with_authenticator(contact)
    signed_in(client, contact)
    page = client.get("/account/purpose/?next=/home/")
    assert "To prepare or review an impact assessment" in page.text and "security of the application" not in page.text
    for given in ({}, {"purpose": "ENQUIRY"}, {"purpose": "ENQUIRY", "reason": "short"},
                  {"purpose": "SECURITY", "reason": "a reason of my own"}, {"purpose": "ENQUIRY", "reason": " " * 30}):  # fmt: skip
        assert client.post("/account/purpose/", given).status_code == 422, given
    reason = "A parent asked what is held."
    assert client.post("/account/purpose/?next=/home/", {"purpose": "ENQUIRY", "reason": reason}).url == "/home/"
    assert client.session[Kept.PURPOSE] == "ENQUIRY" and client.session[Kept.REASON] == reason
    (event,) = events(object_type="accounts.purpose")
    assert (event.person, event.purpose, event.reason) == (contact.public_id, "ENQUIRY", reason)


def test_role_without_purposes_has_no_purpose_page(client: Any, analyst: Any) -> None:
    signed_in(client, analyst)
    assert client.get("/account/purpose/").status_code == 404


def test_code_beside_a_clock_that_turned_back_is_not_taken_again(contact: Any) -> None:
    from sulis_web.accounts import factors

    secret, now = with_authenticator(contact), timezone.now()
    assert factors.take_code(contact, code_of(secret, at=now), at=now)
    back = now - timedelta(seconds=30)
    assert factors.take_code(contact, code_of(secret, at=back), at=back) is None


def test_factor_kept_under_another_secret_key_lets_nobody_in_and_breaks_nothing(
    client: Any, try_password: Any, contact: Any, settings: Any
) -> None:
    from sulis_web.accounts import factors

    secret = with_authenticator(contact)
    code = factors.draw_recovery_codes(contact)[0]
    settings.SECRET_KEY = "drawn anew"
    try_password("contact", client=client)
    for given in (code_of(secret), code, "000000"):
        assert client.post("/sign-in/code/", {"code": given}).status_code == 422
    assert signed_in(client, contact).get("/account/").status_code == 200
