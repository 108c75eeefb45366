"""The one place in which it is decided who may do what. Every rule of every app asks here.

A decision is the AND of independent checks, made in one order. It is pure: what is known about the person is a `Who`,
read from the database anew for each request, and what is known about the record is a `Subject`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sulis_web.partnership.actions import RESTRICTED, STEP_UP, Action, Scope
from sulis_web.partnership.roles import NEVER_GIVEN, ROLES, AskedByLink, Role

CONFIRMED_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Who:
    """A person as known at one instant. The default is somebody who has not signed in."""

    at: datetime | None = None
    person: int | None = None
    public_id: str = ""
    active: bool = False
    membership: int | None = None  # None: no membership in date
    organisation: int | None = None
    organisation_id: str = ""  # its public id
    role: str = ""
    agreement: bool = False  # the organisation is party to an information-sharing agreement in date
    factor: bool = False  # a second factor was used for this sign-in
    confirmed: datetime | None = None  # when the password or a code was last given
    purpose: str = ""  # stated in this sign-in, for restricted records
    session: str = ""
    request: str = ""
    limited: frozenset[Action] | None = None  # a token's own actions; None: a person's, unlimited by a token

    @property
    def part(self) -> type[Role] | None:
        return ROLES.get(self.role) or NEVER_GIVEN.get(self.role)


def by_link(*, at: datetime, name: str, organisation: int, organisation_id: str) -> Who:
    """Whoever holds a link that asks of one organisation. The link stands for account and membership; ``name`` is its public id.

    It allows what its role does and nothing else, and is decided upon as anybody is.
    """
    return Who(
        at=at, person=0, public_id="link", active=True, membership=0, organisation=organisation, organisation_id=organisation_id,
        role=AskedByLink.slug, session=name, limited=frozenset(AskedByLink.may),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of the record that somebody would do something with."""

    organisations: frozenset[int] = frozenset()  # those whose record it is
    person: int | None = None  # whom it is about, where what is done gives or takes access
    role: str = ""  # the role that would be given


class Check(StrEnum):
    """Which check a refusal failed at. A value is the reason in words, for the log and the permission page."""

    ACCOUNT = "there is no active account"
    MEMBERSHIP = "there is no membership of an organisation in date"
    ROLE = "the role does not give this"
    SCOPE = "the record belongs to another organisation"
    GRANT = "nobody changes their own access, and a role gives only the roles that it may"
    FACTOR = "a second factor is asked for"
    AGREEMENT = "the organisation is party to no agreement in date"
    PURPOSE = "a purpose has to be stated"
    STEP_UP = "the password or a code has to be given again"


# A person can put these right without anybody's help, so they are led to do so rather than told "not found".
MENDABLE = frozenset({Check.FACTOR, Check.PURPOSE, Check.STEP_UP})


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    check: Check | None = None

    @property
    def reason(self) -> str:
        return "" if self.check is None else self.check.value


class Denied(Exception):
    """Somebody may not do this. The web answers as if it were not there, or leads to what is still asked for."""

    def __init__(self, decision: Decision, action: Action) -> None:
        super().__init__(f"{action.name}: {decision.reason}")
        self.decision = decision
        self.action = action


def decide(who: Who, action: Action, subject: Subject | None = None) -> Decision:
    """Whether somebody may do this, with this record. Without a subject: whether with any record at all."""
    for check, holds in _CHECKS:
        if not holds(who, action, subject):
            return Decision(False, check)
    return Decision(True)


def check(who: Who, action: Action, subject: Subject | None = None) -> None:
    """Raise `Denied` unless somebody may."""
    decision = decide(who, action, subject)
    if not decision.allowed:
        raise Denied(decision, action)


def reach(who: Who, action: Action) -> Scope | None:
    """Whose records somebody may do this with now; None when with nobody's. Scoped queries are narrowed by this."""
    return _scope(who, action) if decide(who, action).allowed else None


def _scope(who: Who, action: Action) -> Scope | None:
    return who.part.may.get(action) if who.part else None


def _account(who: Who, _action: Action, _subject: Subject | None) -> bool:
    return who.person is not None and who.active


def _membership(who: Who, _action: Action, _subject: Subject | None) -> bool:
    return who.membership is not None and who.organisation is not None


def _role(who: Who, action: Action, _subject: Subject | None) -> bool:
    return _scope(who, action) is not None and (who.limited is None or action in who.limited)


def _in_scope(who: Who, action: Action, subject: Subject | None) -> bool:
    if subject is None or _scope(who, action) is Scope.PARTNERSHIP:
        return True
    return who.organisation in subject.organisations


def _grant(who: Who, action: Action, subject: Subject | None) -> bool:
    if subject is None or action not in {Action.INVITE, Action.END_MEMBERSHIP}:
        return True
    gives = who.part.gives if who.part else frozenset()
    return subject.person != who.person and (not subject.role or subject.role in gives or action is not Action.INVITE)


def _factor(who: Who, _action: Action, _subject: Subject | None) -> bool:
    return who.factor or not (who.part and who.part.restricted)


def _agreement(who: Who, action: Action, _subject: Subject | None) -> bool:
    return who.agreement or action not in RESTRICTED


def _purpose(who: Who, action: Action, _subject: Subject | None) -> bool:
    if action not in RESTRICTED:
        return True
    return who.part is not None and who.purpose in {purpose.name for purpose in who.part.purposes}


def _step_up(who: Who, action: Action, _subject: Subject | None) -> bool:
    if action not in STEP_UP:
        return True
    return who.confirmed is not None and who.at is not None and who.at - who.confirmed <= CONFIRMED_FOR


# What somebody can put right comes last: nobody is asked for a code on the way to a page that they may not open.
_CHECKS: tuple[tuple[Check, Callable[[Who, Action, Subject | None], bool]], ...] = (
    (Check.ACCOUNT, _account),
    (Check.MEMBERSHIP, _membership),
    (Check.ROLE, _role),
    (Check.SCOPE, _in_scope),
    (Check.GRANT, _grant),
    (Check.AGREEMENT, _agreement),
    (Check.FACTOR, _factor),
    (Check.PURPOSE, _purpose),
    (Check.STEP_UP, _step_up),
)
