from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from sulis.statistics import compare_counts

counts = st.integers(0, 3000)
times = st.floats(0.01, 1e6)


@given(counts, times, counts, times)
def test_comparison_of_any_two_gives_a_probability(a: int, time_a: float, b: int, time_b: float) -> None:
    assert 0 <= compare_counts(a, time_a, b, time_b).p_value <= 1


@given(counts, times, counts, times)
def test_comparison_the_other_way_round_has_the_same_p(a: int, time_a: float, b: int, time_b: float) -> None:
    there, back = compare_counts(a, time_a, b, time_b), compare_counts(b, time_b, a, time_a)
    np.testing.assert_allclose(there.p_value, back.p_value, rtol=1e-7, atol=1e-13)


@given(counts, times, counts, times, st.floats(0.001, 1000))
def test_comparison_is_the_same_in_any_unit_of_exposure(
    a: int, time_a: float, b: int, time_b: float, unit: float
) -> None:
    one, other = compare_counts(a, time_a, b, time_b), compare_counts(a, time_a * unit, b, time_b * unit)
    np.testing.assert_allclose(one.p_value, other.p_value, rtol=1e-6, atol=1e-13)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_comparison_of_counts_further_apart_in_one_total_has_a_smaller_p(total: int, one: int, other: int) -> None:
    near, far = sorted((one, other))
    assume(near != far and far <= total)
    wide = compare_counts(total + far, 1, total - far, 1)
    assert wide.p_value <= compare_counts(total + near, 1, total - near, 1).p_value
