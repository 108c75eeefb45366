from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from sulis_web.evidence import rules
from sulis_web.evidence.models import Comparison, Decision, Delivery, KeptMapping, Sample, Sender
from sulis_web.partnership.decide import Who

_DECIDING = "who sends a source, to decide who may deliver it"


def deliveries(who: Who, *, source: str = "", verdict: str = "") -> QuerySet[Delivery]:
    held = Delivery.objects.visible_to(who).select_related("organisation")
    held = held.filter(source=source) if source else held
    return held.filter(verdict=verdict) if verdict else held


def delivery(who: Who, public_id: str) -> Delivery | None:
    return deliveries(who).filter(public_id=public_id).first()


def senders(who: Who) -> QuerySet[Sender]:
    return Sender.objects.visible_to(who).filter(retired_at__isnull=True).select_related("organisation")


def sender(who: Who, public_id: str) -> Sender | None:
    return senders(who).filter(public_id=public_id).first()


def senders_of(source: str) -> frozenset[int]:
    """The organisations that send a source."""
    rows = Sender.objects.unscoped(_DECIDING).filter(source=source, retired_at__isnull=True)
    return frozenset(rows.values_list("organisation_id", flat=True))


def may_deliver(who: Who, source: str) -> bool:
    return rules.can_deliver(who, senders_of(source))


def samples(who: Who) -> QuerySet[Sample]:
    return Sample.objects.visible_to(who)


def sample(who: Who, public_id: str) -> Sample | None:
    return samples(who).filter(public_id=public_id).first()


def kept_mappings(who: Who) -> QuerySet[KeptMapping]:
    return KeptMapping.objects.visible_to(who).filter(retired_at__isnull=True)


def kept_mapping(who: Who, key: str) -> KeptMapping | None:
    return kept_mappings(who).filter(key=key).first()


def comparison(who: Who, release: str) -> Comparison | None:
    return Comparison.objects.visible_to(who).filter(release=release).first()


def decisions_since(who: Who, since: datetime) -> QuerySet[Decision]:
    """What became of releases since a moment, newest first."""
    return Decision.objects.visible_to(who).filter(at__gte=since)


def decisions(who: Who, release: str) -> QuerySet[Decision]:
    return Decision.objects.visible_to(who).filter(release=release)
