from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F, Q, QuerySet

from sulis_web.accounts.models import Invitation, open_at
from sulis_web.accounts.secret_links import INVITATION_LASTS, digest_of, new_secret
from sulis_web.audit.operations import record
from sulis_web.audit.values import SYSTEM, Action, Actor, Entry
from sulis_web.partnership.models import Membership, Organisation, Person
from sulis_web.records import operations as records

HELD = "partnership.membership"


@dataclass(frozen=True, slots=True)
class Offered:
    """An invitation, and the secret of its link, which can be told only now."""

    invitation: Invitation
    secret: str


def invite(*, organisation: Organisation, role: str, name: str, email: str, by: Actor, at: datetime) -> Offered:
    """Offer somebody a role. An invitation of the same address to the same organisation that is still open is replaced."""
    secret = new_secret()
    with transaction.atomic():
        _withdraw_open(organisation, email, by, at)
        offered = Invitation(
            organisation=organisation, role=role, name=name, email=email.lower(), digest=digest_of(secret),
            expires=at + INVITATION_LASTS,
        )  # fmt: skip
        records.create(offered, by=by, at=at)
    return Offered(offered, secret)


def accept_as_new(
    *, invitation: Invitation, first_name: str, last_name: str, password: str | None, by: Actor | None, at: datetime
) -> Person | None:
    """Make the person and give the role; None when somebody was quicker. Without a password they come by their
    organisation's own sign-in."""
    with transaction.atomic():
        held = _still_open(invitation, at)
        if held is None or EmailAddress.objects.filter(email__iexact=held.email, verified=True).exists():
            return None
        person = Person(username=_free_name(held.email), first_name=first_name, last_name=last_name, email=held.email)
        person.set_password(password)
        person.save()
        EmailAddress.objects.create(user=person, email=held.email, verified=True, primary=True)
        _join(held, person, by or Actor(person=person.public_id), at)
    return person


def accept_as_known(*, invitation: Invitation, person: Person, by: Actor, at: datetime) -> bool:
    """Give a role to somebody who has a sign-in; False when the invitation can no longer be accepted."""
    with transaction.atomic():
        held = _still_open(invitation, at)
        if held is None:
            return False
        _join(held, person, by, at)
        Person.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)  # other sign-ins began with less
    return True


def end_membership(*, membership: Membership, reason: str, by: Actor, at: datetime) -> None:
    """Take the role away now, with what was offered to them and by them for this organisation and not accepted yet.

    Every sign-in of the person ends: on their next request they are asked who they are.

    Raises
    ------
    Conflict
        When the membership was changed meanwhile.
    """
    with transaction.atomic():
        ends = max(at, membership.starts)
        records.change(membership, fields={"ends": ends}, seen_version=membership.version, by=by, at=at, reason=reason)
        Person.objects.filter(pk=membership.person_id).update(epoch=F("epoch") + 1)
        _withdraw(_left_open(membership, at), "Access for the organisation has ended.", by, at)
        record(entry=Entry(Action.REVOKE, by, HELD, membership.public_id, reason=reason), at=at)


def clear_invitations(*, at: datetime) -> int:
    """Withdraw what nobody accepted in time, and forget for whom it was; gives how many were forgotten."""
    with transaction.atomic():
        over = Invitation.objects.unscoped("what nobody accepted in time").filter(accepted_at=None, expires__lte=at)
        _withdraw(over.filter(retired_at__isnull=True), "Nobody accepted it in time.", SYSTEM, at)
        return over.exclude(email="").update(name="", email="")


def _still_open(invitation: Invitation, at: datetime) -> Invitation | None:
    """Locked until the transaction ends, so that a link is used once by whoever is first."""
    rows = Invitation.objects.unscoped("the holder of its link accepts it").select_for_update(of=("self",))
    return rows.filter(open_at(at), pk=invitation.pk).first()


def _join(invitation: Invitation, person: Person, by: Actor, at: datetime) -> None:
    held = Membership(person=person, organisation=invitation.organisation, role=invitation.role, starts=at)
    records.create(held, by=by, at=at)
    accepted = {"accepted_at": at, "accepted_by": person}
    records.change(invitation, fields=accepted, seen_version=invitation.version, by=by, at=at)
    reason = f"{held.role}; offered by {invitation.created_by}"
    record(entry=Entry(Action.GRANT, by, HELD, held.public_id, reason=reason), at=at)


def _withdraw_open(organisation: Organisation, email: str, by: Actor, at: datetime) -> None:
    rows = Invitation.objects.unscoped("one open invitation for an address").filter(open_at(at))
    same = rows.filter(organisation=organisation, email__iexact=email)
    _withdraw(same, "A newer invitation takes its place.", by, at)


def _left_open(membership: Membership, at: datetime) -> QuerySet[Invitation]:
    """A leaver comes back by no invitation that is open, and brings nobody in by one."""
    person = membership.person
    known = [person.email, *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    theirs = Q(created_by=person.public_id) | Q(email__in={each.lower() for each in known if each})
    rows = Invitation.objects.unscoped("what a leaver was offered, and offered").filter(open_at(at), theirs)
    return rows.filter(organisation=membership.organisation)


def _withdraw(rows: QuerySet[Invitation], reason: str, by: Actor, at: datetime) -> None:
    """Each is held until the transaction ends, so that none is accepted meanwhile."""
    for held in rows.select_for_update(of=("self",)):
        records.retire(held, seen_version=held.version, by=by, at=at, reason=reason)


def _free_name(email: str) -> str:
    """The address itself, which is what most will type; another where somebody was given that name before."""
    taken = Person.objects.filter(username__iexact=email).exists()
    return f"{email[:130]}-{new_secret()[:8]}" if taken else email
