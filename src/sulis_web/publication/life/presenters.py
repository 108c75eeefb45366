"""Pages of the plan's own life: what happened to it, what is owed, and the editions that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import listed
from sulis_web.partnership.models import Partnership
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.publication.life import operations, queries
from sulis_web.publication.life.rules import ASKED
from sulis_web.publication.models import Edition, EditionKind, LifeEvent, LifeKind, Stage
from sulis_web.publication.rules import QUESTIONS
from sulis_web.records.presenters import timeline

TITLE = "The plan’s own life"
_MARKS = {
    Stage.PROPOSED: Mark("Waits for a second person", Tone.WATCH),
    Stage.PUBLISHED: Mark("Cleared for the public", Tone.GOOD),
    Stage.DROPPED: Mark("Not cleared", Tone.QUIET),
    "": Mark("Kept", Tone.GOOD),
}
_ADD = {
    LifeKind.CONSULTATION: "Record a consultation", LifeKind.EQUALITY: "Record an equality impact",
    LifeKind.APPROVAL: "Record an approval", LifeKind.REVIEW: "Record a review", LifeKind.REVISION: "Record a revision",
}  # fmt: skip


def trail(*more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb("Plan", reverse("plan")), Crumb(TITLE, reverse("plan-life")), *more)


def nothing_page() -> ListPage:
    """Before a plan is loaded there is nothing that could happen to it."""
    empty = Empty(
        "No plan is loaded yet",
        "Its own life begins with it.",
        ("Load a partnership’s files: the command sulis demo does.",),
    )
    return ListPage(title=TITLE, lede="How the plan was consulted on, approved, reviewed and revised.", empty=empty)


def life_page(who: Who, partnership: Partnership, *, on: date, keeps: bool, publishes: bool) -> ListPage:
    parts = (
        Part("What is owed and not recorded", _owed_words(who, partnership), _owed(who, partnership)),
        Part("What falls due", _due_words(who, on), _due(who, on)),
        *_past(queries.events(who)),
        Part("Editions that were kept", *_editions(list(queries.editions(who)))),
    )
    lede = "How the plan was consulted on, approved, reviewed and revised, what is owed, and the plan as it stood at each step."
    actions = [WayTo(words, reverse("add-event", args=[kind])) for kind, words in _ADD.items() if keeps]
    if keeps:
        actions.append(WayTo("Close the year", reverse("close-year")))
    if publishes:
        actions.append(WayTo("Propose an edition for the public", reverse("propose-edition")))
    return ListPage(title=TITLE, lede=lede, parts=parts, actions=tuple(actions))


def _owed_words(who: Who, partnership: Partnership) -> tuple[str, ...]:
    return () if queries.unrecorded(who, partnership) else ("Nothing: each step that the Act asks for has its record.",)


def _owed(who: Who, partnership: Partnership) -> Table | None:
    rows = tuple(
        (
            Cell(
                f"{each.what}: {listed([row.name for row in each.organisations])}" if each.organisations else each.what
            ),
            Cell(each.why),
        )
        for each in queries.unrecorded(who, partnership)
    )
    return Table("", (Column("What"), Column("Why it is asked for")), rows) if rows else None


def _due_words(who: Who, on: date) -> tuple[str, ...]:
    return (
        ()
        if queries.due(who, on=on)
        else ("No day is recorded. A review or an equality impact carries the day of the next.",)
    )


def _due(who: Who, on: date) -> Table | None:
    rows = tuple((Cell(day(when)), _next(row, is_late=when < on)) for when, row in queries.due(who, on=on))
    return Table("", (Column("Day"), Column("What")), rows) if rows else None


def _next(row: LifeEvent, *, is_late: bool) -> Cell:
    late = Mark("Overdue", Tone.TROUBLE) if is_late else None
    return Cell(f"Next {row.get_kind_display().lower()}", _address(row), late)


def _past(events: Iterable[LifeEvent]) -> Iterator[Part]:
    rows = tuple(
        (Cell(day(row.on)), Cell(row.get_kind_display(), _address(row)), Cell(whom(row)), Cell(row.said))
        for row in events
    )
    columns = (Column("Day"), Column("What"), Column("Who"), Column("What came of it"))
    none = () if rows else ("Nothing is recorded yet. Begin with who was consulted, and with the board’s approval.",)
    yield Part("What has happened", none, Table("", columns, rows) if rows else None)


def _editions(held: list[Edition]) -> tuple[tuple[str, ...], Table | None]:
    if not held:
        return (
            "None yet. Closing a year keeps the plan as it stood; an edition for the public is cleared by two people.",
        ), None
    columns = (Column("Edition"), Column("Where it stands"), Column("Kept on"))
    rows = tuple(
        (
            Cell(str(each), reverse("edition", args=[each.public_id])),
            Cell("", mark=_MARKS[each.stage]),
            Cell(day(each.created_at)),
        )
        for each in held
    )
    return (), Table("", columns, rows)


def whom(row: LifeEvent) -> str:
    """Who was consulted, approved or did it."""
    named = [
        row.organisation.name if row.organisation else "",
        row.board.name if row.board else "",
        row.people,
        row.role,
    ]
    return listed([each for each in named if each]) or "Not recorded"


def _address(row: LifeEvent) -> str:
    return reverse("event", args=[row.public_id])


def event_page(row: LifeEvent, *, keeps: bool) -> RecordPage:
    ways = (
        (WayTo("Change it", f"{_address(row)}change/"), WayTo("Take it off", f"{_address(row)}take-off/"))
        if keeps and not row.is_retired
        else ()
    )
    return RecordPage(
        kicker=row.get_kind_display(), title=f"{row.get_kind_display()} of {day(row.on)}", trail=trail(), facts=tuple(_facts(row)),
        actions=ways, history=timeline(row, names=people_named, labels=ASKED[row.kind]), retired=_retired(row, keeps=keeps),
    )  # fmt: skip


def _facts(row: LifeEvent) -> Iterator[Fact]:
    for name, label in ASKED[row.kind].items():
        value = getattr(row, name)
        words = day(value) if isinstance(value, date) else str(value) if value else "Not recorded"
        yield Fact(label, words)


def _retired(row: LifeEvent, *, keeps: bool) -> Notice | None:
    if row.retired_at is None:
        return None
    told = f"This was taken off on {day(row.retired_at)}. {row.retired_reason}".strip()
    return Notice(told, link=Link("Bring it back", f"{_address(row)}bring-back/") if keeps else None)


def edition_page(held: Edition, *, person: str, publishes: bool) -> RecordPage:
    address = reverse("edition", args=[held.public_id])
    waits = held.stage == Stage.PROPOSED and publishes
    why = operations.why_not_confirm(held, person=person) if waits else ""
    ways = [WayTo("Read it, or have it in Word and PDF", f"{address}read/")]
    if waits and not why:
        ways.append(WayTo("Clear it for the public", f"{address}confirm/"))
    if waits:
        ways.append(WayTo("Do not clear it", f"{address}drop/"))
    check = tuple(Fact(question, f"No. {getattr(held, name)}") for name, question in QUESTIONS.items())
    parts = []
    if held.kind == EditionKind.PUBLIC:
        parts.append(Part("The check under section 8(8)", facts=check))
    else:
        parts.append(_carried(held))
    return RecordPage(
        kicker="Edition of the plan", title=str(held), trail=trail(), mark=_MARKS[held.stage], text=held.words,
        words=(why,) if why else (), facts=tuple(_edition_facts(held)), parts=tuple(parts), actions=tuple(ways),
        history=timeline(held, names=people_named, labels={}),
    )  # fmt: skip


def _edition_facts(held: Edition) -> Iterator[Fact]:
    names = people_named({held.created_by, held.changed_by})
    yield Fact("Plan of", held.year)
    yield Fact(
        "Kept by", f"{names.get(held.created_by, 'somebody who is no longer named here')}, on {day(held.created_at)}"
    )
    if held.stage in (Stage.PUBLISHED, Stage.DROPPED):
        told = "Cleared by" if held.stage == Stage.PUBLISHED else "Not cleared by"
        yield Fact(
            told, f"{names.get(held.changed_by, 'somebody who is no longer named here')}, on {day(held.changed_at)}"
        )
    yield Fact("Checksum", held.digest)


def _carried(held: Edition) -> Part:
    rows = tuple((Cell(title, reverse("action", args=[id])), Cell(state)) for id, title, state in held.carried)
    words = (
        "What was still open then goes on in the plan of the next year, under the same names."
        if rows
        else "Nothing was left open."
    )
    return Part(
        "Carried forward", (words,), Table("", (Column("Action"), Column("How it stood then")), rows) if rows else None
    )
