"""What stands around every page: whose it is, where in the year we are, who is signed in and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sulis_web.audit.rooms import linkage_is_on
from sulis_web.design.navigation import Area, Link
from sulis_web.partnership import queries
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import MENDABLE, Who, decide
from sulis_web.partnership.doors import PUBLIC
from sulis_web.partnership.models import Partnership

# The stages of the year: words, and the name of the address that each begins at.
STAGES = (
    ("Definition", "definitions"),
    ("Evidence", "sources"),
    ("Needs", "needs"),
    ("Voice", "voice"),
    ("What is offered", "offered"),
    ("Plan", "plan"),
    ("Measures", "measures"),
)
# What every stage rests on: words, the name of the address, and what somebody must be able to do to be shown the way.
PARTNERSHIP = "The partnership"
GROUND = (
    ("Organisations", "organisations", Action.READ_REGISTER),
    ("Boards", "boards", Action.READ_REGISTER),
    ("Agreements", "agreements", Action.READ_AGREEMENTS),
    ("Impact assessments", "assessments", Action.READ_ASSESSMENTS),
    ("Duty", "duty", Action.READ_REGISTER),
    ("Calendar", "calendar", Action.READ_REGISTER),
    ("People", "members", Action.READ_PEOPLE),
    ("Permissions", "permissions", Action.OPEN_HOME),
    ("Audit", "audit", Action.READ_AUDIT),
    ("Linkage rooms", "linkage-rooms", Action.SEE_LINKAGE),
)
# The plan's own pages, in a side list beside each of them.
PLAN = "The plan"
PLANNED = (
    ("Priorities and objectives", "plan"),
    ("Actions", "actions"),
    ("Risks", "risks"),
    ("Measures of success", "measures"),
    ("Meetings and reports", "meetings"),
    ("What others found", "inbox"),
    ("Strategies of others", "strategies"),
    ("The whole plan on one page", "plan-map"),
    ("Where the thread breaks", "breaks"),
    ("What the public is told", "sentences"),
    ("Links", "thread"),
    ("Papers of the plan", "papers"),
    ("The plan’s own life", "plan-life"),
)
# Pages of a stage that do not stand under its address.
_ELSEWHERE = {"/thread/": "plan", "/evidence/": "sources", "/publishing/": "needs"}
_GROUND = "/register/"  # pages of the partnership's own that are on no list


@dataclass(frozen=True, slots=True)
class Frame:
    """``stages`` holds the parts of the year and, last, the partnership's own part, each with whether we are in it."""

    name: str
    made_up: bool
    has_theme: bool
    stages: tuple[Link, ...] = ()
    person: str = ""
    role: str = ""
    organisation: str = ""
    may_search: bool = False  # what is searched is the working pages


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every template: ``frame``, and ``area``, the side list where we are in the partnership's own part.

    A page that is the same for everybody reads no sign-in, so it shows neither stages nor a person.
    """
    partnership = queries.current()
    who: Who | None = getattr(request, "who", None) if getattr(request, "door", None) != PUBLIC else None
    if who is None or who.person is None:
        return {"frame": _around(partnership), "area": None}
    path = "" if hasattr(request, "told") else request.path  # an error page is nowhere
    area = _area(who, path)
    reads = decide(who, Action.READ_WORK).allowed
    beside = _beside_plan(path) if reads else None
    stages = _stages("" if _is_here(area) else path) if reads else ()
    own = queries.own_organisation(who)
    framed = _around(
        partnership,
        stages=(*stages, *_to_area(area)),
        person=str(request.user),
        role=who.part.name if who.part else "",
        organisation=own.name if own else "",
        may_search=reads,
    )
    return {"frame": framed, "area": area if _is_here(area) or path.startswith(_GROUND) else beside}


def public_frame(partnership: Partnership) -> Frame:
    """The frame of a prepared page: it knows no reader."""
    return _around(partnership)


def leads_somewhere(who: Who, action: Action) -> bool:
    """Whether to show somebody the way: they may do it, or may once they have given what they are asked for."""
    decision = decide(who, action)
    return decision.allowed or decision.check in MENDABLE


def _around(partnership: Partnership | None, **more: Any) -> Frame:
    return Frame(
        name=partnership.name if partnership else "Sulis",
        made_up=bool(partnership and partnership.made_up),
        has_theme=bool(partnership and partnership.accent),
        **more,
    )


def _stages(path: str) -> tuple[Link, ...]:
    shown = [(words, reverse(name)) for words, name in STAGES]
    for start, name in _ELSEWHERE.items():
        path = reverse(name) if path.startswith(start) else path
    return _with_here(shown, path)


def _area(who: Who, path: str) -> Area:
    shown = [(words, reverse(name)) for words, name, action in GROUND if leads_somewhere(who, action)]
    shown = shown if linkage_is_on() else [each for each in shown if each[0] != "Linkage rooms"]
    return Area(PARTNERSHIP, _with_here(shown, path))


def _beside_plan(path: str) -> Area | None:
    """The plan's side list, on its own pages alone."""
    area = Area(PLAN, _with_here([(words, reverse(name)) for words, name in PLANNED], path))
    return area if len(area.links) > 1 and _is_here(area) else None


def _to_area(area: Area) -> tuple[Link, ...]:
    return (Link(area.title, area.links[0].url, _is_here(area)),) if area.links else ()


def _is_here(area: Area) -> bool:
    return any(link.current for link in area.links)


def _with_here(shown: Iterable[tuple[str, str]], path: str) -> tuple[Link, ...]:
    """The longest address that begins this page's own is where we are: /plan/voice/ is voice, not plan."""
    known = tuple(shown)
    here = max((url for _words, url in known if path.startswith(url)), key=len, default="")
    return tuple(Link(words, url, url == here) for words, url in known)
