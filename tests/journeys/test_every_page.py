"""Every template full, empty and in error: accessible, whole at 320 pixels, quiet, and asking no other host.

Which pages there are is taken from the permission matrix, so that a new one is looked at without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.integration.permission.expected import ADDRESSES, ROLES
from tests.journeys.conftest import Watched, watched
from tests.journeys.everybody import BUILD, EMPTY, Everybody
from tests.support.site import served

pytestmark = pytest.mark.browser

STANDARD = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not written down, which takes half the time
}
FILES = {
    "figure-table",
    "public-figure",
    "export-register",
    "export-plan",
    "pack-file",
    "paper-file",
    "edition-file",
    "robots",
    "theme",
    "health",
    "act",
    "openid",
    "openid-answer",
}
# With nothing loaded, these teach what to do first.
TEACH = {
    "analyst": ("/home/", "/needs/", "/plan/", "/plan/voice/", "/plan/definition/", "/plan/search/?q=zzzz", "/thread/", "/thread/map/",
                "/thread/breaks/", "/thread/sentences/", "/plan/actions/", "/plan/risks/", "/plan/meetings/",
                "/plan/measures/", "/plan/inbox/", "/plan/papers/", "/plan/strategies/",
                "/plan/strategies/causes/", "/plan/life/", "/jobs/",
                "/account/tokens/", "/evidence/sources/", "/evidence/deliveries/", "/evidence/releases/", "/evidence/mappings/",
                "/evidence/deliveries/deliver/"),
    "co-ordinator": ("/register/organisations/", "/register/boards/", "/register/agreements/", "/register/duty/",
                     "/register/calendar/", "/plan/actions/imports/", "/people/", "/permissions/", "/account/"),
    "system-administrator": ("/home/", "/people/"),
    "information-governance-officer": ("/evidence/linkage/",),
    "linkage-analyst": ("/home/", "/evidence/linkage/"),
}  # fmt: skip


@pytest.fixture(scope="module")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    with served(tmp_path_factory.mktemp("everybody"), BUILD, SULIS_LINKAGE="on") as (address, built):
        yield Everybody(address, **built)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everybody]:
    """The application before anything is loaded, but for the people who will load it."""
    with served(tmp_path_factory.mktemp("nothing"), EMPTY, SULIS_LINKAGE="on") as (address, built):
        yield Everybody(address, **built)


def first_to_open(everybody: Everybody) -> dict[str, dict[str, str]]:
    """Each page once, under the first role that may open it; public pages under nobody."""
    left = {name for name, address in ADDRESSES.items() if name not in FILES and not address.posts}
    shared: dict[str, dict[str, str]] = {}
    for role in ROLES:
        mine = {name: path for name, path in everybody.pages[role].items() if name in left}
        shared["" if not mine else role] = {name: path for name, path in mine.items() if not ADDRESSES[name].is_public}
        shared.setdefault("nobody", {}).update({name: path for name, path in mine.items() if ADDRESSES[name].is_public})
        left -= mine.keys()
    return shared


def check(page: Any, path: str) -> None:
    """No rule of WCAG 2.2 AA that a machine can judge is broken."""
    found = Axe().run(page, options=STANDARD).response["violations"]
    assert not found, f"{path}: " + "; ".join(f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found)


def check_fits(page: Any, path: str) -> None:
    width = page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 320, f"{path} is {width} pixels wide"


def look(seen: Watched, what: str) -> list[str]:
    """What is wrong with the page as it stands, on a desk and on a phone."""
    wrong = []
    seen.page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    for width, checks in ((1280, (check,)), (320, (check_fits,))):
        seen.page.set_viewport_size({"width": width, "height": 900})
        for each in checks:
            try:
                each(seen.page, what)
            except AssertionError as trouble:
                wrong.append(str(trouble))
    return wrong


def comes_as(seen: Watched, everybody: Everybody, role: str) -> None:
    for name, value in everybody.cookies.get(role, {}).items():
        seen.page.context.add_cookies([{"name": name, "value": value, "url": everybody.address}])


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_every_page_is_accessible_and_fits_a_phone(browser: Any, everybody: Everybody, role: str) -> None:
    wrong = []
    with watched(browser, everybody) as seen:
        comes_as(seen, everybody, role)
        for name, path in first_to_open(everybody).get(role, {}).items():
            response = seen.open(path)
            # An invitation or a link that is not known is told with 422; every other page opens.
            assert response.status == 200 or name in {"accept-invitation", "new-password", "join", "answer-ask"}, (
                f"{name}: {response.status}"
            )
            wrong += look(seen, name)
        seen.complaints = [words for words in seen.complaints if "422" not in words]
        seen.check_quiet()
    assert not wrong, "\n".join(wrong)


def test_every_page_is_looked_at(everybody: Everybody) -> None:
    looked_at = {name for pages in first_to_open(everybody).values() for name in pages}
    never = {name for name, address in ADDRESSES.items() if not address.posts and address.answer == "opens"}
    assert looked_at == never - FILES


@pytest.mark.parametrize("role", ROLES)
def test_every_form_sent_empty_says_what_is_wrong_accessibly(browser: Any, everybody: Everybody, role: str) -> None:
    """Given a page with a form, when it is sent without its answers, then the page of its errors is whole too."""
    wrong, refused = [], 0
    with watched(browser, everybody) as seen:
        comes_as(seen, everybody, role)
        for name, path in first_to_open(everybody).get(role, {}).items():
            if not has_form(seen, f"{everybody.address}{path}"):
                continue
            seen.open(path)
            if not send_empty(seen):
                continue
            if seen.page.locator(".govuk-error-summary").count():
                refused += 1
                assert seen.page.title().startswith("Error:"), f"{name} does not begin its title with Error:"
                wrong += look(seen, f"{name}, sent empty")
    assert not wrong, "\n".join(wrong)
    assert refused or role not in {"co-ordinator", "information-governance-officer", "single-point-of-contact"}


def has_form(seen: Watched, url: str) -> bool:
    """Whether the page's own part has a form that posts: asked without drawing the page, as most have none."""
    text: str = seen.page.request.get(url).text()
    return 'method="post"' in text[text.find("<main") :]


