"""Meetings, their decisions, and what boards' terms of reference say of their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from sulis.catalogue.partnership import Kind, ReportPart
from sulis_web.design.dates import day, moment
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty, Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Tone
from sulis_web.governance import rules
from sulis_web.governance.models import Decision, Meeting, Pack, Stage
from sulis_web.governance.queries import meetings as queries
from sulis_web.governance.report_parts import WORDS, came_to
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed
from sulis_web.partnership.models import Board, Clause
from sulis_web.partnership.models.organisation import ClauseAbout
from sulis_web.partnership.presenters.pages import ListPage, Part, RecordPage
from sulis_web.partnership.presenters.words import UNKNOWN
from sulis_web.partnership.queries import people_named
from sulis_web.plan import queries as plan
from sulis_web.plan.models.action import Setting, Tier
from sulis_web.plan.states import Colour
from sulis_web.records.presenters import timeline

TRAIL = "Meetings and reports"
SHOWN = 40  # meetings of the list, the newest
_LABELS = {
    "on": "Day", "stage": "How far it is", "place": "Place", "agenda": "Agenda", "present": "Who was there", "minutes": "Minutes",
    "number": "Number", "text": "What was decided", "action": "Action that it became",
}  # fmt: skip


def trail(meeting: Meeting | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Plan", reverse("plan")), Crumb(TRAIL, reverse("meetings")))
    return (*found, Crumb(str(meeting), reverse("meeting", args=[meeting.public_id]))) if meeting else found


def meetings_page(who: Who, *, on: date) -> ListPage:
    boards, held = list(register.boards(who)), list(queries.meetings(who)[:SHOWN])
    parts = [Part("Each board", (_CUT,), _boards(who, boards))] if boards else []
    parts += [Part("Meetings", table=_meetings(held))] if held else []
    may = rules.can_keep(who)
    return ListPage(
        title=TRAIL,
        lede="One update on each action, and a report for each board, cut by its terms of reference.",
        parts=tuple(parts),
        actions=(WayTo("Add a meeting", reverse("add-meeting")),) if may and boards else (),
        empty=None if held else _empty(who, may=may),
    )


_CUT = (
    "What a board’s report holds follows from clauses of its terms of reference. Each action in it names the clause that brought "
    "it there."
)


def _boards(who: Who, boards: Iterable[Board]) -> Table:
    columns = (Column("Board"), Column("Clauses"), Column("Its report today"))
    rows = []
    for board in boards:
        count = register.clauses(who, board).count()
        rows.append(
            (
                Cell(board.name, reverse("board-remit", args=[board.public_id])),
                Cell(counted(count, "clause").capitalize() if count else "None: it gets the whole plan"),
                Cell("Read it", reverse("board-report", args=[board.public_id])),
            )
        )
    return Table("", columns, tuple(rows))


def _meetings(held: Iterable[Meeting]) -> Table:
    columns = (Column("Meeting"), Column("Day"), Column("How far it is"))
    rows = tuple(
        (
            Cell(each.board.name, reverse("meeting", args=[each.public_id])),
            Cell(day(each.on)),
            Cell(each.get_stage_display()),
        )
        for each in held
    )
    return Table("", columns, rows)


def _empty(who: Who, *, may: bool) -> Empty:
    return Empty(
        "No meeting is recorded yet",
        "A meeting keeps its agenda, its minutes and its decisions. Its pack holds the report with what has changed since the one before.",
        (
            "Add the last meeting of each board, so that reports can say what has changed since.",
            "Add the next one, and make its pack.",
        ),
        Link("Add the first meeting", reverse("add-meeting")) if may else None,
    )


def meeting_page(who: Who, meeting: Meeting) -> RecordPage:
    may = rules.can_keep(who) and not meeting.is_retired
    return RecordPage(
        kicker="Meeting",
        title=str(meeting),
        trail=trail(),
        mark=Mark(meeting.get_stage_display(), Tone.WATCH if meeting.stage == Stage.HELD else Tone.QUIET),
        facts=tuple(_facts(who, meeting)),
        parts=tuple(_parts(who, meeting, may=may)),
        actions=tuple(_ways(meeting)) if may else (),
        history=timeline(meeting, names=people_named, labels=_LABELS),
        retired=_retired(meeting),
    )


def _facts(who: Who, meeting: Meeting) -> Iterator[Fact]:
    yield Fact("Board", meeting.board.name, reverse("board", args=[meeting.board.public_id]))
    yield Fact("Place", meeting.place or UNKNOWN)
    names = {each.key: each.name for each in register.organisations(who)}
    yield Fact("Who was there", "; ".join(names.get(key, key) for key in meeting.present) or UNKNOWN)
    last = queries.before(who, meeting.board, meeting.on)
    if last:
        yield Fact("The meeting before", day(last.on), reverse("meeting", args=[last.public_id]))
    else:
        yield Fact("The meeting before", "None is recorded as held")


def _parts(who: Who, meeting: Meeting, *, may: bool) -> Iterator[Part]:
    yield Part("Agenda", _lines(meeting.agenda) or ("None is recorded.",))
    yield Part("Minutes", _lines(meeting.minutes) or ("None are recorded.",))
    decisions = list(queries.decisions(who, meeting))
    facts = tuple(_decision(each) for each in decisions)
    ways = (WayTo("Add a decision", reverse("add-decision", args=[meeting.public_id])),) if may else ()
    yield Part("Decisions", () if facts else ("None are recorded.",), facts=facts, actions=ways)
    yield _packs(who, meeting, may=may)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _decision(each: Decision) -> Fact:
    return Fact(
        each.number or "Decision", f"{each.text} ({came_to(each.action)})", reverse("decision", args=[each.public_id])
    )


def _packs(who: Who, meeting: Meeting, *, may: bool) -> Part:
    held = list(queries.packs(who, meeting))
    facts = tuple(_pack(each) for each in held)
    words = (
        "A pack holds the agenda, the last minutes with what came of their decisions, and the board’s report. It stays as it was made.",
    )
    return Part("Pack", words if may or not held else (), facts=facts)


def _pack(each: Pack) -> Fact:
    def to(kind: str, words: str) -> WayTo:
        return WayTo(words, reverse("pack-file", args=[each.public_id, kind]), f"made on {moment(each.made_at)}")

    return Fact(
        f"Made on {moment(each.made_at)}",
        f"SHA-256 of the PDF begins {each.digest[:12]}",
        actions=(to("docx", "Word"), to("pdf", "PDF")),
    )


def _ways(meeting: Meeting) -> Iterator[WayTo]:
    yield WayTo("Change it", reverse("edit-meeting", args=[meeting.public_id]))
    yield WayTo("Take it off", reverse("retire-meeting", args=[meeting.public_id]))


def _retired(meeting: Meeting) -> Notice | None:
    if meeting.retired_at is None:
        return None
    return Notice(f"This was taken off on {day(meeting.retired_at)}. {meeting.retired_reason}".strip())


def decision_page(who: Who, decision: Decision) -> RecordPage:
    may = rules.can_keep(who)
    here = [decision.public_id]
    ways = [WayTo("Change it", reverse("edit-decision", args=here))]
    if decision.action is None:
        ways.append(WayTo("Make it an action", reverse("make-action", args=here)))
    facts = [Fact("Meeting", str(decision.meeting), reverse("meeting", args=[decision.meeting.public_id]))]
    if decision.action:
        facts.append(
            Fact("Action that it became", str(decision.action), reverse("action", args=[decision.action.public_id]))
        )
    else:
        facts.append(Fact("Action that it became", "None"))
    return RecordPage(
        kicker=f"Decision {decision.number}".strip(), title=decision.text[:200], trail=trail(decision.meeting), facts=tuple(facts),
        text=decision.text if len(decision.text) > 200 else "", actions=tuple(ways) if may else (),
        history=timeline(decision, names=people_named, labels=_LABELS),
    )  # fmt: skip


def remit_page(who: Who, board: Board) -> RecordPage:
    """What a board's reports hold, clause by clause."""
    held, may = list(register.clauses(who, board)), rules.can_keep(who)
    terms = tuple(line.strip() for line in board.terms_of_reference.splitlines() if line.strip())
    cards = tuple(_clause(who, each, may=may) for each in held)
    none = ("No clause is recorded, so its report holds the whole plan and says so.",)
    return RecordPage(
        kicker="What its report holds",
        title=board.name,
        trail=trail(),
        parts=(
            Part("Terms of reference", terms or ("None are on the register.",)),
            Part("Clauses, and what follows from each", () if cards else none, facts=cards),
        ),
        actions=tuple(_remit_ways(board, may=may)),
    )


