"""How long a sign-in lasts, and what its end looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sulis_web.accounts.lifetime import Ended, in_words, lifetime
from sulis_web.partnership.sign_in import Kept
from tests.support.people import made, signed_in

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("restricted", "began", "idle", "ended"),
    [
        (True, 10, 14, None),
        (True, 60, 15, Ended.IDLE),
        (True, 479, 1, None),
        (True, 480, 1, Ended.OVER),
        (False, 60, 15, None),
        (False, 800, 719, None),
        (False, 800, 720, Ended.IDLE),
        (False, 5 * 1440 - 1, 1, None),
        (False, 5 * 1440, 1, Ended.OVER),
    ],
)
def test_lifetime_by_role(restricted: bool, began: int, idle: int, ended: Ended | None) -> None:
    started, seen = AT - timedelta(minutes=began), AT - timedelta(minutes=idle)
    assert lifetime(restricted=restricted).ended(started=started, seen=seen, at=AT) == ended


def test_sign_in_that_does_not_say_when_it_began_is_over() -> None:
    assert lifetime(restricted=False).ended(started=None, seen=AT, at=AT) is Ended.OVER


def test_words_say_how_long() -> None:
    assert "for 15 minutes" in in_words(Ended.IDLE, restricted=True)
    assert "lasts 8 hours" in in_words(Ended.OVER, restricted=True)
    assert "for 12 hours" in in_words(Ended.IDLE, restricted=False)
    assert "lasts 5 days" in in_words(Ended.OVER, restricted=False)


def test_restricted_sign_in_left_alone_ends_and_keeps_the_way_back(
    client: Any, contact: Any, time_machine: Any, events: Any
) -> None:
    signed_in(client, contact)
    key = client.session.session_key
    time_machine(minutes=14)
    assert client.get("/plan/?a=1").status_code == 200
    time_machine(minutes=28)
    assert client.get("/plan/?a=1").status_code == 200, "each page begins the quarter of an hour anew"
    time_machine(minutes=44)
    response = client.get("/plan/?a=1")
    assert response.url == "/sign-in/?next=%2Fplan%2F%3Fa%3D1&ended=idle&short=1"
    assert "storage" in response.headers["Clear-Site-Data"]
    page = client.get(response.url)
    assert "because nothing was done here for 15 minutes" in page.text and 'value="/plan/?a=1"' in page.text
    from django.contrib.sessions.models import Session

    assert not Session.objects.filter(session_key=key).exists()
    assert [event.reason for event in events(action="sign-out")] == ["idle"]


def test_restricted_sign_in_in_use_ends_after_eight_hours(client: Any, contact: Any, time_machine: Any) -> None:
    signed_in(client, contact)
    for minutes in range(10, 480, 10):
        time_machine(minutes=minutes)
        assert client.get("/account/").status_code == 200, minutes
    time_machine(minutes=481)
    assert "ended=over" in client.get("/account/").url


def test_ordinary_sign_in_outlasts_a_morning(client: Any, analyst: Any, time_machine: Any) -> None:
    signed_in(client, analyst)
    time_machine(hours=11)
    assert client.get("/home/").status_code == 200


def test_acting_under_an_ordinary_role_does_not_lengthen_a_restricted_persons_sign_in(
    client: Any, contact: Any, time_machine: Any
) -> None:
    from sulis_web.partnership.models import Membership

    (held,) = contact.memberships.unscoped("a test")
    extra = Membership.objects.create(
        person=contact, organisation=held.organisation, role="analyst", starts=held.starts, **made()
    )
    signed_in(client, contact)
    assert client.post("/account/act/", {"membership": extra.public_id}).status_code == 302
    time_machine(minutes=16)
    assert "ended=idle" in client.get("/home/").url


def test_post_that_comes_too_late_does_nothing_and_leads_home(client: Any, analyst: Any, time_machine: Any) -> None:
    signed_in(client, analyst)
    time_machine(hours=13)
    response = client.post("/account/end-sign-ins/")
    assert response.url.startswith("/sign-in/?next=%2Fhome%2F")
    analyst.refresh_from_db()
    assert analyst.epoch == 0


def test_public_pages_read_no_sign_in_and_end_none(client: Any, contact: Any, time_machine: Any) -> None:
    signed_in(client, contact)
    time_machine(hours=9)
    assert client.get("/robots.txt").status_code == 200
    assert Kept.STARTED in client.session


def test_every_step_gives_the_session_a_new_key(client: Any, contact: Any) -> None:
    from tests.integration.accounts.people import PASSWORD

    signed_in(client, contact)
    seen = [client.session.session_key]
    for path, given in (("confirm", {"password": PASSWORD}), ("purpose", {"purpose": "ENQUIRY", "reason": "a reason of mine"}),
                        ("act", {"membership": contact.memberships.unscoped("a test").get().public_id})):  # fmt: skip
        assert client.post(f"/account/{path}/", given).status_code == 302, path
        seen.append(client.session.session_key)
    assert len(set(seen)) == 4


def test_ending_every_other_sign_in_keeps_this_one(client: Any, analyst: Any, events: Any) -> None:
    from django.test import Client

    other = signed_in(Client(), analyst)
    signed_in(client, analyst)
    assert client.post("/account/end-sign-ins/").url == "/account/?done=ended"
    assert client.get("/account/?done=ended").status_code == 200
    assert other.get("/account/").status_code == 302


def test_cookies_in_production_are_bound_to_the_host() -> None:
    """What the settings say where the environment says production; read in a process of its own."""
    import os
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {"SULIS_HOME": home, "SULIS_PRODUCTION": "1", "SULIS_HOSTS": "plan.example"}
        names = (
            "SESSION_COOKIE_NAME",
            "CSRF_COOKIE_NAME",
            "SESSION_COOKIE_SECURE",
            "SESSION_COOKIE_DOMAIN",
            "SESSION_COOKIE_PATH",
        )
        script = (
            "import django; django.setup(); from django.conf import settings; from sulis_web.accounts import devices;"
            f"print(devices._name(), *(getattr(settings, name) for name in {names}))"
        )
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "__Host-sulis-device",
        "__Host-sulis-session",
        "__Host-sulis-csrf",
        "True",
        "None",
        "/",
    ]
