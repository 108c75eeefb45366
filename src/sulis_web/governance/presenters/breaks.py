"""Where the thread breaks, on a page: counted by kind, with why each matters and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from sulis_web.design.navigation import Link as WayTo
from sulis_web.design.navigation import Pages, pages
from sulis_web.design.notices import Applied, Empty
from sulis_web.design.values import Action, Crumb
from sulis_web.governance.presenters.ties import chain_of, page_of
from sulis_web.governance.queries import breaks as queries
from sulis_web.governance.queries.known import known
from sulis_web.partnership.decide import Who
from sulis_web.thread import queries as threads
from sulis_web.thread.breaks import EXCUSED, TOLD, UNBORNE, Break
from sulis_web.thread.kinds import name_of
from sulis_web.thread.models import Claim, Item
from sulis_web.thread.rules import can_confirm

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One gap: whose it is, what is missing, and the ways to mend it."""

    words: str
    url: str
    kind: str
    missing: str
    doings: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of gap. ``rows`` are those of it that this page shows."""

    words: str
    value: str
    count: int
    excused: int
    url: str
    matters: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BreaksPage:
    kinds: tuple[Kind, ...]
    total: int
    shown: int
    applied: tuple[Applied, ...]
    pages: Pages
    empty: Empty | None
    trail: tuple[Crumb, ...]


def breaks_page(who: Who, *, what: str, excused: bool, number: int) -> BreaksPage:
    facts = known(who)
    counts = queries.counted(who, facts)
    wanted = [each for each in Break if what in ("", each.value)]
    lists = {each: queries.broken(who, each, facts, excused=excused) for each in wanted}
    shown = sum(counts[each][excused] for each in wanted)
    last = max(1, -(-shown // PAGE))
    number = min(number, last)
    rows = dict(_on_page(who, lists, {each: counts[each][excused] for each in wanted}, number, excused))
    kinds = tuple(_kind(each, counts[each], rows.get(each, ())) for each in Break)
    total = sum(open_ones for open_ones, _said in counts.values())
    there = pages(number=number, last=last, address=lambda page: _address(what, excused, page))
    return BreaksPage(
        kinds, total, shown, tuple(_applied(what, excused)), there, _empty(who, shown, what, excused), trail()
    )


def trail(*, within: bool = False) -> tuple[Crumb, ...]:
    back = (Crumb("Plan", reverse("plan")), Crumb("The whole plan on one page", reverse("plan-map")))
    return (*back, Crumb("Where the thread breaks", reverse("breaks"))) if within else back


def _on_page(
    who: Who, lists: Mapping[Break, QuerySet[Item]], counts: Mapping[Break, int], number: int, excused: bool
) -> Iterator[tuple[Break, tuple[Row, ...]]]:
    """The rows of one page, which may begin in one kind and end in another."""
    skip, room = (number - 1) * PAGE, PAGE
    for what, found in lists.items():
        if skip < counts[what] and room:
            items = list(found[skip : skip + room])
            room -= len(items)
            yield what, tuple(_rows(who, what, items, excused))
        skip = max(0, skip - counts[what])


def _rows(who: Who, what: Break, items: list[Item], excused: bool) -> Iterator[Row]:
    may, keys = can_confirm(who), [item.pk for item in items]
    said = queries.reasons_why_not(who, keys, what) if excused else {}
    claims = queries.grounds_missing(who) if what is Break.SENTENCE else {}
    touched = queries.touched(who, keys) if what is Break.CAUSE else frozenset()
    for item in items:
        missing = TOLD[what].missing
        if item.pk in touched:
            missing = "Something works on it, but no objective of the plan addresses it."
        if claims.get(item.key):
            missing = " ".join(UNBORNE[Claim(each)] for each in claims[item.key])
        if item.pk in said:
            missing = f"The partnership says why not: {said[item.pk].reason}"
        told = said.get(item.pk)
        doings = (
            (Action("Take this reason back", reverse("withdraw-why-not", args=[told.public_id]), str(item)),)
            if told and may
            else tuple(_doings(what, item, may))
        )
        yield Row(str(item), page_of(item) or chain_of(item), name_of(item), missing, doings)


def _doings(what: Break, item: Item, may: bool) -> Iterator[Action]:
    told = TOLD[what]
    if told.kind is None:
        there = reverse(told.place) if told.place else page_of(item) or chain_of(item)
        yield Action(told.mend, there, str(item))
    elif may:
        end = "source" if told.outward else "target"
        asked = urlencode({end: item.public_id, "kind": told.kind.value})
        yield Action(told.mend, f"{reverse('add-link')}?{asked}", str(item))
    if may and what in EXCUSED:
        yield Action("Say why not", reverse("why-not", args=[what.name.lower(), item.key]), str(item))


def _kind(what: Break, counts: tuple[int, int], rows: tuple[Row, ...]) -> Kind:
    return Kind(what.label, what.value, *counts, _address(what.value, False, 1), TOLD[what].matters, rows)


def _address(what: str, excused: bool, number: int) -> str:
    given = {"kind": what, "said": "yes" if excused else "", "page": str(number) if number > 1 else ""}
    told = {name: value for name, value in given.items() if value}
    return f"{reverse('breaks')}?{urlencode(told)}" if told else reverse("breaks")


def _applied(what: str, excused: bool) -> Iterator[Applied]:
    if what:
        yield Applied(Break(what).label.lower(), _address("", excused, 1))
    if excused:
        yield Applied("with the partnership’s reason why not", _address(what, False, 1))


def _empty(who: Who, shown: int, what: str, excused: bool) -> Empty | None:
    if shown:
        return None
    if not threads.items(who).exists():
        first = (
            "Load the partnership’s files: they bring what was found, said and planned, and how it hangs together.",
        )
        return Empty(
            "Nothing is in the thread yet", "Where it breaks can be told once there is something in it.", first
        )
    every = WayTo("See every break", reverse("breaks"))
    if excused:
        return Empty(
            "No reason why not is recorded",
            "Where the partnership leaves something as it is, its reason stands here.",
            link=every,
        )
    if what:
        return Empty("Nothing is broken here", "Everything of this kind has what the plan needs of it.", link=every)
    return Empty(
        "The thread breaks nowhere",
        "Everything that was found and said is answered, and everything that is planned has its reason and its measure.",
        link=WayTo("See the whole plan on one page", reverse("plan-map")),
    )  # fmt: skip
