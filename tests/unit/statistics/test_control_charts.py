from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sulis.statistics import Rebase, Screening, g_chart, p_chart, t_chart, u_chart, xmr_chart

FLAT = [10.0, 12.0] * 8


def test_screening_leaves_a_freak_range_out_and_the_chart_says_so() -> None:
    series = [*FLAT, 40.0, *FLAT]
    screened, plain = xmr_chart(series), xmr_chart(series, screening=Screening.PLAIN)
    assert screened.high[0] - screened.centre[0] == pytest.approx(2.66 * 2)
    assert plain.high[0] > screened.high[0]
    assert "screened out, once" in screened.method and "no range" in plain.method
    assert screened.outside.nonzero()[0].tolist() == [16]


def test_seven_on_one_side_are_marked_and_six_are_not() -> None:
    six, seven = ([20.0, 0.0] * 8 + [12.0] * n + [0.0, 20.0] * 4 for n in (6, 7))
    assert not xmr_chart(six).one_side.any()
    assert xmr_chart(seven).one_side.sum() == 7


def test_seven_rising_are_marked_and_a_gap_ends_the_run() -> None:
    rising = [5.0, 9, 1, 1, 2, 3, 4, 5, 6, 7, 3, 8, 2]
    assert xmr_chart(rising).trend.nonzero()[0].tolist() == [3, 4, 5, 6, 7, 8, 9]
    gapped: list[Any] = [*rising]
    gapped[6] = None
    found = xmr_chart(gapped)
    assert not found.trend.any()
    assert any("1 of 13 points are missing, the first at position 6" in note for note in found.notes)


def test_moving_ranges_do_not_reach_across_a_gap() -> None:
    found = xmr_chart([10, 11, 10, 11, None, 50, 51, 50, 51])  # type: ignore[list-item]
    assert found.high[0] - found.centre[0] == pytest.approx(2.66)


def test_rebase_starts_anew_and_prints_its_reason() -> None:
    found = xmr_chart([*FLAT, *(x + 30 for x in FLAT)], rebases=[Rebase(16, "Recording changed on 1 April 2024")])
    assert found.centre[[0, 16]].tolist() == [11, 41]
    assert not (found.outside | found.one_side | found.trend | found.near_limit).any()
    assert found.notes[0] == "New limits from position 16: Recording changed on 1 April 2024"
    assert found.stretch.tolist() == [0] * 16 + [1] * 16


@pytest.mark.parametrize(("position", "reason"), [(4, ""), (4, "   "), (4, "changed"), (0, "A long enough reason")])
def test_rebase_without_a_reason_or_a_place_is_refused(position: int, reason: str) -> None:
    with pytest.raises(ValueError, match="rebase"):
        Rebase(position, reason)


@pytest.mark.parametrize("places", [[40], [8, 4], [8, 8]])
def test_rebases_out_of_order_or_beyond_the_series_are_refused(places: list[int]) -> None:
    with pytest.raises(ValueError, match="stay within the series"):
        xmr_chart(FLAT, rebases=[Rebase(place, "A long enough reason") for place in places])


def series_of(kind: str, value: list[Any]) -> Any:
    if kind in ("u", "p"):
        return {"u": u_chart, "p": p_chart}[kind](value, 50)
    return {"xmr": xmr_chart, "g": g_chart, "t": t_chart}[kind](value)


@pytest.mark.parametrize("kind", ["xmr", "u", "p", "g", "t"])
@pytest.mark.parametrize("value", [[3], [3, 4], [None] * 14, [3, None, 4, None]])
def test_series_with_too_little_in_it_has_no_limits_and_says_so(kind: str, value: list[Any]) -> None:
    found = series_of(kind, value)
    assert found.method == "none"
    assert np.isnan(found.high).all()
    assert any(note.startswith("No limits from position 0") for note in found.notes)
    assert not (found.outside | found.one_side | found.trend | found.near_limit).any()


@pytest.mark.parametrize("kind", ["u", "p", "g"])
def test_series_without_any_event_has_no_limits(kind: str) -> None:
    assert series_of(kind, [0] * 14).method == "none"


def test_proportion_that_all_had_has_no_limits() -> None:
    assert p_chart([50] * 14, 50).method == "none"


def test_limits_of_counts_and_shares_stop_at_what_can_be() -> None:
    found = p_chart([1, 2, 0, 1, 3, 48, 2, 1], 50, laney=False)
    assert (found.low == 0).all() and (found.high <= 1).all()
    assert (xmr_chart([0, 9, 0, 8, 1, 9], least=0).low == 0).all()


def test_period_without_a_denominator_is_a_gap() -> None:
    found = u_chart([4, 5, 3, 4, 6], [100, 0, 100, 100, 100])
    assert np.isnan(found.value[1]) and np.isnan(found.high[1])
    assert any("1 of 5 points are missing" in note for note in found.notes)


def test_trial_limits_are_said() -> None:
    assert any(note.startswith("Trial limits") for note in xmr_chart(FLAT[:11]).notes)
    assert xmr_chart(FLAT[:12]).notes == ()


@pytest.mark.parametrize("kind", ["xmr", "u", "p", "t"])
def test_series_that_never_varies_marks_nothing(kind: str) -> None:
    found = series_of(kind, [3] * 14)
    assert found.method != "none"
    assert not (found.outside | found.one_side | found.trend | found.near_limit).any()
    assert not xmr_chart([0.1] * 14).one_side.any()


def test_two_events_on_one_day_are_a_gap_of_nought_for_g_and_refused_by_t() -> None:
    gaps = [5, 0, 9, 12, 0, 3]
    assert g_chart(gaps).value.tolist() == gaps
    with pytest.raises(ValueError, match="2 of 6 values are 0"):
        t_chart(gaps)


@pytest.mark.parametrize(
    "call", [lambda: p_chart([60], [50]), lambda: xmr_chart([[1, 2], [3, 4]]), lambda: u_chart(3, 4)]
)
def test_input_that_is_no_series_is_refused(call: Any) -> None:
    with pytest.raises(ValueError, match=r"above their total|one series"):
        call()
