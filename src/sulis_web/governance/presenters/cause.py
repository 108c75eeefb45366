"""Everything about one cause on a page: known, said, offered, planned, measured, answered, said in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from sulis_web.design.navigation import Link as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.governance.presenters.chain import Lines, trail
from sulis_web.governance.presenters.ties import Because, Line, because, chain_of, many, page_of
from sulis_web.governance.queries import cause as queries
from sulis_web.governance.queries.cause import About, Tied, tied_to
from sulis_web.governance.queries.indicators import Shown, indicators_of
from sulis_web.governance.queries.known import states_of
from sulis_web.partnership.audiences import audience_of
from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION
from sulis_web.thread.models import Item

# Each section: where the contents lead, its heading, its kinds, and what is said where it is empty.
_SECTIONS = (
    ("known", "What is known", queries.KNOWN, "No finding supports it, so nobody can show that it matters here."),
    ("said", "What people said", queries.SAID, "Nothing that people said is tied to it."),
    ("offered", "What is offered", queries.OFFERED, "Nothing that is offered, and no strategy of others, is said to work on it."),
    ("planned", "What is planned", queries.PLANNED, "No objective of the plan addresses it, and no action targets it."),
    ("measured", "How success is measured", queries.MEASURED, "No measure of success follows what is planned about it."),
    ("answered", "What was recommended and decided", queries.ANSWERED, "No recommendation and no decision is tied to it."),
    ("public", "What the public is told", queries.PUBLIC, "No public sentence rests on any of this."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    heading: str
    groups: tuple[Lines, ...]
    empty: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class CausePage:
    title: str
    lede: str
    doings: tuple[WayTo, ...]
    sections: tuple[Section, ...]
    trail: tuple[Crumb, ...]


def cause_page(who: Who, item: Item) -> CausePage:
    tied = tied_to(who, item)
    actions = tied.shown.get(ACTION, ())
    states = states_of(who, [each.item.key for each in actions])
    measured = indicators_of(who, item.key, audience_of(who))
    sections = tuple(
        Section(id, heading, tuple(_groups(tied, kinds, states, item)), empty, _indicators(measured) if id == "known" else None)
        for id, heading, kinds, empty in _SECTIONS
    )  # fmt: skip
    ways = (WayTo("Open its own page", page_of(item)), WayTo("Follow the thread, step by step", chain_of(item)))
    return CausePage(str(item), _lede(sections), ways, sections, trail())


def _lede(sections: Iterable[Section]) -> str:
    missing = [section.heading.lower() for section in sections if not section.groups and section.table is None]
    if not missing:
        return "Everything that the plan, the evidence and the people who were asked tie to this cause."
    return f"Everything that is tied to this cause. Nothing is there yet on {_listed(missing)}."


def _groups(tied: Tied, kinds: Iterable[str], states: dict[str, str], cause: Item) -> Iterator[Lines]:
    for kind, shown, more in tied.of(kinds):
        lines = tuple(_line(each, states.get(each.item.key, ""), cause) for each in shown)
        yield Lines(many(kind), lines, f"And {more:,} more." if more else "")


def _line(about: About, note: str, cause: Item) -> Line:
    """The item with the whole way to it: each link in turn, from the cause outwards."""
    told, near = list[Because](), cause
    for link in about.way:
        near = link.target if link.source_id == near.pk else link.source
        told.append(because(link, near, own=cause.pk))
    if len(told) > 1:
        told[:-1] = [_by_way_of(each, link_to) for each, link_to in zip(told[:-1], _passed(about, cause), strict=True)]
    return Line(str(about.item), page_of(about.item), chain_of(about.item), note, tuple(told))


def _by_way_of(each: Because, passed: Item) -> Because:
    return Because(
        f"By way of “{passed.title}”: {each.words[:1].lower()}{each.words[1:]}", each.said, each.mark, each.how
    )


def _passed(about: About, cause: Item) -> Iterator[Item]:
    near = cause
    for link in about.way[:-1]:
        near = link.target if link.source_id == near.pk else link.source
        yield near


def _indicators(found: tuple[Shown, ...]) -> Table | None:
    columns = (Column("Indicator"), Column("In the newest assessment"), Column("Release"), Column("What it stands for"))
    return Table("Published indicators that stand for it", columns, tuple(map(_row, found))) if found else None


def _row(each: Shown) -> tuple[Cell, ...]:
    if each.run is None:
        return (Cell(each.name), Cell("It has no figure of this"), Cell("None"), Cell(each.why))
    series = Cell("See the figures and the series", reverse("finding", args=[each.run.pk, each.finding]))
    first = each.releases[0] if each.releases else ""
    release = Cell(first, reverse("release", args=[each.run.pk, first])) if first else Cell("Not for this reader")
    return (Cell(each.name), series, release, Cell(each.why))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
