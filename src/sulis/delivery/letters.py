"""Letters to whoever sends a delivery: what is asked for, and why one was refused. Values first; `sulis.publish` gives them a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sulis.catalogue.sources import Feed, SourceCard
from sulis.vocabulary import Fault, WrongUsage

MOST_FOUND = 12
"""More faults than this are counted and not listed, so that a letter stays one page."""
_HOW = (
    "Send it through your organisation's own account in the application, or by the secure transfer that our agreement names. "
    "Please do not send it by e-mail. A spreadsheet, a CSV file or XML all serve: we adapt to your columns."
)
_LAW = (
    "Section 16 of the Police, Crime, Sentencing and Courts Act 2022 gives no power to disclose patient information, or personal "
    "information held by a health or social-care authority, so we may not hold it whatever our wishes."
)
_LAW_ELSEWHERE = (
    "Data protection law lets us hold no more about people than our agreement names, so nothing else may come in."
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose letter it is: the partnership, who signs, and where an answer reaches them. Each may be empty."""

    partnership: str = ""
    signed: str = ""
    contact: str = ""

    @property
    def name(self) -> str:
        return self.partnership or "the violence reduction partnership"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a letter: paragraphs, then points, then rows of a table under ``header``."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it takes a form. ``id`` is fit for a file's name."""

    id: str
    to: str
    subject: str
    day: date
    opening: str
    sections: tuple[Section, ...]
    sender: Sender


def request_letter(card: SourceCard, sender: Sender, day: date) -> Letter:
    """What is asked of a source, from its card: each field with why, how coarse, how often, how to send it, and the ground.

    Raises
    ------
    WrongUsage
        When the card says nothing to ask with, as that of an open publication.
    """
    request = card.request
    if request is None:
        raise WrongUsage(
            f"the card of {card.id} has no [request]",
            "A letter is for what is not published: fetch an open source, or add [request] to the card.",
        )
    rows = tuple((_capital(field.ask), _capital(field.why)) for field in request.fields)
    how = Section("How coarse, how often and how", points=(
        f"Time: {request.time}", f"Place: {request.place}", f"How often: {card.cadence}.", f"How: {_HOW}", *_not_in_it(card.feed),
    ))  # fmt: skip
    return Letter(
        f"request-{card.id}", request.sender, f"Request for data: {card.title}", day,
        f"We ask you for {card.title}, {request.purpose}.",
        (Section("What we ask for", header=("What", "Why"), rows=rows), how, Section("The ground", (request.ground,))),
        sender,
    )  # fmt: skip


def refusal_letter(card: SourceCard, file: str, faults: Sequence[Fault], sender: Sender, day: date) -> Letter:
    """Why a file was not taken: what was found, by header and rule and never by value; the law; what to send; delete the file.

    Raises
    ------
    WrongUsage
        When there is no fault, so nothing to say.
    """
    if not faults:
        raise WrongUsage(
            "nothing was found wrong, so there is no refusal to write", "Name an answer that was rejected."
        )
    found = tuple(dict.fromkeys(_found(fault) for fault in faults))
    points = found[:MOST_FOUND] + (
        (f"and {len(found) - MOST_FOUND} more of the kind",) if len(found) > MOST_FOUND else ()
    )
    law = _LAW if card.feed.barred_from_people else _LAW_ELSEWHERE
    remedies = tuple(dict.fromkeys(fault.remedy for fault in faults if not _ours(fault.remedy)))[:4]
    to = card.request.sender if card.request else card.publisher
    kept = (
        "Nothing of the file was stored in our application, and we delete the copy that we received. Please delete the file "
        "that was sent, wherever a copy of it lies: in sent mail, on a shared drive, in a folder of downloads."
    )
    sections = (
        Section("What was found", (_FOUND,), points=points),
        *([Section("Why it cannot be taken", (law,))] if not card.open_data else []),
        Section("What to send instead", points=(*_instead(card), *remedies)),
        *([Section("Please delete the file", (kept,))] if not card.open_data else []),
    )
    opening = f"We could not take the file {file} that you sent us for {card.title}. Nothing was loaded."
    return Letter(
        f"refusal-{card.id}", to, f"A delivery that could not be taken: {card.title}", day, opening, sections, sender
    )


_FOUND = "Places in the file are named by their header and row; what stands there is not repeated."


def _found(fault: Fault) -> str:
    where = f"Column {fault.column}" if fault.column else "The file"
    row = f", first in row {fault.row}" if fault.row and fault.row > 1 else ""
    return f"{where}{row}: {fault.given}. {_rule(fault.rule)}".strip()


def _ours(remedy: str) -> bool:
    """Whether a remedy tells us what to do, and not the sender."""
    return any(word in remedy for word in ("Ask the sender", "Ask for", "mapping", "--", "setting"))


def _rule(rule: str) -> str:
    """The law is told once, in its own part."""
    return "" if "section 16" in rule.lower() else rule


def _instead(card: SourceCard) -> tuple[str, ...]:
    if card.request is None:
        return ()
    asked = "; ".join(field.ask for field in card.request.fields)
    told = (f"The same file with these alone: {asked}.",) if asked else ()
    return (*told, f"Time: {card.request.time}", f"Place: {card.request.place}")


def _not_in_it(feed: Feed) -> tuple[str, ...]:
    if feed.barred_from_people:
        return (
            "Not in the file: names, days of birth, numbers or references of patients, postcodes, addresses, and any "
            "description in words. A file with such a column is refused whole.",
        )
    if feed is Feed.COUNCIL:
        return ("Not in the file: names, telephone numbers or homes of people.",)
    return ("Not in the file: names, days of birth, national numbers, addresses, and any description in words.",)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
