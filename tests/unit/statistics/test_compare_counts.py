from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import compare_counts


def test_comparison_of_two_noughts_shows_no_difference() -> None:
    found = compare_counts(0, 1000, 0, 10)
    assert float(found.p_value) == 1.0
    assert str(found.method) == "E-test"


def test_comparison_of_equal_rates_has_p_of_one_in_spite_of_rounding() -> None:
    assert compare_counts([3, 20, 7], [0.3, 10, 0.7], [1, 20, 11], [0.1, 10, 1.1]).p_value.tolist() == [1.0, 1.0, 1.0]


def test_comparison_says_by_its_sign_which_rate_is_higher() -> None:
    found = compare_counts([10, 2], 1, [2, 10], 1)
    assert found.statistic[0] > 0 > found.statistic[1]


@pytest.mark.parametrize(
    ("count_a", "time_a", "count_b", "time_b"), [(3, 0, 4, 10), (3, 10, 4, None), (None, 10, 4, 10), (3, np.nan, 4, 1)]
)
def test_comparison_of_what_is_missing_is_nan(count_a: float, time_a: float, count_b: float, time_b: float) -> None:
    found = compare_counts(count_a, time_a, count_b, time_b)
    assert np.isnan(found.p_value)
    assert str(found.method) == "none"


def test_comparison_of_very_large_counts_uses_the_normal_limit_without_a_step() -> None:
    below, above = compare_counts(998_000, 1, 1_001_000, 1), compare_counts(1_000_000, 1, 1_003_003, 1)
    assert (str(below.method), str(above.method)) == ("E-test", "E-test, normal limit")
    assert float(below.p_value) == pytest.approx(float(above.p_value), rel=2e-3)


def test_comparison_of_far_apart_counts_is_small_and_not_negative() -> None:
    p = float(compare_counts(1000, 1, 10, 1).p_value)
    assert 0.0 <= p < 1e-100


def test_comparison_of_many_equals_one_by_one() -> None:
    a, b = np.array([[0, 3, 8], [40, 120, 3]]), np.array([[2, 3, 1], [60, 100, 3]])
    together = compare_counts(a, 2.0, b, 3.0).p_value
    apart = [
        [float(compare_counts(int(x), 2.0, int(y), 3.0).p_value) for x, y in zip(*rows, strict=True)]
        for rows in zip(a, b, strict=True)
    ]
    np.testing.assert_allclose(together, apart, rtol=1e-12)
