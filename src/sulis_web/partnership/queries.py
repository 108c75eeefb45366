from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from sulis_web.audit.values import digest
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Board, Membership, Organisation, Partnership, Party, Person
from sulis_web.partnership.models.person import current as in_date
from sulis_web.partnership.sign_in import Kept

_SESSION = 16  # figures of a digest: enough to tell one sign-in from another, and nothing of the key


def current() -> Partnership | None:
    """The partnership served here, or None before its files are loaded."""
    return Partnership.objects.first()


def register_addresses(who: Who, keys: Iterable[str]) -> dict[str, str]:
    """Where the organisations and boards of these keys stand, for links; keys of other things are left out."""
    wanted = set(keys)
    found: dict[str, str] = {}
    for model, address in ((Organisation, "organisation"), (Board, "board")):
        rows = model.objects.visible_to(who).filter(key__in=wanted).values_list("key", "public_id")
        found |= {key: reverse(address, args=[public_id]) for key, public_id in rows}
    return found


def who_is(request: HttpRequest, *, at: datetime) -> Who:
    """The person behind a request as the database has them now. Nothing of it outlives the request."""
    person = request.user
    if not person.is_authenticated:
        return Who(at=at)
    kept = request.session
    confirmed = kept.get(Kept.CONFIRMED)
    return as_who(
        person,
        at=at,
        membership=kept.get(Kept.MEMBERSHIP),
        factor=bool(kept.get(Kept.FACTOR)),
        confirmed=parse_datetime(confirmed) if confirmed else None,
        purpose=kept.get(Kept.PURPOSE, ""),
        session=digest(kept.session_key)[:_SESSION] if kept.session_key else "",
        request=getattr(request, "request_id", ""),
    )


def as_who(
    person: Person,
    *,
    at: datetime,
    membership: int | None = None,
    factor: bool = False,
    confirmed: datetime | None = None,
    purpose: str = "",
    session: str = "",
    request: str = "",
    only: bool = False,
    limited: frozenset[Action] | None = None,
) -> Who:
    """A person under one membership in date: the one asked for, or their first; without one where none is in date.

    With ``only``, no other membership stands in for the one asked for. A purpose was stated under the one asked for, and does
    not pass to another.
    """
    acting = _acting(person, membership, at, only=only)
    is_asked = membership is None or (acting is not None and acting.pk == membership)
    return Who(
        at=at,
        person=person.pk,
        public_id=person.public_id,
        active=person.is_active,
        membership=acting.pk if acting else None,
        organisation=acting.organisation_id if acting else None,
        organisation_id=acting.organisation.public_id if acting else "",
        role=acting.role if acting else "",
        agreement=bool(acting) and has_agreement(acting.organisation_id, at=at),
        factor=factor,
        confirmed=confirmed,
        purpose=purpose if is_asked else "",
        session=session,
        request=request,
        limited=limited,
    )


def memberships_of(person: Person, *, at: datetime) -> list[Membership]:
    """What a person may act as now."""
    mine = Membership.objects.unscoped("a person's own memberships").filter(in_date(at), person=person)
    return list(mine.select_related("organisation").order_by("starts", "pk"))


def roles_of(person: Person, *, at: datetime) -> set[str]:
    """The roles of a person's memberships in date, whichever they act under."""
    mine = Membership.objects.unscoped("a person's own memberships").filter(in_date(at), person=person)
    return set(mine.values_list("role", flat=True))


def has_agreement(organisation: int, *, at: datetime) -> bool:
    """Whether the organisation is party to an information-sharing agreement that holds on this day."""
    day = at.date()
    return (
        Party.objects.unscoped("whether an agreement holds is a part of every decision")
        .filter(organisation=organisation, retired_at__isnull=True, agreement__retired_at__isnull=True)
        .filter(agreement__signed__lte=day, agreement__expires__gte=day)
        .exists()
    )


def _acting(person: Person, membership: int | None, at: datetime, *, only: bool) -> Membership | None:
    mine = memberships_of(person, at=at)
    asked = next((each for each in mine if each.pk == membership), None)
    return asked or (mine[0] if mine and not only else None)


def own_organisation(who: Who) -> Organisation | None:
    """The organisation that somebody acts for, whatever else of the register they may see."""
    return Organisation.objects.unscoped("the reader's own organisation").filter(pk=who.organisation).first()


def people_named(ids: Iterable[str]) -> dict[str, str]:
    """What to call the people of these public ids, in a history or beside an event. The ids alone are ever stored."""
    return {person.public_id: str(person) for person in Person.objects.filter(public_id__in=set(ids))}
