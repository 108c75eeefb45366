"""What stands on the public pages. Every number here is a `PublicFigure` or is held back, and nothing unverified is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sulis.catalogue.partnership import Kind
from sulis_web.inbox.models import Recommendation
from sulis_web.inbox.queries import public_answers
from sulis_web.partnership.models import Partnership
from sulis_web.plan import queries
from sulis_web.plan.models import Record
from sulis_web.runs.models import Run


@dataclass(frozen=True, slots=True)
class PublicEntry:
    number: str
    title: str
    text: str
    below: tuple[PublicEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicPart:
    heading: str
    entries: tuple[PublicEntry, ...]


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """What was recommended, and what the partnership answered in the words that it wrote for the public."""

    number: str
    text: str
    answer: str
    response: str


@dataclass(frozen=True, slots=True)
class PublicDocument:
    title: str
    publisher: str
    rows: tuple[PublicAnswer, ...]


def everything(partnership: Partnership, run: Run | None) -> dict[str, Any]:
    """All that the public templates need, by name."""
    from sulis_web.publication.trends import trends

    found = trends(run)
    return {
        "trends": found,
        "chapters": found.chapters if found else (),
        "priorities": _priorities(),
        "voice": (
            PublicPart("Why young people become involved, as people here see it", _entries(Kind.REASON)),
            PublicPart("What else worries people", _entries(Kind.CONCERN)),
        ),
        "measures": _entries(Kind.MEASURE),
        "answers": _answers(),
    }


def _answers() -> tuple[PublicDocument, ...]:
    """Recommendations with the answers that somebody marked for the public, by the document that they are of."""
    found: dict[str, list[Recommendation]] = {}
    for row in public_answers():
        found.setdefault(row.document.key, []).append(row)
    return tuple(
        PublicDocument(
            rows[0].document.title, rows[0].document.publisher,
            tuple(PublicAnswer(row.number, row.text, row.get_triage_display(), row.response) for row in rows),
        )
        for rows in found.values()
    )  # fmt: skip


def _priorities() -> tuple[PublicEntry, ...]:
    objectives = list(queries.published(Kind.OBJECTIVE))
    return tuple(
        _entry(row, tuple(_entry(each) for each in objectives if each.parent_key == row.key))
        for row in queries.published(Kind.PRIORITY)
    )


def _entries(kind: Kind) -> tuple[PublicEntry, ...]:
    return tuple(_entry(row) for row in queries.published(kind))


def _entry(row: Record, below: tuple[PublicEntry, ...] = ()) -> PublicEntry:
    return PublicEntry(row.number, row.title, row.text, below)
