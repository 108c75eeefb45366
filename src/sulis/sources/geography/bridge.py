"""Bridged LSOAs: the smallest areas that both the 2011 and the 2021 codes can express.

A split's parts become one again, a merged pair stays merged, and a complex change joins all that it touches. Counts and
populations at this level are exact, because nothing is shared out between areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bridge:
    """One bridged LSOA and the codes of each vintage that it joins."""

    code: str
    name: str
    in_2011: tuple[str, ...]
    in_2021: tuple[str, ...]


def bridges(pairs: Iterable[tuple[str, str, str, str]]) -> list[Bridge]:
    """Join codes that overlap, from rows of 2011 code and name, 2021 code and name; in order of code.

    Examples
    --------
    >>> split = [("E1", "Town 1A", "E8", "Town 1D"), ("E1", "Town 1A", "E9", "Town 1E")]
    >>> bridges(split)
    [Bridge(code='E1', name='Town 1A', in_2011=('E1',), in_2021=('E8', 'E9'))]
    """
    links = list(pairs)
    parent: dict[tuple[int, str], tuple[int, str]] = {}

    def root(node: tuple[int, str]) -> tuple[int, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    names: dict[tuple[int, str], str] = {}
    for old, old_name, new, new_name in links:
        names[(2011, old)], names[(2021, new)] = old_name, new_name
        parent[root((2011, old))] = root((2021, new))
    groups: dict[tuple[int, str], set[tuple[int, str]]] = defaultdict(set)
    for node in names:
        groups[root(node)].add(node)
    return sorted((_bridge(group, names) for group in groups.values()), key=lambda bridge: bridge.code)


def _bridge(group: set[tuple[int, str]], names: dict[tuple[int, str], str]) -> Bridge:
    old = tuple(sorted(code for vintage, code in group if vintage == 2011))
    new = tuple(sorted(code for vintage, code in group if vintage == 2021))
    if len(new) == 1:
        return Bridge(new[0], names[(2021, new[0])], old, new)
    if len(old) == 1:
        return Bridge(old[0], names[(2011, old[0])], old, new)
    joined = " with ".join(names[(2021, code)] for code in new)
    return Bridge(f"{new[0]}+{len(new) - 1}", joined, old, new)
