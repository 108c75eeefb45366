"""Actions, milestones and risks as tables for a spreadsheet; a tracker that a partnership keeps already can come in as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sulis.catalogue.partnership import Kind as Of
from sulis_web.audit.values import Actor
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.tables import RegisterTable, named
from sulis_web.plan import queries, rules
from sulis_web.plan.models import Action, Milestone, Record, Risk
from sulis_web.plan.models.action import Setting, Tier
from sulis_web.plan.models.risk import Standing
from sulis_web.plan.operations.actions import action_named, circle_of, retire_links, tell
from sulis_web.plan.operations.risks import risk_named
from sulis_web.plan.states import State, transition
from sulis_web.records.imports import exported
from sulis_web.records.planning import Book, Planned, Wrong
from sulis_web.records.tables.files import Record as Row
from sulis_web.records.tables.schema import Column, Kind, Schema

Choices = tuple[tuple[str, str], ...]
# What trackers call a state, beside our own words.
STATES_ALSO = (
    (State.AGREED, "not started"), (State.AGREED, "planned"), (State.AGREED, "to do"), (State.UNDER_WAY, "in progress"),
    (State.UNDER_WAY, "ongoing"), (State.UNDER_WAY, "started"), (State.UNDER_WAY, "on track"), (State.PAUSED, "on hold"),
    (State.DONE, "complete"), (State.DONE, "completed"), (State.DONE, "finished"), (State.STOPPED, "cancelled"),
    (State.STOPPED, "closed"),
)  # fmt: skip


def _actions(who: Who) -> Schema:
    objectives, owners = _objectives(who), list(register.organisations(who))
    keys = tuple((each.key, each.name.replace(";", ",")) for each in owners)
    others = tuple((each.key, f"{each} [{each.public_id[:6]}]".replace(";", ",")) for each in queries.actions(who))
    causes = tuple((key, words.replace(";", ",")) for key, words in queries.titles(who, Of.RISK_FACTOR).items())
    return Schema("actions", "Actions", (
        Column("number", "Number", limit=20, headings=("Ref", "No", "No.", "Action number", "Action ref")),
        Column("title", "Action", required=True, limit=200, headings=("What will be done", "Activity", "Task", "Deliverable")),
        Column("text", "More about it", limit=5000, headings=("Description", "Detail", "Details")),
        Column("objective", "Objective", Kind.ONE_OF, choices=_words(objectives), also=_numbers(objectives),
               headings=("Plan objective", "Strategic objective"), help="Its number is enough, such as 1.ii."),
        Column("accountable", "Who answers for it", Kind.ONE_OF, required=True, choices=named(owners), also=_short(owners),
               headings=("Owner", "Lead", "Lead agency", "Lead organisation", "Responsible", "Action owner")),
        Column("supporters", "Who helps", Kind.IDS, choices=keys, headings=("Partners", "Supporting agencies", "Support")),
        Column("board", "Board that watches over it", Kind.ONE_OF, choices=named(register.boards(who)),
               headings=("Board", "Governance")),
        Column("state", "State", Kind.ONE_OF, choices=tuple(State.choices), also=STATES_ALSO, headings=("Status",)),
        Column("starts", "Begins", Kind.DATE, headings=("Start", "Start date")),
        Column("due", "Due", Kind.DATE, headings=("Deadline", "Due date", "By when", "Target date", "End date", "Timescale")),
        Column("waits_for", "Waits for", Kind.IDS, choices=others, also=_own_numbers(who), headings=("Depends on", "Dependencies")),
        Column("determinants", "Causes that it works on", Kind.IDS, choices=causes, headings=("Determinants", "Causes")),
        Column("tiers", "When it prevents", Kind.IDS, choices=tuple((each.value, each.name.capitalize()) for each in Tier),
               headings=("Tier",)),
        Column("settings", "Where it meets people", Kind.IDS, choices=tuple(Setting.choices), headings=("Setting",)),
        Column("from_age", "Youngest age", Kind.NUMBER),
        Column("to_age", "Oldest age", Kind.NUMBER),
        Column("places", "Places", limit=200, headings=("Place", "Area", "Location")),
        Column("cost", "Cost in pounds", Kind.NUMBER, help="Empty is not known, which is not nothing.", headings=("Cost", "Budget")),
        Column("funding", "Who pays", limit=200, headings=("Funding", "Funding source")),
        Column("funded_until", "Paid for until", Kind.DATE),
        Column("notes", "Notes", limit=5000, headings=("Comments", "Comment", "Progress", "Update", "Latest update", "Progress update")),
    ), is_open=True)  # fmt: skip


def _milestones(who: Who) -> Schema:
    return Schema("milestones", "Milestones", (
        Column("action", "Action", Kind.ONE_OF, required=True, choices=named(queries.actions(who)), help="Given once, and then fixed."),
        Column("title", "Milestone", required=True, limit=200),
        Column("due", "Due", Kind.DATE, required=True),
        Column("done_on", "Done on", Kind.DATE, help="Leave it empty while it is not done."),
    ))  # fmt: skip


def _risks(who: Who) -> Schema:
    objectives, owners = _objectives(who), list(register.organisations(who))
    return Schema("risks", "Risks", (
        Column("title", "Risk", required=True, limit=200),
        Column("text", "Why, and what would follow", limit=5000, headings=("Description",)),
        Column("objective", "Objective that it threatens", Kind.ONE_OF, choices=_words(objectives), also=_numbers(objectives),
               headings=("Objective",)),
        Column("action", "Action that it threatens", Kind.ONE_OF, choices=named(queries.actions(who)), headings=("Action",)),
        Column("owner", "Who watches it", Kind.ONE_OF, required=True, choices=named(owners), also=_short(owners),
               headings=("Owner", "Risk owner")),
        Column("likelihood", "How likely, 1 to 5", Kind.NUMBER, required=True, headings=("Likelihood",)),
        Column("impact", "How bad, 1 to 5", Kind.NUMBER, required=True, headings=("Impact",)),
        Column("response", "What is done about it", limit=5000, headings=("Mitigation", "Response", "Controls")),
        Column("review", "Look at it again by", Kind.DATE, headings=("Review", "Review date")),
        Column("standing", "Where it stands", Kind.ONE_OF, choices=tuple(Standing.choices), headings=("Status",)),
    ), is_open=True)  # fmt: skip


def _objectives(who: Who) -> list[Record]:
    return list(queries.records(who, Of.OBJECTIVE))


def _words(rows: Iterable[Record]) -> Choices:
    return tuple((row.public_id, str(row)) for row in rows)


def _numbers(rows: Iterable[Record]) -> Choices:
    """An objective by its number alone."""
    return tuple((row.public_id, row.number) for row in rows if row.number)


def _short(rows: Iterable[Any]) -> Choices:
    """An organisation by the word that its key ends with: "police", "council"."""
    return tuple((row.public_id, row.key.partition("_")[2].replace("_", " ")) for row in rows)


def _own_numbers(who: Who) -> Choices:
    """An action by the partnership's own number, where it is one action's alone."""
    held = [(row.key, row.number) for row in queries.actions(who) if row.number]
    alone = [number for _key, number in held]
    return tuple((key, number) for key, number in held if alone.count(number) == 1)


def _action_book(who: Who) -> Book:
    every = Action.objects.visible_to(who).select_related("objective", "accountable", "board")
    return Book(
        _actions(who), every, lambda fields: action_named(_known(fields)), lambda _row: rules.can_edit(who), _in_order
    )


def _known(fields: Any) -> dict[str, Any]:
    """A new row that says no state is agreed and not begun."""
    return {name: value for name, value in fields.items() if not (name == "state" and not value)}


def _in_order(rows: list[Planned]) -> Iterator[Wrong]:
    """Rows against the table of states, and against one another: no action waits for itself."""
    every = Action.objects.unscoped("states and order of actions as they stand, beside those of a file")
    before = dict(every.filter(pk__in=[row.record.pk for row in rows if row.record.pk]).values_list("pk", "state"))
    waits = dict(every.filter(retired_at__isnull=True).exclude(waits_for=[]).values_list("key", "waits_for"))
    waits |= {row.record.key: row.record.waits_for for row in rows}
    for row in rows:
        yield from _state(row, before.get(row.record.pk, row.record.state))
        if circle_of(row.record.key, waits):
            yield Wrong(row.row, "waits_for", "an action that waits for itself, by way of others", "No action waits for itself.",
                        "Take one of them out.")  # fmt: skip


def _state(row: Planned, before: str) -> Iterator[Wrong]:
    after = row.record.state
    if before == after:
        return
    step = transition(before, after)
    if step is None:
        rule = f"What is {State(before).label.lower()} cannot become {State(after).label.lower()} in one step."
        yield Wrong(
            row.row, "state", f"“{State(after).label}”", rule, "Write a state that may follow, or the one that it has."
        )
    elif step.asks_why:
        yield Wrong(
            row.row,
            "state",
            f"“{State(after).label}”",
            f"A reason is kept when {step.words}.",
            "Say it on the action’s own page.",
        )


def _milestone_book(who: Who) -> Book:
    every = Milestone.objects.visible_to(who).filter(action__retired_at__isnull=True).select_related("action")
    return Book(_milestones(who), every, lambda fields: Milestone(**fields), lambda _row: rules.can_edit(who))


def _risk_book(who: Who) -> Book:
    every = Risk.objects.visible_to(who).select_related("objective", "action", "owner")
    return Book(_risks(who), every, lambda fields: risk_named(_stands(fields)), lambda _row: rules.can_edit(who))


def _stands(fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if not (name == "standing" and not value)}


def _rows(book: Callable[[Who], Book]) -> Callable[[Who], Iterable[Row]]:
    return lambda who: exported(book(who))


def told(actions: list[Action], *, by: Actor, at: datetime) -> None:
    """Bring the thread to actions that a file stored or that its undoing changed."""
    for action in actions:
        if action.is_retired:
            retire_links(action, by=by, at=at)
        else:
            tell(action, by=by, at=at)


def _of_plan(slug: str, title: str, address: str, schema: Any, book: Any, **more: Any) -> RegisterTable:
    return RegisterTable(
        slug, title, address, schema, _rows(book), book, export="export-plan", look="import-plan", store="store-plan",
        kept_by="the plan", **more,
    )  # fmt: skip


TABLES = {
    each.slug: each
    for each in (
        _of_plan("actions", "Actions", "actions", _actions, _action_book, after=told, is_open=True),
        _of_plan("milestones", "Milestones", "actions", _milestones, _milestone_book),
        _of_plan("risks", "Risks", "risks", _risks, _risk_book, is_open=True),
    )
}
