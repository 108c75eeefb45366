"""Who may do what with the plan: each rule one question to the deciding function."""

from __future__ import annotations

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.decide import MENDABLE, Subject, Who, check, decide
from sulis_web.plan.models import Action

# The plan is the whole partnership's: only a role that reaches all of it may change it.
_EVERYBODYS = Subject()


def _accountable(action: Action) -> Subject:
    return Subject(frozenset({action.accountable_id}))


def can_edit(who: Who) -> bool:
    return decide(who, May.EDIT_PLAN, _EVERYBODYS).allowed


def check_edit(who: Who) -> None:
    check(who, May.EDIT_PLAN, _EVERYBODYS)


def can_report(who: Who, action: Action) -> bool:
    """To say how an action goes: whoever keeps the plan, and the organisation that answers for it."""
    return decide(who, May.REPORT_PROGRESS, _accountable(action)).allowed


def check_report(who: Who, action: Action) -> None:
    check(who, May.REPORT_PROGRESS, _accountable(action))


def can_ask(who: Who) -> bool:
    return decide(who, May.ASK_OWNER, _EVERYBODYS).allowed


def check_ask(who: Who) -> None:
    check(who, May.ASK_OWNER, _EVERYBODYS)


def can_import(who: Who) -> bool:
    return decide(who, May.IMPORT_PLAN, _EVERYBODYS).allowed


def check_import(who: Who) -> None:
    check(who, May.IMPORT_PLAN, _EVERYBODYS)


def may_come_to_export(who: Who) -> bool:
    decision = decide(who, May.EXPORT_PLAN, _EVERYBODYS)
    return decision.allowed or decision.check in MENDABLE


def check_export(who: Who) -> None:
    check(who, May.EXPORT_PLAN, _EVERYBODYS)
