"""Measures in the application: what each page says, to whom, and the figures that an analyst brings in."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from tests.integration.register.sending import send
from tests.support.words import words_of

HOMICIDES = "/plan/measures/measure_homicides/"
ADMISSIONS = "/plan/measures/measure_sharp_object_admissions/"


@pytest.fixture
def analyst(acting: Any) -> Any:
    return acting("analyst")


def series_of(client: Any, page: str, area: str) -> str:
    """The address of the years of a place, as the page gives it to whoever keeps them."""
    found = re.search(rf'href="(/plan/measures/series/[^"]+)"[^>]*>Years of {area}', client.get(page).text)
    assert found is not None
    return found[1]


def test_two_homicides_in_ten_years(acting: Any) -> None:
    """Show 4: what the page says of them, to a member of a board."""
    told = words_of(acting("board-member").get(HOMICIDES))
    assert "Two homicides in the ten years from 2016-17 to 2025-26." in told
    assert "anything from one in about 41 years to one in about 17 months" in told
    assert "A year would have to bring three or more before it stood out from chance. No year did." in told
    assert "Not as a sign of whether the plan works." in told and "more than 200 years" in told
    assert "What the wider area says: Mereshire" in told and "may not be true here" in told
    assert "100,000" not in told and "%" not in told.replace("95%", "").replace("50%", "")
    assert "Change owner" not in told  # whoever reads it keeps nothing


def test_list_says_what_each_says_now_or_what_is_awaited(acting: Any, analyst: Any) -> None:
    told = words_of(acting("board-member").get("/plan/measures/"))
    assert "Two homicides in the ten years" in told and "Too few to read" in told
    assert (
        "Awaited: Yearly numbers for Aldermere, with the mark for a knife, from 2023-24 on: from Mereshire Police"
        in told
    )
    assert "65% of residents who answered feel safe in the centre after dark in 2025 (61% to 69%; 431 of 662)" in told
    assert "not shown here" in told and "admissions in 2025-26" not in told
    assert "Three admissions in 2025-26 (1 to 9 by chance alone, provisional)." in words_of(
        analyst.get("/plan/measures/")
    )


def test_figures_that_are_not_open_are_the_analysts_alone(acting: Any, analyst: Any) -> None:
    board, own = words_of(acting("board-member").get(ADMISSIONS)), words_of(analyst.get(ADMISSIONS))
    assert "not open data" in board and "analysts" in board
    assert (
        "Three admissions" not in board and "The conclusion depends" not in board and "delivery of 3 June" not in board
    )
    assert "84 admissions in 2025-26" in board  # the wider area's are published
    assert "The conclusion depends on how it is counted." in own and "0.24 to 0.76: it fell" in own
    assert "It is met, by the whole of the interval." in own


def test_page_draws_the_years_and_holds_them_in_a_table(analyst: Any) -> None:
    text = analyst.get("/plan/measures/measure_sharp_object_violence/").text
    assert text.count("<svg") == 2 and "The same in a table" in text and "sent nothing for this year" in text
    assert "Nothing for this area yet" in text and "What is awaited" in text


def test_promises_are_counted_from_the_actions_and_causes_from_the_needs_assessment(analyst: Any) -> None:
    told = words_of(analyst.get("/plan/measures/measure_promises/"))
    assert re.search(r"Of \d+ actions? that w(as|ere) due by .+: \d+ done, \d+ late, \d+ stopped\.", told)
    assert "no interval stands around it" in told
    assert "The newest needs assessment has no finding of it." in words_of(
        analyst.get("/plan/measures/measure_causes/")
    )


def test_analyst_brings_in_a_year_and_the_page_reads_it(analyst: Any) -> None:
    address = series_of(analyst, HOMICIDES, "Aldermere")
    done = send(analyst, f"{address}years/add/", year="2026-27", count="1")
    assert done.status_code == 302 and "2026-27" in words_of(analyst.get(address))
    assert "Three homicides in the eleven years from 2016-17 to 2026-27." in words_of(analyst.get(HOMICIDES))
    year = re.search(r'href="(/plan/measures/years/[^"]+)change/">Change 2026-27', analyst.get(address).text)
    assert year is not None
    assert send(analyst, f"{year[1]}change/", count="", why="The police have not closed the year.").status_code == 302
    assert "Two homicides in the ten years" in words_of(analyst.get(HOMICIDES))
    assert "The police have not closed the year." in words_of(analyst.get(HOMICIDES))
    assert send(analyst, f"{year[1]}take-out/", reason="Entered by mistake.").status_code == 302
    assert "2026-27" not in words_of(analyst.get(HOMICIDES))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": "2026-27"}, "A number that is missing is never 0."),
        ({"year": "2026-27", "count": "1", "why": "lost"}, "Leave this empty where there is a number."),
        ({"year": "next", "count": "1"}, "Write a calendar year, 2025, or a financial one, 2025-26."),
        ({"year": "2026", "count": "1"}, "The other years of this series are of another kind"),
        ({"year": "2025-26", "count": "1"}, "already"),
        ({"year": "2026-27", "count": "-1"}, "greater than or equal to 0"),
    ],
)
def test_year_that_cannot_be_is_refused_and_nothing_is_stored(analyst: Any, given: dict[str, str], said: str) -> None:
    address = series_of(analyst, HOMICIDES, "Aldermere")
    before = words_of(analyst.get(address))
    refused = send(analyst, f"{address}years/add/", **given)
    assert refused.status_code == 422 and said in unescape(refused.text)
    assert words_of(analyst.get(address)) == before


def test_share_needs_its_whole(analyst: Any) -> None:
    address = series_of(analyst, "/plan/measures/measure_feeling_safe/", "Aldermere")
    assert "Write of how many." in unescape(send(analyst, f"{address}years/add/", year="2026", count="4").text)
    refused = send(analyst, f"{address}years/add/", year="2026", count="4", total="3")
    assert "A part is no more than its whole." in unescape(refused.text)
    assert send(analyst, f"{address}years/add/", year="2026", count="300", total="400").status_code == 302
    assert "75% of residents" in words_of(analyst.get("/plan/measures/measure_feeling_safe/"))


def test_series_is_added_changed_taken_out_and_brought_back(analyst: Any) -> None:
    recipe = re.search(r'href="(/plan/measures/recipes/[^"]+)change/"', analyst.get(HOMICIDES).text)
    assert recipe is not None
    made = send(analyst, f"{recipe[1]}series/add/", area="Brindle", source="A letter")
    address = made.headers["Location"].partition("?")[0]
    assert "No year is recorded yet." in words_of(analyst.get(address))
    again = send(analyst, f"{recipe[1]}series/add/", area="Brindle", source="A letter")
    assert again.status_code == 422
    assert send(analyst, f"{address}change/", open_data="on", source="A release").status_code == 302
    assert "it is an open official statistic" in words_of(analyst.get(address))
    assert send(analyst, f"{address}take-out/", reason="Not ours.").status_code == 302
    assert "Not ours." in words_of(analyst.get(address))
    assert send(analyst, f"{address}bring-back/", reason="Ours after all.").status_code == 302


def test_owner_baseline_and_target_are_kept_here_with_their_reasons(analyst: Any) -> None:
    recipe = re.search(r'href="(/plan/measures/recipes/[^"]+change/)"', analyst.get(HOMICIDES).text)
    assert recipe is not None
    for given, said in (
        ({"target": "80", "target_reason": ""}, "Say why this target."),
        ({"target": "80"}, "Say by which year."),
        ({"baseline_from": "2016-17", "baseline_until": ""}, "A baseline has a first and a last year."),
        ({"baseline_from": "2020-21", "baseline_until": "2016-17"}, "The last year comes after the first"),
        ({"awaited": "A file", "awaited_from": ""}, "Say from whom it is awaited."),
    ):
        refused = send(analyst, recipe[1], **given)
        assert refused.status_code == 422 and said in unescape(refused.text), given
    baseline = {"baseline_from": "2016-17", "baseline_until": "2020-21", "baseline_note": "Five whole years."}
    assert send(analyst, recipe[1], **baseline, reason="Agreed in June.").status_code == 302
    told = words_of(analyst.get(HOMICIDES))
    assert "The baseline is 2016-17 to 2020-21. Five whole years." in told and "in the baseline, " in told
    assert "Agreed in June." in told


def test_files_loaded_again_leave_what_somebody_changed(analyst: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import AT, content

    recipe = re.search(r'href="(/plan/measures/recipes/[^"]+change/)"', analyst.get(HOMICIDES).text)
    assert recipe is not None and send(analyst, recipe[1], target_reason="None, ever.").status_code == 302
    fewer = tuple(one for one in content().series if one.recipe != "safe_after_dark")
    load_files(content=replace(content(), short_name="Another", series=fewer), at=AT)
    assert "None, ever." in words_of(analyst.get(HOMICIDES))
    assert "no figure of it is held" in words_of(analyst.get("/plan/measures/measure_feeling_safe/"))


def test_breaks_name_the_measures_that_nothing_speaks_for(acting: Any) -> None:
    told = words_of(acting("co-ordinator").get("/thread/breaks/?what=measure"))
    assert "Recorded violence with a knife or sharp object" not in told  # the wider area's figures are held
    assert "Fewer causes" in told and "Homicides recorded by the police" not in told


def test_whoever_may_not_keep_figures_is_told_nothing(acting: Any, analyst: Any) -> None:
    address = series_of(analyst, ADMISSIONS, "Aldermere")
    for role in ("board-member", "co-ordinator", "priority-owner"):
        assert acting(role).get(address).status_code == 404
        assert acting(role).post(f"{address}years/add/", {"year": "2026-27", "count": "1"}).status_code == 404
