"""The drawing for a phone: boxes under each other, each naming where it leads, with the lines beside them."""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagrams import ink
from sulis_web.design.diagrams.layers import in_rows
from sulis_web.design.diagrams.nodes import Diagram, Edge, Node

WIDTH = 288.0
_WORDS, _NOTE = 15.0, 14.0
_PAD, _EDGE, _LANE, _GAP = 10.0, 3.0, 12.0, 16.0
_MOST_LANES = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """The lines to one box: they run beside the boxes from the furthest source, and turn in at the target."""

    target: str
    sources: tuple[str, ...]
    number: int


def draw_narrow(diagram: Diagram, description: str) -> str:
    """The diagram as SVG text, 288 pixels wide: what a screen of 320 leaves."""
    order = [place.id for row in in_rows(diagram).rows for place in row if not place.target]
    lanes = _lanes(diagram, order)
    left = _EDGE + 10 + _LANE * (1 + max((lane.number for lane in lanes), default=-1)) if lanes else _EDGE
    parts, y, middle = [], _EDGE, {}
    for id in order:
        drawn, high = _box(diagram, diagram.named(id), left, y)
        parts.append(drawn)
        middle[id] = (y + 14, y + high - 14)
        y += high + _GAP
    parts = [_line(lane, left, middle) for lane in lanes] + parts
    return ink.whole(
        parts, WIDTH, y - _GAP + _EDGE, id=f"{diagram.id}-narrow", title=diagram.title, description=description
    )


def _lanes(diagram: Diagram, order: list[str]) -> list[Lane]:
    """A lane for each box that lines lead to, as near to the boxes as another lane leaves room.

    With more lines than there is room for, the furthest lane is shared: each box still names where it leads.
    """
    taken: list[list[tuple[int, int]]] = []
    lanes = []
    sources = {id: tuple(dict.fromkeys(e.source for e in diagram.edges if e.target == id != e.source)) for id in order}
    spans = {id: _span([order.index(each) for each in (id, *found)]) for id, found in sources.items() if found}
    for id, (first, last) in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        number = next(
            (n for n, held in enumerate(taken) if all(last < start or first > end for start, end in held)), len(taken)
        )
        number = min(number, _MOST_LANES - 1)
        if number == len(taken):
            taken.append([])
        taken[number].append((first, last))
        lanes.append(Lane(id, sources[id], number))
    return lanes


def _span(numbers: list[int]) -> tuple[int, int]:
    return min(numbers), max(numbers)


def _line(lane: Lane, left: float, middle: dict[str, tuple[float, float]]) -> str:
    """Lines leave a box near its foot and enter one near its head, so that the two never meet."""
    x = left - 14 - lane.number * _LANE
    end = middle[lane.target][0]
    drawn = [ink.line([(left, middle[id][1]), (x, middle[id][1]), (x, end), (left - 8, end)]) for id in lane.sources]
    return "".join(drawn) + ink.arrow(left - 1, end, right=True)


def _box(diagram: Diagram, node: Node, left: float, y: float) -> tuple[str, float]:
    room = WIDTH - left - _EDGE - 2 * _PAD
    words = ink.wrapped(node.words, room, _WORDS, bold=True)
    under = ink.wrapped(node.note, room, _NOTE)
    for edge in diagram.lines_from(node.id):
        under += ink.wrapped(f"{_arrow(edge)}{diagram.named(edge.target).words}", room, _NOTE)
    high = 2 * _PAD + (len(words) * _WORDS + len(under) * _NOTE) * ink.LINE_HEIGHT + (4 if under else 0)
    high = max(high, 44.0)
    top = y + _PAD
    return (
        ink.box(left, y, WIDTH - left - _EDGE, high, emphasis=node.emphasis)
        + ink.lines(words, left + _PAD, top, _WORDS, bold=True)
        + ink.lines(under, left + _PAD, top + len(words) * _WORDS * ink.LINE_HEIGHT + 4, _NOTE, kind="quiet"),
        high,
    )


def _arrow(edge: Edge) -> str:
    return f"{edge.words[:1].upper()}{edge.words[1:]} " if edge.words else "Leads to "
