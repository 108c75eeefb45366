from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.design.values import Crumb, Fact, Thread
from sulis_web.partnership import queries
from sulis_web.partnership.models import Link, Record
from sulis_web.plan.lists import NAMES, ListPage, Part, page_of


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
        record.number, record.title, record.text, _address(record), NAMES[Kind(record.kind)], record.unverified,
        tuple(entry(each) for each in below),
    )  # fmt: skip


def sections(page: ListPage) -> tuple[Section, ...]:
    """The parts of a list page that hold anything, each with its groups in order. Reads the records once."""
    wanted = {part.kind for part in page.parts}
    nested = {Kind.OBJECTIVE} if Kind.PRIORITY in wanted else set()
    rows = list(queries.records(*wanted, *nested))
    made = (_section(part, [row for row in rows if row.kind == part.kind], rows) for part in page.parts)
    return tuple(section for section in made if section.groups)


def _section(part: Part, own: list[Record], rows: list[Record]) -> Section:
    if not part.headings:
        entries = tuple(entry(row, [child for child in rows if child.parent_id == row.pk]) for row in own)
        return Section(part.heading, (Group("", entries),) if entries else ())
    groups = (Group(words, tuple(entry(row) for row in own if row.group == key)) for key, words in part.headings)
    return Section(part.heading, tuple(group for group in groups if group.entries))


def record_page(record: Record) -> RecordPage:
    page = page_of(Kind(record.kind))
    children = record.children.order_by("position")
    up = [_up(link) for link in queries.links_up(record)]
    down = [_down(link) for link in queries.links_down(record)]
    if record.parent:
        up.insert(0, Thread(_words(record.parent), _address(record.parent), "The priority that it belongs to"))
    down[:0] = [Thread(_words(child), _address(child), "Objective") for child in children]
    return RecordPage(
        record.title, NAMES[Kind(record.kind)], record.number, record.text, record.unverified, _facts(record),
        tuple(up), tuple(down), (Crumb(page.title, reverse(page.address)),),
    )  # fmt: skip


def _facts(record: Record) -> tuple[Fact, ...]:
    told = [Fact(label, words, reverse("record", args=[key]) if key else "") for label, words, key in record.facts]
    return (*told, Fact("In the plan", record.section))


def _up(link: Link) -> Thread:
    return Thread(_words(link.upper), _address(link.upper), _kind(link, NAMES[Kind(link.upper.kind)]))


def _down(link: Link) -> Thread:
    return Thread(_words(link.lower), _address(link.lower), _kind(link, NAMES[Kind(link.lower.kind)]))


def _kind(link: Link, name: str) -> str:
    """``Reason people gave. Why. This link is our reading of the plan.``: whose word it is, where it is not the plan's."""
    own = f" This link is {link.basis} of the plan." if link.basis and link.basis != "stated" else ""
    return f"{name}." + (f" {link.reason}" if link.reason else "") + own


def _words(record: Record) -> str:
    return f"{record.number} {record.title}".strip()


def _address(record: Record) -> str:
    return reverse("record", args=[record.key])
