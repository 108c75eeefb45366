"""The made-up rows are as uneven over places, months and kinds as the real ones."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from sulis.sources.made_up.names import SUBURB_PLACES, TOWN_PLACES
from tests.support.shared import SHARED, needs_shared
from tests.unit.made_up.slow import Row, busiest_share, district_of, places_with_half

pytestmark = needs_shared
BANES = "Bath and North East Somerset"


@pytest.fixture(scope="module")
def real() -> list[Row]:
    found = []
    for path in sorted((SHARED / "police_uk/street").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            found.extend(Row(path.name[:7], cells) for cells in csv.DictReader(file))
    return found


def _mix(rows: list[Row]) -> dict[str, float]:
    counts = Counter(row.category for row in rows)
    return {category: count / len(rows) for category, count in counts.items()}


def _season(rows: list[Row], category: str, months: set[str]) -> list[float]:
    """Each calendar month's factor against the mean of the calendar months that both years of the real files have."""
    shared = [m for m in range(1, 13) if f"2023-{m:02d}" in months and f"2024-{m:02d}" in months]
    counts = Counter(row.month for row in rows if row.category == category)
    sums = [counts[f"2023-{m:02d}"] + counts[f"2024-{m:02d}"] for m in shared]
    return [value * len(sums) / sum(sums) for value in sums]


def test_concentration_of_the_district_is_near_the_real_ones(folder: Path, rows: list[Row], real: list[Row]) -> None:
    district = district_of(folder)
    ours = Counter(row.lsoa for row in rows if row.lsoa and district[row.lsoa] == "E06999001")
    theirs = Counter(row.lsoa for row in real if row.cells["LSOA name"].startswith(BANES))
    assert busiest_share(ours) == pytest.approx(busiest_share(theirs), abs=0.06)
    assert places_with_half(ours) / len(ours) == pytest.approx(places_with_half(theirs) / len(theirs), abs=0.04)


def test_concentration_of_the_force_is_near_the_real_ones(folder: Path, rows: list[Row], real: list[Row]) -> None:
    district = district_of(folder)
    ours = Counter(row.lsoa for row in rows if row.lsoa and district[row.lsoa] != "E06999009")
    theirs = Counter(row.lsoa for row in real if row.lsoa)
    inside = Counter({code: count for code, count in theirs.items() if count >= 20})
    assert busiest_share(ours) == pytest.approx(busiest_share(inside), abs=0.04)
    assert places_with_half(ours) / len(ours) == pytest.approx(places_with_half(inside) / len(inside), abs=0.04)


def test_mix_of_kinds_is_near_the_real_one(rows: list[Row], real: list[Row]) -> None:
    ours, theirs = _mix(rows), _mix(real)
    assert ours.keys() == theirs.keys()
    assert all(ours[category] == pytest.approx(theirs[category], abs=0.02) for category in ours)


def test_share_without_a_place_is_near_the_real_one(rows: list[Row], real: list[Row]) -> None:
    shares = [sum(not row.lsoa for row in some) / len(some) for some in (rows, real)]
    assert shares[0] == pytest.approx(shares[1], abs=0.01)


@pytest.mark.parametrize(
    "category", ["Violence and sexual offences", "Anti-social behaviour", "Shoplifting", "Public order"]
)
def test_seasonality_is_near_the_real_one(category: str, rows: list[Row], real: list[Row]) -> None:
    months = {row.month for row in rows} & {row.month for row in real}
    ours, theirs = _season(rows, category, months), _season(real, category, months)
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.16
    assert sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours) < 0.08


def test_outcomes_are_the_publishers_labels_in_a_like_mix(rows: list[Row], real: list[Row]) -> None:
    mixes = []
    for some in (rows, real):
        counts = Counter(row.cells["Last outcome category"] for row in some)
        mixes.append({label: count / len(some) for label, count in counts.items()})
    assert mixes[0].keys() <= mixes[1].keys()
    assert all(mixes[0].get(label, 0.0) == pytest.approx(share, abs=0.03) for label, share in mixes[1].items())


def test_no_row_or_street_is_taken_from_the_real_files(rows: list[Row], real: list[Row]) -> None:
    shared = {row.cells["Location"] for row in rows} & {row.cells["Location"] for row in real}
    assert shared <= {"No Location", *(f"On or near {kind}" for kind in (*TOWN_PLACES, *SUBURB_PLACES))}
    assert not {row.cells["Crime ID"] for row in rows if row.cells["Crime ID"]} & {r.cells["Crime ID"] for r in real}
