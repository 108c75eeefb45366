from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import neighbours_of_pairs, neighbours_within


def test_neighbours_of_pairs_stand_both_ways_and_once() -> None:
    found = neighbours_of_pairs(4, [(0, 1), (1, 0), (1, 2), (1, 2)])
    assert [found.of(place).tolist() for place in range(4)] == [[1], [0, 2], [1], []]
    assert found.counts.tolist() == [1, 2, 1, 0]


def test_neighbours_without_any_pair_are_all_islands() -> None:
    found = neighbours_of_pairs(3, [])
    assert found.counts.tolist() == [0, 0, 0]
    assert found.sums(np.array([1.0, 2.0, 3.0])).tolist() == [0.0, 0.0, 0.0]


def test_neighbours_sums_leave_islands_nought_wherever_they_stand() -> None:
    found = neighbours_of_pairs(5, [(1, 3)])
    assert found.sums(np.array([1.0, 2.0, 4.0, 8.0, 16.0])).tolist() == [0.0, 8.0, 0.0, 2.0, 0.0]


def test_neighbours_sums_lose_nothing_to_a_huge_value_elsewhere() -> None:
    found = neighbours_of_pairs(5, [(0, 1), (2, 3), (3, 4)])
    assert found.sums(np.array([1e17, 1.0, 0.1, 0.2, 0.3]))[3] == pytest.approx(0.4, rel=1e-15)


def test_neighbours_within_counts_the_distance_itself_and_the_same_point() -> None:
    found = neighbours_within([0, 0, 3, 9], [0, 0, 4, 0], 5)
    assert [found.of(place).tolist() for place in range(4)] == [[1, 2], [0, 2], [0, 1], []]


def test_neighbours_among_leaves_the_others_beside_nobody() -> None:
    found = neighbours_of_pairs(3, [(0, 1), (1, 2)]).among(np.array([True, True, False]))
    assert [found.of(place).tolist() for place in range(3)] == [[1], [0], []]


@pytest.mark.parametrize(
    "pairs", [[(0, 3)], [(-1, 0)], [(1, 1)], [(0.5, 1)], [(0, np.nan)], [(0, 1, 2)], [0, 1]], ids=str
)
def test_neighbours_of_pairs_refuses_what_is_no_pair(pairs: list[object]) -> None:
    with pytest.raises(ValueError, match=r"pairs: .*\. .*\."):
        neighbours_of_pairs(3, pairs)  # type: ignore[arg-type]


def test_neighbours_within_refuses_a_missing_place_and_no_distance() -> None:
    with pytest.raises(ValueError, match="missing coordinate"):
        neighbours_within([0, np.nan], [0, 1], 5)
    with pytest.raises(ValueError, match="distance"):
        neighbours_within([0, 1], [0, 1], 0)
