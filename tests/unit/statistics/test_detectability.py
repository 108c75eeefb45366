from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sulis.statistics import smallest_change, time_to_see


def test_more_events_show_a_smaller_change() -> None:
    found = smallest_change([1, 10, 100], 12, 12)
    assert (np.diff(found.fall) > 0).all() and (np.diff(found.rise) < 0).all()


def test_few_events_show_not_even_a_fall_to_nothing() -> None:
    found = smallest_change([0.1, 10], 12, 12)
    assert np.isnan(found.fall[0]) and found.rise[0] > 1
    assert found.reason.tolist() == ["not even a fall to nothing", ""]
    assert found.method.tolist() == ["difference of square roots"] * 2


@pytest.mark.parametrize("given", [(0, 12, 12), (None, 12, 12), (3, 0, 12), (3, 12, None)])
def test_change_without_a_count_or_a_period_is_none(given: Any) -> None:
    found = smallest_change(*given)
    assert np.isnan([found.fall, found.rise]).all()
    assert (str(found.method), str(found.reason)) == ("none", "the count or a period is 0 or missing")


def test_dispersion_acts_as_that_many_times_fewer_events() -> None:
    wide, few = smallest_change(20, 12, 12, dispersion=2), smallest_change(10, 12, 12)
    assert float(wide.fall) == pytest.approx(float(few.fall))


@pytest.mark.parametrize("ratio", [0.5, 0.9, 1.2])
def test_time_to_see_a_change_is_the_time_that_can_just_show_it(ratio: float) -> None:
    time = float(time_to_see(ratio, 24).periods)
    shown = smallest_change(24, time, time)
    assert float(shown.fall if ratio < 1 else shown.rise) == pytest.approx(ratio)
    after = float(time_to_see(ratio, 24, before=3 * time).periods)
    shown = smallest_change(24, 3 * time, after)
    assert float(shown.fall if ratio < 1 else shown.rise) == pytest.approx(ratio)
    assert after < time


@pytest.mark.parametrize(
    ("ratio", "rate", "before", "reason"),
    [
        (1.0, 24, None, "the stated change is none"),
        (0.95, 24, 6, "never, against so short a period before"),
        (0.9, 0, None, "the count or a period is 0 or missing"),
        (None, 24, None, "the count or a period is 0 or missing"),
    ],
)
def test_time_that_cannot_be_given_says_why(ratio: Any, rate: int, before: Any, reason: str) -> None:
    found = time_to_see(ratio, rate, before)
    assert np.isnan(found.periods)
    assert (str(found.method), str(found.reason)) == ("none", reason)


@pytest.mark.parametrize(
    ("given", "match"), [({"power": 1}, "power"), ({"level": 0}, "level"), ({"dispersion": 0.5}, "dispersion")]
)
def test_settings_out_of_range_are_refused(given: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        smallest_change(20, 12, 12, **given)
