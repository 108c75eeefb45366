"""A false name, a shared cache and a planted cookie get nothing: headers on every address, links of our own name alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.integration.accounts.people import work_done
from tests.integration.hostile.answering import encoded, forms
from tests.integration.hostile.doors import PASSWORD, Doors
from tests.integration.permission.world import CANARY

ELSEWHERE = "elsewhere.example"
FALSE_NAMES = (
    ELSEWHERE, f"testserver.{ELSEWHERE}", f"testserver@{ELSEWHERE}", f"testserver, {ELSEWHERE}", "testserver:x",
)  # fmt: skip
STRICT = {
    "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
# What a cache in between takes for a file that is everybody's.
DISGUISES = (
    "x.css",
    "/x.css",
    ";x.css",
    "%2fx.css",
    "%3bx.css",
    "%23x.css",
    "..%2ftheme.css",
    "../theme.css",
    ".css",
    "?x.css",
    "%00.css",
)


def words_of(response: Any) -> str:
    return str(response.content.decode("utf-8", "replace"))


def loose(response: Any) -> list[str]:
    """Which of the headers are not as strict as they should be."""
    policy = response.headers.get("Content-Security-Policy", "")
    found = [name for name, value in STRICT.items() if response.headers.get(name) != value]
    found += (
        [] if "default-src 'none'" in policy and "frame-ancestors 'none'" in policy else ["Content-Security-Policy"]
    )
    found += [] if "camera=()" in response.headers.get("Permissions-Policy", "") else ["Permissions-Policy"]
    return found + [
        name for name in ("Access-Control-Allow-Origin", "Server", "X-Powered-By") if name in response.headers
    ]


def test_headers_are_strict_on_every_address_and_what_is_not_public_is_kept_nowhere(doors: Doors) -> None:
    found = []
    for door in doors:
        for what, response in {
            "asked": door.sent("GET"),
            "sent": door.posted("once=0"),
            "refused": door.sent("GET", f"{door.path}?a=%00"),
            "not signed in": Client().get(door.path),
        }.items():
            found += [f"{door.name}, {what}: {header}" for header in loose(response)]
            kept = response.headers["Cache-Control"]
            public = door.about.is_public and response.status_code == 200
            if "no-store" not in kept and not public:
                found.append(f"{door.name}, {what}: {kept}")
    assert not found, "\n".join(found)


def test_what_may_be_kept_is_the_same_for_everybody(doors: Doors) -> None:
    found, kept = [], 0
    for door in doors:
        if not door.about.is_public:
            continue
        unknown, known = Client().get(door.path), doors.browser("co-ordinator").get(door.path)
        if "no-store" in unknown.headers["Cache-Control"] and "no-store" in known.headers["Cache-Control"]:
            continue
        kept += 1
        bodies = {b"".join(each) if each.streaming else each.content for each in (unknown, known)}
        if len(bodies) != 1 or unknown.cookies or known.cookies:
            found.append(door.name)
    assert not found and kept >= 8


def test_restricted_page_is_never_taken_for_a_file(doors: Doors) -> None:
    found = []
    for door in doors:
        if door.about.is_public:
            continue
        for disguise in door.share(DISGUISES):
            response = door.sent("GET", f"{door.path}{disguise}")
            kept = response.headers["Cache-Control"]
            if "no-store" not in kept and (
                response.status_code != 200 or "text/css" not in response.headers["Content-Type"]
            ):
                found.append(f"{door.name}{disguise}: {response.status_code}, {kept}")
            if "no-store" not in kept and CANARY in words_of(response):
                found.append(f"{door.name}{disguise} tells a record to a cache")
    assert not found, "\n".join(found)


def test_false_name_is_refused_and_a_forwarded_one_is_passed_over(doors: Doors) -> None:
    found = []
    for door in doors:
        for name in door.share(FALSE_NAMES):
            refused = door.sent("GET", headers={"host": name})
            if refused.status_code not in {400, 404} and "public" not in refused.headers["Cache-Control"]:
                found.append(f"{door.name} as {name}: {refused.status_code}")
            if ELSEWHERE in words_of(refused):
                found.append(f"{door.name} repeats {name}")
        forwarded = {"x-forwarded-host": ELSEWHERE, "forwarded": f"host={ELSEWHERE}", "x-original-url": "/theme.css",
                     "x-rewrite-url": "/theme.css", "x-forwarded-prefix": f"//{ELSEWHERE}"}  # fmt: skip
        plain, passed = door.sent("GET"), door.sent("GET", headers=forwarded)
        if passed.status_code != plain.status_code or ELSEWHERE in words_of(passed) or ELSEWHERE in str(passed.headers):
            found.append(f"{door.name} believes what was passed on: {passed.status_code}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["invite", "reset-password", "change-password"])
def test_letters_lead_to_our_own_address_whatever_the_request_says(
    doors: Doors, settings: Any, mailoutbox: list[Any], name: str, django_capture_on_commit_callbacks: Any
) -> None:
    from allauth.account.models import EmailAddress

    settings.ADDRESS = "https://vrp.example.gov.uk"
    door, answers = next((door, answers) for door, answers in forms(Doors(doors.world)) if door.name == name)
    person = doors.world.people["co-ordinator"]
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    answers |= {"email": "somebody@police.example" if name == "invite" else person.email, "oldpassword": PASSWORD}
    answers |= dict.fromkeys(("new_password1", "new_password2"), "another nine otters under Pulteney")
    body = encoded(answers)
    with django_capture_on_commit_callbacks(execute=True):
        sent = door.browser.post(
            door.path, body, content_type="application/x-www-form-urlencoded",
            headers={"host": "testserver:8443", "x-forwarded-host": ELSEWHERE, "origin": "https://elsewhere.example"},
        )  # fmt: skip
    assert sent.status_code == 302, sent.text
    work_done()
    assert mailoutbox, "no letter was sent"
    for letter in mailoutbox:
        assert "https://vrp.example.gov.uk/" in letter.body
        assert "testserver" not in letter.body and "8443" not in letter.body and ELSEWHERE not in letter.body


def test_session_that_somebody_planted_is_not_the_one_that_signs_in(client: Any, doors: Doors) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    planted = SessionStore()
    planted["mine"] = "planted"
    planted.save()
    for key in (str(planted.session_key), "a" * 32, "../../etc/passwd"):
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = key
        sent = browser.post("/sign-in/", {"username": "reader-co-ordinator", "password": PASSWORD})
        cookie = sent.cookies[settings.SESSION_COOKIE_NAME]
        assert sent.status_code == 302 and cookie.value != key
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["domain"]
        again = Client()
        again.cookies[settings.SESSION_COOKIE_NAME] = key
        assert again.get("/account/").status_code == 302, "whoever planted it is signed in with it"


def test_cookie_against_forgery_is_read_by_no_script_and_sent_from_no_other_site(client: Any, partnership: Any) -> None:
    cookie = client.get("/sign-in/").cookies[settings.CSRF_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and not cookie["domain"]
