"""Relations that hold for every interval, whatever the numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from sulis.statistics import crude_rate, poisson_interval, rate_difference, rate_ratio, wilson

counts = st.integers(0, 2_000_000)
small_counts = st.integers(0, 300)
people = st.integers(1, 10**9)
levels = st.floats(0.01, 0.9999)
usual_levels = st.floats(0.5, 0.999)


@given(counts, levels)
def test_poisson_interval_of_any_count_contains_it(count: int, level: float) -> None:
    found = poisson_interval(count, level)
    assert 0 <= found.low <= count <= found.high


@given(counts, usual_levels)
def test_poisson_interval_of_one_more_event_lies_higher(count: int, level: float) -> None:
    found = poisson_interval([count, count + 1], level)
    assert found.low[0] < found.low[1]
    assert found.high[0] < found.high[1]


@given(counts, levels, levels)
def test_poisson_interval_at_a_higher_level_contains_that_at_a_lower(count: int, one: float, other: float) -> None:
    narrow, wide = poisson_interval(count, min(one, other)), poisson_interval(count, max(one, other))
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(counts, people, levels)
def test_crude_rate_of_anyone_lies_in_its_interval(count: int, population: int, level: float) -> None:
    found = crude_rate(count, population, level=level)
    assert found.low <= found.value <= found.high


@given(counts, people, st.floats(0.001, 1e6))
def test_crude_rate_per_more_people_scales_with_its_limits(count: int, population: int, per: float) -> None:
    one, many = crude_rate(count, population, 1), crude_rate(count, population, per)
    for name in ("value", "low", "high"):
        np.testing.assert_allclose(getattr(many, name), per * getattr(one, name), rtol=1e-12)


@given(counts, people, st.floats(0.01, 100))
def test_crude_rate_over_years_equals_that_of_so_many_people(count: int, population: int, years: float) -> None:
    spread, whole = crude_rate(count, population, years=years), crude_rate(count, population * years)
    np.testing.assert_allclose([spread.value, spread.high], [whole.value, whole.high], rtol=1e-12)


@given(counts, people, levels)
def test_wilson_interval_contains_the_share_and_stays_in_nought_to_one(part: int, rest: int, level: float) -> None:
    found = wilson(part, part + rest, level)
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(counts, counts, levels)
def test_wilson_interval_of_the_others_is_one_less_it(part: int, rest: int, level: float) -> None:
    assume(part + rest > 0)
    these, others = wilson(part, part + rest, level), wilson(rest, part + rest, level)
    np.testing.assert_allclose(
        [these.value, these.low, these.high], [1 - others.value, 1 - others.high, 1 - others.low], atol=1e-12
    )


@given(counts, people, levels, levels)
def test_wilson_interval_at_a_higher_level_contains_that_at_a_lower(
    part: int, rest: int, one: float, other: float
) -> None:
    total = part + rest
    narrow, wide = wilson(part, total, min(one, other)), wilson(part, total, max(one, other))
    assert wide.low <= narrow.low + 1e-15
    assert narrow.high <= wide.high + 1e-15


@given(small_counts, people, small_counts, people, levels)
def test_rate_ratio_that_exists_lies_in_its_interval(a: int, time_a: int, b: int, time_b: int, level: float) -> None:
    assume(b > 0)
    found = rate_ratio(a, time_a, b, time_b, level)
    assert 0 <= found.low <= found.value <= found.high < np.inf


@given(small_counts, people, small_counts, people, usual_levels)
def test_rate_ratio_the_other_way_round_is_one_over_it(a: int, time_a: int, b: int, time_b: int, level: float) -> None:
    assume(a > 0 and b > 0)
    there, back = rate_ratio(a, time_a, b, time_b, level), rate_ratio(b, time_b, a, time_a, level)
    np.testing.assert_allclose(
        [there.value, there.low, there.high], [1 / back.value, 1 / back.high, 1 / back.low], rtol=1e-8
    )


@given(st.integers(1, 300), people, people, usual_levels)
def test_rate_ratio_with_one_count_of_nought_mirrors_the_other_way_round(
    b: int, time_a: int, time_b: int, level: float
) -> None:
    nought, endless = rate_ratio(0, time_a, b, time_b, level), rate_ratio(b, time_b, 0, time_a, level)
    np.testing.assert_allclose(nought.high, 1 / endless.low, rtol=1e-8)
    assert nought.low == 0
    assert np.isposinf(endless.high)


@given(small_counts, people, small_counts, people, st.integers(2, 1000))
def test_rate_ratio_is_the_same_in_any_unit_of_time(a: int, time_a: int, b: int, time_b: int, unit: int) -> None:
    assume(a + b > 0)
    days, years = rate_ratio(a, time_a * unit, b, time_b * unit), rate_ratio(a, time_a, b, time_b)
    np.testing.assert_allclose([days.low, days.high], [years.low, years.high], rtol=1e-12)


@given(counts, people, counts, people, levels)
def test_rate_difference_lies_in_its_interval(a: int, time_a: int, b: int, time_b: int, level: float) -> None:
    found = rate_difference(a, time_a, b, time_b, level)
    assert found.low <= found.value <= found.high


@given(counts, people, counts, people, levels)
def test_rate_difference_the_other_way_round_changes_sign(
    a: int, time_a: int, b: int, time_b: int, level: float
) -> None:
    there, back = rate_difference(a, time_a, b, time_b, level), rate_difference(b, time_b, a, time_a, level)
    assert (there.value, there.low, there.high) == (-back.value, -back.high, -back.low)


@given(counts, people, st.integers(10**9, 10**12), levels)
def test_rate_difference_from_a_rate_known_to_be_nought_is_nearly_the_rate(
    a: int, time_a: int, endless: int, level: float
) -> None:
    found, rate = rate_difference(a, time_a, 0, endless * time_a, level), crude_rate(a, time_a, level=level)
    np.testing.assert_allclose(found.high, rate.high, rtol=1e-12)
    np.testing.assert_allclose(found.value, rate.value, rtol=1e-12)
