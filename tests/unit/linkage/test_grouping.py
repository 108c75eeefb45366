"""Clusters: connected components where nothing is kept apart, and never two together that must be."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sulis.linkage.grouping import Clusters, Edge, bridges, group

RECORDS = 9
PAIRS = [(left, right) for left, right in combinations(range(RECORDS), 2)]
EDGES = st.dictionaries(st.sampled_from(PAIRS), st.integers(1, 30), max_size=14).map(
    lambda found: [Edge(left, right, float(weight)) for (left, right), weight in found.items()]
)
APART = st.sets(st.sampled_from(PAIRS), max_size=4)


def reached(edges: list[Edge], start: int) -> set[int]:
    """Every record that links lead to, by walking until nothing new is found."""
    found = {start}
    while True:
        more = {end for e in edges for end in (e.left, e.right) if found & {e.left, e.right}} - found
        if not more:
            return found
        found |= more


def together(clusters: Clusters, left: int, right: int) -> bool:
    return clusters.first[left] == clusters.first[right]


@given(EDGES)
def test_without_constraints_clusters_are_connected_components_named_by_their_earliest(edges: list[Edge]) -> None:
    found = group(RECORDS, edges)
    assert list(found.first) == [min(reached(edges, record)) for record in range(RECORDS)]
    assert found.kept_apart == ()


@given(EDGES, APART)
def test_two_that_must_stay_apart_never_share_a_cluster(edges: list[Edge], apart: set[tuple[int, int]]) -> None:
    found = group(RECORDS, edges, apart)
    assert not any(together(found, *pair) for pair in apart)
    for edge in edges:  # every other link holds, or is told
        assert together(found, edge.left, edge.right) != (edge in found.kept_apart)
    made = [edge for edge in edges if edge not in found.kept_apart]
    assert list(found.first) == [min(reached(made, record)) for record in range(RECORDS)]


@given(EDGES, APART, st.randoms())
def test_order_of_links_changes_nothing(edges: list[Edge], apart: set[tuple[int, int]], chance: object) -> None:
    shuffled = list(edges)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group(RECORDS, shuffled, apart) == group(RECORDS, edges, apart)


@given(EDGES)
def test_a_cluster_is_as_sure_as_the_weakest_link_it_needs(edges: list[Edge]) -> None:
    found = group(RECORDS, edges)
    for first, weakest in found.weakest.items():
        whole = reached(edges, first)
        assert reached([e for e in edges if e.weight >= weakest], first) == whole
        assert reached([e for e in edges if e.weight > weakest], first) != whole


@given(EDGES)
def test_bridges_are_the_links_whose_loss_parts_their_ends(edges: list[Edge]) -> None:
    slow = [e for e in edges if e.right not in reached([other for other in edges if other != e], e.left)]
    assert bridges(edges) == slow


def test_a_judgement_goes_before_every_weight() -> None:
    edges = [Edge(0, 1, 20.0), Edge(1, 2, 0.0, forced=True)]
    assert group(3, edges, apart=[(0, 2)]).first == (0, 1, 1)


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = [Edge(n, n + 1, 9.0) for n in range(20_000)]
    assert len(bridges(chain)) == 20_000 and set(group(20_001, chain).first) == {0}
