"""A claim of the plan in words: its verdict first, the rule and the numbers after it, and the finding that it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulis.publish.documents.build import build_document
from sulis.publish.documents.html import html_text
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.publish.documents.words.wording import Wording
from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment, Chapter, Finding, FindingKind, Slot
from sulis.year.needs.ruling import Claim, Ground
from tests.support.sample_assessment import SPAN, TRAIL, ratio, sample_assessment

ABOUT = About("Wellow Vale", "Five Rivers", SPAN)
PLAIN = sample_assessment()
FIRST = PLAIN.chapters[0].findings[0]


def claim(ground: Ground, *, test: str = "rising", rests_on: tuple[str, ...] = ()) -> Finding:
    slots = (Slot("change", ratio(1.2, 1.1, 1.3), "change a year, as a ratio"),)
    given = Claim(test, "The plan's text.", "recorded data", ground, rests_on)
    numbers = () if ground is Ground.NO_FINDING else slots
    return Finding("claims-local-rise", FindingKind.CLAIM, "Violence is rising", numbers, claim=given)


def said(finding: Finding, audience: Audience = Audience.INTERNAL) -> Wording:
    return word_finding(see_finding(finding, audience), ABOUT)


@pytest.mark.parametrize(
    ("ground", "heading", "why"),
    [
        (Ground.BORNE_OUT, "Supported: Violence is rising", "The numbers bear it out. The rule: "),
        (Ground.IN_PART, "Qualified: Violence is rising", "The numbers bear out a part of it."),
        (Ground.OTHER_SIDE, "Not supported: Violence is rising", "The numbers say the opposite."),
        (Ground.NO_DIFFERENCE, "Not supported: Violence is rising", "no room for a difference of more than 5%"),
        (Ground.WITHIN_CHANCE, "Cannot be tested on the data at hand: Violence is rising", "too little to tell"),
        (Ground.NO_FINDING, "Cannot be tested on the data at hand: Violence is rising", "Nothing that was worked out"),
    ],
)
def test_the_verdict_leads_and_its_ground_and_rule_follow(ground: Ground, heading: str, why: str) -> None:
    found = said(claim(ground))
    assert (found.heading, why in found.sentences[1]) == (heading, True)
    numbers = ("Change a year, as a ratio: 1.2 (between 1.1 and 1.3).",) if ground is not Ground.NO_FINDING else ()
    assert found.sentences[2:] == numbers


def test_what_cannot_be_tested_says_whom_to_ask_for_what() -> None:
    assert (
        "Ask the force for an extract with the sex of suspects."
        in said(claim(Ground.NO_FINDING, test="mostly male")).sentences[1]
    )


def test_a_claim_that_rests_on_restricted_numbers_is_held_back_with_its_verdict() -> None:
    given = claim(Ground.BORNE_OUT, rests_on=(FIRST.id,))
    [slot] = given.slots
    closed = replace(slot, estimate=replace(slot.estimate, provenance=replace(TRAIL, open_data=False)))
    hidden = replace(given, slots=(closed,))
    assert said(hidden, Audience.PUBLIC).heading == "Held back from this audience: Violence is rising"
    block = build_document(with_claims(hidden), Audience.PUBLIC).chapters[0].findings[0]
    assert (block.held_back, block.rests_on) == (True, ())


def with_claims(*findings: Finding) -> Assessment:
    return replace(PLAIN, chapters=(Chapter("claims", findings), *PLAIN.chapters))


def test_a_claim_links_to_the_finding_that_tests_it_by_its_number_and_words() -> None:
    document = build_document(with_claims(claim(Ground.BORNE_OUT, rests_on=(FIRST.id,))), Audience.INTERNAL)
    [line] = document.chapters[0].findings[0].rests_on
    later = document.chapters[1].findings[0]
    assert (line.finding_id, line.number, line.text) == (later.id, later.number, f"{later.heading}.")
    assert f'<a href="#finding-{later.id}"><span class="hidden">Finding </span>{later.number}</a>' in html_text(
        document
    )


@pytest.mark.parametrize(
    ("basis", "one", "two"),
    [
        (
            "recorded data",
            "One other claim of the plan rests on records",
            "Two other claims of the plan rest on records",
        ),
        ("perception", "says what people believe", "say what people believe"),
        ("known elsewhere", "plan is of the country", "plan are of the country"),
        ("limit of the evidence", "plan says what cannot be told", "plan say what cannot be told"),
    ],
)
def test_untested_claims_are_counted_in_words_by_what_they_rest_on(basis: str, one: str, two: str) -> None:
    finding = Finding("claims-untested", FindingKind.UNTESTED_CLAIMS, basis, statements=("First. To test it: x.",))
    assert one in said(finding).heading
    assert two in said(replace(finding, statements=finding.statements * 2)).heading
