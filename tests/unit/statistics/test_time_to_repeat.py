from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import time_to_repeat


def test_time_to_repeat_of_nobody_watched_says_nothing() -> None:
    found = time_to_repeat([], [])
    assert (found.method, found.day.size) == ("none", 0)
    assert math.isnan(found.median)


def test_time_to_repeat_where_nobody_repeated_has_no_day_and_no_end() -> None:
    found = time_to_repeat([5, 9], [0, 0])
    assert (found.day.size, found.median, found.median_low, found.median_high) == (0, math.inf, math.inf, math.inf)


def test_time_to_repeat_where_everybody_did_ends_at_nought() -> None:
    found = time_to_repeat([1, 2, 3, 4], [1, 1, 1, 1])
    assert found.without.tolist() == [0.75, 0.5, 0.25, 0.0]
    assert (found.low[-1], found.median) == (0.0, 2.0)
    assert found.high[-1] == found.high[-2]
    assert (found.low <= found.without).all()
    assert (found.without <= found.high).all()


def test_time_to_repeat_all_on_one_day_has_limits() -> None:
    found = time_to_repeat([3, 3], [1, 1])
    assert (found.without.tolist(), found.low.tolist(), found.high.tolist()) == ([0.0], [0.0], [1.0])


def test_time_to_repeat_counts_a_repeat_before_an_end_on_the_same_day() -> None:
    assert time_to_repeat([5, 5], [1, 0]).without.tolist() == [0.5]


def test_time_to_repeat_without_censoring_is_the_share_that_is_left() -> None:
    days = np.random.default_rng(1).integers(1, 40, 200)
    found = time_to_repeat(days, np.ones(200))
    assert found.without == pytest.approx([(days > day).mean() for day in found.day])


@pytest.mark.parametrize(
    ("days", "repeated"), [([1, 2], [1]), ([1, None], [1, 1]), ([1, 2], [1, 2]), ([-1, 2], [1, 1]), ([1, 2], [1, None])]
)
def test_time_to_repeat_refuses_what_it_cannot_read(days: list[int], repeated: list[int]) -> None:
    with pytest.raises(ValueError, match="days"):
        time_to_repeat(days, repeated)
