from __future__ import annotations

from django.db.models import QuerySet

from sulis.catalogue.partnership import Kind
from sulis_web.alignment.models import Strategy
from sulis_web.partnership.decide import Who
from sulis_web.thread import queries as threads


def strategies(who: Who) -> QuerySet[Strategy]:
    """Those in use, with their owners and what superseded them."""
    return Strategy.objects.visible_to(who).filter(retired_at__isnull=True).select_related("owner", "superseded_by")


def strategy(who: Who, public_id: str) -> Strategy | None:
    """Retired or not."""
    return Strategy.objects.visible_to(who).filter(public_id=public_id).select_related("owner", "superseded_by").first()


def retired(who: Who) -> QuerySet[Strategy]:
    return Strategy.objects.visible_to(who).filter(retired_at__isnull=False)


def causes(who: Who) -> dict[str, str]:
    """The causes of violence that the plan names, by key, in its order."""
    return {item.key: item.title for item in threads.items_of(who, Kind.RISK_FACTOR)}
