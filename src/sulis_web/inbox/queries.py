from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.partnership import Kind
from sulis.vocabulary import Period
from sulis_web.inbox.models import TAKEN_UP, Document, Recommendation, Triage
from sulis_web.partnership.decide import Who
from sulis_web.thread import queries as threads
from sulis_web.thread.kinds import ACTION, RECOMMENDATION
from sulis_web.thread.models import Item

_AHEAD = timedelta(days=366)


def documents(who: Who) -> QuerySet[Document]:
    return Document.objects.visible_to(who).filter(retired_at__isnull=True).select_related("leads")


def document(who: Who, public_id: str) -> Document | None:
    """Retired or not."""
    return Document.objects.visible_to(who).filter(public_id=public_id).select_related("leads").first()


def recommendations(who: Who, held: Document | None = None) -> QuerySet[Recommendation]:
    """Those in use of documents in use, of one document or of all."""
    rows = Recommendation.objects.visible_to(who).filter(retired_at__isnull=True, document__retired_at__isnull=True)
    rows = rows.select_related("document", "owner")
    return rows.filter(document=held) if held else rows


def recommendation(who: Who, public_id: str) -> Recommendation | None:
    """Retired or not."""
    rows = Recommendation.objects.visible_to(who).filter(public_id=public_id)
    return rows.select_related("document", "owner").first()


def coming(who: Who, *, on: date) -> Iterator[tuple[date | None, Document]]:
    """What is awaited, and what comes round within a year; the earliest first, those without a day last."""
    found: list[tuple[date | None, Document]] = []
    for each in documents(who):
        if each.received is None:
            found.append((each.expected, each))
        elif each.cadence:
            days = days_due(each.received, Cadence(each.cadence), Period(on, on + _AHEAD))
            found += [(days[0], each)] if days else []
    return iter(sorted(found, key=lambda one: (one[0] is None, one[0] or on)))


def accepted_items(who: Who) -> frozenset[str]:
    """Keys of the items of recommendations that were taken up."""
    held = recommendations(who).filter(triage__in=[each.value for each in TAKEN_UP]).order_by()
    return frozenset(f"{RECOMMENDATION}:{id}" for id in held.values_list("public_id", flat=True))


def what_may_answer(who: Who) -> list[Item]:
    """Objectives, actions and measures: what can take a recommendation up."""
    return list(threads.items_of(who, Kind.OBJECTIVE, ACTION, Kind.MEASURE))


def public_answers() -> QuerySet[Recommendation]:
    """Answers that may stand in the public log."""
    every = Recommendation.objects.unscoped("answers that were marked for the public")
    held = every.filter(is_public=True, retired_at__isnull=True, document__retired_at__isnull=True)
    return held.exclude(triage=Triage.WAITING).select_related("document")
