from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import expected_events, standardised_ratio


def test_ratio_of_no_event_is_nought_with_a_high() -> None:
    found = standardised_ratio(0, 4)
    assert (float(found.value), float(found.low)) == (0.0, 0.0)
    assert float(found.high) == pytest.approx(3.689 / 4, abs=1e-3)
    assert found.rate is None


@pytest.mark.parametrize(
    ("count", "expected", "reason"),
    [
        (None, 4, "the count or the expected events are missing"),
        (4, None, "the count or the expected events are missing"),
        (4, 0, "no event was expected"),
    ],
)
def test_ratio_that_cannot_be_given_says_why(count: int | None, expected: int | None, reason: str) -> None:
    found = standardised_ratio(count, expected, reference_rate=0.001)  # type: ignore[arg-type]
    assert np.isnan(found.value) and np.isnan(found.high)
    assert found.rate is not None and np.isnan(found.rate)
    assert (str(found.method), str(found.reason)) == ("none", reason)


def test_expected_events_of_the_reference_are_its_own() -> None:
    assert float(expected_events([100, 200], [3, 9], [100, 200])) == pytest.approx(12.0)


def test_band_that_the_reference_lacks_counts_only_where_the_area_has_people() -> None:
    found = expected_events([[100, 0], [100, 5]], [3, 0], [100, 0])
    assert found[0] == pytest.approx(3.0)
    assert np.isnan(found[1])


def test_bands_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="shapes differ"):
        expected_events([[100, 200]], [1, 2, 3], [10, 20, 30])


@pytest.mark.parametrize("rate", [0, -1, np.inf])
def test_reference_rate_out_of_range_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="reference_rate"):
        standardised_ratio(3, 4, reference_rate=rate)
