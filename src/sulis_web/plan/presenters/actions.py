from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.navigation import Link, Pages, pages
from sulis_web.design.notices import Applied, Empty
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.partnership.decide import Who
from sulis_web.partnership.in_words import counted, listed, upper_first
from sulis_web.plan import queries, rules, watching
from sulis_web.plan.models import Action
from sulis_web.plan.presenters.words import UNKNOWN, colour_mark, colour_of, state_words
from sulis_web.plan.rag import Judged
from sulis_web.plan.states import OPEN, Colour

PAGE = 50
TRAIL = "Actions"
_COUNTED = (
    (Colour.RED, "off course"), (Colour.AMBER, "at risk"), (Colour.UNKNOWN, "cannot be told"), (Colour.GREEN, "on course"),
    (Colour.CLOSED, "closed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsPage:
    """``shown`` of ``total`` actions, and how they go in one sentence."""

    table: Table | None
    summary: str
    total: int
    shown: int
    applied: tuple[Applied, ...]
    pages: Pages
    actions: tuple[WayTo, ...]
    empty: Empty | None


def trail(action: Action | None = None) -> tuple[Crumb, ...]:
    found = (Crumb("Plan", reverse("plan")), Crumb(TRAIL, reverse("actions")))
    return (*found, Crumb(action.title, reverse("action", args=[action.public_id]))) if action else found


def actions_page(
    who: Who, wanted: dict[str, str], said: Mapping[str, str], *, number: int, on: date, retired: bool = False
) -> ActionsPage:
    """Actions as the filters leave them; ``said`` are the filters in words. Colours are judged on the day, after all else."""
    every = list(queries.retired_actions(who) if retired else queries.actions(who))
    held = [each for each in every if _fits(each, wanted)]
    judged = watching.judged(who, held, on=on)
    held = [each for each in held if _goes(each, judged[each.pk], wanted.get("colour", ""))]
    last = max(1, -(-len(held) // PAGE))
    number = min(number, last)
    rows = held[(number - 1) * PAGE : number * PAGE]
    return ActionsPage(
        table=_table(rows, judged) if rows else None, summary=_summary(held, judged), total=len(every), shown=len(held),
        applied=tuple(_applied(wanted, said)), pages=pages(number=number, last=last, address=_address(wanted)),
        actions=tuple(_ways(who, retired=retired)), empty=None if every else _empty(who),
    )  # fmt: skip


def _fits(action: Action, wanted: dict[str, str]) -> bool:
    state, owner, objective = (wanted.get(name, "") for name in ("state", "owner", "objective"))
    if state and not (action.state in OPEN if state == "open" else action.state == state):
        return False
    if owner and action.accountable.public_id != owner:
        return False
    held = action.objective.key if action.objective else "none"
    return not objective or held == objective


def _goes(action: Action, judged: Judged, colour: str) -> bool:
    if colour == "stale":
        return judged.is_stale
    return not colour or colour_of(action, judged) == colour


def _summary(held: Iterable[Action], judged: dict[int, Judged]) -> str:
    found = Counter(colour_of(each, judged[each.pk]) for each in held)
    stale = sum(judged[each.pk].is_stale for each in held)
    told = [f"{counted(found[colour], 'action')} {words}" for colour, words in _COUNTED if found[colour]]
    silent = f" Of {counted(stale, 'action')} nobody has said lately how it goes." if stale else ""
    return f"{upper_first(listed(told))}.{silent}" if told else ""


def _table(rows: Iterable[Action], judged: dict[int, Judged]) -> Table:
    columns = (
        Column("Action"),
        Column("Objective"),
        Column("Who answers for it"),
        Column("Due"),
        Column("State"),
        Column("How it goes"),
    )
    return Table("", columns, tuple(_row(each, judged[each.pk]) for each in rows))


def _row(action: Action, judged: Judged) -> tuple[Cell, ...]:
    objective = action.objective
    return (
        Cell(str(action), reverse("action", args=[action.public_id])),
        Cell(objective.number or objective.title, reverse("record", args=[objective.key]))
        if objective
        else Cell("None"),
        Cell(action.accountable.name),
        Cell(day(action.due) if action.due else UNKNOWN),
        Cell(state_words(action.state)),
        Cell("", mark=colour_mark(action, judged)),
    )


def _ways(who: Who, *, retired: bool) -> Iterator[WayTo]:
    if rules.can_edit(who):
        yield WayTo("Add an action", reverse("add-action"))
    if rules.can_import(who):
        yield WayTo("Import from a spreadsheet", reverse("import-plan", args=["actions"]))
    if rules.may_come_to_export(who):
        yield WayTo("Export to a workbook", reverse("export-plan", args=["actions"]))
    yield WayTo("How colours are proposed", reverse("how-judged"))
    yield (
        WayTo("Show those taken off", f"{reverse('actions')}?retired=yes")
        if not retired
        else WayTo("Show those in use", reverse("actions"))
    )


def _address(wanted: dict[str, str]) -> Callable[[int], str]:
    def at(number: int) -> str:
        told = {**wanted, "page": str(number)} if number > 1 else wanted
        return f"{reverse('actions')}?{urlencode(told)}"

    return at


def _applied(wanted: dict[str, str], said: Mapping[str, str]) -> Iterator[Applied]:
    for name in wanted:
        rest = {other: given for other, given in wanted.items() if other != name}
        yield Applied(said[name], f"{reverse('actions')}?{urlencode(rest)}")


def _empty(who: Who) -> Empty:
    return Empty(
        "No action is on the plan yet",
        "An action says who does what by when, under which objective, and on which cause it works.",
        (
            "Add the first, or bring in the tracker that the partnership keeps in a spreadsheet.",
            "Give each one organisation that answers for it. It need not sign in here: it can answer by a link.",
            "Say how each goes whenever its board meets. Each board’s report takes what is for it.",
        ),
        Link("Add the first action", reverse("add-action")) if rules.can_edit(who) else None,
    )
