"""What a board's report is made of: the records as they stand, cut by the board's clauses, with what changed since it last met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis.publish.headed import HeadedTable
from sulis_web.governance.cutting import Cut, Taken, cut
from sulis_web.governance.models import Decision, Meeting
from sulis_web.governance.queries import meetings as queries
from sulis_web.governance.since import Changed, changes_since
from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Board, Clause
from sulis_web.plan import queries as plan
from sulis_web.plan import watching
from sulis_web.plan.presenters.words import colour_of
from sulis_web.plan.rag import Judged
from sulis_web.plan.states import Colour


@dataclass(frozen=True, slots=True)
class Told:
    """All that a report of one board on one day is made of."""

    board: Board
    on: date
    last: Meeting | None  # the meeting before
    clauses: tuple[Clause, ...]
    cut: Cut
    judged: dict[int, Judged]
    changed: dict[int, Changed]
    decisions: tuple[Decision, ...]


def tell(who: Who, board: Board, *, on: date) -> Told:
    """Read what a board's report needs: in a fixed number of queries for any number of actions."""
    actions = list(plan.actions(who))
    judged = watching.judged(who, actions, on=on)
    colours = {each.pk: colour_of(each, judged[each.pk]).value for each in actions}
    clauses = tuple(register.clauses(who, board))
    held = cut(actions, clauses, colours)
    last = queries.before(who, board, on)
    changed = changes_since(who, [each.action for each in held.taken], judged, since=last.on if last else None)
    return Told(board, on, last, clauses, held, judged, changed, tuple(queries.decisions_of(who, board, on)))


def colour(told: Told, taken: Taken) -> Colour:
    """How an action of the report goes: a person's word where there is one, else the rule's."""
    return colour_of(taken.action, told.judged[taken.action.pk])


def table(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], *, numeric: tuple[int, ...] = ()
) -> tuple[HeadedTable, ...]:
    """A table without a caption, for it stands under its heading; none where there are no rows. ``numeric`` are places of numbers."""
    return (HeadedTable(header, rows, tuple(place in numeric for place in range(len(header)))),) if rows else ()
