from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from sulis_web.accounts.models import Invitation, open_at
from sulis_web.accounts.secret_links import digest_of
from sulis_web.audit import queries as audit
from sulis_web.audit.models import Event
from sulis_web.audit.values import Action as Audited
from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Membership, Organisation, Person
from sulis_web.partnership.queries import memberships_of, roles_of
from sulis_web.partnership.roles import ROLES


def person_named(name: str) -> Person | None:
    """Whoever signs in with this name or verified address; only for counting and auditing tries."""
    given = name.strip()
    if not given or "\x00" in given or len(given) > 254:
        return None
    return Person.objects.filter(username__iexact=given).first() or person_at(given)


def person_at(email: str) -> Person | None:
    """Whoever has shown that letters to this address reach them."""
    held = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user").first()
    return held.user if held else None


def email_of(person: Person) -> str:
    """Where letters to somebody go: an address that they have shown to be theirs; empty where there is none."""
    held = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    return str(held.email) if held else ""


def reaches_restricted(person: Person, *, at: datetime) -> bool:
    """Whether any role that somebody holds now is restricted, whichever they act under."""
    return any(ROLES[role].restricted for role in roles_of(person, at=at) if role in ROLES)


def linked_to(person: Person) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user=person).order_by("date_joined"))


def last_sign_ins(person: Person, most: int = 5) -> list[Event]:
    """When somebody came in lately, for themselves."""
    events = audit.matching(audit.Wanted(person=person.public_id, action=Audited.SIGN_IN.value))
    return [each for each in events[: most * 3] if not each.object_type][:most]


def organisations_to_invite_to(who: Who) -> QuerySet[Organisation]:
    """Those that somebody may invite people to, whatever else of the register they may read."""
    scope = reach(who, Action.INVITE)
    rows = Organisation.objects.unscoped("narrowed here by what the reader may do").filter(retired_at__isnull=True)
    if scope is not Scope.PARTNERSHIP:
        rows = rows.filter(pk=who.organisation) if scope else rows.none()
    return rows.order_by("name")


def organisation_to_invite_to(who: Who, public_id: str) -> Organisation | None:
    return organisations_to_invite_to(who).filter(public_id=public_id).first()


def membership_to_end(who: Who, public_id: str, *, at: datetime) -> Membership | None:
    rows = Membership.objects.visible_to(who).select_related("person", "organisation")
    return rows.filter(Q(ends__isnull=True) | Q(ends__gt=at), public_id=public_id, retired_at__isnull=True).first()


def own_membership(person: Person, public_id: str, *, at: datetime) -> Membership | None:
    return next((held for held in memberships_of(person, at=at) if held.public_id == public_id), None)


def invitation_behind(secret: str, *, at: datetime) -> Invitation | None:
    """The invitation that a link opens, while it can be accepted."""
    rows = Invitation.objects.unscoped("whoever holds the link may see what it offers").filter(open_at(at))
    return rows.filter(digest=digest_of(secret)).select_related("organisation").first()


def open_invitations(who: Who, organisation: Organisation, *, at: datetime) -> list[Invitation]:
    rows = Invitation.objects.visible_to(who).filter(open_at(at), organisation=organisation)
    return list(rows.order_by("expires"))
