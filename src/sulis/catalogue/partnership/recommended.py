"""What others found and recommend, and how the partnership answers: recommendations.toml, which may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.read_days import day
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.reader import Table


class Sort(StrEnum):
    """What sort of document it is that the partnership must answer."""

    ASSESSMENT = "force-wide assessment"
    GROUP = "task-and-finish group"
    REVIEW = "review after a death"
    RELEASE = "statistics release"
    OTHER = "other"


class Triage(StrEnum):
    """How the partnership answers a recommendation."""

    WAITING = "not looked at"
    ACCEPTED = "accepted"
    PARTLY = "accepted in part"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """One recommendation or finding. ``reason`` is there for every answer, ``answers`` are ids of objectives that take it up."""

    number: str
    text: str
    triage: Triage
    reason: str
    response: str
    owner: str | None
    due: date | None
    done_on: date | None
    answers: tuple[str, ...]
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document that came, or that is awaited: then ``received`` is None and ``expected`` says by when, if anybody knows.

    ``cadence`` is there for what comes round, such as a release of statistics.
    """

    id: str
    title: str
    publisher: str
    sort: Sort
    text: str
    received: date | None
    expected: date | None
    answer_by: date | None
    filed: str
    leads: str | None
    cadence: Cadence | None
    recommendations: tuple[Recommended, ...]


def read_received(reading: Reading) -> tuple[Received, ...]:
    """Every document, in file order; none where there is no such file."""
    top = reading.open("recommendations.toml", required=False)
    found = reading.made(top, "document", _document, required=False)
    top.finish()
    return found


def _document(reading: Reading, table: Table) -> Received:
    parts = table.tables("recommendation", required=False)
    made = Received(
        id=table.id(),
        title=table.text("title"),
        publisher=table.text("publisher"),
        sort=table.chosen("sort", Sort),
        text=table.text("text", required=False),
        received=day(table, "received"),
        expected=day(table, "expected"),
        answer_by=day(table, "answer_by"),
        filed=table.text("filed", required=False),
        leads=reading.may_refer(table, "leads", Kind.ORGANISATION),
        cadence=table.choice("cadence", Cadence, required=False),
        recommendations=tuple(_recommended(reading, part) for part in parts),
    )
    numbers = [one.number for one in made.recommendations]
    if len(set(numbers)) < len(numbers):
        table.fault("recommendation", "a number twice", "Each recommendation of a document has its own number.",
                    "Number them as the document does.")  # fmt: skip
    finished(parts)
    return made


def _recommended(reading: Reading, table: Table) -> Recommended:
    triage = table.choice("triage", Triage, required=False) or Triage.WAITING
    return Recommended(
        number=table.text("number"),
        text=table.text("text"),
        triage=triage,
        reason=table.text("reason", required=triage is not Triage.WAITING, why="An answer says why."),
        response=table.text("response", required=False),
        owner=reading.may_refer(table, "owner", Kind.ORGANISATION),
        due=day(table, "due"),
        done_on=day(table, "done_on"),
        answers=reading.refers_to(table, "answers", Kind.OBJECTIVE),
        public=table.yes_or_no("public", required=False) or False,
    )