def send_empty(seen: Watched) -> bool:
    """Empties what the first form of the page asks for, and sends it; False where there is none to fill in."""
    script = """() => {
      const form = [...document.querySelectorAll('main form[method=post]')].find(
        each => each.querySelector('input:not([type=hidden]), textarea, select'));
      if (!form) return false;
      form.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), textarea')
        .forEach(each => each.value = '');
      form.querySelectorAll('input[type=radio], input[type=checkbox]').forEach(each => each.checked = false);
      form.noValidate = true; form.submit(); return true; }"""
    before = seen.page.evaluate("() => performance.timeOrigin")
    if not seen.page.evaluate(script):
        return False
    seen.page.wait_for_function(
        "before => performance.timeOrigin !== before && document.readyState === 'complete'", arg=before
    )
    return True


@pytest.mark.parametrize("role", sorted(TEACH))
def test_empty_pages_teach_what_to_do_first(browser: Any, nothing: Everybody, role: str) -> None:
    wrong = []
    with watched(browser, nothing) as seen:
        comes_as(seen, nothing, role)
        for path in TEACH[role]:
            assert seen.open(path).status == 200, path
            wrong += look(seen, f"{path}, empty")
        seen.check_quiet()
    assert not wrong, "\n".join(wrong)


def test_error_pages_are_accessible(browser: Any, everybody: Everybody) -> None:
    with watched(browser, everybody) as seen:
        assert seen.open("/nothing/").status == 404
        assert not look(seen, "404")
        comes_as(seen, everybody, "board-member")
        assert seen.open(everybody.pages["co-ordinator"]["edit-board"]).status == 404
        assert not look(seen, "404, signed in")
        assert seen.open("/plan/search/?q=%00").status == 400
        assert not look(seen, "400")
        seen.page.context.clear_cookies()
        seen.open("/sign-in/")
        seen.page.get_by_role("button", name="Sign in").click()
        assert seen.page.get_by_role("alert").is_visible()
        assert not look(seen, "sign-in refused")
