"""Coming in, as people do: with a code, with a passkey, by an invitation, by the council's own sign-in."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integration.accounts.people import PASSWORD, code_of
from tests.journeys.conftest import BUILD, Site, Watched, watched
from tests.journeys.test_every_page import check, check_fits
from tests.support.openid_provider.running import Provider
from tests.support.openid_provider.running import served as provider_served
from tests.support.openid_provider.site import PASSWORD as AT_THE_COUNCIL
from tests.support.shared import ROOT
from tests.support.site import served

pytestmark = pytest.mark.browser

PEOPLE = """
from allauth.account.models import EmailAddress
from sulis_web.partnership.models import Organisation, Person
for name, email in (("police-contact", "contact@police.example"), ("analyst", "sam@council.example")):
    EmailAddress.objects.create(user=Person.objects.get(username=name), email=email, verified=True, primary=True)
"""
FORGET = """
import sys
from pathlib import Path
from sulis_cli.serve import set_up
set_up(Path(sys.argv[1]))
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.all():
    kept = SessionStore(row.session_key)
    if kept.pop("sulis-confirmed", None):
        kept.save()
"""


@dataclass(frozen=True)
class House:
    """The application in a home of its own, where letters lie in a folder, beside a council's sign-in."""

    site: Site
    home: Path
    provider: Provider

    def letter(self) -> str:
        """The path of the link in the newest letter."""
        deadline = time.monotonic() + 30  # the worker sends it
        while not (found := self._letters()) and time.monotonic() < deadline:
            time.sleep(0.2)
        return found[-1]

    def _letters(self) -> list[str]:
        folder = self.home / "mail"
        sent = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
        told = "".join(path.read_text("utf-8") for path in sent)
        return re.findall(r"https?://[^/\s]+(/invitation/\S+)", told)

    def police(self) -> str:
        """The public id of the organisation that the police's contact speaks for."""
        asked = (
            "SELECT o.public_id FROM partnership_organisation o JOIN partnership_membership m ON m.organisation_id = o.id"
            " JOIN partnership_person p ON p.id = m.person_id WHERE p.username = ?"
        )
        return self._one(asked, "police-contact")

    def membership(self, username: str) -> str:
        asked = (
            "SELECT m.public_id FROM partnership_membership m JOIN partnership_person p ON p.id = m.person_id"
            " WHERE p.username = ?"
        )
        return self._one(asked, username)

    def _one(self, asked: str, about: str) -> str:
        with sqlite3.connect(self.home / "records.sqlite3", timeout=20) as records:
            return str(records.execute(asked, [about]).fetchone()[0])

    def forget_confirmations(self) -> None:
        """As if ten minutes had gone by since anybody gave a password or a code."""
        done = subprocess.run(
            [sys.executable, "-c", FORGET, str(self.home)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home, beside = tmp_path_factory.mktemp("house"), tmp_path_factory.mktemp("provider")
    with provider_served(beside, ["http://127.0.0.1/sign-in/organisation/answer/"]) as provider:
        secret = beside / "client-secret"
        secret.write_text(provider.secret)
        env = {
            "SULIS_OIDC_ISSUER": provider.issuer, "SULIS_OIDC_CLIENT_ID": provider.client,
            "SULIS_OIDC_CLIENT_SECRET_FILE": str(secret), "SULIS_OIDC_NAME": "Avonside Council",
        }  # fmt: skip
        with served(home, BUILD + PEOPLE, **env) as (address, built):
            yield House(Site(address, **built), home, provider)


def test_contact_sets_up_codes_and_signs_in_with_one(browser: Any, house: House) -> None:
    """Given a restricted role, when they first sign in, then nothing opens before a factor is set up, and then a code does."""
    with watched(browser, house.site) as seen:
        page = seen.page
        seen.sign_in("fire-contact")
        assert page.locator("h1").inner_text() == "Set up a second factor"
        look(seen, "set up")
        page.get_by_role("button", name="Set up codes").click()
        secret = page.locator(".qr__secret code").inner_text().replace(" ", "")
        look(seen, "add authenticator")
        page.get_by_label("Code from your authenticator").fill("000000")
        page.get_by_role("button", name="Turn codes on").click()
        assert page.get_by_role("alert").is_visible()
        look(seen, "add authenticator, refused")
        page.get_by_label("Code from your authenticator").fill(code_of(secret))
        page.get_by_role("button", name="Turn codes on").click()
        assert page.locator(".recovery li").count() == 10
        look(seen, "recovery codes")
        page.get_by_role("button", name="I have kept them").click()
        assert page.url.endswith("/home/")
        seen.open("/account/")
        look(seen, "account")
        page.get_by_role("button", name="Sign out").click()
        seen.sign_in("fire-contact")
        assert page.url.endswith("/sign-in/code/")
        look(seen, "code")
        page.get_by_label("Code").fill("123456")
        page.get_by_role("button", name="Go on").click()
        look(seen, "code, refused")
        page.get_by_label("Code").fill(code_of(secret, later=1))
        page.get_by_role("button", name="Go on").click()
        assert page.url.endswith("/home/")
        quiet(seen)


def test_contact_signs_in_with_a_passkey_invites_and_ends_access(browser: Any, house: House) -> None:
    """Given a passkey, when the police's contact signs in, then they invite somebody, who comes, and whose access they end."""
    at_localhost = Site(house.site.address.replace("127.0.0.1", "localhost"), house.site.sign_ins, house.site.run, {})
    with watched(browser, at_localhost) as seen, watched(browser, house.site) as invited:
        page = seen.page
        key = with_virtual_key(seen)
        seen.sign_in("police-contact")
        page.get_by_role("button", name="Set up a passkey").click()
        page.get_by_label("What you call it").fill("blue key")
        assert not page.get_by_role("alert").is_visible()
        look(seen, "add passkey")
        page.get_by_role("button", name="Set up the passkey").click()
        page.locator(".recovery li").first.wait_for()
        page.get_by_role("button", name="I have kept them").click()
        page.get_by_role("button", name="Sign out").click()
        seen.sign_in("police-contact")
        assert page.locator("h1").inner_text() == "Show that it is you"
        look(seen, "passkey")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/home/")
        seen.open("/account/")
        assert page.get_by_text("blue key, last used").is_visible()

        house.forget_confirmations()
        seen.open(f"/register/organisations/{house.police()}/invite/")
        assert page.locator("h1").inner_text() == "Confirm that it is you"
        look(seen, "confirm")
        page.get_by_label("Password").fill("not this")
        page.get_by_role("button", name="Confirm").click()
        assert page.get_by_role("alert").first.is_visible()
        look(seen, "confirm, refused")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/invite/")
        look(seen, "invite, empty")
        page.get_by_role("button", name="Send the invitation").click()
        look(seen, "invite, refused")
        page.get_by_label("Their name").fill("Robin Vale")
        page.get_by_label("Their e-mail address at work").fill("robin@police.example")
        page.get_by_label(re.compile("^Priority owner")).check()
        page.get_by_role("button", name="Send the invitation").click()
        page.get_by_text("The invitation is on its way").wait_for()
        look(seen, "invite, full")

        theirs = invited.page
        invited.open(house.letter())
        look(invited, "accept")
        theirs.get_by_role("button", name="Accept the invitation").click()
        look(invited, "accept, refused")
        theirs.get_by_label("First name").fill("Robin")
        theirs.get_by_label("Last name").fill("Vale")
        theirs.get_by_label("New password").fill(PASSWORD)
        theirs.get_by_label("The same password again").fill(PASSWORD)
        theirs.get_by_role("button", name="Accept the invitation").click()
        theirs.wait_for_url("**/home/")

        seen.open(f"/people/{house.membership('robin@police.example')}/end/")
        look(seen, "end access")
        page.get_by_label("Why their access ends").fill("Moved to another force.")
        page.get_by_role("button", name="End their access").click()
        began = time.monotonic()
        assert "/sign-in/" in invited.open("/home/").url and time.monotonic() - began < 5
        assert key
        quiet(seen)
        quiet(invited)


def test_officer_states_a_purpose(browser: Any, house: House) -> None:
    with watched(browser, house.site) as seen:
        page = seen.page
        seen.sign_in("governance-officer")
        page.get_by_role("button", name="Set up codes").click()
        secret = page.locator(".qr__secret code").inner_text().replace(" ", "")
        page.get_by_label("Code from your authenticator").fill(code_of(secret))
        page.get_by_role("button", name="Turn codes on").click()
        seen.open("/account/purpose/?next=/account/")
        look(seen, "purpose")
        page.get_by_role("button", name="Go on").click()
        look(seen, "purpose, refused")
        page.get_by_label("To answer an enquiry or a complaint").check()
        page.get_by_label("In your own words").fill("A parent asked what is held.")
        page.get_by_role("button", name="Go on").click()
        assert page.url.endswith("/account/")
        quiet(seen)


def test_analyst_comes_in_by_the_councils_own_sign_in(browser: Any, house: House) -> None:
    """Given an invitation under the same address, when they sign in at the council, then they are let in where they were going."""
    with watched(browser, house.site) as seen:
        page = seen.page
        seen.open("/plan/")
        look(seen, "sign in, with the council's")
        page.get_by_role("button", name="Continue with Avonside Council").click()
        page.get_by_label("Username").fill("sam")
        page.get_by_label("Password").fill(AT_THE_COUNCIL)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/plan/")
        seen.open("/account/")
        assert page.get_by_text("Your organisation’s own sign-in is linked").is_visible()
        assert not seen.complaints, seen.complaints
    with watched(browser, house.site) as seen:
        page = seen.page
        seen.open("/sign-in/")
        page.get_by_role("button", name="Continue with Avonside Council").click()
        page.get_by_label("Username").fill("stranger")
        page.get_by_label("Password").fill(AT_THE_COUNCIL)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_text("Nobody here has been invited").wait_for()
        look(seen, "council's sign-in, refused")


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/?ended=idle&short=1",
        "/sign-in/new-password/",
        "/sign-in/new-password/sent/",
        "/sign-in/new-password/nobody/x-y/",
        "/invitation/nothing/",
    ],
)
def test_pages_for_whoever_is_not_signed_in(browser: Any, house: House, path: str) -> None:
    with watched(browser, house.site, java_script_enabled=True) as seen:
        seen.open(path)
        look(seen, path)
        assert seen.page.url == house.site.address + path, "it is shown, and does not lead to signing in"
        assert seen.page.locator("h1").count() == 1


