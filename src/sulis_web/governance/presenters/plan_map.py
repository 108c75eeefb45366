"""The whole plan on one page: a drawing from evidence to measures, and the same in tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis_web.design.diagrams.columns import Box, Columns, Stack, draw_columns
from sulis_web.design.notices import Empty
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.governance.presenters.ties import chain_of
from sulis_web.governance.queries.breaks import FINDINGS, THEMES
from sulis_web.governance.queries.known import off_course
from sulis_web.governance.queries.whole_map import FEW, Whole, whole
from sulis_web.partnership.decide import Who
from sulis_web.thread.breaks import Break
from sulis_web.thread.kinds import name_of
from sulis_web.thread.models import Item

MOST = 45  # boxes of a column; more are counted in one

Near = Mapping[int, frozenset[int]]  # what each item is tied to, whichever way


@dataclass(frozen=True, slots=True)
class MapPage:
    drawing: str
    priorities: tuple[Table, ...]
    causes: Table | None
    empty: Empty | None
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The whole plan with what the drawing and the tables both ask of it."""

    held: Whole
    near: Near
    off: Mapping[str, int]

    def tied(self, item: Item, kinds: Iterable[str]) -> tuple[Item, ...]:
        wanted = frozenset(map(str, kinds))
        return tuple(each for each in self.held.items if each.kind in wanted and each.pk in self.near[item.pk])

    def count(self, objective: Item) -> int:
        return self.held.actions.get(objective.pk, 0)

    def bundled(self, objective: Item) -> bool:
        return self.count(objective) > FEW


def map_page(who: Who, *, on: date) -> MapPage:
    held = whole(who)
    near: defaultdict[int, set[int]] = defaultdict(set)
    for source, target in held.lines:
        near[source].add(target)
        near[target].add(source)
    plan = _Plan(
        held, defaultdict(frozenset, {pk: frozenset(tied) for pk, tied in near.items()}), off_course(who, on=on)
    )
    if not held.of(Kind.OBJECTIVE):
        return MapPage("", (), None, _empty(), _trail())
    causes = held.of(Kind.RISK_FACTOR)
    tables = tuple(_priority(plan, each) for each in held.of(Kind.PRIORITY))
    return MapPage(draw_columns(_drawing(plan)), tables, _causes(plan, causes) if causes else None, None, _trail())


def _trail() -> tuple[Crumb, ...]:
    return (Crumb("Plan", reverse("plan")),)


def _drawing(plan: _Plan) -> Columns:
    """Objectives stand in the plan's order; whatever leads to them or from them stands as near to its own as it can."""
    held = plan.held
    objectives = _in_order(plan)
    place = {item.pk: float(number) for number, item in enumerate(objectives)}
    causes = _near_to(held.of(Kind.RISK_FACTOR), plan.near, place)
    place |= {item.pk: number * len(objectives) / max(1, len(causes)) for number, item in enumerate(causes)}
    evidence = _near_to([each for each in held.of(*FINDINGS, *THEMES) if plan.near[each.pk]], plan.near, place)
    measures = _near_to(held.of(Kind.MEASURE), plan.near, place)
    stacks = (
        Stack("Evidence and voice", (*map(_plain, evidence[:MOST]), *_rest(plan, evidence))),
        Stack("Causes", (*(_cause(plan, each) for each in causes[:MOST]), *_more(causes, "evidence"))),
        Stack("Objectives", tuple(_objectives(plan))),
        Stack("Actions", tuple(_actions(plan, objectives))),
        Stack("Measures", tuple(_measure(plan, each) for each in measures[:MOST])),
    )
    return Columns("The whole plan, from evidence to measures", stacks, tuple(_lines(plan, objectives)))


def _in_order(plan: _Plan) -> list[Item]:
    """Objectives under their priorities, then those under none."""
    under = [each for priority in plan.held.of(Kind.PRIORITY) for each in plan.tied(priority, [Kind.OBJECTIVE])]
    return [*under, *(each for each in plan.held.of(Kind.OBJECTIVE) if each not in under)]


def _near_to(items: Iterable[Item], near: Near, place: Mapping[int, float]) -> list[Item]:
    """By the mean place of what each is tied to; what is tied to nothing placed stands last."""

    def mean(item: Item) -> float:
        found = [place[pk] for pk in near[item.pk] if pk in place]
        return sum(found) / len(found) if found else float("inf")

    return sorted(items, key=lambda item: (mean(item), item.position))


def _plain(item: Item) -> Box:
    return Box(f"i{item.pk}", str(item), f"{name_of(item)}: {item}", chain_of(item))


def _cause(plan: _Plan, item: Item) -> Box:
    lacks = not plan.tied(item, [Kind.OBJECTIVE])
    note = "No objective addresses it" if lacks else ""
    return Box(
        f"i{item.pk}", item.title, _named("Cause", item, note), reverse("cause", args=[item.key]), note, lacks
    )  # fmt: skip


