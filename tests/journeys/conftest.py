"""A real browser in front of the real server, on a partnership with a run, public pages and two sign-ins."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest

from tests.support.site import served

QUIET = [
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
BUILD = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
set_up(Path(sys.argv[1])); make_ready()
from tests.support.web import AT, assessment, content
from sulis_web.accounts.demonstration import make_sign_ins
from sulis_web.config.loading import load_files
from sulis_web.publication.operations import prepare
from sulis_web.runs.operations import record_run
held = load_files(content=content(), at=AT)
run = record_run(assessment=assessment(), partnership=held, at=AT)
prepare(partnership=held, run=run)
from sulis_web.plan.models import Record
rows = Record.objects.unscoped("a test")
records = {kind: rows.filter(kind=kind).first().key for kind in set(rows.values_list("kind", flat=True))}
print(json.dumps({"sign_ins": make_sign_ins(home=Path(sys.argv[1]), at=AT), "run": run.id, "records": records}))
"""
EMPTY = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
set_up(Path(sys.argv[1])); make_ready()
from sulis_web.accounts.demonstration import make_sign_ins
from tests.support.web import AT
print(json.dumps({"sign_ins": make_sign_ins(home=Path(sys.argv[1]), at=AT), "run": "", "records": {}}))
"""

# Whether a click leads to another page: a link that is neither a place in this page nor a file, or a button that sends its form.
LEADS_ON = """
e => {
  const link = e.closest('a[href]');
  if (link) return !link.getAttribute('href').startsWith('#') && !link.hasAttribute('download');
  const button = e.closest('button, input[type=submit]');
  return Boolean(button && button.form && button.type === 'submit');
}
"""


@dataclass(frozen=True)
class Site:
    """Where it is, and what is in it."""

    address: str
    sign_ins: dict[str, str]
    run: str
    records: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("full"), BUILD) as (address, built):
        yield Site(address, **built)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application before anything is loaded."""
    with served(tmp_path_factory.mktemp("empty"), EMPTY) as (address, built):
        yield Site(address, **built)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium of the machine where there is one, else the one that `make test` installed.

    It ends with its module: while it runs, Django takes every test of the process for asynchronous and refuses the database.
    """
    from playwright.sync_api import Locator, sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setattr(Locator, "click", _clicked(Locator.click))
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield launched
        launched.close()


def _clicked(click: Any) -> Any:
    """A click that leads to another page ends there, so that what is asked next is asked of that page on a slow machine too."""

    @wraps(click)
    def clicked(self: Any, **options: Any) -> None:
        if not self.evaluate(LEADS_ON):
            click(self, **options)
            return
        with self.page.expect_navigation():
            click(self, **options)

    return clicked


@dataclass
class Watched:
    """A page, and everything that it asked for or complained of."""

    page: Any
    site: Site
    asked: list[str]
    complaints: list[str]

    def open(self, path: str) -> Any:
        return self.page.goto(self.site.address + path)

    def sign_in(self, name: str = "analyst") -> None:
        self.open("/sign-in/")
        self.page.get_by_label("Name you sign in with").fill(name)
        self.page.get_by_label("Password").fill(self.site.sign_ins[name])
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Sign in").click()

    def check_quiet(self) -> None:
        """No request to another host, nothing refused by the content policy, no error in the console."""
        assert all(url.startswith(self.site.address) for url in self.asked), self.asked
        assert not self.complaints, self.complaints


@contextmanager
def watched(browser: Any, site: Site, **options: Any) -> Iterator[Watched]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    seen = Watched(page, site, [], [])
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    try:
        yield seen
    finally:
        context.close()
