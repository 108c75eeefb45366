"""Who may do what, told from the roles themselves, and what the reader may do now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from sulis_web.design.navigation import Link
from sulis_web.design.values import Cell, Column, Mark, Table, Tone
from sulis_web.partnership.actions import RESTRICTED, STEP_UP, Action, Scope
from sulis_web.partnership.decide import CONFIRMED_FOR, MENDABLE, Check, Decision, Who, decide
from sulis_web.partnership.middleware import MENDS
from sulis_web.partnership.queries import own_organisation
from sulis_web.partnership.roles import ROLES, Purpose, Role

# What is the partnership's as a whole: to say whose would mislead.
_EVERYBODYS = frozenset({Action.OPEN_HOME, Action.READ_WORK, Action.READ_REGISTER, Action.RUN_ASSESSMENT, Action.HOLD_TOKEN,
                         Action.CONFIRM_LINK, Action.RECORD_DUTY, Action.IMPORT_REGISTER, Action.EXPORT_REGISTER})  # fmt: skip
_MINUTES = int(CONFIRMED_FOR.total_seconds() // 60)
# To the reader who asks why not.
_WHY = {
    Check.ACCOUNT: "Your account is not active.",
    Check.MEMBERSHIP: "You act for no organisation at present.",
    Check.ROLE: "Your role does not give this.",
    Check.SCOPE: "This belongs to another organisation.",
    Check.GRANT: "Nobody changes their own access.",
    Check.FACTOR: "You have not given a second factor in this sign-in.",
    Check.AGREEMENT: (
        "Your organisation is party to no information-sharing agreement in date. Ask the information governance officer."
    ),
    Check.PURPOSE: "You have not said what you need restricted records for.",
    Check.STEP_UP: f"You have to give your password or a code again: it holds for {_MINUTES} minutes.",
}
_REACH = {Scope.OWN: "of their own organisation only", Scope.PARTNERSHIP: "of every organisation"}


@dataclass(frozen=True, slots=True)
class RolePage:
    slug: str
    name: str
    description: str
    may: tuple[str, ...]
    asked: tuple[str, ...]  # what is asked of everybody in the role
    purposes: tuple[str, ...]
    gives: str
    is_yours: bool


@dataclass(frozen=True, slots=True)
class Page:
    you: str
    may: tuple[str, ...]
    may_not: Table | None
    roles: tuple[RolePage, ...]
    contents: tuple[Link, ...]


def page(who: Who) -> Page:
    answers = [(action, decide(who, action)) for action in Action]
    refused = sorted((each for each in answers if not each[1].allowed), key=lambda each: each[1].check not in MENDABLE)
    columns = (Column("What"), Column("Now"), Column("Why not"))
    return Page(
        you=_you(who),
        may=tuple(_may(action, who.part) for action, decision in answers if decision.allowed),
        may_not=Table("", columns, tuple(_refused(*each) for each in refused)) if refused else None,
        roles=tuple(_role(part, who) for part in ROLES.values()),
        contents=tuple(Link(f"{part.name[:1].upper()}{part.name[1:]}", f"#{part.slug}") for part in ROLES.values()),
    )


def _you(who: Who) -> str:
    own, part = own_organisation(who), who.part
    if own is None or part is None:
        return "You act for no organisation at present, so nothing is open to you but your own account."
    return f"You act as {_a(part.name)} for {own.name}."


def _refused(action: Action, decision: Decision) -> tuple[Cell, ...]:
    """What the reader can put right leads to where it is put right."""
    assert decision.check is not None
    if decision.check in MENDABLE:
        there = f"{reverse(MENDS[decision.check])}?next={reverse('permissions')}"
        return Cell(_told(action)), Cell("", mark=Mark("Not yet", Tone.WATCH)), Cell(_WHY[decision.check], there)
    return Cell(_told(action)), Cell("", mark=Mark("No")), Cell(_WHY[decision.check])


def _role(part: type[Role], who: Who) -> RolePage:
    return RolePage(
        slug=part.slug,
        name=part.name,
        description=part.description,
        may=tuple(f"{_may(action, part)}{_asked(action)}" for action in part.may),
        asked=tuple(_asked_of_all(part)),
        purposes=tuple(purpose.value for purpose in Purpose if purpose in part.purposes),
        gives=_listed([ROLES[slug].name for slug in ROLES if slug in part.gives]),
        is_yours=part is who.part,
    )


def _told(action: Action) -> str:
    return f"{action.value[:1].upper()}{action.value[1:]}"


def _may(action: Action, part: type[Role] | None) -> str:
    """An action, and whose records it reaches where they are some organisation's."""
    scope = part.may.get(action) if part else None
    if scope is None or action in _EVERYBODYS:
        return _told(action)
    return f"{_told(action)} ({_REACH[scope]})"


def _asked(action: Action) -> str:
    if action in RESTRICTED:
        return ". Asked for: a stated purpose, and an agreement in date. Each opening is in the audit"
    if action in STEP_UP:
        return f". Asked for: the password or a code, within the last {_MINUTES} minutes"
    return ""


def _asked_of_all(part: type[Role]) -> Iterable[str]:
    if part.restricted:
        yield "A second factor at every sign-in: a code from an authenticator, or a passkey."
        yield "A sign-in lasts 15 minutes without use, and 8 hours in all."


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _a(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
