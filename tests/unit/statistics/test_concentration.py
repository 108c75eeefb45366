from __future__ import annotations

import numpy as np
import pytest

from sulis.statistics import concentration


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0], [np.nan, 5], [np.nan, np.nan]], ids=str)
def test_concentration_of_which_nothing_can_be_said_is_missing(counts: list[float]) -> None:
    found = concentration(counts)
    assert found.method == "none"
    assert np.isnan([found.gini, found.generalised_gini, found.low, found.high, found.top_share, found.top_even]).all()
    assert np.isnan(found.share_in_top(0.1))


def test_concentration_leaves_missing_places_out() -> None:
    found = concentration([4, np.nan, 1, 0], deals=9)
    assert (found.places, found.events) == (3, 5)


def test_concentration_curve_begins_with_the_most_affected() -> None:
    found = concentration([0, 6, 1, 3], top=0.25, deals=9)
    assert found.share_of_events == pytest.approx([0, 0.6, 0.9, 1.0, 1.0])
    assert (found.top_places, found.top_share) == (1, 0.6)
    assert found.share_in_top(0.5) == pytest.approx(0.9)


@pytest.mark.parametrize("counts", [[5, 5, 5, 5], [1, 1, 0, 0, 0], [1000] + [0] * 999, [7] * 1000, [1] * 3 + [0] * 7])
def test_concentration_interval_holds_the_value_at_either_end(counts: list[int]) -> None:
    found = concentration(counts, deals=199)
    assert 0.0 <= found.low <= found.generalised_gini <= found.high <= 1.0
    assert found.top_low <= found.top_share <= found.top_high
    assert found.top_even_low <= found.top_even <= found.top_even_high


def test_concentration_of_many_places_deals_in_pieces_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    counts = np.random.default_rng(2).poisson(0.4, 200)
    whole = concentration(counts, deals=50)
    monkeypatch.setattr(sys.modules["sulis.statistics.concentration"], "AT_ONCE", 1000)
    pieces = concentration(counts, deals=50)
    assert pieces.even == pytest.approx(whole.even)
    assert (pieces.low, pieces.high) == pytest.approx((whole.low, whole.high))


def test_concentration_of_evenly_dealt_events_is_what_chance_holds() -> None:
    random = np.random.default_rng(8)
    within = 0
    for seed in range(40):
        found = concentration(random.multinomial(60, [1 / 200] * 200), deals=199, seed=seed)
        within += found.top_even_low <= found.top_share <= found.top_even_high
    assert within >= 34


@pytest.mark.parametrize("bad", [[-1, 2], [0.5, 2], [np.inf, 2]], ids=str)
def test_concentration_refuses_what_is_no_count(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="counts"):
        concentration(bad)


@pytest.mark.parametrize("top", [0, 1, 1.5, np.nan])
def test_concentration_refuses_a_top_that_is_no_share(top: float) -> None:
    with pytest.raises(ValueError, match="top"):
        concentration([1, 2], top=top)
