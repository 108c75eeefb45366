from __future__ import annotations

from sulis_web.jobs.kinds import Kind
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Decision, Who, check, decide, reach


def check_ask(who: Who, kind: Kind) -> None:
    """Raise `Denied` unless somebody may have this done."""
    check(who, kind.action)


def may_still(who: Who, kind: Kind) -> Decision:
    """Whether the asker may have it done now: asked again by the worker, who knows the time but not the sign-in's end."""
    return decide(who, kind.action)


def can_see_notices(who: Who) -> bool:
    return reach(who, Action.READ_PEOPLE) is not None
