from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sulis.statistics import rolling_sum

months = st.lists(st.one_of(st.none(), st.integers(0, 10_000)), max_size=60)


@given(months, st.integers(1, 15))
def test_rolling_sum_equals_a_slow_and_obvious_one(values: list[int | None], width: int) -> None:
    expected = []
    for end in range(1, len(values) + 1):
        window = values[max(0, end - width) : end]
        whole = len(window) == width and None not in window
        expected.append(float(sum(x for x in window if x is not None)) if whole else np.nan)
    np.testing.assert_array_equal(rolling_sum(values, width), expected)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 10_000), min_size=12, max_size=40), st.integers(0, 39))
def test_rolling_year_with_one_month_taken_away_is_missing_where_that_month_counted(
    values: list[int], gone: int
) -> None:
    gone %= len(values)
    holed = np.array(values, dtype=float)
    holed[gone] = np.nan
    before, after = rolling_sum(values), rolling_sum(holed)
    touched = (np.arange(len(values)) >= gone) & (np.arange(len(values)) < gone + 12)
    assert np.isnan(after[touched]).all()
    np.testing.assert_array_equal(after[~touched], before[~touched])
