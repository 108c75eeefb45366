"""What stands around every page: whose it is, where in the year we are, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sulis_web.partnership import queries
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.doors import PUBLIC
from sulis_web.partnership.models import Partnership

# The stages of the year: words, and the name of the address that each begins at.
STAGES = (
    ("Definition", "definitions"),
    ("Needs", "needs"),
    ("Voice", "voice"),
    ("What is offered", "offered"),
    ("Plan", "plan"),
    ("Measures", "measures"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    words: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    made_up: bool
    has_theme: bool
    stages: tuple[Stage, ...]
    person: str
    role: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template: ``frame``. The stages are shown only to people who have signed in."""
    partnership = queries.current()
    who: Who | None = getattr(request, "who", None) if getattr(request, "door", None) != PUBLIC else None
    part = who.part if who else None
    return {
        "frame": Frame(
            name=partnership.name if partnership else "Sulis",
            made_up=bool(partnership and partnership.made_up),
            has_theme=bool(partnership and partnership.accent),
            stages=_stages(request.path) if who and decide(who, Action.READ_WORK).allowed else (),
            person=str(request.user) if who and who.person else "",
            role=part.name if part else "",
        )
    }


def public_frame(partnership: Partnership) -> Frame:
    """The frame of a prepared page: it knows no reader."""
    return Frame(partnership.name, partnership.made_up, bool(partnership.accent), (), "", "")


def _stages(path: str) -> tuple[Stage, ...]:
    shown = [(words, reverse(name)) for words, name in STAGES]
    # The longest address that begins this page's own is where we are: /plan/voice/ is voice, not plan.
    here = max((url for _words, url in shown if path.startswith(url)), key=len, default="")
    return tuple(Stage(words, url, url == here) for words, url in shown)
