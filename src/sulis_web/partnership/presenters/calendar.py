from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.duty import load_duty
from sulis.vocabulary import Period
from sulis_web.design.histories import KeyDate
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.values import Mark, Tone
from sulis_web.partnership import register, rules
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import listed
from sulis_web.partnership.models import CalendarEntry, ImpactAssessment, Partnership
from sulis_web.partnership.presenters.boards import meetings
from sulis_web.partnership.presenters.duty import findings
from sulis_web.partnership.presenters.words import address

FIRST_YEAR, LAST_YEAR = 2000, 2150


@dataclass(frozen=True, slots=True)
class Month:
    heading: str
    id: str
    days: tuple[KeyDate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage:
    year: int
    today: date
    overdue: tuple[KeyDate, ...]  # of the months that are folded: what still has to be done
    past: tuple[Month, ...]  # of a year that is still going on: folded, so that what is to come stands first
    months: tuple[Month, ...]
    before: str
    after: str
    contents: tuple[Link, ...]
    left_out: str  # where a way must be opened before restricted days are shown
    empty: Empty | None


def calendar_page(
    who: Who, partnership: Partnership | None, *, year: int, today: date, assessments: Iterable[ImpactAssessment]
) -> CalendarPage:
    """``assessments`` are those that the reader may see, which the view has told the audit of."""
    within = Period(date(year, 1, 1), date(year + 1, 1, 1))
    days = falls_due(who, partnership, within=within, today=today, assessments=assessments)
    every = tuple(_months(days))
    gone = tuple(month for month in every if month.days[-1].on < today.replace(day=1))
    past = gone if len(gone) < len(every) else ()
    months = every[len(past) :]
    return CalendarPage(
        year=year,
        today=today,
        overdue=tuple(each for month in past for each in month.days if each.mark and each.mark.tone is Tone.TROUBLE),
        past=past,
        months=months,
        before=_year(year - 1) if year > FIRST_YEAR else "",
        after=_year(year + 1) if year < LAST_YEAR else "",
        contents=tuple(Link(month.heading, f"#{month.id}") for month in months),
        left_out=reverse("assessments") if rules.could_read_assessments(who) else "",
        empty=None if months else _empty(year),
    )


def falls_due(
    who: Who,
    partnership: Partnership | None,
    *,
    within: Period,
    today: date,
    assessments: Iterable[ImpactAssessment] = (),
) -> tuple[KeyDate, ...]:
    """Everything on the register that falls due in a period, first day first, as this person may see it."""
    found = (
        *_boards(who, within),
        *_agreements(who),
        *_assessments(assessments),
        *_entries(who, within),
        *_duty(who, partnership, today),
        *_known_days(),
        *_files(partnership),
    )
    due = [each for each in found if within.start <= each.on < within.end]
    return tuple(sorted(due, key=lambda each: (each.on, each.words)))


def _boards(who: Who, within: Period) -> Iterator[KeyDate]:
    for board in register.boards(who):
        for on in meetings(board, within):
            yield KeyDate(
                on,
                f"{board.name} meets",
                address("board", board),
                note=f"Counted from its cadence: {board.get_cadence_display().lower()}.",
            )


def _agreements(who: Who) -> Iterator[KeyDate]:
    for row in register.agreements(who):
        yield KeyDate(
            row.expires,
            f"Last day of the agreement “{row.title}”",
            address("agreement", row),
            Mark("Ends", Tone.WATCH),
            "Sign it again before this day, or sharing under it stops.",
        )
        if row.review:
            yield KeyDate(row.review, f"Look again at the agreement “{row.title}”", address("agreement", row))


def _assessments(rows: Iterable[ImpactAssessment]) -> Iterator[KeyDate]:
    for row in rows:
        note = f"Controller: {row.controller.name}."
        yield KeyDate(
            row.expires,
            f"Last day of the impact assessment “{row.title}”",
            address("assessment", row),
            Mark("Ends", Tone.WATCH),
            note,
        )
        if row.review:
            yield KeyDate(
                row.review, f"Look again at the impact assessment “{row.title}”", address("assessment", row), note=note
            )


def _entries(who: Who, within: Period) -> Iterator[KeyDate]:
    known = {each.id: each for each in load_duty().requirements}
    for row in register.calendar_entries(who):
        asked = known.get(row.requirement)
        url = reverse("requirement", args=[asked.id]) if asked else _belongs(row)
        note = _note(row, asked.section if asked else "")
        for on in days_due(row.on, Cadence(row.cadence) if row.cadence else None, within):
            yield KeyDate(on, row.title, url, note=note)


def _belongs(row: CalendarEntry) -> str:
    if row.board:
        return address("board", row.board)
    return address("organisation", row.organisation) if row.organisation else ""


def _note(row: CalendarEntry, section: str) -> str:
    whose = listed([each.name for each in (row.organisation, row.board) if each])
    parts = (f"For {whose}." if whose else "", row.about, f"{section} of the duty." if section.startswith("s.") else "")
    return " ".join(part for part in parts if part)


def _duty(who: Who, partnership: Partnership | None, today: date) -> Iterator[KeyDate]:
    for found in findings(who, partnership, on=today):
        if found.due and found.is_asked:
            overdue = Mark("Overdue", Tone.TROUBLE) if found.is_overdue(today) else None
            yield KeyDate(
                found.due,
                f"The duty: {found.requirement.title.lower()}",
                reverse("requirement", args=[found.requirement.id]),
                overdue,
                found.because,
            )


def _known_days() -> Iterator[KeyDate]:
    for known in load_duty().days:
        url = reverse("requirement", args=[known.requirement]) if known.requirement else reverse("duty")
        unchecked = Mark("Not checked", Tone.WATCH) if known.unverified else None
        yield KeyDate(known.on, known.title, url, unchecked, known.text)


def _files(partnership: Partnership | None) -> Iterator[KeyDate]:
    if partnership:
        yield KeyDate(
            partnership.next_review,
            "Review the partnership’s files",
            reverse("plan"),
            note="The plan, the register and the definition as they were loaded.",
        )


def _months(days: Iterable[KeyDate]) -> Iterator[Month]:
    by_month: dict[tuple[int, int], list[KeyDate]] = {}
    for each in days:
        by_month.setdefault((each.on.year, each.on.month), []).append(each)
    for held in by_month.values():
        yield Month(f"{held[0].on:%B}", f"{held[0].on:%B}".lower(), tuple(held))


def _year(year: int) -> str:
    return f"{reverse('calendar')}?year={year}"


def _empty(year: int) -> Empty:
    return Empty(
        f"Nothing falls due in {year}",
        "The calendar fills itself from the register.",
        (
            "Give each board a day on which it met and how often it meets.",
            "Record agreements with their last day and the day to look at them again.",
            "Put other days into the partnership’s files, under calendar.toml.",
        ),
        Link("See the boards", reverse("boards")),
    )
