from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.vocabulary import Missing, Period
from sulis.year.needs import Assessment, assess
from tests.support.needs_store import ALDERMERE, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import chart, finding, has_finding

GAP = "2023-03"


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """24 months but one: n incidents in the nth month of 2023, 2n in the nth of 2024; March 2023 was never received."""
    period = Period.between("2023-01", "2024-12")
    months: dict[str, list[Recorded]] = {}
    for month in period.months():
        many = month.start.month * (2 if month.start.year == 2024 else 1)
        months[month.label] = [(f"i{number}", VIOLENCE, "E01990001") for number in range(many)]
    del months[GAP]
    store = mereshire(tmp_path_factory.mktemp("two-years"), months)
    return assess(
        store,
        area_code=ALDERMERE,
        period=period,
        definitions=[find_definition("police_uk_proxy")],
        software="sulis test",
    )


def test_monthly_trend_has_a_gap_where_nothing_was_received(two_years: Assessment) -> None:
    found = {point.key: point.estimate for point in chart(two_years, "trend-monthly-1").series[0].points}
    assert found[GAP].missing is Missing.NOT_RECEIVED
    assert (found["2023-02"].value, found["2024-03"].value) == (2.0, 6.0)


def test_monthly_trend_names_latest_highest_and_lowest(two_years: Assessment) -> None:
    found = finding(two_years, "trend-monthly-1")
    assert [(slot.name, slot.label, slot.estimate.value) for slot in found.slots] == [
        ("latest", "2024-12", 24.0),
        ("highest", "2024-12", 24.0),
        ("lowest", "2023-01", 1.0),
    ]


def test_rolling_year_is_given_only_where_twelve_months_were_received(two_years: Assessment) -> None:
    found = chart(two_years, "trend-rolling-year-1").series[0].points
    assert [point.estimate.missing for point in found[:3]] == [Missing.NOT_RECEIVED] * 3  # years to Dec, Jan, Feb
    slots = finding(two_years, "trend-rolling-year-1")
    # April to December 2023 is 4 + ... + 12 = 72; January to March 2024 is 2 + 4 + 6 = 12
    assert (slots.slot("earliest").label, slots.slot("earliest").estimate.value) == ("2023-04 to 2024-03", 84.0)
    # 2024 is twice 1 + ... + 12
    assert (slots.slot("latest").label, slots.slot("latest").estimate.value) == ("2024-01 to 2024-12", 156.0)


def test_like_for_like_compares_only_months_received_in_both_years(two_years: Assessment) -> None:
    found = finding(two_years, "trend-like-for-like-1")
    before, after, ratio = (found.slot(name).estimate for name in ("before", "after", "ratio"))
    assert (before.value, after.value, ratio.value) == (75.0, 150.0, 2.0)
    assert found.slot("after").label == "11 months of 2024-01 to 2024-12"
    assert ratio.low == pytest.approx(1.50, abs=0.02)
    assert ratio.high == pytest.approx(2.67, abs=0.03)
    assert found.slot("ratio").p_value is not None
    assert found.slot("ratio").p_value < 0.001
    (note,) = (caveat for caveat in ratio.caveats if caveat.code == "same-months")
    assert "March" not in note.text


def test_categories_are_small_charts_of_fourteen_series(two_years: Assessment) -> None:
    assert len(chart(two_years, "trend-categories").series) == 14


def test_short_period_says_why_nothing_is_compared(small: Assessment) -> None:
    assert not has_finding(small, "trend-rolling-year-1")
    assert not has_finding(small, "trend-like-for-like-1")
    assert {"no-rolling-year", "no-like-for-like"} <= {c.code for c in finding(small, "trend-monthly-1").caveats}


def test_period_with_nothing_received_is_all_gaps(tmp_path: Path) -> None:
    found = assess(
        mereshire(tmp_path), area_code=ALDERMERE, period=Period.between("2021-01", "2021-02"),
        definitions=[find_definition("police_uk_proxy")], software="sulis test",
    )  # fmt: skip
    assert {one.status for one in found.series} == {"missing"}
    assert finding(found, "recorded-total").slot("total").estimate.missing is Missing.NOT_RECEIVED
    assert finding(found, "benchmark-force-1").slot("ratio").estimate.missing is Missing.NOT_RECEIVED
