"""What has changed of actions since a day: as the records' own history tells it, and as the rule judged them then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone

from sulis_web.design.dates import day
from sulis_web.partnership.decide import Who
from sulis_web.plan import queries
from sulis_web.plan.models import Action, Milestone, Progress
from sulis_web.plan.presenters.words import COLOURS, colour_of, state_words
from sulis_web.plan.rag import Judged, Step, judge
from sulis_web.plan.states import OPEN, Colour
from sulis_web.plan.watching import watched
from sulis_web.records.models import Revision

_FOLLOWED = ("state", "starts", "due", "colour", "colour_reason")


@dataclass(frozen=True, slots=True)
class Changed:
    """One action's changes in sentences, oldest kind first; empty where nothing changed."""

    told: tuple[str, ...]
    progress: tuple[Progress, ...]  # said since, newest first


def changes_since(
    who: Who, actions: Iterable[Action], judged: dict[int, Judged], *, since: date | None
) -> dict[int, Changed]:
    """What changed of each action after ``since``, by primary key. None: there was no meeting before, so all is new."""
    held = list(actions)
    keys = [each.pk for each in held]
    said: defaultdict[int, list[Progress]] = defaultdict(list)
    for row in queries.progress_since(who, keys, None):
        said[row.action_id].append(row)
    steps: defaultdict[int, list[Milestone]] = defaultdict(list)
    for step in queries.milestones(who, keys):
        steps[step.action_id].append(step)
    before = _before(held, since)
    late = _late_then(who, held, since)
    return {
        each.pk: _changed(each, before.get(each.pk), said[each.pk], steps[each.pk], judged[each.pk], since, late)
        for each in held
    }


def _changed(
    now: Action,
    then: Action | None,
    said: list[Progress],
    steps: list[Milestone],
    judged: Judged,
    since: date | None,
    late: dict[str, str],
) -> Changed:
    if since is None:
        return Changed(("New to this board.",), tuple(said))
    fresh = tuple(row for row in said if row.on > since)
    if then is None:
        return Changed(("Added to the plan.",), fresh)
    told = [*_fields(then, now), *_milestones(steps, since)]
    was, is_now = _colour_then(then, said, steps, since, late), colour_of(now, judged)
    if was != is_now:
        told.append(f"It was “{COLOURS[was].word}”, and is now “{COLOURS[is_now].word}”.")
    if fresh and not told:
        told.append("Progress was told.")
    return Changed(tuple(told), fresh)


def _fields(then: Action, now: Action) -> list[str]:
    told = []
    if then.state != now.state:
        told.append(f"It was {state_words(then.state).lower()}, and is now {state_words(now.state).lower()}.")
    if then.due != now.due:
        was, is_now = (day(each) if each else "not recorded" for each in (then.due, now.due))
        told.append(f"Its last day was {was}, and is now {is_now}.")
    return told


def _milestones(steps: list[Milestone], since: date) -> list[str]:
    done = [
        f"“{each.title}” was done on {day(each.done_on)}." for each in steps if each.done_on and each.done_on > since
    ]
    new = [
        f"A milestone was added: “{each.title}”, by {day(each.due)}."
        for each in steps
        if each.created_at.date() > since
    ]
    return [*done, *new]


def _colour_then(
    then: Action, said: list[Progress], steps: list[Milestone], since: date, late: dict[str, str]
) -> Colour:
    told = max((row.on for row in said if row.on <= since), default=None)
    known = [
        Step(each.title, each.due, each.done_on if each.done_on and each.done_on <= since else None)
        for each in steps
        if each.created_at.date() <= since
    ]
    waits = [late[key] for key in then.waits_for if key in late]
    return colour_of(then, judge(watched(then, on=since, told=told, steps=known, waits_for=waits)))


def _late_then(who: Who, actions: list[Action], since: date | None) -> dict[str, str]:
    """Titles of what held others up on that day, by key: what was due before it and is not done to this day."""
    if since is None:
        return {}
    known = queries.by_key(who, {key for each in actions for key in each.waits_for})
    return {
        key: row.title for key, row in known.items() if row.state in OPEN and row.due is not None and row.due < since
    }


def _before(actions: list[Action], since: date | None) -> dict[int, Action]:
    """Each action as it stood at the end of that day; those that were not there yet are left out."""
    if since is None:
        return {}
    ended = datetime.combine(since, time.max, tzinfo=get_current_timezone())
    old = {each.public_id: each for each in actions if each.created_at <= ended}
    found = {public_id: copy(each) for public_id, each in old.items()}
    rows = Revision.objects.filter(kind="plan.action", at__gt=ended).order_by("-version")
    for row in rows.values_list("record", "before"):
        record, before = row
        if record in found:
            for name in _FOLLOWED:
                if name in before:
                    setattr(found[record], name, _value(name, before[name]))
    return {each.pk: each for each in found.values()}


def _value(name: str, plain: object) -> object:
    return date.fromisoformat(str(plain)) if name in {"starts", "due"} and plain else plain
