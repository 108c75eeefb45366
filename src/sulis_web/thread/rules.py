"""Who may say that a link holds, and of which links there is anything left to say."""

from __future__ import annotations

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Subject, Who, check, decide
from sulis_web.thread.models import Basis, Link

# The plan is the whole partnership's, so no organisation owns a link: only a role that reaches all of them may act.
_EVERYBODYS = Subject()


def check_confirm(who: Who) -> None:
    """Raise `Denied` unless somebody may add, confirm, change and withdraw links."""
    check(who, Action.CONFIRM_LINK, _EVERYBODYS)


def can_confirm(who: Who) -> bool:
    return decide(who, Action.CONFIRM_LINK, _EVERYBODYS).allowed


def waits(link: Link) -> bool:
    """Whether a link is our reading of the plan, which nobody has confirmed."""
    return link.basis == Basis.READING and not link.is_retired


def follows_a_record(link: Link) -> bool:
    """Whether a link only tells what a record's own page says: it is changed on that page, and nowhere else."""
    return link.basis == Basis.RECORDED
