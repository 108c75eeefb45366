from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sulis_web.audit.values import Actor
from sulis_web.plan.models import Action, Ask, Progress
from sulis_web.plan.models.action import Through
from sulis_web.plan.operations.actions import move_action
from sulis_web.records import operations as records

LASTS = timedelta(days=14)  # how long a link may be answered


def say(
    *,
    action: Action,
    text: str,
    next_step: str,
    state: str,
    seen_version: int,
    by: Actor,
    at: datetime,
    reason: str = "",
    through: Through = Through.HERE,
    said_by: str = "",
) -> Progress:
    """What somebody says of how an action goes, and the state that it is in now: both or neither.

    Raises
    ------
    Conflict
        When somebody changed the action meanwhile.
    ValidationError
        When the state may not follow, or asks for a reason that was not given.
    """  # fmt: skip
    with transaction.atomic():
        now = move_action(action, to=state, seen_version=seen_version, by=by, at=at, reason=reason)
        made = Progress(
            action=now, on=at.date(), text=text, next_step=next_step, state=now.state, through=through, said_by=said_by
        )
        told: Progress = records.create(made, by=by, at=at)
    return told


def ask(*, action: Action, to: str, digest: str, by: Actor, at: datetime) -> Ask:
    """Ask whoever answers for an action, by a link that holds for two weeks and is answered once."""
    made: Ask = records.create(Ask(action=action, to=to, digest=digest, expires=at + LASTS), by=by, at=at)
    return made


def answer(
    ask: Ask, *, action: Action, text: str, next_step: str, state: str, by: Actor, at: datetime, reason: str = ""
) -> Progress:
    """The answer that a link brought. The link is spent with it.

    Raises
    ------
    Conflict
        When the link was answered meanwhile.
    ValidationError
        As for `say`.
    """
    with transaction.atomic():
        records.change(ask, fields={"answered_at": at}, seen_version=ask.version, by=by, at=at)
        return say(
            action=action, text=text, next_step=next_step, state=state, seen_version=action.version, by=by, at=at, reason=reason,
            through=Through.LINK, said_by=ask.to,
        )  # fmt: skip


def withdraw(ask: Ask, *, by: Actor, at: datetime, reason: str) -> Ask:
    now: Ask = records.retire(ask, seen_version=ask.version, by=by, at=at, reason=reason)
    return now