def test_code_is_set_up_and_given_without_javascript(browser: Any, house: House) -> None:
    with watched(browser, house.site, java_script_enabled=False) as seen:
        page = seen.page
        seen.sign_in("administrator")
        page.get_by_role("button", name="Set up codes").click()
        secret = page.locator(".qr__secret code").inner_text().replace(" ", "")
        page.get_by_label("Code from your authenticator").fill(code_of(secret))
        page.get_by_role("button", name="Turn codes on").click()
        assert page.locator(".recovery li").count() == 10
        seen.open("/account/second-factor/passkey/")
        assert page.get_by_text("under the name localhost").is_visible()


def look(seen: Watched, name: str) -> None:
    """Accessible at both widths, and whole on a phone. Pictures are kept where SULIS_PICTURES says."""
    for width in (1280, 320):
        seen.page.set_viewport_size({"width": width, "height": 900})
        check(seen.page, f"{name} at {width}")
        if folder := os.environ.get("SULIS_PICTURES"):
            file = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
            seen.page.screenshot(path=f"{folder}/{file}-{width}.png", full_page=True)
    check_fits(seen.page, name)
    seen.page.set_viewport_size({"width": 1280, "height": 900})


def quiet(seen: Watched) -> None:
    """As `check_quiet`, where forms that were refused are expected: the browser tells of each answer that is a 422."""
    seen.complaints = [each for each in seen.complaints if "status of 422" not in each]
    seen.check_quiet()


def with_virtual_key(seen: Watched) -> str:
    """A security key that the browser believes in."""
    tools = seen.page.context.new_cdp_session(seen.page)
    tools.send("WebAuthn.enable")
    about = {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return str(tools.send("WebAuthn.addVirtualAuthenticator", {"options": about})["authenticatorId"])
