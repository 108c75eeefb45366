from __future__ import annotations

from django.db.models import Q, QuerySet

from sulis.catalogue.partnership import Kind, LinkBasis
from sulis_web.partnership.models import Link, Partnership, Record


def current() -> Partnership | None:
    """The partnership served here, or None before its files are loaded."""
    return Partnership.objects.first()


def kinds_held() -> frozenset[str]:
    return frozenset(Record.objects.values_list("kind", flat=True).distinct().order_by())


def records(*kinds: Kind) -> QuerySet[Record]:
    return Record.objects.filter(kind__in=[kind.value for kind in kinds]).order_by("position").select_related("parent")


def record(key: str) -> Record | None:
    return Record.objects.filter(key=key).select_related("parent").first()


def links_up(item: Record) -> QuerySet[Link]:
    return item.because_of.select_related("upper").order_by("upper__kind", "upper__position")


def links_down(item: Record) -> QuerySet[Link]:
    return item.leads_to.select_related("lower").order_by("lower__kind", "lower__position")


def search(words: str, limit: int = 50) -> list[Record]:
    """Records that hold every word of the search, in title or text."""
    wanted = Q()
    for word in words.split()[:8]:
        wanted &= Q(title__icontains=word) | Q(text__icontains=word)
    return list(Record.objects.filter(wanted).order_by("kind", "position")[:limit]) if words.split() else []


def links_to_confirm() -> int:
    """How many links are our reading of the plan rather than its own words."""
    return Link.objects.filter(basis=LinkBasis.OUR_READING.value).count()


def unverified_records() -> int:
    return Record.objects.filter(unverified=True).count()
