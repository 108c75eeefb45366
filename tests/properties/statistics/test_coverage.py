"""How often an interval holds the truth, summed over every pair of counts that could happen (no random draws)."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom, poisson

from sulis.statistics import compare_counts, poisson_interval, rate_difference, rate_ratio, wilson

TRUTHS = [(2.0, 3.0, 1.0), (6.0, 6.0, 1.0), (4.0, 15.0, 2.5), (20.0, 9.0, 0.5)]  # mean a, mean b, time b (time a is 1)
Pairs = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]


def every_pair(mean_a: float, mean_b: float) -> Pairs:
    """Every pair of counts worth having, with its chance."""
    a, b = (np.arange(int(mean + 9 * mean**0.5) + 12) for mean in (mean_a, mean_b))
    chance = np.outer(poisson.pmf(a, mean_a), poisson.pmf(b, mean_b))
    left, right = np.meshgrid(a, b, indexing="ij")
    return left, right, chance


@pytest.mark.parametrize("mean", [0.3, 1.0, 4.7, 9.5, 14.0, 60.0])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_poisson_interval_holds_the_mean_as_often_as_it_says(mean: float, level: float) -> None:
    counts = np.arange(int(mean + 12 * mean**0.5) + 30)
    found = poisson_interval(counts, level)
    held = poisson.pmf(counts, mean)[(found.low <= mean) & (mean <= found.high)].sum()
    assert held >= level - 0.0005


@pytest.mark.parametrize("share", [0.02, 0.1, 0.35, 0.5])
@pytest.mark.parametrize("total", [15, 60, 400])
def test_wilson_interval_holds_the_share_nearly_as_often_as_it_says(share: float, total: int) -> None:
    found = wilson(np.arange(total + 1), total)
    held = binom.pmf(np.arange(total + 1), total, share)[(found.low <= share) & (share <= found.high)].sum()
    assert 0.90 <= held <= 1.0


@pytest.mark.parametrize(("mean_a", "mean_b", "time_b"), TRUTHS)
def test_exact_rate_ratio_holds_the_truth_at_least_as_often_as_it_says(
    mean_a: float, mean_b: float, time_b: float
) -> None:
    a, b, chance = every_pair(mean_a, mean_b)
    found, truth = rate_ratio(a, 1.0, b, time_b), mean_a / (mean_b / time_b)
    missed = chance[(found.low > truth) | (found.high < truth)].sum()
    assert missed <= 0.05


@pytest.mark.parametrize(("mean_a", "mean_b", "time_b"), TRUTHS)
def test_rate_difference_holds_the_truth_at_least_as_often_as_it_says(
    mean_a: float, mean_b: float, time_b: float
) -> None:
    a, b, chance = every_pair(mean_a, mean_b)
    found, truth = rate_difference(a, 1.0, b, time_b, per=1.0), mean_a - mean_b / time_b
    missed = chance[(found.low > truth) | (found.high < truth)].sum()
    assert missed <= 0.05


@pytest.mark.parametrize(("mean_a", "time_b"), [(2.0, 1.0), (5.0, 1.0), (5.0, 3.0), (12.0, 0.4)])
def test_comparison_of_one_rate_with_itself_is_significant_about_as_often_as_it_says(
    mean_a: float, time_b: float
) -> None:
    a, b, chance = every_pair(mean_a, mean_a * time_b)
    rejected = chance[compare_counts(a, 1.0, b, time_b).p_value <= 0.05].sum()
    assert rejected <= 0.055


def test_comparison_finds_a_difference_more_often_than_the_exact_ratio_does() -> None:
    a, b, chance = every_pair(6.0, 16.0)
    ratio = rate_ratio(a, 1.0, b, 1.0)
    by_test = chance[compare_counts(a, 1.0, b, 1.0).p_value <= 0.05].sum()
    by_ratio = chance[(ratio.low > 1) | (ratio.high < 1)].sum()
    assert by_test > by_ratio
