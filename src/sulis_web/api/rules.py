"""What a token may be given, and what it opens."""

from __future__ import annotations

from sulis_web.api.models import SCOPES
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, check, decide


def check_hold_token(who: Who) -> None:
    check(who, Action.HOLD_TOKEN)


def can_hold_token(who: Who) -> bool:
    return decide(who, Action.HOLD_TOKEN).allowed


def scopes_for(who: Who) -> tuple[Action, ...]:
    """The scopes that somebody may give to a token: those that they have themselves."""
    return tuple(action for action in SCOPES if decide(who, action).allowed)