def _remit_ways(board: Board, *, may: bool) -> Iterator[WayTo]:
    if may and board.terms_of_reference:
        yield WayTo("Add a clause", reverse("add-clause", args=[board.public_id]))
    yield WayTo("Its report today", reverse("board-report", args=[board.public_id]))
    yield WayTo("The board’s entry", reverse("board", args=[board.public_id]))


def _clause(who: Who, clause: Clause, *, may: bool) -> Fact:
    ways = (WayTo("End", reverse("end-clause", args=[clause.public_id]), f"clause {clause.number}"),) if may else ()
    return Fact(
        f"{clause.number}. “{clause.words}”", f"{clause.get_effect_display()}: {_about(who, clause)}.", actions=ways
    )


def _about(who: Who, clause: Clause) -> str:
    about = ClauseAbout(clause.about)
    if about is ClauseAbout.EVERYTHING:
        return "everything"
    if about is ClauseAbout.UNDER_AGE:
        return f"for people younger than {listed(clause.values)}"
    return f"{about.label.lower()}: {listed(_named(who, about, clause.values))}"


def _named(who: Who, about: ClauseAbout, values: list[str]) -> list[str]:
    if about is ClauseAbout.PARTS:
        return [WORDS[ReportPart(value)] for value in values]
    closed = {ClauseAbout.TIER: Tier, ClauseAbout.SETTING: Setting, ClauseAbout.COLOUR: Colour}.get(about)
    if closed:
        return [closed(value).label for value in values]
    kinds = {
        ClauseAbout.PRIORITY: Kind.PRIORITY,
        ClauseAbout.OBJECTIVE: Kind.OBJECTIVE,
        ClauseAbout.CAUSE: Kind.RISK_FACTOR,
    }
    known = (
        plan.titles(who, kinds[about])
        if about in kinds
        else {each.key: each.name for each in register.organisations(who)}
    )
    return [f"“{known.get(value, value)}”" for value in values]
