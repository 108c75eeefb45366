"""A linkage room from its opening to its certificate, in two people's browsers, without a script in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.conftest import Watched, watched
from tests.journeys.test_every_page import look
from tests.support.linkage import CANARY, sheets
from tests.support.site import served

pytestmark = pytest.mark.browser
BUILD = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
set_up(Path(sys.argv[1])); make_ready()
from django.test import Client
from tests.support.people import organisation, signed_in, someone
cookies = {}
for role in ("information-governance-officer", "linkage-analyst"):
    client = signed_in(Client(), someone(role, organisation()))
    cookies[role] = {name: cookie.value for name, cookie in client.cookies.items()}
print(json.dumps({"cookies": cookies}))
"""


@dataclass(frozen=True)
class Site:
    address: str
    cookies: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def rooms_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("rooms"), BUILD, SULIS_LINKAGE="on") as (address, built):
        yield Site(address, **built)


def come(seen: Watched, site: Site, role: str) -> None:
    seen.page.context.clear_cookies()
    for name, value in site.cookies[role].items():
        seen.page.context.add_cookies([{"name": name, "value": value, "url": site.address}])
    seen.open("/evidence/linkage/")


def wait_for_room(seen: Watched) -> None:
    """The job's page asks for news by itself; then the room is one click away."""
    result = seen.page.get_by_role("link", name="See the room")
    result.first.wait_for(timeout=90_000)
    result.first.click()


def press(seen: Watched, words: str) -> None:
    seen.page.get_by_role("button", name=words).click()


def follow(seen: Watched, words: str) -> None:
    seen.page.get_by_role("main").get_by_role("link", name=words).first.click()


def open_room(seen: Watched) -> None:
    page, last = seen.page, datetime.now(UTC).date() + timedelta(days=60)
    assert page.get_by_text("There is no linkage room").is_visible()
    follow(seen, "Open a room")
    page.get_by_label("What the linkage is for").fill("to count who is known to both")
    page.get_by_label("Reference of the impact assessment").fill("DPIA 7")
    for part in ("day", "month", "year"):
        page.locator(f"[name=ends-{part}]").fill(str(getattr(last, part)))
    press(seen, "Open the room")
    assert page.get_by_text("The room is open.").is_visible()


def bring_in(seen: Watched, source: str) -> None:
    follow(seen, "Bring in a sheet")
    seen.page.get_by_label("Which agency’s records").fill(source)
    seen.page.get_by_label("The sheet", exact=True).set_input_files(str(sheets() / f"{source}.csv"))
    seen.page.get_by_label("Why it is brought in").fill("the study")
    press(seen, "Bring it in")
    wait_for_room(seen)


def judge(seen: Watched) -> None:
    """Lists the pairs, looks at the twins, asks who they are, and says that they are two."""
    page = seen.page
    follow(seen, "Judge pairs")
    assert CANARY not in page.content()
    page.get_by_role("row").filter(has_text="May be twins").get_by_role("link").first.click()
    assert page.locator("main svg").first.is_visible() and CANARY not in page.content()
    page.get_by_label("Why you need to see who they are").fill("their names decide")
    press(seen, "Show the two records")
    assert page.get_by_text("Who they are is not shown").count() == 0
    page.get_by_label("Two people").check()
    page.get_by_label("What you go by").fill("two given names")
    press(seen, "Keep the judgement")
    assert page.get_by_text("The judgement is kept.").is_visible()


def test_a_room_from_its_opening_to_its_certificate(browser: Any, rooms_site: Site) -> None:
    with watched(browser, rooms_site, java_script_enabled=False) as seen:
        page = seen.page
        come(seen, rooms_site, "information-governance-officer")
        open_room(seen)
        come(seen, rooms_site, "linkage-analyst")
        follow(seen, "to count who is known to both")
        for source in ("police", "school"):
            bring_in(seen, source)
        follow(seen, "Link the records")
        page.get_by_label("Why it is linked now").fill("first pass")
        press(seen, "Link them")
        wait_for_room(seen)
        judge(seen)
        come(seen, rooms_site, "linkage-analyst")
        follow(seen, "to count who is known to both")
        follow(seen, "Take it back")
        page.get_by_label("Why it is taken back").fill("it was one person after all")
        press(seen, "Take it back")
        assert page.get_by_text("The judgement is taken back.").is_visible()
        come(seen, rooms_site, "information-governance-officer")
        follow(seen, "to count who is known to both")
        assert CANARY not in page.content() and page.get_by_text("Judge pairs").count() == 0
        follow(seen, "End the room")
        page.get_by_label("Why it ends now").fill("the study is over")
        press(seen, "Destroy the room")
        assert page.get_by_text("The room is destroyed.").is_visible()
        assert page.get_by_text("Certificate of a linkage room").is_visible()
        seen.check_quiet()


def test_the_certificate_is_accessible_and_fits_a_phone(browser: Any, rooms_site: Site) -> None:
    with watched(browser, rooms_site) as seen:
        come(seen, rooms_site, "information-governance-officer")
        follow(seen, "to count who is known to both")
        assert not look(seen, "the certificate")
