from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import rate_difference


def test_difference_of_two_noughts_is_nought_with_limits_either_side() -> None:
    found = rate_difference(0, 100_000, 0, 100_000)
    assert float(found.value) == 0.0
    assert float(found.low) == pytest.approx(-3.689, abs=5e-4)
    assert float(found.high) == pytest.approx(3.689, abs=5e-4)
    assert str(found.method) == "MOVER"


def test_difference_is_stated_per_hundred_thousand_unless_told() -> None:
    assert float(rate_difference(30, 1000, 10, 1000).value) == pytest.approx(2000.0)
    assert float(rate_difference(30, 1000, 10, 1000, per=1000).value) == pytest.approx(20.0)


@pytest.mark.parametrize(("time_a", "time_b"), [(0, 10), (10, 0), (None, 10), (10, np.nan)])
def test_difference_without_a_time_at_risk_is_nan(time_a: float, time_b: float) -> None:
    found = rate_difference(3, time_a, 4, time_b)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert str(found.method) == "none"


def test_difference_takes_one_comparator_for_many_areas() -> None:
    found = rate_difference([3, 30, 300], [1000, 1000, 1000], 50, 10_000)
    assert found.value.shape == (3,)
    assert (np.diff(found.value) > 0).all()


def test_difference_of_shapes_that_differ_is_refused() -> None:
    with pytest.raises(ValueError, match="shapes differ"):
        rate_difference([1, 2], 1000, [1, 2, 3], 1000)
