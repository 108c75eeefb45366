"""From a public sentence to the figures, the voices, the objective, the actions and the measure that it rests on; and back."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any

import pytest

from sulis.year.needs.model import Chapter, Finding, FindingKind, Slot
from sulis_web.audit.values import Actor
from sulis_web.plan.models import Action
from sulis_web.records import operations as records
from sulis_web.runs.operations import record_run
from sulis_web.thread.models import Item, Link
from sulis_web.thread.operations import add_link
from tests.support.people import organisation, signed_in, someone
from tests.support.web import AT, assessment

SENTENCE, CAUSE, OBJECTIVE = "sentence:sentence_school", "risk_missing_school", "objective_in_school"
FINDING, THEME, MEASURE = "finding_missed_school", "reason_out_of_school", "measure_causes"
SUSPENSIONS = "determinants-suspensions"


def page_of(key: str) -> str:
    """Where a reader finds an item of the plan: a measure has a page of its own."""
    return f"/plan/measures/{key}/" if key == MEASURE else f"/plan/record/{key}/"


@pytest.fixture
def run(tmp_path: Any, settings: Any, partnership: Any) -> Any:
    """An assessment that has a figure of suspensions, from a release that it names."""
    settings.HOME, settings.RUNS, settings.PUBLIC = tmp_path, tmp_path / "runs", tmp_path / "public"
    sample = assessment()
    slots = next(each.slots for chapter in sample.chapters for each in chapter.findings if each.slots)
    own = Slot("area", slots[0].estimate, "in 2024")
    others = Slot("neighbours", slots[0].estimate, "10 statistical neighbours", 0.5)
    found = Finding(SUSPENSIONS, FindingKind.DETERMINANT, "Suspensions", (own, others))
    kept = [each for each in sample.chapters if each.id != "determinants"]
    return record_run(
        assessment=replace(sample, chapters=(*kept, Chapter("determinants", (found,)))), partnership=partnership, at=AT
    )


def led(page: Any) -> set[str]:
    """Where the links of a page lead."""
    return {html.unescape(each) for each in re.findall(r'href="([^"]+)"', page.text)}


def action() -> Action:
    found: Action = Action.objects.unscoped("a test").get(key="action_school_return")
    return found


def key_of_action() -> str:
    return f"action:{action().public_id}"


def test_from_the_sentence_to_everything_that_it_rests_on_and_back(owner: Any, run: Any) -> None:
    listed = led(owner.get("/thread/sentences/"))
    assert "/thread/sentence/sentence_school/" in listed
    sentence = led(owner.get("/thread/sentence/sentence_school/"))
    assert {page_of(key) for key in (FINDING, THEME, OBJECTIVE, MEASURE, CAUSE)} <= sentence
    up = led(owner.get(f"/thread/item/{SENTENCE}/"))
    assert {f"/thread/item/{key}/" for key in (FINDING, THEME, OBJECTIVE, MEASURE, CAUSE)} <= up
    cause = led(owner.get(f"/thread/cause/{CAUSE}/"))
    series = f"/needs/{run.pk}/finding/{SUSPENSIONS}/"
    release = next(each for each in cause if each.startswith(f"/needs/{run.pk}/release/"))
    assert series in cause and owner.get(series).status_code == owner.get(release).status_code == 200
    told = {page_of(key) for key in (FINDING, THEME, OBJECTIVE, MEASURE)}
    assert told | {f"/plan/actions/{action().public_id}/", "/thread/sentence/sentence_school/"} <= cause
    down = led(owner.get(f"/thread/item/{OBJECTIVE}/"))
    assert {
        f"/plan/actions/{action().public_id}/",
        page_of(MEASURE),
        "/thread/sentence/sentence_school/",
    } <= down


def test_from_an_action_back_to_the_figures_and_on_to_the_public(owner: Any, run: Any) -> None:
    assert f"/thread/item/{key_of_action()}/" in led(owner.get(f"/plan/actions/{action().public_id}/"))
    chain = led(owner.get(f"/thread/item/{key_of_action()}/"))
    assert {f"/thread/item/{key}/" for key in (OBJECTIVE, CAUSE, FINDING, THEME)} <= chain
    for key in (FINDING, THEME, MEASURE):
        assert f"/thread/item/{SENTENCE}/" in led(owner.get(f"/thread/item/{key}/")), key
    for key in (OBJECTIVE, CAUSE):
        assert f"/thread/item/{key}/" in led(owner.get(f"/plan/record/{key}/"))


CHAIN = [
    (SENTENCE, FINDING, "rests on"), (SENTENCE, THEME, "rests on"), (SENTENCE, CAUSE, "rests on"),
    (SENTENCE, OBJECTIVE, "rests on"), (SENTENCE, MEASURE, "rests on"), (CAUSE, FINDING, "supported by"),
    (OBJECTIVE, CAUSE, "addresses"), (OBJECTIVE, THEME, "addresses"), (OBJECTIVE, MEASURE, "measured by"),
    ("action", OBJECTIVE, "belongs to"), ("action", CAUSE, "addresses"),
]  # fmt: skip


def breaks(browser: Any) -> set[tuple[str, str]]:
    """Every break there is, as the page names it and says what is missing."""
    found: set[tuple[str, str]] = set()
    count = int(re.search(r"(\d+) breaks", browser.get("/thread/breaks/").text).group(1))  # type: ignore[union-attr]
    for number in range(1, 2 + count // 25):
        text = html.unescape(browser.get("/thread/breaks/", {"page": number}).text)
        found |= set(re.findall(r'<li><p><a href="[^"]+">(.+?)</a> <span[^>]*>.+?</span></p><p>(.+?)</p>', text))
    return found


def test_taking_out_any_one_link_of_the_chain_makes_a_break_appear(owner: Any, partnership: Any) -> None:
    by, before = Actor(person="test"), breaks(owner)
    for source, target, kind in CHAIN:
        key = key_of_action() if source == "action" else source
        link = Link.objects.unscoped("a test").get(source__key=key, target__key=target, kind=kind)
        gone = records.retire(link, seen_version=link.version, by=by, at=AT, reason="To see what breaks.")
        assert breaks(owner) - before, (source, target, kind)
        records.restore(gone, seen_version=gone.version, by=by, at=AT, reason="It was only to see.")
    assert breaks(owner) == before


def test_a_circle_of_links_is_walked_once_and_a_long_way_is_cut(owner: Any, partnership: Any) -> None:
    held = list(Item.objects.unscoped("a test").filter(kind="objective")[:9])
    for near, far in zip(held, [*held[1:], held[0]], strict=True):
        add_link(source=near, target=far, kind="rests on", reason="A circle.", by=Actor(person="test"), at=AT)
    text = owner.get(f"/thread/item/{held[0].key}/").text
    assert "Six links away" in text and "The thread goes on from here" in text


def test_reader_without_the_working_pages_finds_none_of_them(client: Any, partnership: Any) -> None:
    administrator = signed_in(client, someone("system-administrator", organisation()))
    for path in ("map/", "breaks/", "sentences/", f"item/{CAUSE}/", f"cause/{CAUSE}/", "sentence/sentence_school/"):
        assert administrator.get(f"/thread/{path}").status_code == 404
    reader = signed_in(client, someone("board-member", organisation()))
    assert reader.get("/thread/breaks/").status_code == 200
    for path in ("sentences/add/", "sentence/sentence_school/change/", f"breaks/cause/{CAUSE}/why-not/"):
        assert reader.get(f"/thread/{path}").status_code == 404
