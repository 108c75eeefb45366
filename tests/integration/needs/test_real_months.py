"""The real months against a slow, obvious count of the publisher's own files."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.store import open_store
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from sulis_cli.ingest import ingest_geography, ingest_police_uk, ingest_population
from tests.support.needs_views import chart, finding
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared

BANES = "E06000022"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PERIOD = Period.between("2023-01", "2024-12")


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    home = tmp_path_factory.mktemp("real") / "home"
    ingest_geography([SHARED / "lookups", SHARED / "boundaries"], home, now=NOW)
    ingest_population([SHARED / "population" / "population20_lsoa11.csv.gz"], home, now=NOW)
    outcome, _ = ingest_police_uk([SHARED / "police_uk" / "street"], home, now=NOW)
    assert outcome.rows_loaded == 325_069
    return assess(
        open_store(home), area_code=BANES, period=PERIOD, definitions=[find_definition("police_uk_proxy")],
        software="sulis test",
    )  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def codes_of_banes() -> set[str]:
    pairs = rows_of(SHARED / "lookups" / "lsoa11_lsoa21_ltla22.csv.gz")
    inside = [row for row in pairs if row["ltla22_code"] == BANES]
    return {row["lsoa11_code"] for row in inside} | {row["lsoa21_code"] for row in inside}


def counted_slowly() -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Rows and incidents of each category and month: an ID is counted at its first row with a place, else at its first."""
    codes, rows, incidents = codes_of_banes(), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for path in sorted((SHARED / "police_uk" / "street").glob("*.csv.gz")):
        read = rows_of(path)
        first: dict[str, int] = {}
        for number, row in enumerate(read):
            known = first.get(row["Crime ID"])
            if known is None or (not read[known]["LSOA code"] and row["LSOA code"]):
                first[row["Crime ID"]] = number
        for number, row in enumerate(read):
            if row["LSOA code"] in codes:
                key = (row["Crime type"], row["Month"])
                rows[key] += 1
                incidents[key] += not row["Crime ID"] or first[row["Crime ID"]] == number
    return rows, incidents


def test_every_category_and_month_agrees_with_the_slow_count(assessed: Assessment) -> None:
    rows, incidents = counted_slowly()
    assert rows.total() == 28_611
    for one in assessed.series:
        key = (one.category, one.count.period.label)
        if key[1] in ("2024-07", "2024-08"):
            assert (one.status, one.rows, one.count.value) == ("missing", None, None)
        else:
            assert (one.rows, one.count.value) == (rows[key], incidents[key]), key


def test_bridging_error_of_2023_is_stated(assessed: Assessment) -> None:
    # One LSOA of 2011 (E01014379) was split between two wards; its rows of early 2023 have no ward.
    unplaced = finding(assessed, "places-unplaced-ward").slot("unplaced").estimate
    assert (unplaced.value, unplaced.denominator) == (35.0, 28_611.0)
    assert finding(assessed, "places-unplaced-lsoa").slot("unplaced").estimate.value == 0


def test_wards_that_share_a_divided_lsoa_have_rates_between_bounds(assessed: Assessment) -> None:
    # The 2,774 residents of E01014379 live in Bathavon South or Saltford; the period has 22 months.
    rates = {point.label: point.estimate for point in chart(assessed, "places-ward-1-rates").series[0].points}
    counts = {point.label: point.estimate for point in chart(assessed, "places-ward-1-counts").series[0].points}
    assert all(rate.value is not None for rate in rates.values())
    for ward, least in (("Bathavon South", 3138), ("Saltford", 5292)):
        rate, count = rates[ward], counts[ward]
        assert rate.denominator == pytest.approx((least + 1387) * 22 / 12)
        assert rate.low == pytest.approx(count.low / ((least + 2774) * 22 / 12) * 100_000)
        assert rate.high == pytest.approx(count.high / (least * 22 / 12) * 100_000)
        (told,) = (caveat for caveat in rate.caveats if caveat.code == "residents-bounded")
        assert "2,774 residents" in told.text
    assert [ward for ward, rate in rates.items() if "bounded" in rate.method] == ["Bathavon South", "Saltford"]


def test_maps_hold_every_place(assessed: Assessment) -> None:
    for level, many in (("ward", 33), ("msoa", 27), ("lsoa", 115)):
        spec = chart(assessed, f"places-{level}-1-map")
        assert (len(spec.series[0].points), len(spec.boundaries)) == (many, many)


def test_rolling_year_stops_where_months_are_missing(assessed: Assessment) -> None:
    slots = finding(assessed, "trend-rolling-year-1")
    assert slots.slot("latest").label == "2023-07 to 2024-06"


def test_partnerships_of_the_force_are_all_there(assessed: Assessment) -> None:
    points = chart(assessed, "benchmark-partnerships-1").series[0].points
    assert sorted(point.label for point in points) == [
        "Bath and North East Somerset",
        "Bristol, City of",
        "North Somerset",
        "Somerset",
        "South Gloucestershire",
    ]
