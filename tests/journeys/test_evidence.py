"""A file on its way in, as the analyst sees it, without a script in the browser: refused, put right, taken in, withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Site, Watched, watched
from tests.support.releases import ROWS

pytestmark = pytest.mark.browser


@pytest.fixture
def seen(browser: Any, site: Site) -> Any:
    with watched(browser, site, java_script_enabled=False) as looking:
        looking.sign_in()
        yield looking


def wait_for_result(seen: Watched) -> None:
    """The job's page asks for news by itself; then its result is one click away."""
    result = seen.page.get_by_role("main").get_by_role("link", name="See ")
    result.first.wait_for(timeout=60_000)
    result.first.click()


def send(seen: Watched, folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    seen.open("/evidence/sources/")
    seen.page.get_by_role("link", name="Deliver a file").first.click()
    seen.page.get_by_role("link", name="ONS crime severity weights by offence code").click()
    assert seen.page.get_by_text("This is an open publication").is_visible()
    seen.page.get_by_label("The file").set_input_files(str(file))
    seen.page.get_by_role("button", name="Send it").click()
    wait_for_result(seen)


def test_a_file_is_refused_with_a_letter_put_right_and_taken_in(seen: Watched, tmp_path: Path) -> None:
    send(seen, tmp_path, "weights.csv", ROWS.replace("weight", "wait"))
    page = seen.page
    assert page.get_by_text("Refused", exact=True).is_visible() and page.get_by_text("Nothing was changed").is_visible()
    page.get_by_role("link", name="The letter to send back").click()
    assert page.get_by_text("We could not take the file weights.csv").is_visible()
    send(seen, tmp_path, "weights.csv", ROWS)
    assert page.get_by_text("Every row is loaded.").is_visible()
    page.get_by_role("link", name="severity_weights-ons-2021-v1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "severity_weights-ons-2021-v1"
    page.get_by_role("link", name="Withdraw it").click()
    page.get_by_label("Why").fill("of another year")
    page.get_by_role("button", name="Withdraw it").click()
    assert page.get_by_text("The release is withdrawn.").is_visible()
    assert page.get_by_text("It was withdrawn: of another year").is_visible()
    seen.check_quiet()


def test_a_new_layout_is_described_from_a_sample(seen: Watched, tmp_path: Path) -> None:
    text = "Offence ref code,Offence name,Grp,Weighting\n" + "".join(
        f"{n},Offence {n},Violence,{n}\n" for n in range(1, 9)
    )
    (tmp_path / "new.csv").write_text(text, encoding="utf-8")
    seen.open("/evidence/mappings/new/")
    page = seen.page
    page.get_by_label("What it holds").select_option("ons_severity:severity_weights")
    page.get_by_label("The file").set_input_files(str(tmp_path / "new.csv"))
    page.get_by_role("button", name="Look at it").click()
    wait_for_result(seen)
    assert page.get_by_text("Everything below the table is a guess").is_visible()
    page.get_by_label("Id of the mapping").fill("our_weights")
    page.get_by_label("Period", exact=True).fill("2022")
    page.get_by_label("Weight: read from").select_option("Weighting")
    page.get_by_role("button", name="Try it on the sample").click()
    wait_for_result(seen)
    assert page.get_by_text("It loads").is_visible()
    page.get_by_role("button", name="Keep the mapping").click()
    assert page.get_by_text("The mapping is kept.").is_visible()
    seen.check_quiet()
