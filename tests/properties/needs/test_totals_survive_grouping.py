"""Whatever is recorded, a total is the sum of its parts, at every level and by every grouping."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sulis.catalogue.violence import find_definition
from sulis.vocabulary import Period
from sulis.year.needs import Assessment, assess
from sulis.year.needs.codec import dump, load
from tests.support.needs_store import ALDERMERE, ASB, BURGLARY, ROBBERY, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import chart, finding

OLD = ["E01990001", "E01990002", "E01990003", "E01990004", "E01990005", "E01990006"]
NEW = ["E01990011", "E01990012", "E01990013"]
IDS = st.sampled_from(["", "i1", "i2", "i3", "i4", "i5", "i6"])
RECORDED: st.SearchStrategy[Recorded] = st.tuples(
    IDS, st.sampled_from([VIOLENCE, ROBBERY, BURGLARY, ASB]), st.sampled_from([*OLD, *NEW, ""])
).map(lambda one: ("", ASB, one[2]) if not one[0] or one[1] == ASB else one)
MONTHS = st.dictionaries(
    st.sampled_from(["2023-01", "2023-02", "2023-03"]), st.lists(RECORDED, min_size=1, max_size=25), min_size=1
)


@settings(max_examples=12)
@given(MONTHS)
def test_places_and_unplaced_rows_sum_to_the_area(months: dict[str, list[Recorded]]) -> None:
    found = _assess(months)
    total = sum(entry.rows or 0 for entry in found.series)
    defined = sum(p.estimate.value or 0 for p in chart(found, "trend-monthly-1").series[0].points)
    for level in ("ward", "msoa", "lsoa"):
        unplaced = finding(found, f"places-unplaced-{level}").slot("unplaced").estimate
        assert unplaced.denominator == total
        placed = sum(p.estimate.value or 0 for p in chart(found, f"places-{level}-1-counts").series[0].points)
        assert placed <= defined <= placed + (unplaced.value or 0)
    assert finding(found, "places-unplaced-lsoa").slot("unplaced").estimate.value == 0
    small = chart(found, "places-lsoa-1-counts").series[0].points
    assert sum(p.estimate.value or 0 for p in small) == defined


@settings(max_examples=8)
@given(MONTHS)
def test_months_and_categories_sum_to_the_total_and_partnerships_to_the_force(
    months: dict[str, list[Recorded]],
) -> None:
    found = _assess(months)
    by_month = sum(entry.count.value or 0 for entry in found.series)
    assert finding(found, "recorded-total").slot("total").estimate.value == by_month
    against = finding(found, "benchmark-force-1")
    parts = chart(found, "benchmark-partnerships-1").series[0].points
    sums = {point.emphasised: point.estimate.numerator for point in parts}
    assert sums.get(True, 0) == against.slot("area").estimate.numerator
    assert sums.get(False, 0) == against.slot("force").estimate.numerator
    assert load(dump(found)) == found


def _assess(months: dict[str, list[Recorded]]) -> Assessment:
    with tempfile.TemporaryDirectory() as folder:
        return assess(
            mereshire(Path(folder), dict(months)),
            area_code=ALDERMERE,
            period=Period.between("2023-01", "2023-03"),
            definitions=[find_definition("police_uk_proxy")],
            software="sulis test",
        )
