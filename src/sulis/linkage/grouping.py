"""From pairs to people: linked records become clusters, except where two of them must stay apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Edge(NamedTuple):
    """A link between two records, by number, with its weight in bits. ``forced`` where a person judged them the same."""

    left: int
    right: int
    weight: float
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Clusters:
    """``first[n]`` is the number of the earliest record in the cluster of record n, which names the cluster.

    ``weakest`` has, by that number, the lowest weight among the strongest links that hold a cluster together; ``forced`` the
    clusters that a person's judgement holds together; ``kept_apart`` the links that were not made because they would have
    put together two records that must stay apart.
    """

    first: tuple[int, ...]
    weakest: dict[int, float]
    forced: frozenset[int]
    kept_apart: tuple[Edge, ...]

    def members(self) -> dict[int, list[int]]:
        """The records of each cluster, by the number of its earliest; singles too."""
        found: dict[int, list[int]] = {}
        for record, first in enumerate(self.first):
            found.setdefault(first, []).append(record)
        return found


def group(records: int, edges: Iterable[Edge], apart: Iterable[tuple[int, int]] = ()) -> Clusters:
    """Join records from the strongest link to the weakest, leaving out each link that would join two that must stay apart.

    With nothing to keep apart this gives connected components. The order is fixed by weight and record numbers, so the same
    links give the same clusters.

    Examples
    --------
    >>> found = group(4, [Edge(0, 1, 9.0), Edge(1, 2, 7.0)], apart=[(0, 2)])
    >>> found.first, found.kept_apart
    ((0, 0, 2, 3), (Edge(left=1, right=2, weight=7.0, forced=False),))
    """
    forest = _Forest(records, apart)
    refused = []
    for edge in sorted(edges, key=lambda e: (not e.forced, -round(e.weight, 6), e.left, e.right)):
        if not forest.join(edge):
            refused.append(edge)
    first = tuple(forest.root(record) for record in range(records))
    return Clusters(first, forest.weakest, frozenset(forest.forced), tuple(refused))


class _Forest:
    """Union and find, where the root of a tree is its earliest record."""

    def __init__(self, records: int, apart: Iterable[tuple[int, int]]) -> None:
        self.parent = list(range(records))
        self.weakest: dict[int, float] = {}
        self.forced: set[int] = set()
        self._apart: dict[int, set[int]] = {}
        for left, right in apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def root(self, record: int) -> int:
        parent = self.parent
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    def join(self, edge: Edge) -> bool:
        """Whether the two ends are in one cluster now."""
        one, other = sorted((self.root(edge.left), self.root(edge.right)))
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        self.parent[other] = one
        self._tell_strangers(one, other)
        held = [self.weakest.pop(root) for root in (one, other) if root in self.weakest]
        self.weakest[one] = min([*held, edge.weight])
        if edge.forced or other in self.forced:
            self.forced.discard(other)
            self.forced.add(one)
        return True

    def _tell_strangers(self, one: int, other: int) -> None:
        """Whoever must stay apart from the cluster that was taken in must stay apart from the whole."""
        for stranger in self._apart.pop(other, ()):
            self._apart[stranger].discard(other)
            self._apart[stranger].add(one)
            self._apart.setdefault(one, set()).add(stranger)


def bridges(edges: Sequence[Edge]) -> list[Edge]:
    """The links without which the records that they connect would fall into two parts, in the order given.

    Examples
    --------
    >>> bridges([Edge(0, 1, 9.0), Edge(1, 2, 9.0), Edge(0, 2, 9.0), Edge(2, 3, 7.0)])
    [Edge(left=2, right=3, weight=7.0, forced=False)]
    """
    near: dict[int, list[tuple[int, int]]] = {}
    for number, edge in enumerate(edges):
        near.setdefault(edge.left, []).append((edge.right, number))
        near.setdefault(edge.right, []).append((edge.left, number))
    seen: dict[int, int] = {}
    lowest: dict[int, int] = {}
    found: set[int] = set()
    for start in near:
        if start not in seen:
            _walk(start, near, seen, lowest, found)
    return [edge for number, edge in enumerate(edges) if number in found]


def _walk(
    start: int,
    near: dict[int, list[tuple[int, int]]],
    seen: dict[int, int],
    lowest: dict[int, int],
    found: set[int],
) -> None:
    """Tarjan's walk without recursion: a link is a bridge when nothing below it reaches above it another way."""
    seen[start] = lowest[start] = len(seen)
    stack = [(start, -1, iter(near[start]))]
    while stack:
        record, came_by, ahead = stack[-1]
        step = next(ahead, None)
        if step is None:
            stack.pop()
            if stack:
                above = stack[-1][0]
                lowest[above] = min(lowest[above], lowest[record])
                if lowest[record] > seen[above]:
                    found.add(came_by)
        elif step[1] == came_by:
            continue
        elif step[0] in seen:
            lowest[record] = min(lowest[record], seen[step[0]])
        else:
            seen[step[0]] = lowest[step[0]] = len(seen)
            stack.append((step[0], step[1], iter(near[step[0]])))
