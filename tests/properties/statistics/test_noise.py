"""Noise is called something about as often as it is said to be, and a true change about as often."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sulis.statistics import (
    Way,
    change_points,
    compare_counts,
    direction,
    g_chart,
    seasonality,
    smallest_change,
    t_chart,
    u_chart,
    xmr_chart,
)

SERIES = 400


def noise(mean: float, spread: float, months: int) -> NDArray[np.int64]:
    """Series of counts whose variance is that many times their mean."""
    generator = np.random.default_rng(int(mean * 100 + spread * 10 + months))
    if spread == 1:
        return generator.poisson(mean, (SERIES, months))
    return generator.negative_binomial(mean / (spread - 1), 1 / spread, (SERIES, months))


@pytest.mark.parametrize(("mean", "spread", "months"), [(3, 1, 24), (3, 2.5, 36), (40, 1, 48), (40, 3, 48)])
def test_direction_is_told_of_noise_in_about_one_series_of_twenty_or_fewer(
    mean: float, spread: float, months: int
) -> None:
    told = np.mean([direction(one).way is not Way.CANNOT_TELL for one in noise(mean, spread, months)])
    assert told <= 0.08


def test_direction_holds_its_level_where_neighbours_are_somewhat_alike() -> None:
    generator = np.random.default_rng(4)
    told = 0
    for _ in range(SERIES):
        drift = np.zeros(72)
        for month in range(1, 72):
            drift[month] = 0.3 * drift[month - 1] + generator.normal(scale=0.3)
        told += direction(generator.poisson(30 * np.exp(drift))).way is not Way.CANNOT_TELL
    assert told / SERIES <= 0.09


def test_interval_of_a_true_trend_holds_it() -> None:
    generator = np.random.default_rng(8)
    means = 20 * 1.1 ** (np.arange(48) / 12)
    found = [direction(generator.poisson(means)) for _ in range(SERIES)]
    assert np.mean([one.low <= 1.1 <= one.high for one in found]) >= 0.93


@pytest.mark.parametrize(("mean", "spread"), [(2, 1), (2, 2.5), (20, 1), (20, 3)])
def test_season_is_found_in_noise_in_about_one_series_of_twenty_or_fewer(mean: float, spread: float) -> None:
    found = np.mean([seasonality(one, 1).p_value <= 0.05 for one in noise(mean, spread, 48)])
    assert found <= 0.08


@pytest.mark.parametrize(("mean", "spread"), [(2, 1), (20, 1), (20, 3)])
def test_change_is_found_in_noise_in_one_series_of_twenty(mean: float, spread: float) -> None:
    found = np.mean([len(change_points(one, permutations=199).found) > 0 for one in noise(mean, spread, 36)])
    assert 0.02 <= found <= 0.08


def test_same_seed_gives_the_same_change_points() -> None:
    series = noise(20, 3, 36)[0] + np.repeat([0, 15], 18)
    assert change_points(series) == change_points(series)


def test_chart_scales_with_its_unit() -> None:
    series = noise(40, 1, 36)[0]
    one, ten = xmr_chart(series), xmr_chart(series * 10)
    np.testing.assert_allclose(ten.high, one.high * 10)
    assert (ten.outside == one.outside).all() and (ten.trend == one.trend).all()


def test_limits_of_laneys_chart_are_the_plain_ones_on_average_where_events_are_independent() -> None:
    widths = [float((u_chart(one, 1).high - u_chart(one, 1).centre)[0]) for one in noise(40, 1, 48)]
    plain = [float((u_chart(one, 1, laney=False).high - u_chart(one, 1).centre)[0]) for one in noise(40, 1, 48)]
    assert np.mean(widths) == pytest.approx(np.mean(plain), rel=0.03)


def test_points_of_noise_are_seldom_outside() -> None:
    marked = np.mean([u_chart(one, 1, laney=False).outside.mean() for one in noise(40, 1, 48)])
    assert marked <= 0.006
    generator = np.random.default_rng(1)
    days, hours = generator.geometric(0.03, (SERIES, 40)) - 1, generator.exponential(700, (SERIES, 40))
    assert np.mean([g_chart(one).outside.mean() for one in days]) <= 0.025
    assert np.mean([t_chart(one).outside.mean() for one in hours]) <= 0.008
    assert np.mean([t_chart(one).near_limit.mean() for one in hours]) <= 0.02
    assert np.mean([u_chart(one, 1, laney=False).near_limit.mean() for one in noise(40, 1, 48)]) <= 0.02
    assert np.mean([u_chart(one, 1, laney=False).near_limit.mean() for one in noise(4, 1, 48)]) <= 0.02
    sides = [(g_chart(one).value > g_chart(one).centre).mean() for one in days]
    assert np.mean(sides) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("rate", "months"), [(1, 12), (5, 12), (50, 12), (8, 36)])
def test_smallest_change_is_seen_about_as_often_as_stated(rate: float, months: int) -> None:
    found = smallest_change(rate, months, months)
    generator = np.random.default_rng(int(rate * months))
    before = generator.poisson(rate * months, 3000)
    for ratio in (float(found.fall), float(found.rise)):
        after = generator.poisson(rate * ratio * months, 3000)
        seen = float((compare_counts(before, 1.0, after, 1.0).p_value <= 0.05).mean())
        assert seen == pytest.approx(0.8, abs=0.05)
