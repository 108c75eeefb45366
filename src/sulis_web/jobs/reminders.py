"""Who is written to because of what falls due in the register, or because something waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse

from sulis_web.jobs.notices import NoticeKind, send
from sulis_web.partnership.models import Membership, Party, Person
from sulis_web.partnership.models.person import current
from sulis_web.partnership.roles import SinglePointOfContact

BEFORE = timedelta(days=60)  # enough for a new agreement to be signed
_WHY = "who is to be reminded of an agreement's end"


def agreements_end_soon(*, at: datetime) -> int:
    """Tell the single point of contact of each party, once for each end; gives how many notices there are."""
    today = at.date()
    parties = Party.objects.unscoped(_WHY).filter(
        retired_at__isnull=True,
        agreement__retired_at__isnull=True,
        agreement__expires__gte=today,
        agreement__expires__lte=today + BEFORE,
    )
    told = 0
    for party in parties.select_related("agreement"):
        ends = party.agreement
        for person in _contacts(party.organisation_id, at):
            once = f"{NoticeKind.AGREEMENT_ENDS}:{ends.public_id}:{ends.expires}:{person.public_id}"
            where = reverse("agreement", args=[ends.public_id])
            send(
                NoticeKind.AGREEMENT_ENDS,
                to=person,
                address=where,
                at=at,
                organisation=party.organisation_id,
                once=once,
            )
            told += 1
    return told


def something_waits(people: Iterable[Person], *, at: datetime) -> int:
    """The digest: at most one a week for each person, however much waits for them and whoever asks."""
    year, week, _day = at.isocalendar()
    told = 0
    for person in people:
        once = f"{NoticeKind.SOMETHING_WAITS}:{year}-{week}:{person.public_id}"
        send(NoticeKind.SOMETHING_WAITS, to=person, address=reverse("home"), at=at, once=once)
        told += 1
    return told


def _contacts(organisation: int, at: datetime) -> list[Person]:
    held = Membership.objects.unscoped(_WHY).filter(
        current(at), organisation=organisation, role=SinglePointOfContact.slug, person__is_active=True
    )
    return [each.person for each in held.select_related("person")]
