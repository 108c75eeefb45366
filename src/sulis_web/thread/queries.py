from __future__ import annotations

from django.db.models import QuerySet

from sulis_web.partnership.decide import Who
from sulis_web.thread.models import Basis, Item, Link


def item(who: Who, key: str) -> Item | None:
    return Item.objects.visible_to(who).filter(key=key, retired_at__isnull=True).first()


def leading_to(who: Who, key: str) -> QuerySet[Link]:
    """Links that end at the item: what addresses it, rests on it or is measured by it."""
    return links(who).filter(target__key=key).order_by("source__kind", "source__position")


def leading_from(who: Who, key: str) -> QuerySet[Link]:
    """Links that start at the item: what it addresses, rests on or is measured by."""
    return links(who).filter(source__key=key).order_by("target__kind", "target__position")


def to_confirm(who: Who) -> QuerySet[Link]:
    """Links that are our reading of the plan and that nobody has confirmed."""
    return links(who).filter(basis=Basis.READING).order_by("source__kind", "source__position", "target__position")


def link(who: Who, public_id: str) -> Link | None:
    return links(who).filter(public_id=public_id).first()


def links(who: Who) -> QuerySet[Link]:
    held = Link.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.select_related("source", "target")
