"""What is due: within two months, or overdue, for this reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse

from sulis_web.design import dates
from sulis_web.governance.queries import due
from sulis_web.governance.sentence import Sentence, listed, several
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, decide
from sulis_web.partnership.models import Agreement, Partnership

AHEAD = timedelta(days=60)
_MOST = 8
Dated = tuple[date, Sentence]


def due_sentences(who: Who, partnership: Partnership, *, today: date, at: datetime) -> tuple[Sentence, ...]:
    until = today + AHEAD
    found = [
        *_agreements(who, today, until),
        *_meetings(who, today, until),
        *_entries(who, today, until),
        *_review(who, partnership, today),
        *_endings(who, at, today, until),
    ]
    found.sort(key=lambda each: each[0])
    told = [sentence for _day, sentence in found]
    if len(told) > _MOST:
        told[_MOST:] = [Sentence(f"{len(told) - _MOST} more fall due.", "See the calendar", reverse("calendar"))]
    return (*_duty(who, partnership, today), *told)


def _agreements(who: Who, today: date, until: date) -> Iterator[Dated]:
    for row in due.agreements(who, today=today, until=until):
        if row.expires <= until:
            verb = "ended" if row.expires < today else "ends"
            yield row.expires, _of_agreement(row, f"{verb} on {_when(row.expires, today)}.")
        elif row.review:
            yield row.review, _of_agreement(row, f"is to be reviewed by {_when(row.review, today)}.")


def _of_agreement(row: Agreement, told: str) -> Sentence:
    return Sentence(f"The agreement “{row.title}” {told}", "Open it", reverse("agreement", args=[row.public_id]))


def _meetings(who: Who, today: date, until: date) -> Iterator[Dated]:
    for meeting in due.meetings(who, today=today, until=until):
        chairs = " Your organisation chairs it." if meeting.chairs else ""
        told = f"{_the(meeting.board.name)} meets on {_when(meeting.on, today)}.{chairs}"
        yield meeting.on, Sentence(told, "See the board", reverse("board", args=[meeting.board.public_id]))


def _entries(who: Who, today: date, until: date) -> Iterator[Dated]:
    for each in due.entries(who, today=today, until=until):
        told = f"“{each.entry.title}” is due on {_when(each.on, today)}."
        yield each.on, Sentence(told, "See the calendar", f"{reverse('calendar')}?year={each.on.year}")


def _review(who: Who, partnership: Partnership, today: date) -> Iterator[Dated]:
    if decide(who, Action.READ_WORK).allowed:
        day = partnership.next_review
        verb = "were due" if day < today else "are next due"
        told = f"The partnership’s files {verb} for review on {_when(day, today)}."
        yield day, Sentence(told, "See what the plan says", reverse("plan"))


def _endings(who: Who, at: datetime, today: date, until: date) -> Iterator[Dated]:
    for row in due.endings(who, at=at, until=until):
        assert row.ends is not None
        told = f"{row.person}’s access for {row.organisation} ends on {_when(row.ends.date(), today)}."
        yield row.ends.date(), Sentence(told, "See their role", reverse("member", args=[row.public_id]))


def _duty(who: Who, partnership: Partnership, today: date) -> Iterator[Sentence]:
    found = due.duty(who, partnership, today=today)
    undone = [each.requirement.title for each in found if each.needs_doing(today)]
    near = [each for each in found if not each.needs_doing(today)]
    if undone:
        count = several(len(undone), "requirement of the Act is", "requirements of the Act are")
        told = f"{count} not met or overdue: {listed([f'“{title}”' for title in undone[:3]])}{' among them' if undone[3:] else ''}."
        yield Sentence(told, "See the duty check", reverse("duty"))
    for each in near:
        assert each.due is not None
        yield Sentence(
            f"“{each.requirement.title}” falls due on {_when(each.due, today)}.", "See the duty check", reverse("duty")
        )


def _when(day: date, today: date) -> str:
    return f"{dates.day(day)}, {dates.distance(day, today)}"


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else f"The {name}"
