from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import aoristic, part_share, wilson

DAY = 1440.0
NIGHT = (1080.0, 1800.0)


def by_the_minute(starts: list[float], ends: list[float]) -> np.ndarray:
    """Every minute of every span laid down in its hour, one after the other."""
    hours = np.zeros(24)
    for start, end in zip(starts, ends, strict=True):
        for minute in np.arange(start, end):
            hours[int(minute % DAY // 60)] += 1.0 / (end - start)
    return hours


def test_spans_are_spread_as_minute_by_minute_counting_spreads_them() -> None:
    starts, ends = [30.0, 1290.0, 1430.0, 700.0], [200.0, 1410.0, 1530.0, 1900.0]
    assert aoristic(starts, ends).weight == pytest.approx(by_the_minute(starts, ends))


def test_a_moment_lies_in_one_hour_and_the_last_minute_of_the_day_in_the_last() -> None:
    found = aoristic([0, 59, 60, 1439], [0, 59, 60, 1439])
    assert found.weight[[0, 1, 23]].tolist() == [2.0, 1.0, 1.0]
    assert found.certain.tolist() == found.possible.tolist() == found.weight.tolist()


def test_a_span_of_a_whole_day_and_one_without_an_end_are_unknown() -> None:
    found = aoristic([0, 600, None, 60], [1440, None, 600, 60])
    assert (found.known, found.unknown) == (1, 3)


def test_limits_are_wilsons_of_the_certain_and_of_the_possible() -> None:
    starts, ends = [10.0] * 30 + [50.0] * 10 + [600.0] * 60, [10.0] * 30 + [70.0] * 10 + [600.0] * 60
    found = aoristic(starts, ends)
    assert found.share[0] == pytest.approx(0.35)
    assert (found.low[0], found.high[0]) == pytest.approx((float(wilson(30, 100).low), float(wilson(40, 100).high)))


def test_the_unknown_widen_a_share_both_ways_and_do_not_move_it() -> None:
    times = [1200.0] * 40 + [720.0] * 40
    plain = part_share(times, times, NIGHT)
    loose = part_share([*times, *[None] * 20], [*times, *[None] * 20], NIGHT)
    assert plain.value == loose.value == 0.5
    assert loose.low == pytest.approx(float(wilson(40, 100).low)) and loose.low < plain.low
    assert loose.high == pytest.approx(float(wilson(60, 100).high)) and loose.high > plain.high


def test_a_part_that_goes_over_midnight_holds_both_its_sides() -> None:
    times = [1080.0, 1439.0, 0.0, 359.0, 360.0, 1079.0]
    assert part_share(times, times, NIGHT).certain == 4
    across = part_share([1020.0, 1400.0], [1140.0, 1460.0], NIGHT)
    assert (across.certain, across.possible, across.value) == (1, 2, pytest.approx(0.75))


def test_even_events_are_called_uneven_about_as_often_as_stated() -> None:
    drawn = np.random.default_rng(5)
    told = 0
    for _ in range(400):
        times = drawn.integers(0, 7 * 1440, 210).astype(float)
        told += aoristic(times, times, cycle=7 * DAY, parts=7).p_even < 0.05
    assert 8 <= told <= 34


def test_nothing_known_is_no_share_and_few_are_not_tested() -> None:
    none = aoristic([None], [None])
    assert none.method == "none" and np.isnan(none.share).all()
    assert math.isnan(part_share([], [], NIGHT).value)
    assert math.isnan(aoristic([60.0] * 20, [60.0] * 20).p_even)


def test_a_span_that_runs_backwards_or_has_no_partner_is_refused() -> None:
    with pytest.raises(ValueError, match="end before they start"):
        aoristic([60], [30])
    with pytest.raises(ValueError, match="one an event"):
        aoristic([60, 70], [80])
    with pytest.raises(ValueError, match="infinite"):
        aoristic([math.inf], [math.inf])
