from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import rate_ratio


def test_ratio_is_exact_while_either_count_is_under_a_hundred() -> None:
    found = rate_ratio([99, 100, 5000, 100], 1, [5000, 5000, 99, 100], 1)
    assert found.method.tolist() == ["exact conditional", "log-normal", "exact conditional", "log-normal"]


def test_ratio_of_large_counts_is_log_normal_as_written_out() -> None:
    found = rate_ratio(400, 1000, 100, 500)
    spread = 1.959963984540054 * math.sqrt(1 / 400 + 1 / 100)
    assert float(found.value) == pytest.approx(2.0)
    assert float(found.low) == pytest.approx(2.0 * math.exp(-spread))
    assert float(found.high) == pytest.approx(2.0 * math.exp(spread))


def test_ratio_with_no_event_above_is_nought_with_a_finite_upper_limit() -> None:
    found = rate_ratio(0, 1000, 8, 1000)
    assert (float(found.value), float(found.low)) == (0.0, 0.0)
    assert 0.0 < float(found.high) < 1.0


def test_ratio_with_no_event_below_has_no_value_but_says_at_least_how_large() -> None:
    found = rate_ratio(8, 1000, 0, 1000)
    assert np.isnan(found.value)
    assert float(found.low) > 1.0
    assert float(found.high) == math.inf
    assert str(found.method) == "exact conditional"


@pytest.mark.parametrize(
    ("count_a", "time_a", "count_b", "time_b"),
    [(0, 10, 0, 10), (3, 0, 4, 10), (3, 10, 4, 0), (3, None, 4, 10), (None, 10, 4, 10), (3, 10, np.nan, 10)],
)
def test_ratio_of_which_nothing_can_be_said_is_nan(
    count_a: float, time_a: float, count_b: float, time_b: float
) -> None:
    found = rate_ratio(count_a, time_a, count_b, time_b)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert str(found.method) == "none"


def test_ratio_at_the_change_over_moves_its_limits_by_about_one_per_cent() -> None:
    before, after = rate_ratio(99, 1, 100, 1), rate_ratio(100, 1, 100, 1)
    assert float(after.low / after.value) == pytest.approx(float(before.low / before.value), rel=0.015)
    assert float(after.high / after.value) == pytest.approx(float(before.high / before.value), rel=0.015)


def test_ratio_of_very_large_counts_has_limits_close_to_it() -> None:
    found = rate_ratio(10**9, 1e9, 10**9, 1e9)
    assert float(found.low) == pytest.approx(1.0, abs=1e-4)
    assert float(found.high) == pytest.approx(1.0, abs=1e-4)
