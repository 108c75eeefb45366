"""Two organisations with the same role see different things, from the front page down to the audit."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.integration.accounts.people import code_of
from tests.journeys.conftest import Site, Watched, watched
from tests.journeys.test_every_page import check, check_fits

pytestmark = pytest.mark.browser


def enters(seen: Watched, name: str) -> None:
    """Signs in for the first time in a restricted role: a second factor is set up on the way."""
    seen.sign_in(name)
    seen.page.get_by_role("button", name="Set up codes").click()
    secret = seen.page.locator(".qr__secret code").inner_text().replace(" ", "")
    seen.page.get_by_label("Code from your authenticator").fill(code_of(secret))
    seen.page.get_by_role("button", name="Turn codes on").click()
    seen.page.get_by_role("button", name="I have kept them").click()
    seen.page.wait_for_url("**/home/")


def look(seen: Watched, what: str) -> None:
    """Accessible as it stands, and whole on a phone."""
    check(seen.page, what)
    seen.page.set_viewport_size({"width": 320, "height": 800})
    check_fits(seen.page, what)
    seen.page.set_viewport_size({"width": 1280, "height": 900})


def text_of(seen: Watched, path: str = "") -> str:
    if path:
        assert seen.open(path).status == 200, path
    return str(seen.page.locator("main").inner_text())


def test_owner_confirms_a_link_and_everybody_learns_who_did(browser: Any, site: Site) -> None:
    """Given a link that is our reading, when a priority owner confirms it, then its page and the plan say so, and by whom."""
    with watched(browser, site) as seen, watched(browser, site) as other:
        page = seen.page
        seen.sign_in("priority-owner")
        page.get_by_role("link", name="Read and confirm").click()
        look(seen, "links")
        page.locator(".records a").first.click()
        look(seen, "link")
        there = page.url.removeprefix(site.address)
        page.get_by_role("button", name="Confirm this link").click()
        look(seen, "confirm a link")
        page.get_by_label("Why the one leads to the other").fill("The youth workers said so too.")
        page.get_by_role("button", name="Confirm this link").click()
        page.get_by_text("The link is now the partnership’s own word.").wait_for()
        look(seen, "link, confirmed")
        other.sign_in("councillor")
        told = text_of(other, there)
        assert "Confirmed by the partnership" in told and "priority-owner" in told and "Confirm this link" not in told
        assert "priority-owner changed a link of the plan" in text_of(other, "/home/")
        seen.check_quiet()
        other.check_quiet()


def test_two_contacts_see_their_own_organisation_alone(browser: Any, site: Site) -> None:
    """Given one role held for the police and for the fire service, when each looks round, then neither sees the other's."""
    with watched(browser, site) as police, watched(browser, site) as fire:
        enters(police, "police-contact")
        enters(fire, "fire-contact")
        for seen, own, others in ((police, "Police", "Fire"), (fire, "Fire", "Police")):
            told = text_of(seen)
            assert "as a single point of contact for" in told and f"Mereshire {own}" in told
            assert f"Nobody at Mereshire {own}" in told and f"Nobody at Mereshire {others}" not in told
            look(seen, "home")
        people = text_of(police, "/people/")
        assert "police-contact" in people and "fire-contact" not in people
        look(police, "people")
        police.page.get_by_role("link", name="police-contact", exact=True).last.click()
        look(police, "person")
        theirs = police.page.url.removeprefix(site.address)
        police.check_quiet()
        assert fire.open(theirs).status == fire.open("/people/aaaaaaaaaaaaaaaa/").status == 404
        assert "police-contact" not in fire.page.locator("main").inner_text()


def test_officer_states_a_purpose_and_reads_the_audit(browser: Any, site: Site) -> None:
    """Given an agreement in date, when the officer says what for, then the audit opens, and their own reading stands in it."""
    with watched(browser, site) as seen:
        page = seen.page
        enters(seen, "governance-officer")
        seen.open("/permissions/")
        look(seen, "permissions")
        page.get_by_role("link", name=re.compile("^You have not said what you need")).first.click()
        page.get_by_label("To check how information is governed").check()
        page.get_by_label("In your own words").fill("The quarterly check of the audit.")
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/permissions/")
        page.get_by_role("link", name="Audit", exact=True).first.click()
        look(seen, "audit")
        page.reload()
        assert "governance-officer opened restricted records" in text_of(seen)
        page.locator("main table a").first.click()
        look(seen, "event")
        assert "The quarterly check of the audit." in text_of(seen) and "Holds" in text_of(seen)
        seen.open("/audit/chain/")
        look(seen, "chain")
        assert "Whole" in text_of(seen)
        seen.open("/audit/?first-day=31&first-month=2&first-year=2026")
        look(seen, "audit, refused")
