"""The chain of reasons of one item, both ways: what it rests on, and what came of it, the nearest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sulis.catalogue.partnership import Kind
from sulis_web.governance.queries.ties import Tie, items, links, ties
from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION, REASON_FIRST, REASON_LAST
from sulis_web.thread.models import Item, Link

SHOWN = 10  # items of one kind at one step
FOLLOWED = 200  # items of one step from which the walk goes on
DEEPEST = 6  # steps


@dataclass(frozen=True, slots=True)
class Reached:
    """An item, with the links by which the walk came to it."""

    item: Item
    by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OfKind:
    kind: str
    reached: tuple[Reached, ...]
    more: int  # of the kind at this step that are not shown


@dataclass(frozen=True, slots=True)
class Step:
    """Everything that is this many links away and no nearer."""

    number: int
    kinds: tuple[OfKind, ...]
    left: int  # items of this step from which the walk does not go on


@dataclass(frozen=True, slots=True)
class Chain:
    steps: tuple[Step, ...]
    goes_on: bool  # beyond the deepest step that is walked


@dataclass(slots=True)
class _Found:
    """One step of the walk as ids: the ties by which each item was reached."""

    by: dict[int, list[Tie]]
    left: int

    def of_kinds(self) -> dict[str, list[int]]:
        kinds: defaultdict[str, list[int]] = defaultdict(list)
        for pk in sorted(self.by, key=lambda each: (self.by[each][0].far_kind, self.by[each][0].place, each)):
            kinds[self.by[pk][0].far_kind].append(pk)
        return kinds


def chain(who: Who, item: Item, *, up: bool) -> Chain:
    """Up: what the item is there because of. Down: what is there because of it. An item stands where it was first reached."""
    found, goes_on = _walk(who, item, up)
    shown = {pk for step in found for keys in step.of_kinds().values() for pk in keys[:SHOWN]}
    told = links(who, {tie.link for step in found for pk in shown & step.by.keys() for tie in step.by[pk]})
    known = items(who, shown)
    steps = tuple(_step(number, step, told, known) for number, step in enumerate(found, 1))
    return Chain(steps, goes_on)


def _walk(who: Who, item: Item, up: bool) -> tuple[list[_Found], bool]:
    seen, front, found = {item.pk}, [item.pk], list[_Found]()
    while front and len(found) <= DEEPEST:
        by: defaultdict[int, list[Tie]] = defaultdict(list)
        for tie in _beyond(who, front, up=up):
            if tie.far not in seen:
                by[tie.far].append(tie)
        if not by or len(found) == DEEPEST:
            return found, bool(by)
        seen |= by.keys()
        front = _front(by, up)
        found.append(_Found(dict(by), max(0, len(by) - FOLLOWED)))
    return found, False


def _beyond(who: Who, near: Iterable[int], *, up: bool) -> Iterable[Tie]:
    """The next links: towards the reason, or away from it."""
    here = list(near)
    yield from ties(who, here, outward=up, kinds=REASON_LAST)
    yield from ties(who, here, outward=not up, kinds=REASON_FIRST)


def _front(by: dict[int, list[Tie]], up: bool) -> list[int]:
    """Where the walk goes on: from what the plan is made of before its actions, of which there may be thousands.

    On its way up it ends at a measure that something rests on: the objectives that the measure is for are no ground of it.
    """
    led_on = [each for each in by if not (up and by[each][0].far_kind == Kind.MEASURE)]
    order = sorted(led_on, key=lambda each: (by[each][0].far_kind == ACTION, by[each][0].place, each))
    return order[:FOLLOWED]


def _step(number: int, step: _Found, told: dict[int, Link], known: dict[int, Item]) -> Step:
    kinds = tuple(
        OfKind(
            kind,
            tuple(Reached(known[pk], tuple(told[tie.link] for tie in step.by[pk])) for pk in keys[:SHOWN]),
            len(keys[SHOWN:]),
        )
        for kind, keys in step.of_kinds().items()
    )
    return Step(number, kinds, step.left)
