"""Everything about one cause: what is tied to it within three steps of the right kind, each with the way that led there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sulis.catalogue.partnership import Kind
from sulis_web.governance.queries.breaks import FINDINGS, THEMES
from sulis_web.governance.queries.ties import Tie, items, links, ties
from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION, ASSESSED, DECISION, RECOMMENDATION, SENTENCE, STRATEGY
from sulis_web.thread.models import Item, Link, LinkKind

SHOWN = 10  # items of one kind
FOLLOWED = 200  # items of one kind from which a way goes on
STEPS = 3
Way = frozenset[tuple[bool, str]]  # outward or not, and the kind of link


def _ways(*, out: Iterable[str] = (), into: Iterable[str] = ()) -> Way:
    return frozenset([*((True, str(kind)) for kind in out), *((False, str(kind)) for kind in into)])


_SAID_IN_PUBLIC = _ways(into=[LinkKind.RESTS_ON])
_FOUND = _ways(out=[LinkKind.RESTS_ON], into=[LinkKind.RESTS_ON])
# Which links lead on from an item of a kind. From the cause itself every link does.
WAYS: Mapping[str, Way] = {
    **dict.fromkeys(FINDINGS, _FOUND),
    **dict.fromkeys(THEMES, _SAID_IN_PUBLIC),
    Kind.OBJECTIVE: _ways(
        out=[LinkKind.MEASURED_BY, LinkKind.ANSWERS], into=[LinkKind.BELONGS_TO, LinkKind.LED_TO, LinkKind.RESTS_ON]
    ),
    ACTION: _ways(out=[LinkKind.ANSWERS, LinkKind.MEASURED_BY], into=[LinkKind.LED_TO, LinkKind.RESTS_ON]),
    Kind.MEASURE: _SAID_IN_PUBLIC,
    RECOMMENDATION: _ways(out=[LinkKind.LED_TO], into=[LinkKind.RESTS_ON]),
}
# The kinds of each section of the page, in the order in which they are shown.
KNOWN = (Kind.FINDING.value, ASSESSED, Kind.SOURCE.value)
SAID = (Kind.REASON.value, Kind.CONCERN.value, Kind.SUGGESTION.value, Kind.ENGAGEMENT.value)
OFFERED = (Kind.INTERVENTION.value, Kind.ARRANGEMENT.value, STRATEGY)
PLANNED = (Kind.PRIORITY.value, Kind.OBJECTIVE.value, ACTION)
MEASURED = (Kind.MEASURE.value,)
ANSWERED = (RECOMMENDATION, DECISION)
PUBLIC = (SENTENCE,)


@dataclass(frozen=True, slots=True)
class About:
    """An item, and the links from the cause to it, the nearest to the cause first."""

    item: Item
    way: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """Everything about a cause, by kind."""

    shown: Mapping[str, tuple[About, ...]]
    keys: Mapping[str, tuple[int, ...]]  # all of each kind, shown or not, by primary key

    def of(self, kinds: Iterable[str]) -> list[tuple[str, tuple[About, ...], int]]:
        """Of each kind that there is any of: those shown, and how many more there are."""
        wanted = [kind for kind in kinds if kind in self.shown]
        return [(kind, self.shown[kind], len(self.keys[kind]) - len(self.shown[kind])) for kind in wanted]


def tied_to(who: Who, cause: Item) -> Tied:
    found = _found(who, cause)
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for pk, way in sorted(found.items(), key=lambda each: (len(each[1]), each[1][-1].place, each[0])):
        kinds[way[-1].far_kind].append(pk)
    shown = [pk for keys in kinds.values() for pk in keys[:SHOWN]]
    told = links(who, {tie.link for pk in shown for tie in found[pk]})
    known = items(who, shown)
    return Tied(
        {
            kind: tuple(About(known[pk], tuple(told[tie.link] for tie in found[pk])) for pk in keys[:SHOWN])
            for kind, keys in kinds.items()
        },
        {kind: tuple(keys) for kind, keys in kinds.items()},
    )


def _found(who: Who, cause: Item) -> dict[int, tuple[Tie, ...]]:
    """Each item with the way by which it was first reached."""
    found: dict[int, tuple[Tie, ...]] = {}
    front: dict[int, tuple[Tie, ...]] = {cause.pk: ()}
    for _step in range(STEPS):
        reached: dict[int, tuple[Tie, ...]] = {}
        for tie in _next(who, front):
            if tie.far != cause.pk and tie.far not in found and tie.far not in reached:
                reached[tie.far] = (*front[tie.near], tie)
        found |= reached
        front = _leading_on(reached)
    return found


def _next(who: Who, front: Mapping[int, tuple[Tie, ...]]) -> Iterable[Tie]:
    for outward in (True, False):
        near = [pk for pk, way in front.items() if not way or any(out == outward for out, _ in WAYS[way[-1].far_kind])]
        for tie in ties(who, near, outward=outward, kinds=LinkKind.values) if near else ():
            way = front[tie.near]
            if not way or (outward, tie.kind) in WAYS[way[-1].far_kind]:
                yield tie


def _leading_on(reached: Mapping[int, tuple[Tie, ...]]) -> dict[int, tuple[Tie, ...]]:
    taken: defaultdict[str, int] = defaultdict(int)
    kept: dict[int, tuple[Tie, ...]] = {}
    for pk, way in reached.items():
        kind = way[-1].far_kind
        if kind in WAYS and taken[kind] < FOLLOWED:
            taken[kind] += 1
            kept[pk] = way
    return kept
