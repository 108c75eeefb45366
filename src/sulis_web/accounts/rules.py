from __future__ import annotations

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import CONFIRMED_FOR, Check, Decision, Denied, Subject, Who, check, decide
from sulis_web.partnership.models import Membership, Organisation


def check_invite(who: Who, *, organisation: Organisation, role: str = "", person: int | None = None) -> None:
    """``person`` is whoever holds the address that is invited, where somebody does."""
    check(who, Action.INVITE, _giving(organisation, role, person))


def can_invite(who: Who, *, organisation: Organisation, role: str = "", person: int | None = None) -> bool:
    return decide(who, Action.INVITE, _giving(organisation, role, person)).allowed


def check_end(who: Who, membership: Membership) -> None:
    check(who, Action.END_MEMBERSHIP, _held(membership))


def can_end(who: Who, membership: Membership) -> bool:
    return decide(who, Action.END_MEMBERSHIP, _held(membership)).allowed


def check_confirmed(who: Who) -> None:
    """Before how somebody signs in is changed: the password or a code within the last minutes, as for a step-up."""
    if not confirmed(who):
        raise Denied(Decision(False, Check.STEP_UP), Action.OPEN_HOME)


def confirmed(who: Who) -> bool:
    return who.confirmed is not None and who.at is not None and who.at - who.confirmed <= CONFIRMED_FOR


def must_keep_a_factor(*, restricted: bool, held: int) -> bool:
    """Whether the one factor that is left has to stay: a restricted role is not to be held without any."""
    return restricted and held <= 1


def _giving(organisation: Organisation, role: str, person: int | None) -> Subject:
    return Subject(organisations=frozenset({organisation.pk}), person=person, role=role)


def _held(membership: Membership) -> Subject:
    return Subject(
        organisations=frozenset({membership.organisation_id}), person=membership.person_id, role=membership.role
    )
