"""Who works for whom here, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from sulis_web.accounts.factors import STRONG
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Membership, Organisation
from sulis_web.partnership.models.person import current


def memberships(who: Who, *, at: datetime, past: bool = False, role: str = "", organisation: str = "") -> QuerySet:
    """Those in date, or those that are over; what is left empty does not narrow."""
    found = _visible(who).filter(~current(at) if past else current(at))
    given = {"role": role, "organisation__public_id": organisation}
    found = found.filter(**{name: value for name, value in given.items() if value})
    return found.order_by("organisation__name", "person__last_name", "person__username", "pk")


def membership(who: Who, public_id: str) -> Membership | None:
    """Also one that is over: who acted for whom, and until when, can still be read."""
    return _visible(who).filter(public_id=public_id).first()


def organisations(who: Who) -> list[Organisation]:
    """Those for which somebody that the reader sees works or has worked."""
    rows = {row.organisation.pk: row.organisation for row in _visible(who).order_by("organisation__name")}
    return list(rows.values())


def with_factor(people: Iterable[int]) -> frozenset[int]:
    """Which of these people have set up a second factor."""
    rows = Authenticator.objects.filter(user__in=set(people), type__in=STRONG)
    return frozenset(rows.values_list("user_id", flat=True))


def ending(who: Who, *, at: datetime, before: datetime) -> QuerySet:
    """Memberships whose end is set and near."""
    return _visible(who).filter(current(at), Q(ends__lte=before)).order_by("ends")


def _visible(who: Who) -> QuerySet:
    return Membership.objects.visible_to(who).select_related("person", "organisation")
