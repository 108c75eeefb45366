from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import Store, open_store, withdraw
from sulis.tables import CATEGORIES
from sulis.vocabulary import Missing, Period
from sulis.year.needs import Assessment, assess
from tests.support.needs_store import (
    ALDERMERE,
    ASB,
    BURGLARY,
    MONTHS,
    ROBBERY,
    VIOLENCE,
    load_geography,
    load_months,
    mereshire,
)
from tests.support.needs_views import chart, entry, finding

YEAR = Period.between("2023-01", "2023-04")


def run(store: Store, period: Period = YEAR, area: str = ALDERMERE) -> Assessment:
    return assess(
        store, area_code=area, period=period, definitions=[find_definition("police_uk_proxy")], software="sulis test"
    )


def test_series_has_each_category_in_each_month_once(small: Assessment) -> None:
    found = [(one.category, one.count.period.label) for one in small.series]
    months = ["2023-01", "2023-02", "2023-03", "2023-04"]
    assert sorted(found) == sorted((category, month) for category in CATEGORIES for month in months)


def test_repeated_id_counts_once_and_keeps_its_rows(small: Assessment) -> None:
    january = entry(small, VIOLENCE, "2023-01")
    assert (january.rows, january.count.value) == (4, 3.0)


def test_identical_rows_without_an_id_are_each_counted(small: Assessment) -> None:
    january = entry(small, ASB, "2023-01")
    assert (january.rows, january.count.value) == (2, 2.0)


def test_rows_by_2021_codes_of_a_split_lie_in_the_district(small: Assessment) -> None:
    february = entry(small, VIOLENCE, "2023-02")
    assert (february.rows, february.count.value) == (3, 3.0)
    assert entry(small, ROBBERY, "2023-02").count.value == 1.0


def test_received_month_with_no_incident_has_zeros(small: Assessment) -> None:
    april = entry(small, ROBBERY, "2023-04")
    assert (april.status, april.rows, april.count.value, april.count.low, april.rate.value) == ("present", 0, 0, 0, 0)
    assert april.count.high == pytest.approx(3.689, abs=0.001)


def test_other_districts_incidents_are_left_out(small: Assessment) -> None:
    assert entry(small, BURGLARY, "2023-04").rows == 0


def test_month_never_received_is_missing_and_not_zero(small: Assessment) -> None:
    march = entry(small, VIOLENCE, "2023-03")
    assert (march.status, march.rows, march.count.value) == ("missing", None, None)
    assert march.count.missing is Missing.NOT_RECEIVED
    assert march.rate.missing is Missing.NOT_RECEIVED


def test_rate_is_for_the_month_over_residents_of_the_year_named(small: Assessment) -> None:
    # 3 of 1,000 + 2,000 + 1,500 residents
    rate = entry(small, VIOLENCE, "2023-01").rate
    assert rate.value == pytest.approx(3 / 4500 * 100_000)
    assert (rate.numerator, rate.denominator, rate.population_year) == (3, 4500.0, 2020)
    assert "population-older" in {caveat.code for caveat in rate.caveats}


def test_months_beyond_those_loaded_are_missing(small_store: Store) -> None:
    found = run(small_store, Period.between("2022-12", "2023-05"))
    assert [entry(found, ASB, month).status for month in ("2022-12", "2023-01", "2023-05")] == [
        "missing",
        "present",
        "missing",
    ]


def test_every_number_names_releases_query_and_whether_all_are_open(small_store: Store, small: Assessment) -> None:
    open_data = {release.id: release.open_data for release in small_store.releases()}
    for one in small.series:
        for estimate in (one.count, one.rate):
            assert estimate.provenance is not None
            assert estimate.provenance.open_data is all(open_data[id_] for id_ in estimate.provenance.releases)
            assert "FROM incident" in estimate.provenance.query
    january = entry(small, VIOLENCE, "2023-01").count.provenance
    assert january is not None
    assert any("2023-01" in id_ for id_ in january.releases)
    assert not any("2023-02" in id_ for id_ in january.releases)


def test_the_query_named_gives_the_number_again(small_store: Store, small: Assessment) -> None:
    provenance = entry(small, VIOLENCE, "2023-01").count.provenance
    assert provenance is not None
    rows = small_store.connect().execute(provenance.query).fetchall()
    assert [row[4] for row in rows if str(row[0]) == "2023-01-01" and row[1] == VIOLENCE] == [3]


def test_withdrawn_month_says_so(tmp_path: Path) -> None:
    store = mereshire(tmp_path)
    release = next(one for one in store.releases("incidents") if one.period == "2023-02")
    withdraw(store.home, release.id, because="a test")
    february = entry(run(open_store(store.home)), VIOLENCE, "2023-02")
    assert (february.status, february.rows, february.count.missing) == ("withdrawn", None, Missing.WITHDRAWN)


def test_provisional_month_marks_its_numbers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    load_geography(home, tmp_path / "lookups")
    load_months(home, tmp_path / "street", {"2023-01": MONTHS["2023-01"]}, provisional=True)
    january = entry(run(open_store(home)), VIOLENCE, "2023-01")
    assert january.status == "provisional"
    assert january.count.provisional


def test_without_population_counts_work_and_rates_say_why_not(tmp_path: Path) -> None:
    found = run(mereshire(tmp_path, population=False))
    january = entry(found, VIOLENCE, "2023-01")
    assert january.count.value == 3.0
    assert january.rate.missing is Missing.NO_DENOMINATOR
    assert "no-population" in {caveat.code for caveat in january.rate.caveats}
    assert "no-population" in {caveat.code for caveat in found.caveats}
    assert finding(found, "benchmark-force-1").slot("ratio").estimate.missing is Missing.NO_DENOMINATOR


def test_without_boundaries_there_is_no_map_and_a_caveat(small: Assessment) -> None:
    assert "no-boundaries" in {caveat.code for caveat in small.caveats}
    with pytest.raises(KeyError):
        chart(small, "places-ward-1-map")


def test_missing_month_says_why_in_every_entry(small: Assessment) -> None:
    gaps = [one for one in small.series if one.status == "missing"]
    assert len(gaps) == len(CATEGORIES)
    for one in gaps:
        told = [caveat.text for caveat in one.count.caveats if caveat.code == "missing-months"]
        assert len(told) == 1
        assert f"{one.count.period.start:%B %Y}" in told[0]


def test_period_of_missing_months_alone_has_no_number(small_store: Store, small: Assessment) -> None:
    gap = next(one.count.period for one in small.series if one.status == "missing")
    slots = [slot for chapter in run(small_store, gap).chapters for one in chapter.findings for slot in one.slots]
    assert slots
    assert [slot for slot in slots if slot.estimate.value is not None] == []
