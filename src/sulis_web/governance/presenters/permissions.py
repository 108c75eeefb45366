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
# Which checks concern an action at all, for the reader who asks why not.
_WHY = {
    Check.ACCOUNT: "Your account is not active.",
    Check.MEMBERSHIP: "You act for no organisation at present.",
    Check.ROLE: "Your role does not give this.",
    Check.SCOPE: "This belongs to another organisation.",
    Check.GRANT: "Nobody changes their own access.",
    Check.FACTOR: "You have not given a second factor in this sign-in.",
    Check.AGREEMENT: "Your organisation is party to no information-sharing agreement in date.",
    Check.PURPOSE: "You have not said what you need restricted records for.",
    Check.STEP_UP: f"You have to give your password or a code again: it holds for {_MINUTES} minutes.",
}
_MENDED = {Check.FACTOR: "Give it now", Check.PURPOSE: "State a purpose", Check.STEP_UP: "Give it again"}
_ASKS_WHOM = {Check.AGREEMENT: "Ask the information governance officer.", Check.ROLE: "", Check.MEMBERSHIP: ""}


@dataclass(frozen=True, slots=True)
class Answer:
    """One action, and what the deciding function says of it to the reader now."""

    words: str
    mark: Mark
    why: str
    mend: Link | None


@dataclass(frozen=True, slots=True)
class RolePage:
    slug: str
    name: str
    description: str
    actions: Table
    asked: tuple[str, ...]  # what is asked of everybody in the role
    purposes: tuple[str, ...]
    gives: str
    is_yours: bool


@dataclass(frozen=True, slots=True)
class Page:
    you: str
    may: tuple[Answer, ...]
    may_not: tuple[Answer, ...]
    roles: tuple[RolePage, ...]
    contents: tuple[Link, ...]


def page(who: Who) -> Page:
    answers = [(action, decide(who, action)) for action in Action]
    roles = tuple(_role(part, who) for part in ROLES.values())
    return Page(
        you=_you(who),
        may=tuple(_answer(action, decision, who) for action, decision in answers if decision.allowed),
        may_not=tuple(
            sorted(
                (_answer(action, decision, who) for action, decision in answers if not decision.allowed), key=_mended
            )
        ),
        roles=roles,
        contents=tuple(Link(f"{role.name[:1].upper()}{role.name[1:]}", f"#{role.slug}") for role in roles),
    )


def _mended(answer: Answer) -> bool:
    """What the reader can put right comes first."""
    return answer.mend is None


def _you(who: Who) -> str:
    own, part = own_organisation(who), who.part
    if own is None or part is None:
        return "You act for no organisation at present, so nothing is open to you but your own account."
    return f"You act as {_a(part.name)} for {own.name}."


def _answer(action: Action, decision: Decision, who: Who) -> Answer:
    words = f"{_told(action)}{_whose(action, who)}"
    if decision.allowed:
        return Answer(words, Mark("Yes", Tone.GOOD), "", None)
    assert decision.check is not None
    mend = None
    if decision.check in MENDABLE:
        back = f"?next={reverse('permissions')}"
        mend = Link(_MENDED[decision.check], f"{reverse(MENDS[decision.check])}{back}")
    mark = Mark("Not yet", Tone.WATCH) if mend else Mark("No")
    return Answer(words, mark, f"{_WHY[decision.check]} {_ASKS_WHOM.get(decision.check, '')}".strip(), mend)


def _whose(action: Action, who: Who) -> str:
    scope = who.part.may.get(action) if who.part else None
    return f" ({_scope(action, scope)})" if scope and _scope(action, scope) else ""


def _role(part: type[Role], who: Who) -> RolePage:
    rows = tuple(
        (Cell(_told(action)), Cell(_scope(action, scope) or "The whole partnership"), Cell(_asked(action)))
        for action, scope in part.may.items()
    )
    columns = (Column("May"), Column("Of whose"), Column("Asked for each time"))
    return RolePage(
        slug=part.slug,
        name=part.name,
        description=part.description,
        actions=Table("", columns, rows),
        asked=tuple(_asked_of_all(part)),
        purposes=tuple(purpose.value for purpose in Purpose if purpose in part.purposes),
        gives=_listed([ROLES[slug].name for slug in ROLES if slug in part.gives]),
        is_yours=part is who.part,
    )


def _told(action: Action) -> str:
    return f"{action.value[:1].upper()}{action.value[1:]}"


def _scope(action: Action, scope: Scope) -> str:
    if action in _EVERYBODYS:
        return ""
    return {Scope.OWN: "The own organisation only", Scope.PARTNERSHIP: "Every organisation"}[scope]


def _asked(action: Action) -> str:
    if action in RESTRICTED:
        return "A stated purpose, and an agreement in date; each opening is in the audit"
    if action in STEP_UP:
        return f"The password or a code, within the last {_MINUTES} minutes"
    return ""


def _asked_of_all(part: type[Role]) -> Iterable[str]:
    if part.restricted:
        yield "A second factor at every sign-in: a code from an authenticator, or a passkey."
        yield "A sign-in lasts 15 minutes without use, and 8 hours in all."


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _a(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
