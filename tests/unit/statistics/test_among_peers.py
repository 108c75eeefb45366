"""One area beside a handful like it: the range is that for one more of them, and says nothing where they say nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sulis.statistics import among_peers

TEN = [5.1, 6.3, 4.8, 7.0, 5.9, 6.6, 5.5, 6.1, 4.9, 6.8]


def test_p_is_that_of_an_analysis_of_variance_of_one_against_the_others() -> None:
    from scipy.stats import f_oneway

    for value in (5.0, 8.2, 11.0):
        assert among_peers(value, TEN).p_value == pytest.approx(float(f_oneway([value], TEN).pvalue))


def test_a_value_at_the_end_of_the_range_has_the_p_of_the_level() -> None:
    found = among_peers(None, TEN)
    assert among_peers(found.high, TEN).p_value == pytest.approx(0.05)
    assert among_peers(found.low, TEN).p_value == pytest.approx(0.05)
    assert (found.mean, found.peers) == (pytest.approx(np.mean(TEN)), 10)
    assert among_peers(None, TEN, level=0.998).high > found.high


def test_noise_lies_outside_one_time_in_twenty() -> None:
    draws = np.random.default_rng(7).normal(100, 15, size=(4000, 11))
    outside = np.mean([among_peers(row[0], row[1:].tolist()).p_value < 0.05 for row in draws])
    assert outside == pytest.approx(0.05, abs=0.012)


def test_gaps_take_no_part_and_a_zero_does() -> None:
    assert among_peers(6.0, [*TEN, None, math.nan]) == among_peers(6.0, TEN)
    assert among_peers(6.0, [*TEN, 0.0]).peers == 11


@pytest.mark.parametrize(
    ("peers", "reason"),
    [
        ([], "fewer than 5"),
        ([1.0, None, 2.0, 3.0, 4.0], "fewer than 5"),
        ([2.0] * 9, "all of them have the same figure"),
    ],
)
def test_too_few_and_peers_all_alike_have_no_range_and_say_why(peers: list[float | None], reason: str) -> None:
    found = among_peers(3.0, peers)
    assert found.method == "none" and reason in found.reason
    assert all(math.isnan(number) for number in (found.mean, found.low, found.high, found.p_value))


def test_area_without_a_value_has_a_range_and_no_p() -> None:
    found = among_peers(None, TEN)
    assert found.low < found.mean < found.high and math.isnan(found.p_value)


@pytest.mark.parametrize(("value", "peers"), [(math.inf, TEN), (6.0, [*TEN, -math.inf])])
def test_infinite_values_are_refused(value: float, peers: list[float | None]) -> None:
    with pytest.raises(ValueError, match="infinite"):
        among_peers(value, peers)
