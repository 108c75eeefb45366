"""The register's closed lists, days and histories in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from sulis.catalogue.partnership import Standing, standing
from sulis_web.design.dates import day
from sulis_web.design.histories import Happening
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Notice
from sulis_web.design.values import Mark, Tone
from sulis_web.partnership.in_words import lower_first, upper_first
from sulis_web.partnership.models.organisation import Duty
from sulis_web.partnership.queries import people_named
from sulis_web.records.models import Versioned
from sulis_web.records.presenters import timeline

UNKNOWN = "Not recorded"
_TONES = {
    Standing.NOT_YET: Tone.QUIET,
    Standing.IN_FORCE: Tone.GOOD,
    Standing.ENDS_SOON: Tone.WATCH,
    Standing.ENDED: Tone.TROUBLE,
}


@dataclass(frozen=True, slots=True)
class Class:
    """One part that organisations have under the Act: how a list calls them, how a sentence
    and a cell call one, what it asks."""

    plural: str
    one: str
    noun: str
    asks: str


CLASSES = {
    Duty.SPECIFIED: Class(
        "Specified authorities", "is a specified authority", "Specified authority",
        "Specified authorities must work together to prevent and reduce serious violence in the area: find its kinds and "
        "causes, prepare a strategy and carry it out (section 8 of the Act).",
    ),
    Duty.RELEVANT: Class(
        "Relevant authorities", "is a relevant authority", "Relevant authority",
        "Relevant authorities are consulted while the strategy is prepared, and carry out the actions that it gives them "
        "(section 8(4) and (5)).",
    ),
    Duty.POLICING_BODY: Class(
        "Local policing body", "is the local policing body", "Local policing body",
        "The local policing body may assist the authorities and monitor how they meet the duty (section 14).",
    ),
    Duty.OTHER: Class(
        "Others that take part", "takes part by agreement", "Takes part by agreement",
        "The Act does not name these organisations. They take part because the partnership and they have agreed to it.",
    ),
}  # fmt: skip


def standing_mark(first: date | None, last: date | None, on: date) -> Mark:
    found = standing(first, last, on)
    return Mark(upper_first(found.value), _TONES[found])


_MEMBERSHIPS = {
    Standing.NOT_YET: Mark("Not yet"),
    Standing.IN_FORCE: None,  # what is as usual takes no mark
    Standing.ENDS_SOON: Mark("Ends soon", Tone.WATCH),
    Standing.ENDED: Mark("Ended"),
}


def membership_mark(first: date | None, last: date | None, on: date) -> Mark | None:
    """Of an organisation in the partnership, or of a seat: to leave is no fault."""
    return _MEMBERSHIPS[standing(first, last, on)]


def review_mark(review: date | None, on: date) -> Mark | None:
    return Mark("Overdue", Tone.WATCH) if review and review < on else None


def span(first: date | None, last: date | None, on: date) -> str:
    """``since 31 January 2023``, ``until 31 March 2026``, ``from 1 May 2027``; nothing where neither day is known."""
    if first and first > on:
        return f"from {day(first)}" + (f" to {day(last)}" if last else "")
    begun = f"since {day(first)}" if first else ""
    if last is None:
        return begun
    return f"from {day(first)} to {day(last)}" if first else f"until {day(last)}"


# What fields are called in a history, where the model's own name is not what people read.
LABELS = {
    "about": "What it is and does", "duty": "Under the Act", "authority": "Kind of authority", "controller": "Data controller",
    "contact_role": "Single point of contact", "member_from": "First day in the partnership",
    "member_until": "Last day in the partnership", "terms_of_reference": "Terms of reference",
    "cadence": "How often it meets", "first_meeting": "A day on which it met", "chair": "In the chair", "part": "Part",
    "held_from": "First day", "held_until": "Last day", "account": "Line of account", "purposes": "May be used for",
    "signed": "First day in force", "expires": "Last day", "review": "Look at it again by", "outcome": "What it came to",
    "done_on": "Done on", "how": "How it is met", "due_again": "Due again",
}  # fmt: skip


def history(record: Versioned, *parts: tuple[str, Iterable[Versioned]]) -> tuple[Happening, ...]:
    """What was done to a record and to what hangs on it, newest first.

    ``parts`` are words for a kind of part and its rows. A part that came with the reviewed files and was left alone adds
    nothing that its record's own line does not say.
    """
    told = list(timeline(record, names=people_named, labels=LABELS))
    for words, rows in parts:
        for row in rows:
            if row.version > 1 or row.created_by != "files":
                told += [
                    replace(each, what=f"{words} of {row}: {lower_first(each.what)}")
                    for each in timeline(row, names=people_named, labels=LABELS)
                ]
    return tuple(sorted(told, key=lambda each: each.when, reverse=True))


def retired_notice(record: Versioned, restore: str) -> Notice | None:
    """That a record is out of use, since when and why; ``restore`` leads to bringing it back, where the reader may."""
    if record.retired_at is None:
        return None
    told = f"This was taken off the register on {day(record.retired_at)}. {record.retired_reason}".strip()
    return Notice(told, link=Link("Bring it back", restore) if restore else None)


def address(name: str, record: Versioned) -> str:
    return reverse(name, args=[record.public_id])
