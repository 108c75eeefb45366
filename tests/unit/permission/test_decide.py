"""Permission as a truth table, and a proof that the table would notice: every rule flipped, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sulis_web.partnership import decide as module
from sulis_web.partnership.actions import RESTRICTED, STEP_UP, Action, Scope
from sulis_web.partnership.decide import Check, Subject, Who
from sulis_web.partnership.roles import ROLES, Purpose
from tests.unit.permission.expected import MAY, WITH_A_SECOND_FACTOR
from tests.unit.permission.table import cases, good, mismatches


def test_every_case_is_decided_as_the_descriptions_say() -> None:
    assert mismatches() == []
    assert sum(1 for _case in cases()) > 1_500


def test_every_role_and_every_action_stands_in_the_table() -> None:
    assert set(MAY) == set(ROLES)
    assert {name for may in MAY.values() for name in may} == {action.name for action in Action}


def test_every_role_says_in_words_what_it_is_for() -> None:
    for role in ROLES.values():
        assert len(role.description.split()) > 15 and role.description.endswith(".")
        assert role.name == role.slug.replace("-", " ") or role.slug == "co-ordinator"
        assert bool(role.purposes) == any(action in RESTRICTED for action in role.may)


@pytest.mark.parametrize("check", list(Check))
@pytest.mark.parametrize("answer", [True, False])
def test_a_check_that_no_longer_checks_is_noticed(check: Check, answer: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def same(_who: Who, _action: Action, _subject: Subject | None) -> bool:
        return answer

    flipped = tuple((each, same if each is check else holds) for each, holds in module._CHECKS)
    monkeypatch.setattr(module, "_CHECKS", flipped)
    assert mismatches(), f"nothing noticed that {check.name} always answers {answer}"


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("action", list(Action))
def test_an_action_given_taken_or_widened_is_noticed(
    role: str, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = ROLES[role].may.get(action)
    for scope in {None, Scope.OWN, Scope.PARTNERSHIP} - {held}:
        may = {each: reach for each, reach in ROLES[role].may.items() if each is not action}
        monkeypatch.setattr(ROLES[role], "may", may if scope is None else {**may, action: scope})
        assert mismatches(), f"nothing noticed that {action.name} of {role} is {scope}"


def _without(values: frozenset[Any], one: Any) -> frozenset[Any]:
    return values ^ {one}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_what_else_a_role_says_is_noticed(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its second factor, each of its purposes, and each role that it gives."""
    flips: list[tuple[str, Callable[[], Any]]] = [("restricted", lambda: not ROLES[role].restricted)]
    if ROLES[role].purposes:
        flips += [("purposes", lambda one=one: _without(ROLES[role].purposes, one)) for one in Purpose]
    if Action.INVITE in ROLES[role].may:
        flips += [("gives", lambda one=one: _without(ROLES[role].gives, one)) for one in ROLES]
    for name, flipped in flips:
        with monkeypatch.context() as once:
            once.setattr(ROLES[role], name, flipped())
            assert mismatches(), f"nothing noticed another {name} of {role}: {flipped()}"


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("name", ["RESTRICTED", "STEP_UP"])
def test_an_action_that_is_asked_for_more_or_less_is_noticed(
    action: Action, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {"RESTRICTED": RESTRICTED, "STEP_UP": STEP_UP}[name]
    monkeypatch.setattr(module, name, _without(before, action))
    assert mismatches(), f"nothing noticed {action.name} in or out of {name}"


def test_confirmation_lasts_ten_minutes_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONFIRMED_FOR", module.CONFIRMED_FOR * 2)
    assert mismatches()


def test_decisions_leave_no_trace_between_requests() -> None:
    """Nothing is remembered: the same question about a changed person has the changed answer."""
    who = good("co-ordinator")
    assert module.decide(who, Action.EDIT_BOARD).allowed
    assert not module.decide(Who(at=who.at, person=who.person, active=True), Action.EDIT_BOARD).allowed


def test_what_can_be_put_right_is_asked_only_of_those_who_may() -> None:
    """Nobody is asked for a code, a purpose or a password on the way to something that is not theirs."""
    for role in WITH_A_SECOND_FACTOR:
        bare = Who(**{**_plain(good(role)), "factor": False, "purpose": "", "confirmed": None})
        for action in Action:
            if action.name not in MAY[role]:
                assert module.decide(bare, action).check is Check.ROLE


def _plain(who: Who) -> dict[str, Any]:
    return {name: getattr(who, name) for name in Who.__slots__}
