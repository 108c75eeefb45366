"""Restricted numbers reach those whose audience is the partnership's own, and no page, file or operation for anybody else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment, Finding
from sulis_web.audit.values import Actor
from sulis_web.partnership.actions import Action
from sulis_web.partnership.audiences import AUDIENCES, audience_of
from sulis_web.partnership.decide import Who
from sulis_web.partnership.roles import ROLES as CLASSES
from tests.integration.permission.expected import ADDRESSES, ROLES, expected
from tests.integration.permission.world import World, browser_of, build
from tests.support.web import AT, assessment

KEY = "violence-monthly"
NUMBER, TOLD = 7_654_321.0, "restricted-statement"
SECRETS = (
    "7,654,321",
    TOLD,
    "restricted-words",
    "restricted-text",
    "restricted-why",
    "restricted-correction",
)
INSIDE = {role for role, audience in AUDIENCES.items() if audience is Audience.INTERNAL}


def _closed(finding: Finding) -> Finding:
    """The finding as if it came from the force's own records, with a number that stands nowhere else."""

    def shut(estimate: Any, **more: Any) -> Any:
        trail = estimate.provenance and replace(estimate.provenance, open_data=False)
        return replace(estimate, provenance=trail, **more)

    slots = tuple(
        replace(each, estimate=shut(each.estimate, value=NUMBER, low=NUMBER - 1, high=NUMBER + 1))
        for each in finding.slots
    )
    charts = tuple(
        replace(chart, series=tuple(
            replace(each, points=tuple(replace(point, estimate=shut(point.estimate)) for point in each.points))
            for each in chart.series
        ))
        for chart in finding.charts
    )  # fmt: skip
    return replace(finding, slots=slots, charts=charts, statements=(TOLD,))


def _restricted() -> Assessment:
    given = assessment()
    first, *others = given.chapters
    findings = tuple(_closed(each) if each.id == KEY else each for each in first.findings)
    return replace(given, chapters=(replace(first, findings=findings), *others))


@pytest.fixture
def run(partnership: Any) -> Any:
    """A run in which one finding is restricted, with approved words about it that were corrected once."""
    from sulis_web.needs import operations
    from sulis_web.runs.operations import record_run

    made = record_run(assessment=_restricted(), partnership=partnership, at=AT)
    one, two = Actor("somebody"), Actor("somebody-else")
    fields = {"statement": "restricted-words at {latest}", "text": "restricted-text", "confidence": "low",
              "confidence_reason": "restricted-why", "determinants": []}  # fmt: skip
    held = operations.write(key=KEY, run=made, fields=fields, by=one, at=AT)
    held = operations.send(held, seen_version=held.version, by=one, at=AT)
    wrong = "restricted-correction"
    operations.approve(held, correction=wrong, newest=made, seen_version=held.version, by=two, at=AT)
    return made


@pytest.fixture
def world(partnership: Any, run: Any, prepared: Any) -> World:
    return build(partnership, run, prepared)


def _pages(world: World, role: str) -> Iterator[tuple[str, str]]:
    from sulis_web.needs.models import Finding as Text

    text = Text.objects.unscoped("a test").get(key=KEY).public_id
    run = world.run.pk
    yield from (
        (name, world.path(name, target, world.people[role]))
        for name, address in ADDRESSES.items()
        for target in address.targets
        if not address.posts and expected(address, role, "in good standing", target) == "opens"
    )
    yield "the restricted finding", reverse("finding", args=[run, KEY])
    yield "its words", reverse("finding-record", args=[text])
    yield "its chart", reverse("figure-table", args=[run, assessment().chapters[0].findings[0].charts[0].id])
    yield from (("a file of the run", f"/needs/{run}/{name}") for name in ("assessment.json", "needs-assessment.json"))


def _body(response: Any) -> str:
    raw = b"".join(response) if response.streaming else response.content
    return str(raw.decode("utf-8", "replace"))


