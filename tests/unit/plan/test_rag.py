"""The rule that proposes how an action goes, line by line, on days worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sulis_web.plan.rag import RULE, Step, Watched, judge
from sulis_web.plan.states import OPEN, TRANSITIONS, Colour, State, transition

ON = date(2026, 11, 23)
TOLD = date(2026, 11, 10)


def watched(**given: Any) -> Watched:
    return Watched(
        **(
            {"on": ON, "state": State.UNDER_WAY, "begun": date(2026, 4, 1), "told": TOLD, "due": date(2027, 3, 31)}
            | given
        )
    )


@pytest.mark.parametrize(
    ("given", "colour", "told"),
    [
        ({}, Colour.GREEN, "Nothing is late"),
        ({"state": State.DONE, "due": date(2026, 1, 1)}, Colour.CLOSED, "It is done."),
        ({"state": State.STOPPED}, Colour.CLOSED, "It is stopped."),
        ({"due": date(2026, 11, 22)}, Colour.RED, "It was due by 22 November 2026"),
        ({"due": ON}, Colour.GREEN, "Nothing is late"),
        ({"steps": (Step("Agree", date(2026, 10, 23)),)}, Colour.RED, "over 30 days ago"),
        ({"steps": (Step("Agree", date(2026, 10, 24)),)}, Colour.AMBER, "“Agree” was due by 24 October 2026"),
        ({"steps": (Step("Agree", date(2026, 10, 1), date(2026, 11, 1)),)}, Colour.GREEN, "Nothing is late"),
        ({"state": State.AGREED, "starts": date(2026, 10, 23)}, Colour.RED, "It was to begin on 23 October 2026"),
        ({"state": State.AGREED, "starts": date(2026, 11, 1)}, Colour.AMBER, "It was to begin on 1 November 2026"),
        ({"state": State.AGREED, "starts": date(2026, 12, 1)}, Colour.GREEN, "Nothing is late"),
        ({"state": State.PAUSED}, Colour.AMBER, "It is paused."),
        ({"waits_for": ("Share counts",)}, Colour.AMBER, "It waits for “Share counts”"),
        ({"due": date(2026, 12, 23), "steps": (Step("Last", date(2026, 12, 20)),)}, Colour.AMBER, "with one milestone to go"),
        ({"due": date(2026, 12, 24), "steps": (Step("Last", date(2026, 12, 20)),)}, Colour.GREEN, "Nothing is late"),
        ({"due": None}, Colour.UNKNOWN, "no day by which it is due"),
        ({"state": State.PROPOSED, "due": None}, Colour.UNKNOWN, "Nobody has taken it on yet"),
    ],
)  # fmt: skip
def test_each_line_of_the_rule_holds_on_its_day_and_not_the_day_before(
    given: dict[str, Any], colour: Colour, told: str
) -> None:
    found = judge(watched(**given))
    assert found.colour is colour
    assert told in found.because[0]


def test_action_without_a_day_is_stale_when_nobody_speaks_for_as_long_as_its_board_lets_pass() -> None:
    quiet = {"due": None, "told": date(2026, 8, 22), "cadence": 93, "board": "The board"}
    assert not judge(watched(**quiet)).is_stale
    found = judge(watched(**(quiet | {"told": date(2026, 8, 21)})))
    assert found.is_stale and found.colour is Colour.AMBER
    assert "Nobody has said how it goes since 21 August 2026, and The board meets every 93 days or so." in found.because


def test_silence_counts_from_when_the_action_was_entered_until_somebody_speaks() -> None:
    new = judge(watched(told=None, begun=date(2026, 11, 1)))
    old = judge(watched(told=None, begun=date(2026, 1, 1)))
    assert not new.is_stale
    assert old.is_stale and "since it was entered on 1 January 2026" in old.because[0]


def test_other_late_things_are_told_beside_the_first() -> None:
    late = judge(watched(due=date(2026, 11, 1), told=date(2026, 1, 1), steps=(Step("Agree", date(2026, 11, 2)),)))
    assert late.colour is Colour.RED
    assert len(late.because) == 3


def test_every_line_of_the_rule_has_a_sentence_of_its_own() -> None:
    assert len({line.words for line in RULE}) == len(RULE)


def test_every_state_is_reached_and_only_closed_ones_ask_why_to_be_opened_again() -> None:
    assert {each.after for each in TRANSITIONS} == set(State) - {State.PROPOSED}
    again = [each for each in TRANSITIONS if each.before not in OPEN]
    assert again and all(each.asks_why for each in again)
    assert transition(State.PROPOSED, State.DONE) is None
