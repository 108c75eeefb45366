"""Every case of the deciding function with the answer that the descriptions give, and the cases in which it answers otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sulis_web.partnership import decide as module
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Check, Subject, Who
from tests.unit.permission.expected import (
    CONFIRMED_AGAIN,
    GIVES,
    MAY,
    PURPOSES,
    WITH_A_PURPOSE,
    WITH_A_SECOND_FACTOR,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OWN, OTHER = 1, 2
Case = tuple[str, Who, Action, Subject | None, Check | None]


def good(role: str) -> Who:
    """Somebody in a role whom nothing but the role keeps from anything."""
    return Who(
        at=NOW, person=7, public_id="person", active=True, membership=3, organisation=OWN, organisation_id="own", role=role,
        agreement=True, factor=True, confirmed=NOW - timedelta(minutes=9), purpose=min(PURPOSES.get(role, {""})),
    )  # fmt: skip


def cases() -> Iterator[Case]:
    for role in MAY:
        for action in Action:
            yield from _of(role, action)
    yield from _grants()
    yield from _tokens()
    yield from ((f"nobody, {action.name}", Who(at=NOW), action, None, Check.ACCOUNT) for action in Action)


def mismatches() -> list[str]:
    """The cases in which the application decides otherwise than the descriptions."""
    wrong = []
    for name, who, action, subject, expected in cases():
        decision = module.decide(who, action, subject)
        if decision.check is not expected or decision.allowed != (expected is None):
            wrong.append(f"{name}: expected {expected}, decided {decision.check}")
    return wrong


def _of(role: str, action: Action) -> Iterator[Case]:
    """One role and one action: in good standing for any, own and another's record, then with each thing missing."""
    who, scope = good(role), MAY[role].get(action.name)
    about = Subject(frozenset({OWN}), person=8)
    any_answer = None if scope else Check.ROLE
    # A role that may invite at all is asked for the role that it would give; the grants have cases of their own.
    yield f"{role}, {action.name}, any record", who, action, None, any_answer
    yield f"{role}, {action.name}, own record", who, action, about, any_answer
    other = None if scope == "all" else Check.SCOPE if scope else Check.ROLE
    yield f"{role}, {action.name}, another's record", who, action, Subject(frozenset({OTHER}), person=8), other
    nobodys = other
    yield f"{role}, {action.name}, a record of no organisation", who, action, Subject(person=8), nobodys
    yield f"{role}, {action.name}, disabled", replace(who, active=False), action, None, Check.ACCOUNT
    left = replace(who, membership=None, organisation=None, role="")
    yield f"{role}, {action.name}, left", left, action, None, Check.MEMBERSHIP
    yield f"{role}, {action.name}, left but remembered", replace(who, membership=None), action, None, Check.MEMBERSHIP
    if scope is None:
        return
    restricted, limited = role in WITH_A_SECOND_FACTOR, action.name in WITH_A_PURPOSE
    yield (f"{role}, {action.name}, no factor", replace(who, factor=False), action, about,
           Check.FACTOR if restricted else None)  # fmt: skip
    yield (f"{role}, {action.name}, no agreement", replace(who, agreement=False), action, about,
           Check.AGREEMENT if limited else None)  # fmt: skip
    for purpose in ("", "GOVERNANCE", "ASSESSMENT", "ENQUIRY", "SECURITY", "CURIOSITY"):
        fits = not limited or purpose in PURPOSES[role]
        yield (f"{role}, {action.name}, purpose {purpose!r}", replace(who, purpose=purpose), action, about,
               None if fits else Check.PURPOSE)  # fmt: skip
    again = action.name in CONFIRMED_AGAIN
    for ago, fresh in ((None, False), (timedelta(minutes=10), True), (timedelta(minutes=10, seconds=1), False)):
        confirmed = None if ago is None else NOW - ago
        yield (f"{role}, {action.name}, confirmed {ago} ago", replace(who, confirmed=confirmed), action, about,
               None if fresh or not again else Check.STEP_UP)  # fmt: skip


def _grants() -> Iterator[Case]:
    """Nobody changes their own access, and a role gives only the roles that its description names."""
    for role in ("single-point-of-contact", "system-administrator"):
        who = good(role)
        for given in MAY:
            expected = None if given in GIVES[role] else Check.GRANT
            yield f"{role} gives {given}", who, Action.INVITE, Subject(frozenset({OWN}), 8, given), expected
        for action in (Action.INVITE, Action.END_MEMBERSHIP):
            subject = Subject(frozenset({OWN}), who.person, min(GIVES[role]))
            yield f"{role}, {action.name}, of themselves", who, action, subject, Check.GRANT
        for held in MAY:
            yield f"{role} ends {held}", who, Action.END_MEMBERSHIP, Subject(frozenset({OWN}), 8, held), None


def _tokens() -> Iterator[Case]:
    """A token reaches no further than its own actions, and no further than its holder."""
    limited = replace(good("analyst"), limited=frozenset({Action.READ_WORK, Action.EDIT_BOARD}))
    yield "token, within", limited, Action.READ_WORK, None, None
    yield "token, beyond", limited, Action.READ_REGISTER, None, Check.ROLE
    yield "token, beyond its holder", limited, Action.EDIT_BOARD, None, Check.ROLE
    yield "token, nothing", replace(limited, limited=frozenset()), Action.READ_WORK, None, Check.ROLE
