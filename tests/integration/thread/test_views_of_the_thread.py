"""Breaks and the reasons why not, public sentences as records, and the whole plan on one page."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from sulis_web.audit.values import Actor
from sulis_web.governance.presenters.plan_map import map_page
from sulis_web.governance.queries import breaks, known
from sulis_web.governance.queries.known import Known
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Organisation, Person
from sulis_web.partnership.queries import as_who
from sulis_web.plan.models import Record
from sulis_web.plan.operations.actions import add_action
from sulis_web.thread.breaks import Break
from sulis_web.thread.models import Answerless, Item, Sentence
from sulis_web.thread.operations import keep_item
from tests.integration.thread.test_links import HOSTILE, fields, newest
from tests.support.web import AT

THEME = "concern_last_bus"  # nothing in the made-up plan takes it up


def text_of(page: Any) -> str:
    return html.unescape(page.text)


def sent(browser: Any, path: str, **given: Any) -> Any:
    return browser.post(path, fields(browser.get(path)) | given)


def test_breaks_are_counted_by_kind_filtered_and_lead_to_where_they_are_mended(owner: Any, partnership: Any) -> None:
    item = Item.objects.unscoped("a test").get(key=THEME)
    page = text_of(owner.get("/thread/breaks/", {"kind": "theme"}))
    assert "What people said, without a response" in page and item.title in page
    assert "Objectives without an action</h2>" not in page and "filtered by what people said" in page
    mend = f"/thread/add/?target={item.public_id}&kind=addresses"
    assert mend in page
    form = owner.get(mend).text
    assert f'<option value="{item.public_id}" selected>' in form and re.search(r'value="addresses"[^>]*checked', form)


def test_reason_why_not_takes_a_break_off_the_list_and_stands_beside_it(owner: Any, partnership: Any) -> None:
    path = f"/thread/breaks/theme/{THEME}/why-not/"
    assert sent(owner, path, reason=" ").status_code == 422
    told = "The night bus is the county’s to run, and we have asked for it."
    assert sent(owner, path, reason=told).url == "/thread/breaks/?done=recorded"
    held = Answerless.objects.unscoped("a test").get()
    assert held.reason == told and newest()[0].object_type == "thread.answerless"
    assert "Getting home" not in owner.get("/thread/breaks/", {"kind": "theme"}).text
    assert told in text_of(owner.get("/thread/breaks/", {"kind": "theme", "said": "yes"}))
    again = sent(owner, path, reason="Once more.")
    assert again.status_code == 422 and "said why not already" in again.text
    sent(owner, f"/thread/why-not/{held.public_id}/withdraw/", reason="It has been taken up.")
    assert "Getting home" in owner.get("/thread/breaks/", {"kind": "theme"}).text


@pytest.mark.parametrize(
    "path", ["breaks/sentence/sentence:sentence_safer/why-not/", "breaks/nothing/concern_last_bus/why-not/"]
)
def test_no_reason_stands_in_for_what_a_public_sentence_rests_on(owner: Any, partnership: Any, path: str) -> None:
    assert owner.get(f"/thread/{path}").status_code == 404


@pytest.mark.parametrize("asked", [{"kind": HOSTILE}, {"page": "-1"}, {"page": "9" * 50}, {"said": "perhaps"}])
def test_breaks_asked_for_what_is_not_known_still_open(owner: Any, partnership: Any, asked: dict[str, str]) -> None:
    page = owner.get("/thread/breaks/", asked)
    assert page.status_code == 200 and "<script>alert" not in page.text


def reader() -> Who:
    return as_who(Person.objects.get(username="Robin"), at=AT)


def test_measure_with_figures_is_no_break_and_only_accepted_recommendations_wait(owner: Any, partnership: Any) -> None:
    who = reader()
    measures = set(Item.objects.unscoped("a test").filter(kind="measure").values_list("key", flat=True))
    none, some = (
        breaks.broken(who, Break.MEASURE, Known(figures=each)) for each in (None, frozenset({"measure_harm"}))
    )
    assert {item.key for item in none} == measures and {item.key for item in some} == measures - {"measure_harm"}
    before = breaks.broken(who, Break.RECOMMENDATION, Known()).count()  # those of the files that nothing answers
    for key in ("recommendation:one", "recommendation:two"):
        keep_item(key=key, kind="recommendation", title=key, by=Actor(person="test"), at=AT)
    accepted = Known(accepted=frozenset({"recommendation:two"}))
    assert [item.key for item in breaks.broken(who, Break.RECOMMENDATION, accepted)] == ["recommendation:two"]
    assert breaks.broken(who, Break.RECOMMENDATION, Known()).count() == before + 2


def test_sentence_is_taken_in_changed_and_said_no_more_with_its_item(owner: Any, partnership: Any) -> None:
    given = {"words": "We listen.", "where": "A leaflet", "section": "", "claims": ["said", "done"]}
    assert sent(owner, "/thread/sentences/add/", words="", where="x").status_code == 422
    answer = sent(owner, "/thread/sentences/add/", **given)
    held = Sentence.objects.unscoped("a test").get(words="We listen.")
    there = f"/thread/sentence/{held.key}/"
    assert answer.url == f"{there}?done=recorded" and held.claims == ["said", "done"]
    assert "nothing that anybody said stands behind it" in text_of(owner.get(there))
    assert "We listen." in owner.get("/thread/breaks/", {"kind": "sentence"}).text
    sent(owner, f"{there}change/", **given | {"words": "We listen to young people.", "reason": "More exactly."})
    item = Item.objects.unscoped("a test").get(key=f"sentence:{held.key}")
    assert item.title == "We listen to young people."
    sent(owner, f"{there}retire/", reason="The leaflet is out of print.")
    assert "The leaflet is out of print." in owner.get(there).text
    assert owner.get(f"/thread/item/sentence:{held.key}/").status_code == 404
    assert "We listen" not in owner.get("/thread/breaks/", {"kind": "sentence"}).text
    sent(owner, f"{there}restore/", reason="It was printed again.")
    assert owner.get(f"/thread/item/sentence:{held.key}/").status_code == 200


def test_sentence_that_somebody_changed_here_is_kept_when_the_files_come_again(owner: Any, partnership: Any) -> None:
    from dataclasses import replace

    from sulis_web.config.loading import load_files
    from tests.support.web import content

    there = "/thread/sentence/sentence_quays/"
    given = {"words": "Most of it happens by the water.", "where": "Page 1", "section": "Summary", "claims": ["found"]}
    sent(owner, f"{there}change/", **given)
    load_files(content=replace(content(), short_name="Another"), at=AT)
    assert "Most of it happens by the water." in owner.get(there).text


def test_map_draws_every_box_as_a_link_and_says_the_same_in_tables(owner: Any, partnership: Any) -> None:
    text = text_of(owner.get("/thread/map/"))
    drawing, tables = text.split("</svg>")
    for objective in Item.objects.unscoped("a test").filter(kind="objective"):
        assert f'href="/thread/item/{objective.key}/" aria-label="Objective: {objective}' in drawing
        assert objective.title in tables
    for cause in Item.objects.unscoped("a test").filter(kind="risk"):
        assert f'href="/thread/cause/{cause.key}/"' in drawing and cause.title in tables
    assert "style=" not in drawing and "<script" not in drawing and "No objective addresses it" in drawing


def test_many_actions_are_bundled_counted_and_lead_to_their_list(owner: Any, partnership: Any) -> None:
    accountable = Organisation.objects.unscoped("a test").first()
    objective = Record.objects.unscoped("a test").get(key="objective_parents")
    late = {"objective": objective, "accountable": accountable, "due": AT.date().replace(year=2020)}
    for number in range(7):
        add_action(
            fields={"title": f"Seventh part {number}", **late},
            by=Actor(person="test"), at=AT,
        )  # fmt: skip
    held = Item.objects.unscoped("a test").filter(title__startswith="Seventh part").count()
    text = text_of(owner.get("/thread/map/"))
    told = re.search(r"(\d+) actions: (\d+) off course, under the objective 1.iv", text)
    assert told and int(told[1]) >= held == 7 and int(told[2]) >= 7
    assert "/plan/actions/?objective=objective_parents" in text and "Seventh part" not in text
    assert known.off_course(reader(), on=AT.date())["objective_parents"] >= 7
    for number in range(7, 14):
        add_action(fields={"title": f"Seventh part {number}", **late}, by=Actor(person="test"), at=AT)
    chain = text_of(owner.get("/thread/item/objective_parents/"))
    assert 'more. <a href="/plan/actions/?objective=objective_parents">See every action' in chain


def test_views_ask_a_few_queries_whatever_the_number_of_actions(
    owner: Any, partnership: Any, django_assert_max_num_queries: Any
) -> None:
    """Each has its own most; what is asked action by action would break it."""
    for path, most in (
        ("map/", 24),
        ("breaks/", 48),
        ("item/objective_in_school/", 36),
        ("cause/risk_missing_school/", 30),
    ):
        with django_assert_max_num_queries(most):
            assert owner.get(f"/thread/{path}").status_code == 200


def test_before_anything_is_loaded_every_view_says_what_to_do_first(client: Any, db: None) -> None:
    from tests.support.people import organisation, signed_in, someone

    browser = signed_in(client, someone("priority-owner", organisation(), "Robin"))
    assert "There is no plan to draw yet" in browser.get("/thread/map/").text
    assert "Nothing is in the thread yet" in browser.get("/thread/breaks/").text
    assert "No sentence has been taken in yet" in browser.get("/thread/sentences/").text
    assert map_page(reader(), on=AT.date()).priorities == ()
