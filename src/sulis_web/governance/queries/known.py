"""What the views of the thread know from the parts of the plan: which actions go badly, which measures have figures.

Each answer is keyed as the thread keys items. None means that nothing here can tell, which is never the same as no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from sulis.catalogue.partnership import Kind
from sulis_web.governance.queries.ties import AT_ONCE
from sulis_web.inbox.queries import accepted_items
from sulis_web.measures.measured import with_figures
from sulis_web.partnership.decide import Who
from sulis_web.plan.models import Action, Record
from sulis_web.plan.promised import promised
from sulis_web.plan.states import OPEN, Colour, State
from sulis_web.plan.watching import judged
from sulis_web.thread.kinds import ACTION

# Every field that the rule reads: what is left out would be read again, action by action. A test counts the queries.
_LOOKED_AT = (
    "key", "state", "starts", "due", "created_at", "colour", "objective_id", "waits_for", "board__name", "board__cadence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """``figures``: keys of measures that have figures. ``accepted``: keys of the items of recommendations that were accepted."""

    figures: frozenset[str] | None = None
    accepted: frozenset[str] | None = None


def known(who: Who) -> Known:
    """What is known of measures and recommendations, by the apps that keep them."""
    figures = with_figures(who, promises=promised(who, on=localdate()))
    return Known(figures=figures, accepted=accepted_items(who))


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
    """How many actions of each objective, by its key, are off course by the plan's own rule; an objective of none is absent.

    Only what the rule looks at is read, and no action that is closed: there may be ten thousand.
    """
    open_ones = Action.objects.visible_to(who).filter(retired_at__isnull=True, objective__isnull=False, state__in=OPEN)
    rows = list(open_ones.order_by().select_related("board").only(*_LOOKED_AT))
    proposed, keys = judged(who, rows, on=on), dict(_objectives(who))
    red = Counter(row.objective_id for row in rows if (row.colour or proposed[row.pk].colour) == Colour.RED)
    return {keys[pk]: count for pk, count in red.items() if pk in keys}


def _objectives(who: Who) -> Iterable[tuple[int, str]]:
    held = Record.objects.visible_to(who).filter(kind=Kind.OBJECTIVE, retired_at__isnull=True)
    rows: Iterable[tuple[int, str]] = held.order_by().values_list("pk", "key")
    return rows


def retired_actions(who: Who) -> list[str]:
    """Keys of the items of actions that were taken off the plan: nothing is missing from them."""
    held = Action.objects.visible_to(who).filter(retired_at__isnull=False)
    return [f"{ACTION}:{id}" for id in held.values_list("public_id", flat=True)]
