"""Who keeps the register of other strategies: one question to the deciding function."""

from __future__ import annotations

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Subject, Who, check, decide

_EVERYBODYS = Subject()


def can_keep(who: Who) -> bool:
    return decide(who, Action.KEEP_STRATEGIES, _EVERYBODYS).allowed


def check_keep(who: Who) -> None:
    check(who, Action.KEEP_STRATEGIES, _EVERYBODYS)
