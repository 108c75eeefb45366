"""The whole plan at once: everything but its actions, what leads to what, and the actions of each objective, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from sulis.catalogue.partnership import Kind
from sulis_web.governance.queries.breaks import FINDINGS, THEMES
from sulis_web.partnership.decide import Who
from sulis_web.thread.kinds import ACTION
from sulis_web.thread.models import Item, Link, LinkKind

FEW = 6  # actions of one objective that are shown each for itself; more are counted
_DRAWN = (*FINDINGS, *THEMES, Kind.RISK_FACTOR, Kind.PRIORITY, Kind.OBJECTIVE, Kind.MEASURE)
_LINES = (LinkKind.SUPPORTED_BY, LinkKind.ADDRESSES, LinkKind.MEASURED_BY, LinkKind.BELONGS_TO)


@dataclass(frozen=True, slots=True)
class Whole:
    """``lines`` are pairs of source and target, by primary key. ``few`` are the actions of objectives that have few."""

    items: tuple[Item, ...]
    lines: tuple[tuple[int, int], ...]
    actions: Mapping[int, int]  # how many, by primary key of the objective's item
    few: Mapping[int, tuple[Item, ...]]

    def of(self, *kinds: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.kind in kinds)


def whole(who: Who) -> Whole:
    held = Item.objects.visible_to(who).filter(kind__in=[str(kind) for kind in _DRAWN], retired_at__isnull=True)
    items = tuple(held.order_by("kind", "position", "pk"))
    actions = _counted(who)
    return Whole(items, _lines(who), actions, _few(who, actions))


def _lines(who: Who) -> tuple[tuple[int, int], ...]:
    """From item to item, without actions: theirs are counted."""
    drawn = [str(kind) for kind in _DRAWN]
    rows = _held(who).filter(kind__in=_LINES, source__kind__in=drawn, target__kind__in=drawn)
    return tuple(rows.values_list("source_id", "target_id"))


def _counted(who: Who) -> dict[int, int]:
    rows = _held(who).filter(kind=LinkKind.BELONGS_TO, source__kind=ACTION).values_list("target")
    return dict(rows.annotate(Count("pk")))


def _few(who: Who, counted: Mapping[int, int]) -> dict[int, tuple[Item, ...]]:
    wanted = [pk for pk, count in counted.items() if count <= FEW]
    rows = _held(who).filter(kind=LinkKind.BELONGS_TO, source__kind=ACTION, target__in=wanted[:500])
    found: dict[int, tuple[Item, ...]] = {}
    for row in rows.select_related("source").order_by("source__position", "source__title", "pk"):
        found[row.target_id] = (*found.get(row.target_id, ()), row.source)
    return found


def _held(who: Who) -> QuerySet[Link]:
    in_use = Q(retired_at__isnull=True, source__retired_at__isnull=True, target__retired_at__isnull=True)
    rows: QuerySet[Link] = Link.objects.visible_to(who).filter(in_use).order_by()
    return rows