def _objectives(plan: _Plan) -> Iterable[Box]:
    priorities = plan.held.of(Kind.PRIORITY)
    for priority in priorities:
        yield Box(f"i{priority.pk}", f"{priority}", "")
        yield from (_objective(plan, each) for each in plan.tied(priority, [Kind.OBJECTIVE]))
    alone = [each for each in plan.held.of(Kind.OBJECTIVE) if not plan.tied(each, [Kind.PRIORITY])]
    yield from (_objective(plan, each) for each in alone)


def _objective(plan: _Plan, item: Item) -> Box:
    missing = [] if plan.count(item) else ["no action"]
    missing += [] if plan.tied(item, [Kind.MEASURE]) else ["no measure"]
    note = " and ".join(missing)
    note = note[:1].upper() + note[1:]
    return Box(f"i{item.pk}", str(item), _named("Objective", item, note), chain_of(item), note, bool(missing))


def _measure(plan: _Plan, item: Item) -> Box:
    lacks = not plan.tied(item, [Kind.OBJECTIVE])
    note = "Measures no objective" if lacks else ""
    return Box(f"i{item.pk}", str(item), _named("Measure", item, note), chain_of(item), note, lacks)


def _actions(plan: _Plan, objectives: Iterable[Item]) -> Iterable[Box]:
    for item in objectives:
        if plan.bundled(item):
            told = _counted(plan, item)
            there = _list_of(item)
            label, note = f"{told}, under the objective {item}", told.partition(": ")[2]
            yield Box(f"a{item.pk}", told.partition(":")[0], label, there, note, beside=f"i{item.pk}")
        else:
            few = plan.held.few.get(item.pk, ())
            yield from (replace(_plain(each), beside=f"i{item.pk}" if each == few[0] else "") for each in few)


def _counted(plan: _Plan, item: Item) -> str:
    count, off = plan.count(item), plan.off.get(item.key, 0)
    told = "No actions" if not count else "1 action" if count == 1 else f"{count:,} actions"
    return f"{told}: {off:,} off course" if off else told


def _list_of(item: Item, **more: str) -> str:
    return f"{reverse('actions')}?{urlencode({'objective': item.key, **more})}"


def _named(kind: str, item: Item, note: str) -> str:
    return f"{kind}: {item}. {note}." if note else f"{kind}: {item}"


def _rest(plan: _Plan, evidence: list[Item]) -> Iterable[Box]:
    """What does not stand in the column: too many for it, and what nothing rests on."""
    yield from _more(evidence, "evidence")
    alone = sum(not plan.near[each.pk] for each in plan.held.of(*FINDINGS, *THEMES))
    if alone:
        told = f"{alone:,} more that lead to nothing here"
        yield Box(
            "alone",
            told,
            f"Evidence and voice: {told}",
            f"{reverse('breaks')}?{urlencode({'kind': Break.FINDING})}",
            "",
            True,
        )


def _more(items: list[Item], name: str) -> Iterable[Box]:
    if len(items) > MOST:
        told = f"And {len(items) - MOST:,} more"
        yield Box(f"more-{name}-{len(items)}", told, told, reverse(name))


def _lines(plan: _Plan, objectives: Iterable[Item]) -> Iterable[tuple[str, str]]:
    priorities = {each.pk for each in plan.held.of(Kind.PRIORITY)}
    for source, target in plan.held.lines:
        if not {source, target} & priorities:
            yield f"i{source}", f"i{target}"
    for item in objectives:
        if plan.bundled(item):
            yield f"i{item.pk}", f"a{item.pk}"
        yield from ((f"i{item.pk}", f"i{each.pk}") for each in plan.held.few.get(item.pk, ()))


def _priority(plan: _Plan, priority: Item) -> Table:
    columns = (Column("Objective"), Column("What it addresses"), Column("Actions"), Column("How it is measured"))
    rows = tuple(_row(plan, each) for each in plan.tied(priority, [Kind.OBJECTIVE]))
    return Table(f"Priority {priority}", columns, rows)


def _row(plan: _Plan, item: Item) -> tuple[Cell, ...]:
    count = plan.count(item)
    return (
        Cell(str(item), chain_of(item)),
        Cell(_titles(plan.tied(item, [Kind.RISK_FACTOR, *THEMES])) or "Nothing is said"),
        Cell(_counted(plan, item), _list_of(item) if count else ""),
        Cell(_titles(plan.tied(item, [Kind.MEASURE])) or "No measure"),
    )


def _causes(plan: _Plan, causes: Iterable[Item]) -> Table:
    columns = (Column("Cause"), Column("What it is known from"), Column("Objectives that address it"))
    rows = tuple(
        (
            Cell(each.title, reverse("cause", args=[each.key])),
            Cell(_titles(plan.tied(each, [*FINDINGS, *THEMES])) or "Nothing"),
            Cell(_titles(plan.tied(each, [Kind.OBJECTIVE])) or "None"),
        )
        for each in causes
    )
    return Table("Causes", columns, rows)


def _titles(items: Iterable[Item]) -> str:
    return "; ".join(str(item) for item in items)


def _empty() -> Empty:
    return Empty(
        "There is no plan to draw yet",
        "The drawing leads from what was found and said, by the causes, to objectives, actions and measures.",
        ("Load the partnership’s files: they bring the plan’s priorities and objectives.",),
    )
