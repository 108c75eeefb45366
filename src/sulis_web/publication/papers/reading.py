"""What the plan's papers are made of: the records as somebody may read them, with or without what nobody has checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sulis.catalogue.partnership import Kind
from sulis.publish.headed import HeadedTable
from sulis.vocabulary import Audience
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Partnership
from sulis_web.plan import queries as plan
from sulis_web.plan import watching
from sulis_web.plan.models import Action, Record
from sulis_web.plan.promised import Promised, promised
from sulis_web.plan.rag import Judged
from sulis_web.thread.models import LinkKind
from sulis_web.thread.queries import links

UNCHECKED = "(not checked)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the records on a day. ``notes`` fills with the sources that were named, in the order of their numbers."""

    who: Who
    partnership: Partnership
    on: date
    audience: Audience
    is_public: bool
    held: dict[Kind, tuple[Record, ...]]
    rests_on: dict[str, tuple[str, ...]]  # keys of sources, by key of what rests on them
    actions: tuple[Action, ...]
    judged: dict[int, Judged]
    promised: Promised
    notes: list[str] = field(default_factory=list)

    def of(self, kind: Kind) -> tuple[Record, ...]:
        return self.held.get(kind, ())

    def named(self, record: Record) -> str:
        """Its number and title, with the mark of what nobody has checked and the numbers of its notes."""
        marks = [UNCHECKED] if record.unverified else []
        return " ".join([str(record), *marks, *self.cited(record)])

    def cited(self, record: Record) -> list[str]:
        known = {each.key for each in self.of(Kind.SOURCE)}
        return [f"[{self._number(key)}]" for key in self.rests_on.get(record.key, ()) if key in known]

    def _number(self, key: str) -> int:
        if key not in self.notes:
            self.notes.append(key)
        return self.notes.index(key) + 1

    def notes_told(self) -> tuple[str, ...]:
        sources = {each.key: each for each in self.of(Kind.SOURCE)}
        return tuple(_source(sources[key]) for key in self.notes)


def read(who: Who, partnership: Partnership, *, on: date, audience: Audience, is_public: bool) -> Reading:
    """The records as they stand. For the public, what nobody has checked is left out."""
    held: dict[Kind, list[Record]] = {}
    for row in plan.records(who, *Kind):
        if not (is_public and row.unverified):
            held.setdefault(Kind(row.kind), []).append(row)
    actions = tuple(plan.actions(who))
    judged = watching.judged(who, actions, on=on)
    kept = {kind: tuple(rows) for kind, rows in held.items()}
    due = promised(who, on=on)
    return Reading(who, partnership, on, audience, is_public, kept, _rests_on(who), actions, judged, due)


def table(caption: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[HeadedTable, ...]:
    """A table of words; none where there are no rows."""
    return (HeadedTable(header, rows, tuple(False for _ in header), caption),) if rows else ()


def _rests_on(who: Who) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = links(who).filter(kind=LinkKind.RESTS_ON, retired_at__isnull=True).order_by("pk")
    for source, target in rows.values_list("source__key", "target__key"):
        found[source] = (*found.get(source, ()), target)
    return found


def _source(row: Record) -> str:
    facts = {label: words for label, words, _key in row.facts}
    told = [row.title, facts.get("Year", ""), facts.get("Address", "")]
    mark = [UNCHECKED] if row.unverified else []
    return " ".join([f"{', '.join(each for each in told if each)}.", *mark])
