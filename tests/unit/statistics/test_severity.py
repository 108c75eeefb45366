from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import poisson_interval, severity


def test_severity_is_the_weighted_sum_with_dobsons_limits() -> None:
    found, byar = severity([2, 10, 30], [1000, 100, 10]), poisson_interval(42)
    spread = math.sqrt((2 * 1000**2 + 10 * 100**2 + 30 * 10**2) / 42)
    assert float(found.value) == pytest.approx(3300)
    assert float(found.low) == pytest.approx(3300 + spread * (float(byar.low) - 42))
    assert float(found.high) == pytest.approx(3300 + spread * (float(byar.high) - 42))


def test_severity_of_equal_weights_is_the_count_and_its_limits() -> None:
    found, byar = severity([20, 30], [1, 1]), poisson_interval(50)
    assert (float(found.value), float(found.low), float(found.high)) == pytest.approx(
        (50, float(byar.low), float(byar.high))
    )


@pytest.mark.parametrize("count", [[0, 0], [4, 5], [None, 30]], ids=str)
def test_severity_of_too_few_or_missing_gives_the_reason(count: list[int]) -> None:
    found = severity(count, [100, 10])
    assert np.isnan([found.value, found.low, found.high]).all()
    assert str(found.method) == "none"
    assert str(found.reason)


@pytest.mark.parametrize("weights", [[-1, 2], [np.nan, 2], [0, 0], [1], [np.inf, 1]], ids=str)
def test_severity_refuses_weights_that_are_none(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        severity([20, 30], weights)
