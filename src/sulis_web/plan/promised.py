"""What the plan promised by a day, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis_web.partnership.decide import Who
from sulis_web.plan.models import Action
from sulis_web.plan.states import OPEN, State


@dataclass(frozen=True, slots=True)
class Promised:
    """Actions that were due by a day: a complete count, so no interval stands around it. What is late may be paused."""

    on: date
    due: int
    done: int
    late: int
    stopped: int


def promised(who: Who, *, on: date) -> Promised:
    """Of the actions in use that had to be done by this day. What is only proposed was not promised."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=True, due__lte=on).exclude(state=State.PROPOSED)
    states = list(held.order_by().values_list("state", flat=True))
    late = sum(state in OPEN for state in states)
    return Promised(on, len(states), states.count(State.DONE), late, states.count(State.STOPPED))
