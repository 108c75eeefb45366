"""Each template full, empty and in error: accessible, whole at 320 pixels, quiet, and asking no other host."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import Site, watched
from tests.support.web import assessment

pytestmark = pytest.mark.browser

STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PUBLIC = (
    "/",
    "/data-and-trends/",
    "/data-and-trends/trend/",
    "/data-and-trends/places/",
    "/our-plan/",
    "/accessibility/",
    "/sign-in/",
)
EMPTY = ("/home/", "/needs/", "/plan/", "/plan/definition/", "/plan/search/?q=zzzz")


def working(site: Site) -> list[str]:
    findings = [finding.id for chapter in assessment().chapters for finding in chapter.findings]
    return [
        "/home/", "/needs/", f"/needs/{site.run}/", *(f"/needs/{site.run}/finding/{id}/" for id in findings),
        f"/needs/{site.run}/release/{assessment().releases[0].id}/", "/plan/", "/plan/voice/", "/plan/offered/", "/plan/measures/",
        "/plan/people/", "/plan/evidence/", "/plan/definition/", "/plan/definition/police_uk_proxy@1/", "/plan/search/?q=young",
        *(f"/plan/record/{key}/" for key in site.records.values()),
    ]  # fmt: skip


def check(page: Any, path: str) -> None:
    """No rule of WCAG 2.2 AA that a machine can judge is broken."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    assert not found, f"{path}: " + "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found)


def check_fits(page: Any, path: str) -> None:
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 320, f"{path} is {width} pixels wide"


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_accessible_and_fits_a_phone(browser: Any, site: Site, path: str) -> None:
    with watched(browser, site) as seen:
        seen.open(path)
        check(seen.page, path)
        seen.page.set_viewport_size({"width": 320, "height": 800})
        check(seen.page, path)
        check_fits(seen.page, path)
        seen.check_quiet()


def test_working_pages_are_accessible_and_fit_a_phone(browser: Any, site: Site) -> None:
    with watched(browser, site) as seen:
        seen.sign_in()
        for path in working(site):
            seen.page.set_viewport_size({"width": 1280, "height": 900})
            response = seen.open(path)
            assert response.status == 200, path
            seen.page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
            check(seen.page, path)
            seen.page.set_viewport_size({"width": 320, "height": 800})
            check_fits(seen.page, path)
        seen.check_quiet()


def test_empty_pages_are_accessible_and_say_what_to_do(browser: Any, empty_site: Site) -> None:
    with watched(browser, empty_site) as seen:
        seen.sign_in("co-ordinator")
        for path in EMPTY:
            seen.open(path)
            assert seen.page.locator(".panel h2").count() == 1, path
            check(seen.page, path)
            seen.page.set_viewport_size({"width": 320, "height": 800})
            check_fits(seen.page, path)
        seen.check_quiet()


def test_error_pages_are_accessible(browser: Any, site: Site) -> None:
    with watched(browser, site) as seen:
        assert seen.open("/nothing/").status == 404
        check(seen.page, "404")
        seen.open("/sign-in/")
        seen.page.get_by_role("button", name="Sign in").click()
        assert seen.page.get_by_role("alert").is_visible()
        check(seen.page, "sign-in refused")
        seen.page.set_viewport_size({"width": 320, "height": 800})
        check_fits(seen.page, "sign-in refused")
