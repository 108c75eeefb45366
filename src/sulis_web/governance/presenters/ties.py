"""Items and links of the thread in words, as every view of the whole thread tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from sulis_web.design.values import Mark, Tone
from sulis_web.thread.kinds import NAMES, address_of
from sulis_web.thread.models import Basis, Item, Link

# Said of a link only where somebody should look at it: what the plan says or a record tells is as it should be.
_SAID = {Basis.STATED: "The plan says so.", Basis.RECORDED: "Told by its own page.", Basis.CONFIRMED: "Confirmed."}
MANY = {
    "Finding of the plan": "Findings of the plan",
    "Finding of the assessment": "Findings of the assessment",
    "Way of listening": "Ways of listening",
    "Reason people gave": "Reasons people gave",
    "Measure of success": "Measures of success",
    "Priority": "Priorities",
    "Strategy": "Strategies",
    "Arrangement elsewhere": "Arrangements elsewhere",
}


@dataclass(frozen=True, slots=True)
class Because:
    """One link in words, whose word it is, and where it can be read and changed."""

    words: str
    said: str
    mark: Mark | None
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a list, with the links that brought it there. ``on`` leads along its own thread."""

    words: str
    url: str
    on: str
    note: str
    because: tuple[Because, ...]


def many(kind: str) -> str:
    """What items of a kind are called together."""
    name = NAMES.get(kind, kind)
    return MANY.get(name, f"{name}s")


def page_of(item: Item) -> str:
    """The item's own page; nothing while no part of the application keeps such records."""
    try:
        return address_of(item)
    except NoReverseMatch:
        return ""


def chain_of(item: Item) -> str:
    return reverse("chain", args=[item.key])


def because(link: Link, near: Item, *, own: int | None = None) -> Because:
    """A link as it is read beside ``near``, one of its ends; where the other is what the page is about, that is "this"."""
    how = link.get_kind_display()
    if link.source_id == near.pk:
        words = f"It {how} {_named(link.target, own)}."
    else:
        words = f"{_named(link.source, own)} {how} it."
        words = words[:1].upper() + words[1:]
    told = f"{words} {link.reason}" if link.reason else words
    mark = Mark("Our reading", Tone.WATCH) if link.basis == Basis.READING else None
    return Because(told, _SAID.get(Basis(link.basis), ""), mark, reverse("link", args=[link.public_id]))


def line(item: Item, links: Iterable[Link], note: str = "", *, own: int | None = None) -> Line:
    told = tuple(because(link, item, own=own) for link in links)
    return Line(str(item), page_of(item), chain_of(item), note, told)


def _named(item: Item, own: int | None) -> str:
    return "this" if item.pk == own else f"“{item.title}”"
