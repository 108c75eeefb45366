"""Relations that must hold for statistics of place: what chance finds, what an empty place or another order changes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest

from sulis.statistics import (
    adjusted_p,
    concentration,
    local_g,
    local_moran,
    near_repeat,
    neighbours_of_pairs,
    neighbours_within,
    persistence,
    scan,
)

SIDE = 20
GRID_X, GRID_Y = (axis.ravel().astype(float) for axis in np.meshgrid(np.arange(SIDE), np.arange(SIDE)))
GRID = neighbours_within(GRID_X, GRID_Y, 1.5)


@pytest.mark.parametrize("method", [local_g, local_moran])
def test_noise_on_a_map_is_found_in_about_five_places_in_a_hundred(method: object) -> None:
    random, under = np.random.default_rng(11), []
    for seed in range(25):
        found = method(random.normal(size=SIDE**2), GRID, seed=seed)  # type: ignore[operator]
        under.append((found.p_permutation <= 0.05).mean())
    assert 0.04 <= np.mean(under) <= 0.06


def test_p_of_one_place_under_permuted_labels_is_uniform() -> None:
    random, values = np.random.default_rng(12), np.random.default_rng(1).gamma(0.7, 3.0, SIDE**2)
    p = [
        local_g(random.permutation(values), GRID, permutations=199, seed=seed).p_permutation[210] for seed in range(200)
    ]
    assert kstest(p, "uniform").pvalue > 0.001


def test_noise_after_adjustment_finds_a_place_on_few_maps() -> None:
    random = np.random.default_rng(13)
    maps = [
        (
            adjusted_p(local_g(random.normal(size=SIDE**2), GRID, permutations=9999, seed=seed).p_permutation) < 0.05
        ).any()
        for seed in range(20)
    ]
    assert sum(maps) <= 4


def test_p_of_the_best_circle_without_clusters_is_uniform() -> None:
    random = np.random.default_rng(14)
    x, y, people = random.uniform(0, 1, 25), random.uniform(0, 1, 25), random.integers(100, 900, 25)
    p = [scan(random.poisson(people * 0.02), people, x, y, draws=99, seed=seed).clusters[0].p for seed in range(150)]
    assert kstest(p, "uniform").pvalue > 0.001


def test_p_of_near_repeats_without_any_is_uniform() -> None:
    random, p = np.random.default_rng(15), []
    for seed in range(150):
        x, y, day = random.uniform(0, 1000, 120), random.uniform(0, 1000, 120), random.integers(0, 300, 120)
        p.append(near_repeat(x, y, day, distances=[200], days=[30], permutations=99, seed=seed).p_more[1, 1])
    assert kstest(p, "uniform").pvalue > 0.001


def test_p_of_persistence_without_any_is_rarely_small() -> None:
    random = np.random.default_rng(16)
    p = np.array([persistence(random.poisson(2.0, (60, 4)), deals=99, seed=seed).p for seed in range(100)])
    assert (p <= 0.05).mean() <= 0.12


@given(st.lists(st.integers(0, 4), min_size=3, max_size=12).filter(lambda counts: 0 < sum(counts) <= len(counts)))
@settings(max_examples=60, deadline=None)
def test_an_empty_place_changes_no_generalised_gini(counts: list[int]) -> None:
    before, after = concentration(counts, deals=2), concentration([*counts, 0], deals=2)
    assert after.generalised_gini == pytest.approx(before.generalised_gini, abs=1e-12)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=40), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_places_changes_no_concentration(counts: list[int], random: object) -> None:
    other = counts.copy()
    random.shuffle(other)  # type: ignore[attr-defined]
    before, after = concentration(counts, deals=2), concentration(other, deals=2)
    assert after.share_of_events == pytest.approx(before.share_of_events, nan_ok=True)
    assert after.generalised_gini == pytest.approx(before.generalised_gini, nan_ok=True)


@pytest.mark.parametrize("seed", range(5))
def test_relabelling_places_changes_no_local_value_and_no_best_circle(seed: int) -> None:
    random = np.random.default_rng(seed)
    order = random.permutation(SIDE**2)
    values = random.poisson(3.0, SIDE**2)
    moved = neighbours_within(GRID_X[order], GRID_Y[order], 1.5)
    for method in (local_g, local_moran):
        before, after = method(values, GRID), method(values[order], moved)
        assert after.value == pytest.approx(before.value[order])
        assert after.p_permutation == pytest.approx(before.p_permutation[order], abs=0.15)
    few = random.permutation(36)
    x, y, counts = GRID_X[:36] % 6, GRID_X[:36] // 6 + GRID_Y[:36], values[:36]
    one, other = scan(counts, np.ones(36), x, y, draws=9), scan(counts[few], np.ones(36), x[few], y[few], draws=9)
    assert other.clusters[0].likelihood_ratio == pytest.approx(one.clusters[0].likelihood_ratio)


def test_relabelling_events_changes_no_near_repeat() -> None:
    random = np.random.default_rng(17)
    x, y, day = random.integers(0, 500, 80), random.integers(0, 500, 80), random.integers(0, 90, 80)
    order = random.permutation(80)
    one = near_repeat(x, y, day, distances=[50, 100], days=[7, 14], permutations=9)
    other = near_repeat(x[order], y[order], day[order], distances=[50, 100], days=[7, 14], permutations=9)
    assert one.observed.tolist() == other.observed.tolist()


def test_a_place_without_neighbours_or_value_changes_no_other_place() -> None:
    pairs = [(i, i + 1) for i in range(19)]
    values = np.random.default_rng(18).poisson(4.0, 20).astype(float)
    before = local_g(values, neighbours_of_pairs(20, pairs))
    after = local_g([*values, np.nan], neighbours_of_pairs(21, [*pairs, (19, 20)]))
    assert after.value[:20] == pytest.approx(before.value)
    assert after.p_permutation[:20].tolist() == before.p_permutation.tolist()
