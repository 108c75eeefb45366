"""A board's report cut by the clauses of its terms of reference: each action that it holds names the clause that brought it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sulis.catalogue.partnership import ReportPart
from sulis_web.partnership.models import Clause
from sulis_web.partnership.models.organisation import ClauseAbout, ClauseEffect
from sulis_web.plan.models import Action

EVERY_PART = (ReportPart.PROGRESS, ReportPart.MILESTONES, ReportPart.RISKS, ReportPart.MONEY, ReportPart.DECISIONS)


@dataclass(frozen=True, slots=True)
class Taken:
    """An action in a report, and the clause that covers it; None where the board has no such clause and gets everything."""

    action: Action
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class Cut:
    """``left_out`` are actions that another clause takes out again, each with it; ``not_covered`` those that none covers."""

    taken: tuple[Taken, ...]
    left_out: tuple[Taken, ...]
    not_covered: tuple[Action, ...]
    parts: dict[ReportPart, Clause | None]
    no_ages: int  # actions of which a clause about ages cannot tell, because none are recorded


def cut(actions: Iterable[Action], clauses: Iterable[Clause], colours: dict[int, str]) -> Cut:
    """What a board's report holds. ``colours`` are how actions go, by primary key.

    A board without clauses that cover gets every action, and one without clauses that ask gets every part.
    """
    held, known = list(actions), list(clauses)
    covers = [each for each in known if each.effect == ClauseEffect.COVERS]
    leaves = [each for each in known if each.effect == ClauseEffect.LEAVES_OUT]
    taken, left, others = [], [], []
    for action in held:
        clause = next((each for each in covers if _fits(each, action, colours)), None)
        against = next((each for each in leaves if _fits(each, action, colours)), None)
        if covers and clause is None:
            others.append(action)
        elif against is not None:
            left.append(Taken(action, against))
        else:
            taken.append(Taken(action, clause))
    aged = any(each.about == ClauseAbout.UNDER_AGE for each in covers)
    without = sum(action.from_age is None and action.to_age is None for action in others) if aged else 0
    return Cut(tuple(taken), tuple(left), tuple(others), _parts(known), without)


def _parts(clauses: list[Clause]) -> dict[ReportPart, Clause | None]:
    asks = [each for each in clauses if each.effect == ClauseEffect.ASKS_FOR]
    if not asks:
        return dict.fromkeys(EVERY_PART)
    found: dict[ReportPart, Clause | None] = {}
    for clause in asks:
        for value in clause.values:
            found.setdefault(ReportPart(value), clause)
    return found


def _fits(clause: Clause, action: Action, colours: dict[int, str]) -> bool:
    return _TESTS[ClauseAbout(clause.about)](set(clause.values), action, colours)


def _under(values: set[str], action: Action) -> bool:
    """Meant for somebody younger: the youngest age says so, or the oldest where no youngest is recorded."""
    known = action.from_age if action.from_age is not None else action.to_age
    return known is not None and any(known < int(value) for value in values)


_TESTS: dict[ClauseAbout, Callable[[set[str], Action, dict[int, str]], bool]] = {
    ClauseAbout.EVERYTHING: lambda values, action, colours: True,
    ClauseAbout.PRIORITY: lambda values, action, colours: (
        bool(action.objective) and action.objective.parent_key in values
    ),
    ClauseAbout.OBJECTIVE: lambda values, action, colours: bool(action.objective) and action.objective.key in values,
    ClauseAbout.CAUSE: lambda values, action, colours: bool(values & set(action.determinants)),
    ClauseAbout.ORGANISATION: lambda values, action, colours: bool(
        values & {action.accountable.key, *action.supporters}
    ),
    ClauseAbout.TIER: lambda values, action, colours: bool(values & set(action.tiers)),
    ClauseAbout.SETTING: lambda values, action, colours: bool(values & set(action.settings)),
    ClauseAbout.UNDER_AGE: lambda values, action, colours: _under(values, action),
    ClauseAbout.COLOUR: lambda values, action, colours: colours.get(action.pk, "") in values,
    ClauseAbout.PARTS: lambda values, action, colours: False,
}
