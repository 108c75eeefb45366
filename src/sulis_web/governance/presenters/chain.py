"""The chain of reasons of one item on a page: why it is there, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.design.navigation import Link as WayTo
from sulis_web.design.values import Crumb
from sulis_web.governance.presenters.ties import Line, line, many, page_of
from sulis_web.governance.queries.chain import Chain, Step, chain
from sulis_web.governance.queries.known import states_of
from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION, name_of
from sulis_web.thread.models import Item

_AWAY = (
    "",
    "One link away",
    "Two links away",
    "Three links away",
    "Four links away",
    "Five links away",
    "Six links away",
)


@dataclass(frozen=True, slots=True)
class Lines:
    heading: str
    lines: tuple[Line, ...]
    more: str
    all: WayTo | None = None  # where every one of them can be read


@dataclass(frozen=True, slots=True)
class StepView:
    heading: str
    groups: tuple[Lines, ...]
    left: str


@dataclass(frozen=True, slots=True)
class Way:
    """One direction. ``id`` is where the page's contents lead to."""

    id: str
    heading: str
    intro: str
    steps: tuple[StepView, ...]
    empty: str
    end: str


@dataclass(frozen=True, slots=True)
class ChainPage:
    title: str
    kind: str
    doings: tuple[WayTo, ...]
    ways: tuple[Way, ...]
    trail: tuple[Crumb, ...]


def chain_page(who: Who, item: Item) -> ChainPage:
    up, down = chain(who, item, up=True), chain(who, item, up=False)
    states = _states(who, up, down)
    return ChainPage(
        str(item), name_of(item), tuple(_doings(item)),
        (
            _way("why", "Why it is there", "What it rests on, the nearest first.", up, states, item,
                 "Nothing in the thread is a reason for it yet."),
            _way("came", "What came of it", "What is there because of it, the nearest first.", down, states, item,
                 "Nothing in the thread came of it yet."),
        ),
        trail(),
    )  # fmt: skip


def trail() -> tuple[Crumb, ...]:
    return (Crumb("Plan", reverse("plan")), Crumb("The whole plan on one page", reverse("plan-map")))


def _doings(item: Item) -> list[WayTo]:
    found = [WayTo("Open its own page", page_of(item))] if page_of(item) else []
    if item.kind == Kind.RISK_FACTOR:
        found.append(WayTo("Everything about this cause", reverse("cause", args=[item.key])))
    return found


def _states(who: Who, *chains: Chain) -> dict[str, str]:
    kinds = [of for chain in chains for step in chain.steps for of in step.kinds if of.kind == ACTION]
    return states_of(who, [each.item.key for of in kinds for each in of.reached])


def _way(id: str, heading: str, intro: str, found: Chain, states: dict[str, str], own: Item, empty: str) -> Way:
    steps = tuple(_step(step, states, own) for step in found.steps)
    end = "The thread goes on from here. Follow it from one of these." if found.goes_on else ""
    return Way(id, heading, intro, steps, "" if steps else empty, end)


def _step(step: Step, states: dict[str, str], own: Item) -> StepView:
    groups = tuple(
        Lines(
            many(of.kind) if len(of.reached) + of.more > 1 else name_of(of.reached[0].item),
            tuple(line(each.item, each.by, states.get(each.item.key, ""), own=own.pk) for each in of.reached),
            f"And {of.more:,} more." if of.more else "",
            _all(own) if of.more and step.number == 1 and (own.kind, of.kind) == (Kind.OBJECTIVE, ACTION) else None,
        )
        for of in step.kinds
    )
    left = f"From {step.left:,} of these the thread was not followed any further." if step.left else ""
    return StepView(_AWAY[step.number], groups, left)


def _all(objective: Item) -> WayTo:
    return WayTo(
        "See every action of this objective", f"{reverse('actions')}?{urlencode({'objective': objective.key})}"
    )