def _told(world: World, role: str) -> set[tuple[str, str]]:
    """Which pages told a role which secret."""
    client = browser_of(world, role, "in good standing")
    bodies = ((name, _body(client.get(path))) for name, path in _pages(world, role))
    return {(name, secret) for name, body in bodies for secret in SECRETS if secret in body}


OUTSIDE = [role for role in ROLES if role not in INSIDE]
# A run looks at every page as one role of each audience; the drill as every role.
LOOKED_AS = OUTSIDE if os.environ.get("SULIS_WHOLE") else ["board-member", "linkage-analyst"]


@pytest.mark.parametrize("role", LOOKED_AS)
def test_no_page_tells_a_role_outside_what_is_restricted(world: World, role: str) -> None:
    assert _told(world, role) == set()


def test_those_inside_read_it_and_others_are_told_who_does(world: World) -> None:
    pages = {name: path for name, path in _pages(world, "analyst") if name in {"the restricted finding", "its words"}}
    analyst, board = (browser_of(world, role, "in good standing") for role in ("analyst", "board-member"))
    read = "".join(analyst.get(path).text for path in pages.values())
    assert not [secret for secret in SECRETS if secret not in read]
    for name, path in pages.items():
        assert "The partnership’s analysts and co-ordinators can see it." in board.get(path).text, name


def test_title_in_the_thread_is_worded_for_everybody(run: Any) -> None:
    from sulis_web.thread.models import Item

    title = Item.objects.unscoped("a test").get(key__startswith="finding:").title
    assert title == f"A finding of the needs assessment that not everybody may read ({KEY})"


def test_anybody_and_programs_are_told_nothing_of_it(world: World) -> None:
    anybody = Client()
    pages = [path for _name, path in _pages(world, "analyst")]
    pages += ["/api/v1/figures", "/api/v1/plan"]
    assert not [path for path in pages for secret in SECRETS if secret in _body(anybody.get(path))]


def test_documents_are_each_audiences_own(world: World) -> None:
    from sulis.publish.documents import html_text
    from sulis_web.needs import files

    inside, outside = (html_text(files.document_of(world.run, each)) for each in (Audience.INTERNAL, Audience.BOARD))
    assert "7,654,321" in inside and "restricted-words" in inside
    assert not [secret for secret in SECRETS if secret in outside]
    files.keep_files(world.run, Audience.INTERNAL, {"pdf": b"restricted"})
    path = reverse("run-document", args=[world.run.pk, "pdf"])
    answers = {role: browser_of(world, role, "in good standing").get(path).status_code for role in ROLES}
    assert {role for role, status in answers.items() if status == 200} == INSIDE


def test_whoever_works_on_the_numbers_sees_them_and_nobody_else() -> None:
    working = {Action.RUN_ASSESSMENT, Action.WRITE_FINDING, Action.APPROVE_FINDING}
    assert {slug for slug, role in CLASSES.items() if working & set(role.may)} <= INSIDE
    who = Who(person=1, active=True, membership=1, organisation=1, role="analyst")
    assert audience_of(who) is Audience.INTERNAL
    assert audience_of(replace(who, membership=None)) is Audience.PUBLIC
    assert audience_of(replace(who, limited=frozenset({Action.READ_REGISTER}))) is Audience.PUBLIC
    assert audience_of(replace(who, role="linkage-analyst", factor=True)) is Audience.PUBLIC
    assert audience_of(replace(who, role="practitioner")) is Audience.PUBLIC  # no second factor yet


def test_extract_is_read_for_those_inside_alone() -> None:
    from sulis_web.jobs.kinds import Work
    from sulis_web.runs.assessing import noting

    who = Who(person=1, active=True, membership=1, organisation=1, role="analyst")
    for_them = Work("job", who, Actor("somebody"), AT, {}, lambda *_step: None)
    assert noting(for_them) is not None
    assert noting(replace(for_them, who=replace(who, role="board-member"))) is None
