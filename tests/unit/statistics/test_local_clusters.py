"""Gi* and local Moran: what they have in common, and beside a slow permutation of each place on its own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from sulis.statistics import LocalG, LocalMoran, Neighbours, local_g, local_moran, neighbours_of_pairs

Method = Callable[[ArrayLike, Neighbours], LocalG | LocalMoran]
BOTH = pytest.mark.parametrize("method", [local_g, local_moran])
ROW = neighbours_of_pairs(8, [(i, i + 1) for i in range(7)])
VALUES = [9.0, 8.0, 9.0, 1.0, 0.0, 1.0, 4.0, 4.0]


def exact_p(values: list[float], neighbours: Neighbours, place: int) -> float:
    """Twice the smaller tail over every set of other places that could have been the neighbours."""
    own = sum(values[other] for other in neighbours.of(place))
    others = [value for position, value in enumerate(values) if position != place]
    sums = np.array([sum(chosen) for chosen in combinations(others, len(neighbours.of(place)))])
    return min(1.0, 2 * min(float((sums >= own - 1e-9).mean()), float((sums <= own + 1e-9).mean())))


@BOTH
def test_local_p_is_that_of_every_way_to_choose_the_neighbours(method: Callable[..., LocalG | LocalMoran]) -> None:
    found = method(VALUES, ROW, permutations=20_000)
    expected = [exact_p(VALUES, ROW, place) for place in range(8)]
    assert found.p_permutation == pytest.approx(expected, abs=0.02)


@BOTH
def test_local_statistic_says_nothing_of_an_island_or_a_missing_value(method: Method) -> None:
    island = neighbours_of_pairs(6, [(0, 1), (1, 2), (2, 3), (3, 4)])
    found = method([1, 2, np.nan, 5, 3, 9], island)
    assert found.method.tolist().count("none") == 2
    assert np.isnan(found.value[[2, 5]]).all()
    assert np.isfinite(found.p_permutation[[0, 1, 3, 4]]).all()


@BOTH
def test_local_statistic_with_only_missing_neighbours_says_nothing(method: Method) -> None:
    found = method([1, np.nan, 2, 3, 5], neighbours_of_pairs(5, [(0, 1), (2, 3), (3, 4)]))
    assert found.method[0] == "none"


@BOTH
@pytest.mark.parametrize(
    "values",
    [[3.0] * 4, [np.nan] * 4, [1, 2, np.nan, np.nan], [0.1 + 0.2, 0.3, 0.3, 0.3], [0, 0, 0, 0]],
    ids=["equal", "missing", "two", "rounding", "nought"],
)
def test_local_statistic_of_which_nothing_can_be_said_is_missing(method: Method, values: list[float]) -> None:
    found = method(values, neighbours_of_pairs(4, [(0, 1), (1, 2), (2, 3)]))
    assert set(found.method.tolist()) == {"none"}
    assert np.isnan(found.value).all()
    assert np.isnan(found.p_permutation).all()


@BOTH
def test_local_statistic_of_no_place_or_one_is_missing(method: Method) -> None:
    assert method([], neighbours_of_pairs(0, [])).value.size == 0
    assert method([3], neighbours_of_pairs(1, [])).method.tolist() == ["none"]


@BOTH
def test_local_statistic_beside_every_other_place_says_nothing(method: Method) -> None:
    found = method([1, 5, 2, 8], neighbours_of_pairs(4, [(0, 1), (0, 2), (0, 3), (1, 2)]))
    assert found.method.tolist()[0] == "none"
    assert "none" not in found.method.tolist()[1:]


@BOTH
@pytest.mark.parametrize("size", [1e-300, 1e-12, 1e12, 1e300])
def test_local_statistic_does_not_depend_on_the_unit(method: Method, size: float) -> None:
    plain, scaled = method(VALUES, ROW), method(np.array(VALUES) * size, ROW)
    assert scaled.value == pytest.approx(plain.value, rel=1e-9, abs=1e-12)
    assert scaled.p_permutation.tolist() == plain.p_permutation.tolist()


@BOTH
def test_local_statistic_beside_one_huge_value_still_tells_the_others_apart(method: Method) -> None:
    found = method([9.0, 8.0, 9.0, 7.0, 0.0, 1.0, 0.0, 1e9], ROW)
    assert len(set(found.p_permutation[:6].tolist())) > 2


@BOTH
def test_local_statistic_refuses_values_of_other_places(method: Method) -> None:
    with pytest.raises(ValueError, match=r"3 were given for 8 places"):
        method([1, 2, 3], ROW)


@BOTH
def test_local_p_needs_no_more_memory_for_a_place_of_many_neighbours(
    method: Callable[..., LocalG | LocalMoran],
) -> None:
    hub = neighbours_of_pairs(3000, [(0, other) for other in range(1, 2500)])
    found = method(np.arange(3000.0), hub, permutations=999)
    assert np.isfinite(found.p_permutation[:2500]).all()


def test_local_g_without_permutations_gives_the_formula_alone() -> None:
    found = local_g(VALUES, ROW, permutations=0)
    assert np.isnan(found.p_permutation).all()
    assert np.isfinite(found.p_analytic).all()
    assert found.p_analytic.tolist() == local_g(VALUES, ROW).p_analytic.tolist()


def test_local_moran_names_each_kind() -> None:
    found = local_moran([9, 9, 9, 0, 9, 0, 0, 0], ROW)
    assert found.kind.tolist() == [
        "high among high", "high among high", "high among low", "low among high",
        "high among low", "low among low", "low among low", "low among low",
    ]  # fmt: skip


def test_local_moran_of_a_place_at_the_mean_is_nought_with_p_one() -> None:
    found = local_moran([0, 2, 1, 5, -3, 1, 1, 1], ROW)
    assert (found.value[2], found.p_permutation[2]) == (0.0, 1.0)


def test_moran_of_all_counts_the_place_beside_every_other() -> None:
    star = neighbours_of_pairs(4, [(0, 1), (0, 2), (0, 3)])
    found = local_moran([9, 1, 2, 4], star)
    away = np.array([5.0, -3.0, -2.0, 0.0])
    lag = np.array([-5 / 3, 5.0, 5.0, 5.0])
    assert found.overall == pytest.approx((away * lag).sum() / (away**2).sum())
