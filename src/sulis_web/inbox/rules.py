"""Who takes in what others found and answers it: one question to the deciding function."""

from __future__ import annotations

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Subject, Who, check, decide

_EVERYBODYS = Subject()


def can_answer(who: Who) -> bool:
    return decide(who, Action.ANSWER_EVIDENCE, _EVERYBODYS).allowed


def check_answer(who: Who) -> None:
    check(who, Action.ANSWER_EVIDENCE, _EVERYBODYS)
