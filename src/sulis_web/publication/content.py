"""What stands on the public pages. Every number here is a `PublicFigure` or is held back, and nothing unverified is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sulis.catalogue.partnership import Kind
from sulis_web.partnership import queries
from sulis_web.partnership.models import Partnership, Record
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
    }


def _priorities() -> tuple[PublicEntry, ...]:
    objectives = list(queries.records(Kind.OBJECTIVE).filter(unverified=False))
    return tuple(
        _entry(row, tuple(_entry(each) for each in objectives if each.parent_id == row.pk))
        for row in queries.records(Kind.PRIORITY).filter(unverified=False)
    )


def _entries(kind: Kind) -> tuple[PublicEntry, ...]:
    return tuple(_entry(row) for row in queries.records(kind).filter(unverified=False))


def _entry(row: Record, below: tuple[PublicEntry, ...] = ()) -> PublicEntry:
    return PublicEntry(row.number, row.title, row.text, below)
