"""Exact limits of counts, and how long nothing at all must last before it tells anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from sulis.statistics.c_chart import TAIL, c_chart
from sulis.statistics.compare_counts import compare_counts
from sulis.statistics.control_chart import Rebase
from sulis.statistics.detectability import time_to_see, time_to_see_none


@given(st.lists(st.integers(0, 200), min_size=3, max_size=12).filter(any))
def test_limits_are_the_last_counts_that_chance_brings(counts: list[int]) -> None:
    found = c_chart(counts)
    mean, low, high = found.centre[0], found.low[0], found.high[0]
    assert mean == pytest.approx(np.mean(counts))
    assert poisson.sf(high - 1, mean) > TAIL >= poisson.sf(high, mean)
    assert poisson.cdf(low, mean) > TAIL and (low == 0 or poisson.cdf(low - 1, mean) <= TAIL)
    assert (found.outside == ((np.array(counts) > high) | (np.array(counts) < low))).all()


def test_quiet_years_are_no_run_where_events_are_rare() -> None:
    rare = c_chart([0, 0, 1, 0, 0, 0, 0, 0, 0, 1])
    assert not (rare.one_side | rare.trend | rare.near_limit).any()
    usual = c_chart([14, 15, 13, 16, 14, 15, 14, 26, 25, 27, 26, 25, 27, 26])
    assert usual.one_side.all()


def test_missing_year_is_never_zero() -> None:
    found = c_chart([4, None, 6, 5])
    assert found.centre[0] == 5.0 and np.isnan(found.value[1]) and not found.outside[1]


def test_no_event_at_all_has_no_limits_and_a_rebase_gives_its_reason() -> None:
    assert c_chart([0, 0, 0, 0]).method == "none"
    found = c_chart([3, 4, 3, 9, 8, 9], rebases=[Rebase(3, "Hospitals began to code in another way.")])
    assert found.centre[0] < found.centre[3] and any("another way" in note for note in found.notes)


@pytest.mark.parametrize("rate", [0.2, 1.0, 5.0])
def test_time_without_any_event_is_seen_as_often_as_stated(rate: float) -> None:
    """Against the sum over every count that the years before may have had."""
    periods = float(time_to_see_none(rate).periods)
    before = np.arange(0, 60)
    seen = compare_counts(before, np.ones(60), np.zeros(60), np.ones(60)).p_value <= 0.05
    assert (poisson.pmf(before, rate * periods) * seen).sum() == pytest.approx(0.8, abs=1e-6)
    assert periods > float(time_to_see(0.0, rate).periods)


def test_rate_of_none_has_no_time() -> None:
    assert time_to_see_none(0.0).method == "none" and np.isnan(time_to_see_none(0.0).periods)
    with pytest.raises(ValueError, match=r"above 0 and below 1"):
        time_to_see_none(1.0, power=1.5)
