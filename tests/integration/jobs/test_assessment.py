"""The first real job: the needs assessment again, over a home with releases in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sulis_web.jobs.models import Job
from sulis_web.jobs.running import run as do
from tests.integration.running.processes import command
from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT


@pytest.fixture(scope="module")
def built(tmp_path_factory: Any) -> Path:
    """A made-up home, built by the command line; its own database is not used here."""
    home = tmp_path_factory.mktemp("built") / "home"
    done = command("demo", "--home", home, "--no-serve", "--json")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def loaded(built: Path, settings: Any, tmp_path: Path, db: None) -> Any:
    """The partnership of that home, with its releases and no run yet."""
    from sulis.catalogue.partnership import load_partnership
    from sulis_web.config.loading import load_files

    settings.HOME, settings.RUNS, settings.PUBLIC = built, tmp_path / "runs", tmp_path / "public"
    return load_files(content=load_partnership("made_up"), at=AT)


def pressed(browser: Any) -> Any:
    import re

    once = re.search(r'name="once" value="([^"]+)"', browser.get("/needs/").text)
    assert once is not None
    answer = browser.post("/needs/run-again/", {"once": once.group(1)})
    assert answer.status_code == 302
    return Job.objects.unscoped("a test").get(public_id=answer.headers["Location"].strip("/").split("/")[-1])


def test_new_run_is_made_and_the_same_numbers_again_are_the_same_run(loaded: Any, client: Any, built: Path) -> None:
    from sulis_web.audit.models import Event
    from sulis_web.runs.models import Run

    browser = signed_in(client, someone("analyst", organisation(), "analyst"))
    first = pressed(browser)
    do(first.public_id, worker="one", clock=lambda: AT)
    run = Run.objects.get()
    [read] = Event.objects.filter(object_type="store.release")
    assert (read.reason, len(read.ids)) == ("to work out the needs assessment", 7)
    assert run.sha256[:10] == json.loads((built / "demo.json").read_text("utf-8"))["run"][-10:]
    page = browser.get(f"/jobs/{first.public_id}/").text
    assert f'<a href="/needs/{run.id}/">The new run</a>' in page
    assert browser.get(f"/needs/{run.id}/").status_code == 200
    assert Event.objects.filter(object_type="runs.run", object_id=run.id, channel="job").count() == 1

    again = pressed(browser)
    do(again.public_id, worker="one", clock=lambda: AT)
    assert again.pk != first.pk and Run.objects.count() == 1
    assert "the same numbers came out" in browser.get(f"/jobs/{again.public_id}/").text
    assert Event.objects.filter(object_type="runs.run").count() == 1


def test_progress_is_told_chapter_by_chapter(loaded: Any) -> None:
    from sulis.year.needs.assess import STEPS
    from sulis_web.runs.assessing import assess_again

    steps: list[tuple[int, int]] = []
    assess_again(loaded, lambda done, of, words: steps.append((done, of)))
    assert steps == [(number, STEPS) for number in range(STEPS)]


def test_home_without_releases_says_what_to_do(analyst: Any) -> None:
    job = pressed(analyst)
    do(job.public_id, worker="one", clock=lambda: AT)
    page = analyst.get(f"/jobs/{job.public_id}/").text
    assert "Not finished" in page and "There is nothing" not in page
    held = Job.objects.unscoped("a test").get(pk=job.pk)
    assert held.state == "failed" and held.trouble in page.replace("&#x27;", "'") and held.remedy


@pytest.mark.parametrize("role", ["co-ordinator", "board-member", "practitioner"])
def test_button_is_for_those_who_may_and_the_address_is_not_there_for_others(
    partnership: Any, client: Any, role: str
) -> None:
    browser = signed_in(client, someone(role, organisation(), "other"))
    assert "Run the assessment again" not in browser.get("/needs/").text
    answer = browser.post("/needs/run-again/", {"once": "k" * 32})
    assert answer.status_code == 404 and not Job.objects.unscoped("a test").exists()
