"""What people changed lately, among the records that the reader may see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Agreement, Board, DutyRecord, Line, Membership, Organisation, Party, Seat
from sulis_web.plan.models import Record
from sulis_web.records.following import FILES
from sulis_web.records.models import Revision, Versioned
from sulis_web.thread.models import Link

# Impact assessments are left out: to name one is to open a restricted record, which the front page does not do.
_TOLD: tuple[type[Versioned], ...] = (
    Organisation, Board, Seat, Line, Agreement, Party, DutyRecord, Membership, Link, Record,
)  # fmt: skip
_LOOKED_AT = 100  # revisions; older ones stand in the histories of their records


@dataclass(frozen=True, slots=True)
class Changed:
    """The last change of one record."""

    record: Versioned
    revision: Revision


def lately(who: Who, *, since: datetime) -> list[Changed]:
    """Newest first, each record once. What the partnership's files brought is told as one thing elsewhere."""
    kinds = {model._meta.label_lower: model for model in _TOLD}
    made = Revision.objects.filter(at__gte=since, kind__in=kinds).exclude(by=FILES).order_by("-at", "-pk")
    last: dict[tuple[str, str], Revision] = {}
    for revision in made[:_LOOKED_AT]:
        last.setdefault((revision.kind, revision.record), revision)
    seen = _visible(who, last, kinds)
    return [Changed(seen[key], revision) for key, revision in last.items() if key in seen]


def _visible(
    who: Who, last: dict[tuple[str, str], Revision], kinds: dict[str, type[Versioned]]
) -> dict[tuple[str, str], Versioned]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, record in last:
        wanted[kind].add(record)
    return {
        (kind, row.public_id): row
        for kind, ids in wanted.items()
        for row in kinds[kind].objects.visible_to(who).filter(public_id__in=ids)
    }
