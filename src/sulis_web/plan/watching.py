"""Every action as the rule looks at it, on one day: with its milestones, what was said last, and what it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sulis.catalogue.cadence import Cadence
from sulis_web.partnership.decide import Who
from sulis_web.plan import queries
from sulis_web.plan.models import Action
from sulis_web.plan.rag import QUARTER, Judged, Step, Watched, judge
from sulis_web.plan.states import OPEN, State

MONTH = 31  # days, the longest: nobody is late for meeting at the month's end


def judged(who: Who, actions: Iterable[Action], *, on: date) -> dict[int, Judged]:
    """What the rule proposes for each of these actions, by primary key, in four queries whatever their number."""
    held = list(actions)
    keys = [each.pk for each in held]
    told, steps, waits = queries.last_told(who, keys), _steps(who, keys), _overdue_ones(who, held, on)
    return {
        each.pk: judge(watched(each, on=on, told=told.get(each.pk), steps=steps[each.pk], waits_for=waits[each.pk]))
        for each in held
    }


def watched(
    action: Action, *, on: date, told: date | None, steps: Iterable[Step] = (), waits_for: Iterable[str] = ()
) -> Watched:
    """One action as the rule looks at it. ``action.board`` is read, so it comes with the row."""
    return Watched(
        on=on, state=State(action.state), begun=action.created_at.date(), starts=action.starts, due=action.due, told=told,
        cadence=cadence_of(action), board=action.board.name if action.board and action.board.cadence else "",
        steps=tuple(steps), waits_for=tuple(waits_for),
    )  # fmt: skip


def cadence_of(action: Action) -> int:
    """Days that may pass between updates: those between meetings of the board in charge, or a quarter where none says."""
    if action.board is None or not action.board.cadence:
        return QUARTER
    return Cadence(action.board.cadence).months * MONTH


def _steps(who: Who, keys: list[int]) -> defaultdict[int, list[Step]]:
    found: defaultdict[int, list[Step]] = defaultdict(list)
    for row in queries.milestones(who, keys):
        found[row.action_id].append(Step(row.title, row.due, row.done_on))
    return found


def _overdue_ones(who: Who, held: Iterable[Action], on: date) -> defaultdict[int, list[str]]:
    """What each of these actions waits for and is overdue."""
    waiting = [(each.pk, each.waits_for) for each in held if each.waits_for]
    known = queries.by_key(who, {key for _pk, keys in waiting for key in keys})
    late = {key: row for key, row in known.items() if row.state in OPEN and row.due is not None and row.due < on}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for pk, keys in waiting:
        found[pk] += [late[key].title for key in keys if key in late]
    return found
