"""What the views of the thread know from the parts of the plan: which actions go badly, which measures have figures.

Each answer is keyed as the thread keys items. None means that nothing here can tell, which is never the same as no.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sulis_web.governance.queries.ties import AT_ONCE
from sulis_web.partnership.decide import Who
from sulis_web.plan.models import Action
from sulis_web.plan.states import Colour, State
from sulis_web.plan.watching import judged
from sulis_web.thread.kinds import ACTION


@dataclass(frozen=True, slots=True)
class Known:
    """``figures``: keys of measures that have figures. ``accepted``: keys of the items of recommendations that were accepted."""

    figures: frozenset[str] | None = None
    accepted: frozenset[str] | None = None


def known(who: Who) -> Known:
    """What is known of measures and recommendations, by the apps that keep them."""
    return Known()


def states_of(who: Who, keys: Iterable[str]) -> dict[str, str]:
    """Where actions stand, in words, by the key of their item."""
    ids = [key.partition(":")[2] for key in keys]
    held = Action.objects.visible_to(who)
    found: dict[str, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        rows = held.filter(public_id__in=ids[start : start + AT_ONCE]).values_list("public_id", "state")
        found |= {f"{ACTION}:{id}": State(state).label for id, state in rows}
    return found


def off_course(who: Who, *, on: date) -> dict[str, int]:
    """How many actions of each objective, by its key, are off course by the plan's own rule; an objective of none is absent."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=True, objective__isnull=False)
    rows = list(held.select_related("board", "objective"))
    proposed = judged(who, rows, on=on)
    found: dict[str, int] = {}
    for row in rows:
        if (row.colour or proposed[row.pk].colour) == Colour.RED and row.objective is not None:
            found[row.objective.key] = found.get(row.objective.key, 0) + 1
    return found


def retired_actions(who: Who) -> list[str]:
    """Keys of the items of actions that were taken off the plan: nothing is missing from them."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=False)
    return [f"{ACTION}:{id}" for id in held.values_list("public_id", flat=True)]
