"""What stands around every page: whose it is, where in the year we are, who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.partnership import queries
from sulis_web.partnership.models import Partnership

ALWAYS: frozenset[str] = frozenset()
# (words, address name, kinds of record of which one must be held for the stage to have anything)
STAGES = (
    ("Definition", "definitions", ALWAYS),
    ("Needs", "needs", ALWAYS),
    ("Voice", "voice", frozenset({Kind.REASON.value, Kind.CONCERN.value, Kind.SUGGESTION.value})),
    ("What is offered", "offered", frozenset({Kind.INTERVENTION.value})),
    ("Plan", "plan", frozenset({Kind.PRIORITY.value})),
    ("Measures", "measures", frozenset({Kind.MEASURE.value})),
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
    person = getattr(request, "user", None)
    signed_in = person is not None and person.is_authenticated
    return {
        "frame": Frame(
            name=partnership.name if partnership else "Sulis",
            made_up=bool(partnership and partnership.made_up),
            has_theme=bool(partnership and partnership.accent),
            stages=_stages(request.path) if signed_in else (),
            person=str(person) if signed_in else "",
            role=person.get_role_display() if signed_in else "",
        )
    }


def public_frame(partnership: Partnership) -> Frame:
    """The frame of a prepared page: it knows no reader."""
    return Frame(partnership.name, partnership.made_up, bool(partnership.accent), (), "", "")


def _stages(path: str) -> tuple[Stage, ...]:
    held = queries.kinds_held()
    shown = [(words, reverse(name)) for words, name, needed in STAGES if not needed or needed & held]
    # The longest address that begins this page's own is where we are: /plan/voice/ is voice, not plan.
    here = max((url for _words, url in shown if path.startswith(url)), key=len, default="")
    return tuple(Stage(words, url, url == here) for words, url in shown)
