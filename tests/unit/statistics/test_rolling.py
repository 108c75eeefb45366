from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sulis.statistics import rolling_sum


def test_rolling_year_is_missing_until_twelve_months_are_in() -> None:
    found = rolling_sum(np.ones(14))
    assert np.isnan(found[:11]).all()
    assert found[11:].tolist() == [12.0, 12.0, 12.0]


def test_rolling_year_over_a_missing_month_is_missing_and_never_scaled_up() -> None:
    months: list[float | None] = [1.0] * 30
    months[14] = None
    found = rolling_sum(months)  # type: ignore[arg-type]
    assert np.isnan(found[14:26]).all()
    assert found[[13, 26]].tolist() == [12.0, 12.0]


def test_rolling_year_of_fewer_than_twelve_months_is_all_missing() -> None:
    assert np.isnan(rolling_sum([1, 2, 3])).all()


def test_rolling_sum_keeps_areas_apart() -> None:
    found = rolling_sum([[1, 2, 3], [10, None, 30]], months=2)
    np.testing.assert_array_equal(found, [[np.nan, 3, 5], [np.nan, np.nan, np.nan]])


def test_rolling_sum_of_one_month_is_the_month() -> None:
    np.testing.assert_array_equal(rolling_sum([1, None, 3], months=1), [1, np.nan, 3])


@pytest.mark.parametrize("months", [0, -1, 1.5, True, "12", None])
def test_rolling_sum_over_no_whole_month_is_refused(months: Any) -> None:
    with pytest.raises(ValueError, match=r"months: .* was given. It must be a whole number above 0"):
        rolling_sum([1, 2, 3], months)


def test_rolling_sum_of_a_single_number_is_refused() -> None:
    with pytest.raises(ValueError, match="values: a single number was given"):
        rolling_sum(5)
