from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sulis.statistics import standardised_rate

PEOPLE, WEIGHTS = [1000, 2000, 3000], [30, 40, 30]


def test_standardised_rate_of_equal_bands_is_the_crude_rate() -> None:
    found = standardised_rate([10, 20, 30], PEOPLE, WEIGHTS, per=1000)
    assert float(found.value) == pytest.approx(10.0)
    assert str(found.method) == "Dobson, Byar"
    assert str(found.reason) == ""


@pytest.mark.parametrize(
    ("count", "people", "reason"),
    [
        ([0, 0, 0], PEOPLE, "fewer than 10 events"),
        ([4, 3, 2], PEOPLE, "fewer than 10 events"),
        ([10, None, 10], PEOPLE, "a band's count or population is missing"),
        ([10, 10, 10], [1000, np.nan, 10], "a band's count or population is missing"),
        ([10, 0, 10], [1000, 0, 10], "a band has no people"),
        ([None, None, None], PEOPLE, "a band's count or population is missing"),
    ],
)
def test_rate_that_cannot_be_given_says_why(count: Any, people: Any, reason: str) -> None:
    found = standardised_rate(count, people, WEIGHTS)
    assert np.isnan([found.value, found.low, found.high]).all()
    assert (str(found.method), str(found.reason)) == ("none", reason)


def test_refused_area_leaves_its_neighbours_alone() -> None:
    found = standardised_rate([[10, 20, 30], [0, 0, 1]], [PEOPLE, PEOPLE], WEIGHTS)
    assert found.method.tolist() == ["Dobson, Byar", "none"]
    assert found.value.shape == (2,)


def test_band_without_weight_takes_no_part() -> None:
    whole = standardised_rate([10, 20, 500], [1000, 2000, 0], [3, 4, 0])
    part = standardised_rate([10, 20], [1000, 2000], [3, 4])
    assert float(whole.value) == float(part.value) and float(whole.high) == float(part.high)
    assert float(whole.count) == 30


def test_overdispersion_widens_by_its_square_root() -> None:
    plain, wide = (standardised_rate([10, 20, 30], PEOPLE, WEIGHTS, overdispersion=f) for f in (1, 4))
    assert float(wide.high - wide.value) == pytest.approx(2 * float(plain.high - plain.value))
    assert str(wide.method) == "Dobson, Byar, overdispersed"


def test_people_with_one_event_each_are_independent_events() -> None:
    people = np.zeros((3, 2))
    people[:, 0] = [10, 20, 30]
    once = standardised_rate([10, 20, 30], PEOPLE, WEIGHTS, people_by_events=people)
    assert float(once.low) == pytest.approx(float(standardised_rate([10, 20, 30], PEOPLE, WEIGHTS).low))
    twice = standardised_rate([20, 40, 60], PEOPLE, WEIGHTS, people_by_events=people[:, ::-1])
    assert float(twice.high) > float(standardised_rate([20, 40, 60], PEOPLE, WEIGHTS).high)


def test_low_never_falls_under_nothing() -> None:
    found = standardised_rate([1, 1, 8], PEOPLE, WEIGHTS, overdispersion=50)
    assert float(found.low) == 0.0


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"weights": [1, -1, 1]}, "negative"),
        ({"weights": [1, np.inf, 1]}, "infinite"),
        ({"weights": [1, None, 1]}, "none missing"),
        ({"weights": [0, 0, 0]}, "not all 0"),
        ({"weights": [1, 1]}, "shapes differ"),
        ({"population": [1000]}, "shapes differ"),
        ({"overdispersion": 0.5}, "1 or more"),
        ({"overdispersion": 2, "people_by_events": [[1]]}, "Give one"),
        ({"people_by_events": [[1], [2], [3]]}, "do not add up"),
        ({"count": [1.5, 2, 3]}, "not whole"),
    ],
)
def test_input_that_is_broken_is_refused(given: dict[str, Any], match: str) -> None:
    usual: dict[str, Any] = {"count": [10, 20, 30], "population": PEOPLE, "weights": WEIGHTS}
    with pytest.raises(ValueError, match=match):
        standardised_rate(**(usual | given))
