from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from sulis_web.audit.values import Actor
from sulis_web.plan.models import Action, Milestone
from sulis_web.plan.states import State, transition
from sulis_web.records import operations as records
from sulis_web.records.models import public_id
from sulis_web.thread.kinds import ACTION
from sulis_web.thread.models import LinkKind
from sulis_web.thread.operations import keep_item, tell_links

_TOLD = ("title", "objective", "determinants")  # what the thread knows of an action


def action_named(fields: Mapping[str, Any]) -> Action:
    """A new action, not stored yet."""
    return Action(**fields, key=key_of("action", fields["title"]))


def add_action(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Action:
    """An action, with its item in the thread and the links that its objective and causes make."""
    with transaction.atomic():
        new = action_named(fields)
        check_order([new])
        made: Action = records.create(new, by=by, at=at)
        tell(made, by=by, at=at)
    return made


def change_action(
    action: Action, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Action:
    """Change what an action is. Its state is changed by what is said of it, never here.

    Raises
    ------
    Conflict
        When somebody changed it meanwhile.
    ValidationError
        When it would break a rule of the model.
    """
    with transaction.atomic():
        now: Action = records.change(action, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason)
        if "waits_for" in fields:
            check_order([now])
        if now.version != seen_version and any(name in fields for name in _TOLD):
            tell(now, by=by, at=at)
    return now


def move_action(action: Action, *, to: str, seen_version: int, by: Actor, at: datetime, reason: str = "") -> Action:
    """Bring an action into another state, by a step that the table of states has.

    Raises
    ------
    ValidationError
        When there is no such step, or it asks for a reason and none is given.
    """
    if to == action.state:
        return action
    step = transition(action.state, to)
    if step is None:
        before, after = State(action.state).label.lower(), State(to).label.lower()
        raise ValidationError(
            {"state": f"What is {before} cannot become {after} in one step. Choose a state that may follow."}
        )
    if step.asks_why and not reason.strip():
        raise ValidationError({"reason": f"Say why: {step.words}."})
    now: Action = records.change(action, fields={"state": to}, seen_version=seen_version, by=by, at=at, reason=reason)
    return now


def retire_action(action: Action, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Action:
    """Take an action off the plan with what the thread tells of it; it stays readable."""
    with transaction.atomic():
        now: Action = records.retire(action, seen_version=seen_version, by=by, at=at, reason=reason)
        retire_links(now, by=by, at=at)
    return now


def restore_action(action: Action, *, seen_version: int, by: Actor, at: datetime, reason: str) -> Action:
    with transaction.atomic():
        now: Action = records.restore(action, seen_version=seen_version, by=by, at=at, reason=reason)
        tell(now, by=by, at=at)
    return now


def tell(action: Action, *, by: Actor, at: datetime) -> None:
    """Bring the thread to what an action's page says: its title, its objective, the causes that it targets."""
    objective = (action.objective.key,) if action.objective else ()
    _tell_links(action, objective=objective, determinants=action.determinants, by=by, at=at)


def retire_links(action: Action, *, by: Actor, at: datetime) -> None:
    """Take what an action told the thread out of it."""
    _tell_links(action, objective=(), determinants=(), by=by, at=at)


def _tell_links(
    action: Action, *, objective: Iterable[str], determinants: Iterable[str], by: Actor, at: datetime
) -> None:
    item = keep_item(key=item_key(action), kind=ACTION, title=action.title, by=by, at=at)
    tell_links(item=item, kind=LinkKind.BELONGS_TO, keys=objective, by=by, at=at)
    tell_links(item=item, kind=LinkKind.ADDRESSES, keys=determinants, by=by, at=at)


def check_order(changed: Iterable[Action]) -> None:
    """Refuse actions that would wait for themselves, at once or by way of others; every action in use is looked at.

    Call it in the transaction that stores them: what it reads is held until then, so that two people cannot close a circle
    from its two ends.

    Raises
    ------
    ValidationError
        With the circle in words.
    """
    every = Action.objects.unscoped("no action waits for itself, whoever may see those between")
    held = every.select_for_update().filter(retired_at__isnull=True).exclude(waits_for=[]).order_by("pk")
    waits = {row.key: (row.title, row.waits_for) for row in held}
    waits |= {action.key: (action.title, action.waits_for) for action in changed}
    for action in changed:
        if circle := circle_of(action.key, {key: keys for key, (_title, keys) in waits.items()}):
            told = " waits for ".join(f"“{waits[key][0]}”" for key in circle)
            raise ValidationError({"waits_for": f"They would wait for one another: {told}. Take one of these out."})


def circle_of(start: str, waits: Mapping[str, Iterable[str]]) -> list[str]:
    """The keys of a circle from one action back to itself; empty where there is none."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        for key in waits.get(way[-1], ()):
            if key == start:
                return [*way, start]
            if key not in seen:
                seen.add(key)
                ways.append([*way, key])
    return []


def add_milestone(*, action: Action, fields: Mapping[str, Any], by: Actor, at: datetime) -> Milestone:
    made: Milestone = records.create(Milestone(action=action, **fields), by=by, at=at)
    return made


def finish_milestone(milestone: Milestone, *, on: date | None, seen_version: int, by: Actor, at: datetime) -> Milestone:
    now: Milestone = records.change(milestone, fields={"done_on": on}, seen_version=seen_version, by=by, at=at)
    return now


def item_key(action: Action) -> str:
    """What the thread knows an action by."""
    return f"{ACTION}:{action.public_id}"


def key_of(kind: str, words: str) -> str:
    """As the partnership's files would name it, with an end that no other has."""
    return f"{kind}_{slugify(words).replace('-', '_')[:80]}_{public_id()[:6]}"
