"""The linkage rooms and one room: terms, what is in it by count, what was done. Nothing here tells who anybody is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis_web.design.dates import day, distance
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Action, Cell, Column, Fact, Mark, Table, Tone
from sulis_web.evidence import rules
from sulis_web.evidence.presenters.linkage_certificate import certificate_page
from sulis_web.evidence.presenters.linkage_words import ACTS, LEAVES, MARKS, named, trail
from sulis_web.evidence.presenters.pieces import received
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.queries import people_named

if TYPE_CHECKING:
    from sulis.linkage import RoomSummary, State

MOSTACTS = 50
_JUDGED = {"same": "one person", "different": "two people", "cannot-tell": "cannot tell"}


def rooms_page(who: Who, rooms: tuple[RoomSummary, ...], *, on: date) -> ListPage:
    shown = sorted(rooms, key=lambda each: (each.terms is None, each.terms.ends if each.terms else on, each.room))
    rows = tuple(_room_row(each, on) for each in shown)
    columns = (Column("What for"), Column("State"), Column("Impact assessment"), Column("Last day"))
    return ListPage(
        title="Linkage rooms",
        lede="Where records of several agencies lie side by side for a while, so that the same person is found in them.",
        parts=(Part("Each room", table=Table("", columns, rows)),) if rows else (),
        actions=(Action("Open a room", reverse("open-linkage-room")),) if rules.can_open_linkage(who) and rows else (),
        empty=None if rows else _empty(who),
    )


def _room_row(room: RoomSummary, on: date) -> tuple[Cell, ...]:
    about = room.terms or room.certificate
    ends = date.fromisoformat(room.certificate.ends) if room.certificate else room.terms.ends if room.terms else None
    left = f", {distance(ends, on)}" if ends and room.terms else ""
    return (
        Cell(upper_first(about.purpose) if about else "A room that cannot be read", reverse("linkage-room", args=[room.room])),
        Cell("", mark=MARKS[room.status.value]), Cell(about.impact_assessment if about else ""),
        Cell(f"{day(ends)}{left}" if ends else ""),
    )  # fmt: skip


def _empty(who: Who) -> Empty:
    opens = rules.can_open_linkage(who)
    return Empty(
        "There is no linkage room",
        "Police, youth justice and schools each know a person by another number. In a room their records are compared, and only person "
        "keys leave it. A room has one purpose, an impact assessment and a last day.",
        (
            "The information governance officer opens a room under an impact assessment.",
            "A linkage analyst brings in the agencies’ sheets, links them and judges doubtful pairs.",
            "On the day after its last day the room is destroyed. Its certificate stays.",
        ),
        Link("Open a room", reverse("open-linkage-room")) if opens else None,
    )


def room_page(who: Who, summary: RoomSummary, state: State | None, *, on: date) -> RecordPage:
    if summary.certificate:
        return certificate_page(summary.certificate)
    if state is None:
        return _unreadable_page(summary.room)
    names = people_named({*(act["by"] for act in state.acts), *(made.by for made in state.decisions)})
    left = state.terms.ends
    return RecordPage(
        kicker="Linkage room",
        title=upper_first(state.terms.purpose),
        trail=trail(),
        mark=MARKS[summary.status.value],
        words=(f"Its last day is {day(left)}, {distance(left, on)}. On the day after, what is in it is destroyed.",),
        facts=_facts(state),
        actions=_ways(who, state),
        parts=tuple(part for part in _parts(who, state, names) if part.words or part.table or part.facts),
    )


def _facts(state: State) -> tuple[Fact, ...]:
    return (
        Fact("Impact assessment", state.terms.impact_assessment),
        Fact("Opened", received(state.opened)),
        Fact("Records", f"{sum(each.rows for each in state.sources):,}"),
        Fact("Name of the room", state.room),
    )


def _ways(who: Who, state: State) -> tuple[Action, ...]:
    """What comes next stands first."""

    def to(words: str, name: str) -> Action:
        return Action(words, reverse(name, args=[state.room]))

    found: list[Action] = []
    if rules.can_enter_linkage(who):
        review = [to("Judge pairs", "linkage-review"), to("See how it stands", "linkage-report")] if state.runs else []
        link = [to("Link again" if state.runs else "Link the records", "link-linkage-room")] if state.sources else []
        found = [*review, *link, to("Bring in a sheet", "add-linkage-sheet")]
    if rules.may_come_to_end_linkage(who):
        found.append(to("End the room", "end-linkage-room"))
    return tuple(found)


def _parts(who: Who, state: State, names: dict[str, str]) -> Iterator[Part]:
    yield Part("Sheets", *_sheets(state))
    if state.runs:
        yield Part("The last linking", facts=_run_facts(state))
        yield Part(
            "Versions of the person keys",
            ("An earlier version can be made again as it was.",),
            _versions(who, state, names),
        )
        yield Part("Judgements", *_judgements(who, state, names))
    yield Part("What leaves the room, and what does not", LEAVES)
    yield Part("What was done here", table=_acts(state, names))


def _sheets(state: State) -> tuple[tuple[str, ...], Table | None]:
    rows = tuple((Cell(each.name), Cell(f"{each.rows:,}"), Cell(received(each.at))) for each in state.sources)
    columns = (Column("Agency"), Column("Records", is_number=True), Column("Brought in"))
    return () if rows else ("None yet. Two are needed before anything can be linked.",), Table(
        "", columns, rows
    ) if rows else None


def _run_facts(state: State) -> tuple[Fact, ...]:
    run = state.runs[-1]
    limits = run.thresholds
    return (
        Fact("When", received(run.at)),
        Fact("Records compared", f"{run.records:,}"),
        Fact("Linked from", f"a probability of {limits.link:g}, {limits.link_bits:.2f} bits"),
        Fact("A person is asked from", f"a probability of {limits.review:g}, {limits.review_bits:.2f} bits"),
        Fact("Pairs like twins", "wait for a person" if run.hold_twins else "are linked"),
    )


def _versions(who: Who, state: State, names: dict[str, str]) -> Table | None:
    enters = rules.can_enter_linkage(who)
    rows = tuple(
        (
            Cell(f"Version {each.number}", reverse("linkage-keys", args=[state.room, each.number]) if enters else ""),
            Cell(ACTS.get(each.act, each.act)), Cell(received(each.at)), Cell(each.reason),
            Cell(f"{each.clusters:,}"), Cell(f"{each.changed:,}"),
        )
        for each in reversed(state.versions)
    )  # fmt: skip
    columns = (
        Column("Version"), Column("Made by"), Column("When"), Column("Why"), Column("Person keys", is_number=True),
        Column("Records changed", is_number=True),
    )  # fmt: skip
    return Table("", columns, rows) if rows else None


def _judgements(who: Who, state: State, names: dict[str, str]) -> tuple[tuple[str, ...], Table | None]:
    enters = rules.can_enter_linkage(who)
    rows = tuple(
        (
            Cell(upper_first(_JUDGED[each.judgement.value])), Cell(named(names, each.by)), Cell(received(each.at)), Cell(each.reason),
            Cell("", mark=Mark("Taken back")) if each.undone
            else Cell("Take it back", reverse("undo-linkage-judgement", args=[state.room, each.id])) if enters
            else Cell("", mark=Mark("Holds", Tone.GOOD)),
        )
        for each in reversed(state.decisions)
    )  # fmt: skip
    columns = (Column("Judged"), Column("By"), Column("When"), Column("Why"), Column("Now"))
    return () if rows else ("Nobody has judged a pair yet.",), Table("", columns, rows) if rows else None


def _acts(state: State, names: dict[str, str]) -> Table | None:
    rows = tuple(
        (
            Cell(ACTS.get(act["act"], act["act"])), Cell(named(names, act["by"])), Cell(received(act["at"])), Cell(act["reason"]),
            Cell(f"{act['count']:,}" if act["count"] else ""),
        )
        for act in list(reversed(state.acts))[:MOSTACTS]
    )  # fmt: skip
    columns = (
        Column("What"), Column("By"), Column("When"), Column("Why"), Column("Records or pairs", is_number=True),
    )  # fmt: skip
    return Table("", columns, rows) if rows else None


def _unreadable_page(room: str) -> RecordPage:
    words = (
        "Its key is not where it should be, or does not fit. Without its key nobody can read a room: it is as good as destroyed.",
        "If the folder of the keys was moved, whoever runs the application can put it back. Otherwise open a new room.",
    )
    return RecordPage(kicker="Linkage room", title="A room that cannot be read", trail=trail(), mark=MARKS["unreadable"],
                      words=words, facts=(Fact("Name of the room", room),))  # fmt: skip
