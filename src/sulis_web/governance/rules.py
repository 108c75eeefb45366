"""Who may keep meetings: one question to the deciding function, asked in two ways."""

from __future__ import annotations

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.decide import Subject, Who, check, decide

_EVERYBODYS = Subject()


def can_keep(who: Who) -> bool:
    return decide(who, May.KEEP_MEETINGS, _EVERYBODYS).allowed


def check_keep(who: Who) -> None:
    check(who, May.KEEP_MEETINGS, _EVERYBODYS)
