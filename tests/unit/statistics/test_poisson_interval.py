from __future__ import annotations

import math

import numpy as np

from sulis.statistics import poisson_interval


def test_interval_of_no_event_starts_at_nought_and_ends_above_it() -> None:
    found = poisson_interval(0)
    assert float(found.low) == 0.0
    assert math.isclose(float(found.high), -math.log(0.025), rel_tol=1e-12)


def test_interval_below_ten_events_is_exact_and_from_ten_is_byars() -> None:
    found = poisson_interval([0, 9, 10, 11, None])
    assert found.method.tolist() == ["exact Poisson", "exact Poisson", "Byar", "Byar", "none"]


def test_interval_at_998_is_wider_on_both_sides() -> None:
    usual, wide = poisson_interval([3, 30]), poisson_interval([3, 30], 0.998)
    assert (wide.low < usual.low).all()
    assert (wide.high > usual.high).all()


def test_interval_of_a_very_large_count_stays_close_to_the_normal_one() -> None:
    found = poisson_interval(10**12)
    assert math.isclose(float(found.high - found.low), 2 * 1.959964 * 10**6, rel_tol=1e-5)


def test_interval_of_counts_in_two_dimensions_equals_one_by_one() -> None:
    counts = np.array([[0, 3, 9], [10, 11, 250]])
    together = poisson_interval(counts)
    apart = [[float(poisson_interval(int(x)).high) for x in row] for row in counts]
    assert together.high.tolist() == apart
