from __future__ import annotations

from django.db.models import Q, QuerySet

from sulis.catalogue.partnership import Kind
from sulis_web.partnership.decide import Who
from sulis_web.plan.models import Record


def records(who: Who, *kinds: Kind) -> QuerySet[Record]:
    return _held(who).filter(kind__in=[kind.value for kind in kinds])


def record(who: Who, key: str) -> Record | None:
    return _held(who).filter(key=key).first()


def under(who: Who, parent: Record) -> QuerySet[Record]:
    """What belongs to a record: a priority's objectives."""
    return _held(who).filter(parent_key=parent.key)


def kinds_held(who: Who) -> frozenset[str]:
    return frozenset(_held(who).values_list("kind", flat=True).distinct().order_by())


def search(who: Who, words: str, limit: int = 50) -> list[Record]:
    """Records that hold every word of the search, in title or text."""
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(title__icontains=word) | Q(text__icontains=word)
    return list(_held(who).filter(wanted).order_by("kind", "position")[:limit]) if words.split() else []


def unverified(who: Who) -> int:
    return _held(who).filter(unverified=True).count()


def published(*kinds: Kind) -> QuerySet[Record]:
    """What may stand on a public page: somebody has checked it."""
    every = Record.objects.unscoped("the plan is published; what nobody has checked is left out")
    return every.filter(kind__in=[kind.value for kind in kinds], unverified=False, retired_at__isnull=True)


def _held(who: Who) -> QuerySet[Record]:
    return Record.objects.visible_to(who).filter(retired_at__isnull=True)
