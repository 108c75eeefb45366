"""How actions are judged, from the rule itself and the table of states: nothing of it is written a second time."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagram import Diagram, Drawn, Edge, Node, drawn
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.plan.presenters.actions import trail
from sulis_web.plan.presenters.words import COLOURS
from sulis_web.plan.rag import RULE
from sulis_web.plan.states import TRANSITIONS, Colour, State


@dataclass(frozen=True, slots=True)
class JudgingPage:
    rule: Table
    steps: Table
    diagram: Drawn
    trail: tuple[Crumb, ...]


def judging_page() -> JudgingPage:
    return JudgingPage(_rule(), _steps(), states_drawn(), trail())


def states_drawn() -> Drawn:
    """The table of states as a drawing."""
    nodes = tuple(Node(each.name.lower(), each.label) for each in State)
    edges = tuple(Edge(each.before.name.lower(), each.after.name.lower(), each.words) for each in TRANSITIONS)
    return drawn(Diagram("states", "The states of an action", nodes, edges, none="nothing follows"))


def _rule() -> Table:
    columns = (Column("In this order"), Column("What the rule asks"), Column("What it proposes where that holds"))
    rows = [
        (Cell(str(number)), Cell(line.words), Cell("", mark=COLOURS[line.colour]))
        for number, line in enumerate(RULE, 1)
    ]
    last = (Cell(str(len(RULE) + 1)), Cell("None of these holds."), Cell("", mark=COLOURS[Colour.GREEN]))
    return Table("", columns, (*rows, last))


def _steps() -> Table:
    columns = (Column("From"), Column("To"), Column("When"), Column("A reason is asked for"))
    rows = tuple(
        (
            Cell(each.before.label),
            Cell(each.after.label),
            Cell(each.words.capitalize()),
            Cell("Yes" if each.asks_why else "No"),
        )
        for each in TRANSITIONS
    )
    return Table("", columns, rows)
