from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sulis_web.design.histories import Happening
from sulis_web.design.navigation import Link as WayTo
from sulis_web.design.navigation import Pages, pages
from sulis_web.design.notices import Applied, Empty, Notice, NoticeKind
from sulis_web.design.values import Crumb, Fact, Mark, Tone
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline
from sulis_web.thread import queries, rules
from sulis_web.thread.kinds import WITHDRAWN, address_of, name_of
from sulis_web.thread.models import Basis, Link, LinkKind

PAGE = 25
_DONE = {
    "confirmed": "The link is now the partnership’s own word.",
    "changed": "The reason has been changed.",
    "withdrawn": "The link has been withdrawn. It is on no page of the plan any more.",
    "back": "The link has been brought back.",
    "added": "The link has been added. It stands on the pages of both.",
}
_MARKS = {
    Basis.STATED: Mark("The plan says so", Tone.GOOD),
    Basis.READING: Mark("Waits to be confirmed", Tone.WATCH),
    Basis.CONFIRMED: Mark("Confirmed by the partnership", Tone.GOOD),
    Basis.RECORDED: Mark("Told by a record", Tone.GOOD),
}
_TOLD = {
    Basis.STATED: "The plan itself ties these two.",
    Basis.READING: "The plan does not say this in so many words. Whoever entered it here read it so, and nobody has confirmed it.",
    Basis.CONFIRMED: "Somebody who may speak for the partnership confirmed it.",
    Basis.RECORDED: "It tells what a record’s own page says. To change it, change that record.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One link in a list."""

    words: str
    url: str
    reason: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: tuple[Row, ...]
    total: int
    shown: int
    applied: tuple[Applied, ...]
    pages: Pages
    empty: Empty | None
    add: str  # where to add a link, for whoever may


@dataclass(frozen=True, slots=True)
class LinkPage:
    title: str
    mark: Mark
    told: str
    reason: str
    facts: tuple[Fact, ...]
    history: tuple[Happening, ...]
    trail: tuple[Crumb, ...]
    notice: Notice | None
    doings: tuple[WayTo, ...]  # what the reader may do with it, the main one first


def title_of(link: Link) -> str:
    return f"“{link.source.title}” {link.get_kind_display()} “{link.target.title}”"


def mark_of(link: Link) -> Mark:
    return Mark("Withdrawn") if link.is_retired else _MARKS[Basis(link.basis)]


def list_page(who: Who, wanted: dict[str, Any], *, number: int) -> ListPage:
    found = queries.matching(who, **wanted)
    shown, total = found.count(), queries.matching(who).count()
    last = max(1, -(-shown // PAGE))
    number = min(number, last)
    rows = tuple(_row(link) for link in found[(number - 1) * PAGE : number * PAGE])
    return ListPage(
        rows, total, shown, tuple(_applied(wanted)), pages(number=number, last=last, address=_address(wanted)),
        None if rows else _empty(wanted, total), reverse("add-link") if rules.can_confirm(who) else "",
    )  # fmt: skip


def link_page(who: Who, link: Link, *, done: str = "") -> LinkPage:
    return LinkPage(
        title=title_of(link),
        mark=mark_of(link),
        told=_told(link),
        reason=link.reason,
        facts=tuple(_facts(link)),
        history=timeline(link, names=people_named),
        trail=trail(),
        notice=Notice(_DONE[done], NoticeKind.SUCCESS) if done in _DONE else None,
        doings=tuple(_doings(link)) if rules.can_confirm(who) else (),
    )


def trail(link: Link | None = None) -> tuple[Crumb, ...]:
    """The way back to the list, and from a form to its link."""
    back = (Crumb("Plan", reverse("plan")), Crumb("Links", reverse("thread")))
    return (*back, Crumb("This link", reverse("link", args=[link.public_id]))) if link else back


def _row(link: Link) -> Row:
    return Row(title_of(link), reverse("link", args=[link.public_id]), link.reason, mark_of(link))


def _told(link: Link) -> str:
    if link.is_retired:
        return f"It was withdrawn, and stands on no page of the plan. The reason given: {link.retired_reason}"
    return _TOLD[Basis(link.basis)]


def _facts(link: Link) -> Iterable[Fact]:
    yield Fact(name_of(link.source), str(link.source), address_of(link.source))
    yield Fact(name_of(link.target), str(link.target), address_of(link.target))
    if link.section:
        yield Fact("In the plan", link.section)


def _doings(link: Link) -> Iterable[WayTo]:
    def way(words: str, name: str) -> WayTo:
        return WayTo(words, reverse(name, args=[link.public_id]))

    if rules.follows_a_record(link):
        return
    if link.is_retired:
        yield way("Bring it back", "bring-back-link")
        return
    if rules.waits(link):
        yield way("Confirm this link", "confirm-link")
    yield way("Change the reason", "change-link")
    yield way("Withdraw it", "withdraw-link")


def _address(wanted: dict[str, Any]) -> Callable[[int], str]:
    basis = WITHDRAWN if wanted["retired"] else wanted["basis"]
    given = {"basis": basis, "kind": wanted["kind"]}

    def at(number: int) -> str:
        told = {name: value for name, value in {**given, "page": number if number > 1 else ""}.items() if value}
        # Asked for by name even when empty: without it the list begins with the links that wait.
        return f"{reverse('thread')}?{urlencode({'basis': given['basis'], **told})}"

    return at


def _applied(wanted: dict[str, Any]) -> Iterable[Applied]:
    if wanted["retired"] or wanted["basis"]:
        words = "withdrawn" if wanted["retired"] else Basis(wanted["basis"]).label
        yield Applied(words, _address({**wanted, "retired": False, "basis": ""})(1))
    if wanted["kind"]:
        yield Applied(f"“{LinkKind(wanted['kind']).label}”", _address({**wanted, "kind": ""})(1))


def _empty(wanted: dict[str, Any], total: int) -> Empty:
    every = WayTo("See every link", f"{reverse('thread')}?basis=")
    if not total:
        return Empty(
            "Nothing is linked yet",
            "A link says why something is in the plan: an objective addresses a risk factor, and is measured by a measure.",
            ("Load the partnership’s files: they bring the plan’s own links.", "Add those that the plan leaves out."),
        )
    if wanted["basis"] == Basis.READING and not wanted["kind"]:
        return Empty("No link waits for anybody", "Every link is the plan’s own word, or was confirmed.", link=every)
    return Empty("No link is like this", "Take off a filter to see more.", link=every)
