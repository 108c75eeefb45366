from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import wilson


def test_share_of_none_starts_at_exactly_nought() -> None:
    found = wilson(0, 20)
    assert (float(found.value), float(found.low)) == (0.0, 0.0)
    assert float(found.high) == pytest.approx(0.1611, abs=5e-5)


def test_share_of_all_ends_at_exactly_one() -> None:
    found = wilson(20, 20)
    assert (float(found.value), float(found.high)) == (1.0, 1.0)
    assert float(found.low) == pytest.approx(1 - 0.1611, abs=5e-5)


@pytest.mark.parametrize(("successes", "total"), [(0, 0), (None, 10), (0, None), (5, np.nan)])
def test_share_of_nothing_or_of_something_missing_is_nan(successes: float | None, total: float | None) -> None:
    found = wilson(successes, total)  # type: ignore[arg-type]
    assert np.isnan([found.value, found.low, found.high]).all()
    assert str(found.method) == "none"


def test_share_above_the_whole_is_refused_with_how_many() -> None:
    with pytest.raises(ValueError, match="successes, total: 2 of 3 successes are above their total"):
        wilson([5, 11, 3], [10, 10, 0])


def test_share_of_a_total_that_is_not_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="total: the number is not whole numbers"):
        wilson(5, 10.5)
