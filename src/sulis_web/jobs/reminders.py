"""Who is written to because of what falls due in the register, or because something waits for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse

from sulis_web.jobs.models import Notice
from sulis_web.jobs.notices import NoticeKind, send
from sulis_web.partnership.actions import Action
from sulis_web.partnership.models import Membership, Party, Person
from sulis_web.partnership.models.person import current
from sulis_web.partnership.roles import ROLES, SinglePointOfContact

BEFORE = timedelta(days=60)  # enough for a new agreement to be signed
_WHY = "whom the application writes to by itself"


def agreements_end_soon(*, at: datetime) -> int:
    """Tell the single point of contact of each party, once for each end; gives how many notices there are."""
    today = at.date()
    parties = Party.objects.unscoped(_WHY).filter(
        retired_at__isnull=True,
        agreement__retired_at__isnull=True,
        agreement__expires__gte=today,
        agreement__expires__lte=today + BEFORE,
    )
    told = [
        _agreement_ends(party, person, at)
        for party in parties.select_related("agreement")
        for person in _contacts(party.organisation_id, at)
    ]
    return len(told)


def something_waits(people: Iterable[Person], *, at: datetime) -> int:
    """The digest: at most one a week for each person, however much waits for them and whoever asks."""
    year, week, _day = at.isocalendar()
    told = [
        send(
            NoticeKind.SOMETHING_WAITS, to=person, address=reverse("home"), at=at,
            once=f"{NoticeKind.SOMETHING_WAITS}:{year}-{week}:{person.public_id}",
        )
        for person in people
        if person.email
    ]  # fmt: skip
    return len(told)


def people_who_may(action: Action, *, at: datetime) -> list[Person]:
    """Everybody whose role gives an action now."""
    roles = [slug for slug, role in ROLES.items() if action in role.may]
    held = Membership.objects.unscoped(_WHY).filter(current(at), role__in=roles, person__is_active=True)
    return list({each.person_id: each.person for each in held.select_related("person")}.values())


def _agreement_ends(party: Party, person: Person, at: datetime) -> Notice:
    ends = party.agreement
    return send(
        NoticeKind.AGREEMENT_ENDS,
        to=person,
        address=reverse("agreement", args=[ends.public_id]),
        at=at,
        organisation=party.organisation_id,
        once=f"{NoticeKind.AGREEMENT_ENDS}:{ends.public_id}:{ends.expires}:{person.public_id}",
    )


def _contacts(organisation: int, at: datetime) -> list[Person]:
    held = Membership.objects.unscoped(_WHY).filter(
        current(at), organisation=organisation, role=SinglePointOfContact.slug, person__is_active=True
    )
    return [each.person for each in held.select_related("person")]
