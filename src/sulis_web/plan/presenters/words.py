"""States, colours and days of actions in words and marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sulis_web.design.dates import day
from sulis_web.design.values import Mark, Tone
from sulis_web.plan.models import Action
from sulis_web.plan.models.action import Setting, Tier
from sulis_web.plan.rag import Judged
from sulis_web.plan.states import Colour, State

UNKNOWN = "Not recorded"
# The word says it all; shape and colour repeat it.
COLOURS = {
    Colour.GREEN: Mark("Green: on course", Tone.GOOD),
    Colour.AMBER: Mark("Amber: at risk", Tone.WATCH),
    Colour.RED: Mark("Red: off course", Tone.TROUBLE),
    Colour.UNKNOWN: Mark("Cannot be told", Tone.QUIET),
    Colour.CLOSED: Mark("Closed", Tone.QUIET),
}
LABELS = {
    "title": "What will be done", "number": "Number", "text": "More about it", "objective": "Objective",
    "accountable": "Who answers for it", "supporters": "Who helps", "board": "Board that watches over it", "state": "State",
    "starts": "Begins", "due": "Due", "waits_for": "What it waits for", "determinants": "Causes that it works on",
    "tiers": "When it prevents",
    "settings": "Where it meets people", "from_age": "Youngest age", "to_age": "Oldest age", "places": "Places", "cost": "Cost",
    "funding": "Who pays", "funded_until": "Paid for until", "colour": "How it goes, in somebody’s judgement",
    "colour_reason": "Why not as the rule proposes", "notes": "Notes", "done_on": "Done on", "on": "Told on",
    "next_step": "What happens next", "owner": "Who watches it", "likelihood": "How likely", "impact": "How bad",
    "response": "What is done about it", "review": "Look at it again by", "standing": "Where it stands", "action": "Action",
    "answered_at": "Answered",
}  # fmt: skip


def colour_of(action: Action, judged: Judged) -> Colour:
    """The colour that counts: a person's where there is one and the action is open, else the rule's."""
    if action.colour and judged.colour is not Colour.CLOSED:
        return Colour(action.colour)
    return judged.colour


def colour_mark(action: Action, judged: Judged) -> Mark:
    return COLOURS[colour_of(action, judged)]


def is_overridden(action: Action, judged: Judged) -> bool:
    return colour_of(action, judged) is not judged.colour


def state_words(state: str) -> str:
    return State(state).label


def pounds(cost: int | None) -> str:
    return UNKNOWN if cost is None else f"£{cost:,}"


def ages(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if last is None:
        return f"{first} and over"
    return f"up to {last}" if first is None else f"{first} to {last}"


def when(first: date | None, last: date | None) -> str:
    """``By 31 March 2027``, ``from 1 April 2026 to 31 March 2027``."""
    if first and last:
        return f"From {day(first)} to {day(last)}"
    return f"By {day(last)}" if last else f"From {day(first)}" if first else UNKNOWN


def tiers(held: Iterable[str]) -> str:
    return ", ".join(Tier(each).label.partition(":")[0] for each in held)


def settings(held: Iterable[str]) -> str:
    words = "; ".join(Setting(each).label for each in held)
    return words[:1] + words[1:].lower()
