from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import disparity, rate_ratio, relative_rate_index


def test_disparity_is_the_rate_ratio_to_the_reference() -> None:
    found, ratio = disparity([30, 40], [1000, 4000], 1), rate_ratio(30, 1000, 40, 4000)
    assert (found.value[0], found.low[0], found.high[0]) == (ratio.value, ratio.low, ratio.high)
    assert found.method.tolist() == ["exact conditional", "reference"]


def test_disparity_bounds_hold_whatever_the_unknown_are() -> None:
    found = disparity([30, 40, 8], [1000, 4000, 500], 1, unknown=10)
    for to_group in range(11):
        for to_reference in range(11 - to_group):
            truth = ((30 + to_group) / 1000) / ((40 + to_reference) / 4000)
            assert found.least[0] - 1e-12 <= truth <= found.most[0] + 1e-12
    assert found.least_low[0] < found.least[0] < found.value[0] < found.most[0] < found.most_high[0]


def test_disparity_without_unknown_has_bounds_at_its_value() -> None:
    found = disparity([30, 40], [1000, 4000], 1)
    assert found.least.tolist() == found.value.tolist() == found.most.tolist()


@pytest.mark.parametrize("people", [np.nan, 0])
def test_disparity_of_a_group_without_denominator_says_none(people: float) -> None:
    found = disparity([30, 40], [people, 4000], 1)
    assert found.method.tolist() == ["none", "reference"]
    assert np.isnan(found.value[0])


def test_disparity_with_a_reference_without_denominator_says_none_of_all() -> None:
    assert set(disparity([30, 40], [1000, np.nan], 1).method.tolist()) == {"none"}


def test_disparity_with_no_event_in_the_reference_says_at_least_how_large() -> None:
    found = disparity([12, 0], [1000, 1000], 1)
    assert np.isnan(found.value[0])
    assert found.low[0] > 1.0
    assert found.high[0] == np.inf


@pytest.mark.parametrize(
    ("count", "people", "reference"),
    [([1, None], [5, 5], 0), ([1, 2], [5], 0), ([1, 2], [5, 5], 2), ([1, 2], [5, 5], -1)],
)
def test_disparity_refuses_what_it_cannot_read(count: list[int], people: list[int], reference: int) -> None:
    with pytest.raises(ValueError, match="reference"):
        disparity(count, people, reference)


def test_relative_rate_index_refuses_more_at_a_later_stage() -> None:
    with pytest.raises(ValueError, match="stages"):
        relative_rate_index([[10, 10], [11, 2]], 0)
