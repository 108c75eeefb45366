"""A map made of jittered hexagons: regions are grown from seeds, so they are connected, irregular and nest exactly."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sulis.sources.made_up.draws import Draws

Links = Mapping[int, Sequence[int]]
Point = tuple[int, int]
Ring = list[tuple[float, float]]

# A hexagon is named by its centre on a lattice where corners are whole numbers too, so neighbours share them exactly.
CORNERS: tuple[Point, ...] = ((0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1))
ACROSS: tuple[Point, ...] = ((1, 3), (2, 0), (1, -3), (-1, -3), (-2, 0), (-1, 3))


@dataclass(frozen=True, slots=True)
class Lattice:
    """``columns`` by ``rows`` hexagons numbered row by row."""

    columns: int
    rows: int

    def centre(self, cell: int) -> Point:
        row, column = divmod(cell, self.columns)
        return 2 * column + (row & 1), 3 * row

    def cell(self, centre: Point) -> int | None:
        """The hexagon with this centre, or None outside the lattice."""
        row = centre[1] // 3
        column = (centre[0] - (row & 1)) // 2
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return row * self.columns + column if inside else None

    def links(self) -> dict[int, tuple[int, ...]]:
        """The neighbours of every hexagon."""
        return {cell: tuple(n for n in self.around(cell) if n is not None) for cell in range(self.columns * self.rows)}

    def around(self, cell: int) -> list[int | None]:
        """What lies across each of the six sides, in the order of the sides; None is the edge of the lattice."""
        x, y = self.centre(cell)
        return [self.cell((x + dx, y + dy)) for dx, dy in ACROSS]


def grow(links: Links, seeds: Sequence[int], quotas: Sequence[int], draws: Draws) -> dict[int, int]:
    """Share the linked nodes out among the seeds: each region is connected and grows in step with its quota.

    Returns the owner (position in ``seeds``) of every node that can be reached.
    """
    cost = dict(zip(sorted(links), draws.below(len(links), 1000).tolist(), strict=True))
    fronts: list[list[tuple[int, int]]] = [[(0, seed)] for seed in seeds]
    owner: dict[int, int] = {}
    turns = [(0, number, 0) for number in range(len(seeds))]
    while turns:
        _, number, size = heapq.heappop(turns)
        taken = _take(fronts[number], owner)
        if taken is None:
            continue
        distance, node = taken
        owner[node] = number
        for neighbour in links[node]:
            if neighbour not in owner:
                heapq.heappush(fronts[number], (distance + 500 + cost[neighbour], neighbour))
        heapq.heappush(turns, ((size + 1) * 1_000_000 // quotas[number], number, size + 1))
    return owner


def _take(front: list[tuple[int, int]], owner: Mapping[int, int]) -> tuple[int, int] | None:
    while front:
        distance, node = heapq.heappop(front)
        if node not in owner:
            return distance, node
    return None


def blob(lattice: Lattice, links: Links, size: int, draws: Draws) -> list[int]:
    """About ``size`` connected hexagons around the middle of the lattice, with no hole in them."""
    # Hard and soft stretches a dozen hexagons wide make bays and headlands.
    across = lattice.columns // 12 + 1
    rock = draws.below((lattice.rows // 12 + 1) * across, 3000).tolist()
    fine = draws.below(len(links), 1000).tolist()
    cost = [
        fine[cell] + rock[cell // lattice.columns // 12 * across + cell % lattice.columns // 12]
        for cell in sorted(links)
    ]
    middle = lattice.rows // 2 * lattice.columns + lattice.columns // 2
    front, chosen = [(0, middle)], set[int]()
    while len(chosen) < size:
        distance, cell = heapq.heappop(front)
        if cell in chosen:
            continue
        chosen.add(cell)
        for neighbour in links[cell]:
            if neighbour not in chosen:
                heapq.heappush(front, (distance + 900 + cost[neighbour], neighbour))
    return sorted(set(links) - _outside(lattice, links, chosen))


def _outside(lattice: Lattice, links: Links, chosen: set[int]) -> set[int]:
    reached = {0}
    waiting = [0]
    while waiting:
        for neighbour in links[waiting.pop()]:
            if neighbour not in chosen and neighbour not in reached:
                reached.add(neighbour)
                waiting.append(neighbour)
    return reached


def spread(nodes: Sequence[int], places: Mapping[int, Point], count: int, draws: Draws) -> list[int]:
    """``count`` nodes that lie well apart: each is the farthest of sixteen candidates from those already taken."""
    taken = [nodes[draws.one_below(len(nodes))]]
    while len(taken) < count:
        candidates = [nodes[i] for i in draws.below(16, len(nodes)).tolist()]
        best = max(candidates, key=lambda node: (min(gap(places[node], places[t]) for t in taken), node))
        if best in taken:
            best = next(node for node in nodes if node not in taken)
        taken.append(best)
    return taken


def gap(one: Point, other: Point) -> int:
    """Squared distance on the lattice, with its two units brought to one scale."""
    return 3 * (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def within(links: Links, nodes: Iterable[int]) -> dict[int, list[int]]:
    """The links among ``nodes`` only."""
    kept = set(nodes)
    return {node: [n for n in links[node] if n in kept] for node in sorted(kept)}


def outline(lattice: Lattice, cells: Iterable[int]) -> list[list[Point]]:
    """The closed border lines of a set of hexagons as corners, outer line clockwise, holes the other way round.

    Three hexagons meet at every corner, so a border never touches itself.
    """
    kept = set(cells)
    following: dict[Point, Point] = {}
    for cell in sorted(kept):
        x, y = lattice.centre(cell)
        for side, neighbour in enumerate(lattice.around(cell)):
            if neighbour not in kept:
                (ax, ay), (bx, by) = CORNERS[side], CORNERS[(side + 1) % 6]
                following[x + ax, y + ay] = (x + bx, y + by)
    return list(_rings(following))


def _rings(following: dict[Point, Point]) -> Iterable[list[Point]]:
    while following:
        start = min(following)
        ring, corner = [start], following.pop(start)
        while corner != start:
            ring.append(corner)
            corner = following.pop(corner)
        yield [*ring, start]
