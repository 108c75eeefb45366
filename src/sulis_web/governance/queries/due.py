"""What falls due within some days, for one person and what they act for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.duty import load_duty
from sulis.catalogue.partnership import holds
from sulis.vocabulary import Period
from sulis_web.governance.queries import people
from sulis_web.partnership import evidence, register
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.duty_check import Finding, check_duty
from sulis_web.partnership.models import Agreement, Board, CalendarEntry, Membership, Organisation, Partnership, Seat
from sulis_web.partnership.rules import can_edit_boards

LATELY = 60  # days for which an agreement that has ended is still told of


@dataclass(frozen=True, slots=True)
class Meeting:
    board: Board
    on: date
    chairs: bool  # the reader's organisation does


@dataclass(frozen=True, slots=True)
class Entry:
    entry: CalendarEntry
    on: date


def agreements(who: Who, *, today: date, until: date) -> list[Agreement]:
    """Those that end or are to be reviewed by then, or ended lately, as far as the reader may see agreements."""
    return [
        row
        for row in register.agreements(who)
        if today - timedelta(days=LATELY) <= row.expires <= until or (row.review and today <= row.review <= until)
    ]


def meetings(who: Who, *, today: date, until: date) -> list[Meeting]:
    """The next meeting of each board on which the own organisation sits; of every board, for whoever keeps them."""
    seated = _boards_of(who, today)
    every = can_edit_boards(who)
    found = []
    for board in register.boards(who):
        mine = board.pk in seated or (board.chair_id is not None and board.chair_id == who.organisation)
        if (every or mine) and (on := _next(board.first_meeting, board.cadence, today, until)):
            found.append(Meeting(board, on, board.chair_id is not None and board.chair_id == who.organisation))
    return found


def entries(who: Who, *, today: date, until: date) -> list[Entry]:
    """Of the calendar: the partnership's own, and what is the reader's organisation's or its boards'."""
    seated, every = _boards_of(who, today), can_edit_boards(who)
    found = []
    for entry in register.calendar_entries(who):
        whose = (entry.organisation_id, entry.board_id)
        mine = whose == (None, None) or entry.organisation_id == who.organisation or entry.board_id in seated
        if (every or mine) and (on := _next(entry.on, entry.cadence, today, until)):
            found.append(Entry(entry, on))
    return found


def duty(who: Who, partnership: Partnership, *, today: date) -> list[Finding]:
    """Requirements of the Act that are not met or overdue, or whose day is near."""
    if not decide(who, Action.READ_REGISTER).allowed:
        return []
    found = check_duty(load_duty(), evidence.gather(who, partnership, on=today), on=today)
    return [each for each in found if each.needs_doing(today) or each.is_due_soon(today)]


def endings(who: Who, *, at: datetime, until: date) -> list[Membership]:
    """People whose access ends by then."""
    if not decide(who, Action.READ_PEOPLE).allowed:
        return []
    return list(people.ending(who, at=at, before=datetime.combine(until, time(), tzinfo=get_current_timezone())))


def without_agreement(who: Who, *, today: date) -> list[Organisation]:
    """Organisations that take part and are party to no agreement in force."""
    bound = register.under_agreement(on=today)
    rows = register.organisations(who)
    return [row for row in rows if row.pk not in bound and holds(row.member_from, row.member_until, today)]


def _boards_of(who: Who, today: date) -> frozenset[int]:
    seats: list[Seat] = list(register.seats(who).filter(organisation=who.organisation))
    return frozenset(seat.board_id for seat in seats if holds(seat.held_from, seat.held_until, today))


def _next(first: date | None, cadence: str, today: date, until: date) -> date | None:
    if first is None:
        return None
    days = days_due(first, Cadence(cadence) if cadence else None, Period(today, until + timedelta(days=1)))
    return days[0] if days else None
