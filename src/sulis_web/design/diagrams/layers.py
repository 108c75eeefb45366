"""Which row each box stands in, and in which order: those that answer to nobody at the top.

A line that passes a row on its way up takes a place of its own there, so that it never runs behind a box. Lines to one
box join as soon as they meet. The order follows the mean place of what each is joined to, swept up and down
(Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from dataclasses import dataclass

from sulis_web.design.diagrams.nodes import Diagram

MOST_IN_A_ROW = 4
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A box (``target`` is nothing), or the place where the lines to ``target`` pass a row."""

    id: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line between two neighbouring rows, from the lower place to the upper one."""

    lower: Place
    upper: Place
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows from the top. ``pieces[n]`` joins row n + 1 to row n."""

    rows: tuple[tuple[Place, ...], ...]
    pieces: tuple[tuple[Piece, ...], ...]


def in_rows(diagram: Diagram) -> Rows:
    """The diagram in rows, with few crossings. Lines that would close a circle are left to the words."""
    depth = _depths(diagram)
    rows: list[list[Place]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for node in diagram.nodes:
        rows[depth[node.id]].append(Place(node.id))
    pieces = _pieces(diagram, depth, rows)
    _put_in_order(rows, pieces)
    return Rows(tuple(map(tuple, rows)), tuple(map(tuple, pieces)))


def upward(diagram: Diagram) -> dict[str, tuple[str, ...]]:
    """Where each box's lines lead, without those that would close a circle."""
    kept: dict[str, tuple[str, ...]] = {}

    def reaches(start: str, end: str) -> bool:
        return start == end or any(reaches(target, end) for target in kept.get(start, ()))

    for edge in diagram.edges:
        if edge.target not in kept.get(edge.source, ()) and not reaches(edge.target, edge.source):
            kept[edge.source] = (*kept.get(edge.source, ()), edge.target)
    return kept


def _depths(diagram: Diagram) -> dict[str, int]:
    """The longest way up from each box; a row that would be too long goes on in the next."""
    targets = upward(diagram)
    joined = {*targets, *(target for found in targets.values() for target in found)}
    depth: dict[str, int] = {}

    def longest(id: str) -> int:
        return max((longest(target) + 1 for target in targets.get(id, ())), default=0)

    waiting = sorted((node.id for node in diagram.nodes if node.id in joined), key=longest)
    held: dict[int, int] = {}
    for id in waiting:
        row = max((depth[target] + 1 for target in targets.get(id, ())), default=0)
        while held.get(row, 0) >= MOST_IN_A_ROW:
            row += 1
        depth[id], held[row] = row, held.get(row, 0) + 1
    below = max(depth.values(), default=-1) + 1
    alone = [node.id for node in diagram.nodes if node.id not in joined]
    return depth | {id: below + number // MOST_IN_A_ROW for number, id in enumerate(alone)}


def _pieces(diagram: Diagram, depth: dict[str, int], rows: list[list[Place]]) -> list[list[Piece]]:
    """Every line cut at the rows that it passes, where it takes a place. Adds those places to ``rows``."""
    found: list[list[Piece]] = [[] for _ in rows[1:]]
    for source, targets in upward(diagram).items():
        for target in targets:
            words = tuple(edge.words for edge in diagram.lines_from(source) if edge.target == target and edge.words)
            lower = Place(source)
            for row in range(depth[source] - 1, depth[target], -1):
                passing = Place(f"{target}@{row}", target)
                if passing not in rows[row]:
                    rows[row].append(passing)
                found[row].append(Piece(lower, passing, words))
                lower, words = passing, ()
            last = Piece(lower, Place(target), words)
            if last not in found[depth[target]]:
                found[depth[target]].append(last)
    return [list(dict.fromkeys(channel)) for channel in found]


def _put_in_order(rows: list[list[Place]], pieces: list[list[Piece]]) -> None:
    """Sweep down and up, keeping the order with the fewest crossings that was met."""
    best, fewest = [list(row) for row in rows], _crossings(rows, pieces)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for at in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside, channel = (rows[at - 1], pieces[at - 1]) if down else (rows[at + 1], pieces[at])
            _order_row(rows[at], beside, channel, down)
        if (now := _crossings(rows, pieces)) < fewest:
            best, fewest = [list(row) for row in rows], now
    rows[:] = best


def _order_row(row: list[Place], beside: list[Place], channel: list[Piece], down: bool) -> None:
    at = {place: float(number) for number, place in enumerate(beside)}
    before = {place: float(number) for number, place in enumerate(row)}

    def mean(place: Place) -> float:
        near = [at[p.upper if down else p.lower] for p in channel if (p.lower if down else p.upper) == place]
        return sum(near) / len(near) if near else before[place]

    row.sort(key=lambda place: (mean(place), before[place]))


def _crossings(rows: list[list[Place]], pieces: list[list[Piece]]) -> int:
    count = 0
    for upper, lower, channel in zip(rows, rows[1:], pieces, strict=False):
        ends = [(lower.index(piece.lower), upper.index(piece.upper)) for piece in channel]
        count += sum((a - c) * (b - d) < 0 for number, (a, b) in enumerate(ends) for c, d in ends[number + 1 :])
    return count
