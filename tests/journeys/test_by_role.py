"""What each person comes for, start to end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.conftest import Site, watched
from tests.support.web import assessment, content

pytestmark = pytest.mark.browser


def test_analyst_follows_a_figure_to_its_query_release_and_caveats(browser: Any, site: Site) -> None:
    """Given a run, when the analyst opens a finding, then its query, release and caveats are each one click away."""
    with watched(browser, site) as seen:
        page = seen.page
        seen.sign_in()
        page.get_by_role("link", name="Read it").click()
        page.get_by_role("link", name="How it changed").click()
        page.locator("article.finding a.more").first.click()
        assert page.get_by_role("heading", name="How we know").is_visible()
        page.get_by_text("The query that was run").first.click()
        assert page.locator("pre").first.is_visible() and "SELECT" in page.locator("pre").first.inner_text()
        page.get_by_text("The table behind this chart").first.click()
        assert page.locator("table").first.is_visible()
        page.get_by_text("The releases that it read").click()
        page.locator('a[href*="/release/"]').first.click()
        assert assessment().releases[0].sha256[0] in page.content()
        seen.check_quiet()


def test_co_ordinator_follows_an_objective_to_its_reason_and_back(browser: Any, site: Site) -> None:
    """Given the plan, when the co-ordinator opens an objective, then its reason leads back to it."""
    link = next(link for link in content().links if link.source.startswith("objective"))
    with watched(browser, site) as seen:
        seen.sign_in("co-ordinator")
        seen.open(f"/plan/record/{link.source}/")
        title = seen.page.locator("h1").inner_text()
        seen.page.locator(f'.thread a[href$="/{link.target}/"]').first.click()
        assert seen.page.locator(".thread").get_by_text(title).count() >= 1


@pytest.mark.parametrize("scripts", [True, False])
def test_resident_finds_help_then_data_then_the_plan(browser: Any, site: Site, scripts: bool) -> None:
    """Given no sign-in and perhaps no JavaScript, when a resident comes, then help is first and the rest is a click away."""
    with watched(browser, site, java_script_enabled=scripts, viewport={"width": 320, "height": 640}) as seen:
        page = seen.page
        seen.open("/")
        assert page.get_by_role("link", name="999").bounding_box()["y"] < 640, "help must be on the first screen"
        assert page.get_by_role("link", name="Leave this site").is_visible()
        page.get_by_role("link", name="Data and trends").click()
        page.locator("main h2 a").first.click()
        assert page.locator("main svg:visible").count()
        page.get_by_text("The table behind this chart").first.click()
        assert page.locator("main table").first.is_visible()
        page.get_by_role("link", name="Our plan").click()
        assert page.locator("h1").inner_text() == "What we plan to do"
        assert not page.context.cookies()
        seen.check_quiet()


def test_everything_is_reached_by_keyboard(browser: Any, site: Site) -> None:
    """Given a keyboard alone, when tabbing through a page, then every link is met in order, visibly, and none traps."""
    with watched(browser, site) as seen:
        page = seen.page
        seen.sign_in()
        for path in ("/home/", f"/needs/{site.run}/", "/plan/"):
            seen.open(path)
            page.keyboard.press("Tab")
            assert page.evaluate("() => document.activeElement.textContent") == "Skip to the main part of the page"
            met = _tabbed(page)
            wanted = page.evaluate(
                "() => [...document.querySelectorAll('a[href],button,summary,[tabindex=\"0\"]')].filter(e => e.checkVisibility()).length"
            )
            assert met == wanted, path


def test_skip_link_moves_past_the_navigation(browser: Any, site: Site) -> None:
    with watched(browser, site) as seen:
        seen.sign_in()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_page_after_signing_out_is_not_shown_by_going_back(browser: Any, site: Site) -> None:
    with watched(browser, site) as seen:
        seen.sign_in()
        seen.open(f"/needs/{site.run}/")
        seen.page.get_by_role("button", name="Sign out").click()
        seen.page.go_back()
        assert seen.page.locator("h1").inner_text() == "Sign in to the partnership’s working pages"


def test_sign_in_without_javascript_works(browser: Any, site: Site) -> None:
    with watched(browser, site, java_script_enabled=False) as seen:
        seen.sign_in("co-ordinator")
        assert seen.page.locator("h1").inner_text() == "Where the partnership stands"


def test_printed_page_keeps_its_band_and_loses_its_navigation(browser: Any, site: Site) -> None:
    with watched(browser, site) as seen:
        seen.sign_in()
        seen.open("/plan/")
        seen.page.emulate_media(media="print")
        assert seen.page.get_by_text("Every person, place and figure here is invented").is_visible()
        assert not seen.page.locator(".stages").is_visible()


def _tabbed(page: Any) -> int:
    """How many stops the tab key makes from the first on, until it leaves the page; each must be visible with a focus style."""
    seen = set()
    for _ in range(400):
        here = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            const all = [...document.querySelectorAll('*')]; const box = e.getBoundingClientRect();
            return [all.indexOf(e), box.width > 0 && box.height > 0, getComputedStyle(e).boxShadow]; }"""
        )
        if here is None or here[0] in seen:
            break
        assert here[1] and here[2] != "none", f"stop {len(seen) + 1} does not show that it has the focus"
        seen.add(here[0])
        page.keyboard.press("Tab")
    return len(seen)
