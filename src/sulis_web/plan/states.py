"""The states of an action, and which may follow which. The page that explains them and its drawing are made from this table."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    """Where an action stands."""

    PROPOSED = "proposed", "Proposed"  # nobody has taken it on yet
    AGREED = "agreed", "Agreed, not begun"
    UNDER_WAY = "under way", "Under way"
    PAUSED = "paused", "Paused"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"  # given up, with a reason


class Colour(models.TextChoices):
    """How an action goes. The words come first: the colour only repeats them."""

    GREEN = "green", "Green: on course"
    AMBER = "amber", "Amber: at risk"
    RED = "red", "Red: off course"
    UNKNOWN = "unknown", "No colour: cannot be told"  # nothing to judge it by, which is never green
    CLOSED = "closed", "Closed"  # done or stopped


@dataclass(frozen=True, slots=True)
class Transition:
    before: State
    after: State
    words: str  # what happens
    asks_why: bool = False


TRANSITIONS = (
    Transition(State.PROPOSED, State.AGREED, "an organisation takes it on"),
    Transition(State.PROPOSED, State.STOPPED, "nobody takes it on", asks_why=True),
    Transition(State.AGREED, State.UNDER_WAY, "it begins"),
    Transition(State.AGREED, State.STOPPED, "it is given up", asks_why=True),
    Transition(State.UNDER_WAY, State.DONE, "it is finished"),
    Transition(State.UNDER_WAY, State.PAUSED, "it has to wait", asks_why=True),
    Transition(State.UNDER_WAY, State.STOPPED, "it is given up", asks_why=True),
    Transition(State.PAUSED, State.UNDER_WAY, "it goes on"),
    Transition(State.PAUSED, State.STOPPED, "it is given up", asks_why=True),
    Transition(State.DONE, State.UNDER_WAY, "it turns out unfinished", asks_why=True),
    Transition(State.STOPPED, State.AGREED, "it is taken up again", asks_why=True),
)
OPEN = frozenset({State.PROPOSED, State.AGREED, State.UNDER_WAY, State.PAUSED})


def following(state: str) -> tuple[Transition, ...]:
    """What may happen next to an action in this state."""
    return tuple(each for each in TRANSITIONS if each.before == state)


def transition(before: str, after: str) -> Transition | None:
    """The step between two states; None where it may not be made. To stay is always allowed, and is no step."""
    return next((each for each in TRANSITIONS if each.before == before and each.after == after), None)
