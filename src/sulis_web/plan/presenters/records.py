from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.design.values import Crumb, Fact, Thread
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import register_addresses
from sulis_web.plan import queries
from sulis_web.plan.lists import ListPage, Part, page_of
from sulis_web.plan.models import Record
from sulis_web.thread import queries as threads
from sulis_web.thread.kinds import NAMES, REASON_FIRST, address_of, name_of
from sulis_web.thread.models import Basis, Item, Link, LinkKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a list; ``below`` are records that belong under it."""

    number: str
    title: str
    text: str
    url: str
    kind: str
    unverified: bool
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    title: str
    kind: str
    number: str
    text: str
    unverified: bool
    facts: tuple[Fact, ...]
    up: tuple[Thread, ...]
    down: tuple[Thread, ...]
    trail: tuple[Crumb, ...]


def entry(record: Record, below: Iterable[Record] = ()) -> Entry:
    return Entry(
        record.number, record.title, record.text, _address(record.key), NAMES[Kind(record.kind)], record.unverified,
        tuple(entry(each) for each in below),
    )  # fmt: skip


def sections(who: Who, page: ListPage) -> tuple[Section, ...]:
    """The parts of a list page that hold anything, each with its groups in order. Reads the records once."""
    wanted = {part.kind for part in page.parts}
    nested = {Kind.OBJECTIVE} if Kind.PRIORITY in wanted else set()
    rows = list(queries.records(who, *wanted, *nested))
    made = (_section(part, [row for row in rows if row.kind == part.kind], rows) for part in page.parts)
    return tuple(section for section in made if section.groups)


def _section(part: Part, own: list[Record], rows: list[Record]) -> Section:
    if not part.headings:
        entries = tuple(entry(row, [child for child in rows if child.parent_key == row.key]) for row in own)
        return Section(part.heading, (Group("", entries),) if entries else ())
    groups = (Group(words, tuple(entry(row) for row in own if row.group == key)) for key, words in part.headings)
    return Section(part.heading, tuple(group for group in groups if group.entries))


def record_page(who: Who, record: Record) -> RecordPage:
    return RecordPage(
        record.title, NAMES[Kind(record.kind)], record.number, record.text, record.unverified, _facts(who, record),
        tuple(sorted(_up(who, record), key=lambda each: each.kind != _PARENT)), tuple(_down(who, record)),
        (_listed_on(Kind(record.kind)),),
    )  # fmt: skip


def _listed_on(kind: Kind) -> Crumb:
    """The list that a record stands on. Measures have one of their own, with what each says."""
    if kind is Kind.MEASURE:
        return Crumb("How success is measured", reverse("measures"))
    page = page_of(kind)
    return Crumb(page.title, reverse(page.address))


_PARENT = "The priority that it belongs to"


def _up(who: Who, record: Record) -> Iterator[Thread]:
    """What the record is there because of."""
    for link in threads.leading_from(who, record.key):
        if link.kind not in REASON_FIRST:
            yield _thread(link, link.target)
    for link in threads.leading_to(who, record.key):
        if link.kind in REASON_FIRST:
            yield _thread(link, link.source)


def _down(who: Who, record: Record) -> Iterator[Thread]:
    """What is there because of the record."""
    for link in threads.leading_to(who, record.key):
        if link.kind not in REASON_FIRST:
            yield _thread(link, link.source)
    for link in threads.leading_from(who, record.key):
        if link.kind in REASON_FIRST:
            yield _thread(link, link.target)


def _thread(link: Link, other: Item) -> Thread:
    how = reverse("link", args=[link.public_id])
    if link.kind == LinkKind.BELONGS_TO:
        return Thread(str(other), address_of(other), _PARENT if other.pk == link.target_id else name_of(other), how)
    return Thread(str(other), address_of(other), _told(link, name_of(other)), how)


def _told(link: Link, name: str) -> str:
    """``Reason people gave. Why. This link is our reading of the plan.``: whose word it is, where it is not the plan's."""
    own = {Basis.READING: " This link is our reading of the plan.", Basis.CONFIRMED: " Confirmed by the partnership."}
    return f"{name}." + (f" {link.reason}" if link.reason else "") + own.get(link.basis, "")


def _facts(who: Who, record: Record) -> tuple[Fact, ...]:
    known = register_addresses(who, [key for _label, _words, key in record.facts if key])
    told = [Fact(label, words, known.get(key, "")) for label, words, key in record.facts]
    return (*told, Fact("In the plan", record.section))


def _address(key: str) -> str:
    return reverse("record", args=[key])
