from __future__ import annotations

import pytest

from sulis.vocabulary import Missing
from sulis.year.needs import Assessment
from sulis.year.needs.places import places_for_half
from tests.support.needs_store import DOCKSIDE, HILLFOOT
from tests.support.needs_views import finding, points


def test_wards_hold_what_can_be_placed(small: Assessment) -> None:
    # Dockside a1, b1; Hillfoot a3, b2, b3, b4, d1; a2 has a 2011 code that was split between the two
    found = {key: point.estimate.value for key, point in points(small, "places-ward-1-counts").items()}
    assert found == {DOCKSIDE: 2.0, HILLFOOT: 5.0}


def test_unplaced_rows_are_stated_by_level(small: Assessment) -> None:
    assert {
        level: finding(small, f"places-unplaced-{level}").slot("unplaced").estimate.value
        for level in ("ward", "msoa", "lsoa")
    } == {"ward": 1.0, "msoa": 0.0, "lsoa": 0.0}


def test_bridged_lsoas_join_the_split_again(small: Assessment) -> None:
    found = sorted(point.estimate.value for point in points(small, "places-lsoa-1-counts").values())
    assert found == [1.0, 3.0, 4.0]  # a1; a3, b4, d1; a2, b1, b2, b3


def test_bridged_lsoa_rate_is_a_year_over_the_months_received(small: Assessment) -> None:
    # 4 incidents among 2,000 residents in 3 of 12 months
    top = finding(small, "places-lsoa-1").charts[1].series[0].points
    rates = {point.estimate.numerator: point.estimate for point in top}
    assert rates[4].value == pytest.approx(4 / (2000 * 3 / 12) * 100_000)
    assert rates[4].denominator == pytest.approx(500.0)


def test_ward_with_more_than_half_unplaced_has_a_count_and_no_rate(small: Assessment) -> None:
    slots = finding(small, "places-ward-1")
    assert slots.slot("highest").label == "Hillfoot"
    assert "residents-unplaced" in {caveat.code for caveat in small.caveats}
    assert [chart.id for chart in slots.charts] == ["places-ward-1-counts"]  # no ward has a rate to draw


def test_msoa_holds_the_whole_district(small: Assessment) -> None:
    (only,) = points(small, "places-msoa-1-rates").values()
    assert only.estimate.value == pytest.approx(8 / (4500 / 4) * 100_000)


def test_half_of_the_incidents_and_the_share_of_the_highest(small: Assessment) -> None:
    found = finding(small, "places-lsoa-1")
    assert (found.slot("places_for_half").estimate.value, found.slot("places_for_half").estimate.denominator) == (1, 3)
    assert found.slot("share_of_top").estimate.value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("counts", "expected"), [([], 0), ([0, 0], 0), ([5], 1), ([3, 3], 1), ([2, 2, 2], 2), ([1] * 10, 5)]
)
def test_places_for_half_counts_the_fewest(counts: list[int], expected: int) -> None:
    assert places_for_half(counts) == expected


def test_months_not_received_are_named_where_totals_leave_them_out(small: Assessment) -> None:
    highest = finding(small, "places-lsoa-1").slot("highest").estimate
    (note,) = (caveat for caveat in highest.caveats if caveat.code == "missing-months")
    assert "March 2023" in note.text
    assert highest.missing is not Missing.NOT_RECEIVED
