"""Seasonality, change points and direction of a series of counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sulis.statistics import Way, change_points, direction, seasonality

YEAR = [20, 22, 19, 25, 30, 34, 41, 39, 28, 24, 21, 18]


def test_season_is_found_whatever_month_the_series_starts_in() -> None:
    april = (YEAR * 4)[3:]
    found = seasonality(april, first_month=4)
    assert found.p_value < 1e-5 and found.method.startswith("log-linear")
    assert int(found.effect.argmax()) == 6
    assert found.effect == pytest.approx(seasonality(YEAR * 4, 1).effect, rel=0.05)
    assert (found.low < found.effect).all() and (found.effect < found.high).all()


def test_days_as_exposure_leave_a_february_that_is_only_short_out() -> None:
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] * 4)
    found = seasonality(days * 3, 1, exposure=days)
    assert found.effect == pytest.approx(1.0, abs=1e-6)
    assert found.p_value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        (YEAR, "fewer than three whole years of months"),
        ([7], "fewer than three whole years of months"),
        ((YEAR * 3)[:35], "fewer than three whole years of months"),
        ([0] * 36, "no event was counted"),
        ([None] * 36, "a month of the year was counted fewer than twice"),
        ([None, *YEAR[1:], None, *YEAR[1:], *YEAR], "a month of the year was counted fewer than twice"),
    ],
)
def test_season_that_cannot_be_tested_says_why(count: Any, reason: str) -> None:
    found = seasonality(count, 1)
    assert (found.method, found.reason) == ("none", reason)
    assert np.isnan(found.p_value) and np.isnan(found.effect).all()


def test_month_without_any_event_has_a_finite_answer() -> None:
    found = seasonality([*YEAR[:11], 0] * 3, 1)
    assert np.isfinite(found.p_value) and found.p_value < 0.001
    assert np.isfinite([found.effect, found.low, found.high]).all()


@pytest.mark.parametrize("month", [0, 13, 1.5, True, None])
def test_month_out_of_range_is_refused(month: Any) -> None:
    with pytest.raises(ValueError, match="first_month"):
        seasonality(YEAR * 3, month)


def test_two_changes_are_found_at_their_places_over_a_gap() -> None:
    series: list[Any] = [20, 18, 22, 19, 21, 20, 23, 18, 40, 38, 43, 39, 41, 44, 37, 40, 12, 10, 11, 13, 9, 12, 11, 10]
    series[3] = None
    found = change_points(series)
    assert [one.position for one in found.found] == [8, 16]
    assert found.points == 23
    assert found.found[1].rate_before == pytest.approx(40.25) and found.found[1].rate_after == pytest.approx(11.0)


def test_change_in_people_alone_is_no_change_point() -> None:
    people = np.array([1000] * 10 + [3000] * 10)
    noise = np.array([1, -1, 0, 2, -2, 1, 0, -1, 2, -2] * 2)
    assert change_points(people // 50 + noise, people).found == ()
    assert len(change_points(people // 50 + noise).found) == 1


@pytest.mark.parametrize(
    ("count", "reason"),
    [([5], "fewer than 12 points"), ([None] * 20, "fewer than 12 points"), ([0] * 20, "no event was counted")],
)
def test_change_that_cannot_be_looked_for_says_why(count: Any, reason: str) -> None:
    found = change_points(count)
    assert (found.found, found.method, found.reason) == ((), "none", reason)


@pytest.mark.parametrize("given", [{"false_alarm": 0}, {"false_alarm": 1}, {"permutations": 5}])
def test_change_points_out_of_range_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(given))):
        change_points([3] * 20, **given)


def test_direction_is_told_both_ways_with_one_over_the_other() -> None:
    series = [round(20 * 1.02**month) for month in range(36)]
    up, down = direction(series), direction(series[::-1])
    assert (up.way, down.way) == (Way.RISING, Way.FALLING)
    assert up.change == pytest.approx(1.02**12, rel=0.03)
    assert up.change * down.change == pytest.approx(1.0, rel=0.02)


def test_direction_of_a_rate_follows_the_people() -> None:
    people = np.linspace(1000, 2000, 36)
    assert direction(np.round(people / 20)).way is Way.RISING
    assert direction(np.round(people / 20), people).way is Way.CANNOT_TELL


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        ([40], "fewer than 12 points"),
        ([None] * 24, "fewer than 12 points"),
        ([0] * 24, "fewer than 10 events"),
        ([0] * 23 + [9], "fewer than 10 events"),
        ([5] * 8 + [60] * 8, "neighbouring points are too alike to tell a direction from drift"),
    ],
)
def test_direction_that_cannot_be_estimated_says_why(count: Any, reason: str) -> None:
    found = direction(count)
    assert (found.way, found.method, found.reason) == (Way.CANNOT_TELL, "none", reason)


def test_season_is_not_taken_for_a_direction() -> None:
    half_years = (YEAR * 3)[1:31]  # begins low and ends high
    assert direction(half_years).way is Way.CANNOT_TELL


def test_likeness_of_neighbours_widens_the_interval() -> None:
    noise = np.random.default_rng(2).poisson(30, 60)
    drift = 14 * np.sin(np.arange(60) / 2.0)
    alike = direction(np.round(noise + drift))
    loose = direction(np.round(noise + np.random.default_rng(3).permutation(drift)))
    assert alike.likeness > 0.3 > loose.likeness
    assert alike.high / alike.low > loose.high / loose.low
