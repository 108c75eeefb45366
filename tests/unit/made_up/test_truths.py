"""Each planted truth holds in the raw rows, counted slowly and without the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sulis.sources.made_up import Truth, TruthKind
from sulis.sources.made_up.fetch import Manifest, write_demonstration
from tests.unit.made_up.slow import (
    Row,
    bridge_of,
    busiest_share,
    district_of,
    once_each,
    people_of,
    places_with_half,
    table,
)

FORCE = ("E06999001", "E06999002", "E06999003", "E06999004")
ALDERMERE, REST = FORCE[0], FORCE[1:]


class Evidence:
    """The rows of one demonstration, with the few look-ups that a careful reader would make."""

    def __init__(self, folder: Path, rows: list[Row]) -> None:
        self.rows = rows
        self.incidents = once_each(rows)
        self.district = district_of(folder)
        self.bridge = bridge_of(folder)
        self.people = people_of(folder)
        self.wards = table(folder / "lookups/lsoa21_ward24_ltla24.csv")
        self.pairs = table(folder / "lookups/lsoa11_lsoa21_ltla22.csv")

    def placed(self, truth: Truth, districts: Iterable[str], months: Iterable[str]) -> list[Row]:
        wanted, held = set(months), set(districts)
        return [
            row
            for row in self.incidents
            if row.lsoa
            and row.month in wanted
            and self.district[row.lsoa] in held
            and (not truth.categories or row.category in truth.categories)
        ]

    def residents(self, keep: Callable[[str], bool]) -> int:
        return sum(persons for code, persons in self.people.items() if keep(code))


def _level(truth: Truth, seen: Evidence) -> float:
    return len(seen.placed(truth, [ALDERMERE], truth.months)) / len(truth.months)


def _ratio_of_months(truth: Truth, seen: Evidence) -> float:
    districts = {TruthKind.TREND: (ALDERMERE,), TruthKind.NO_CHANGE: REST, TruthKind.SEASON: FORCE}[truth.kind]
    later = len(seen.placed(truth, districts, truth.months)) / len(truth.months)
    return later / (len(seen.placed(truth, districts, truth.earlier)) / len(truth.earlier))


def _rate_ratio(truth: Truth, seen: Evidence) -> float:
    rates = []
    for districts in ((ALDERMERE,), REST):
        persons = seen.residents(lambda code, held=districts: seen.district[code] in held)  # type: ignore[misc]
        rates.append(len(seen.placed(truth, districts, truth.months)) / persons)
    return rates[0] / rates[1]


def _hot_place(truth: Truth, seen: Evidence) -> float:
    home = seen.bridge[truth.area]
    rows = seen.placed(truth, [ALDERMERE], truth.months)
    inside = sum(seen.bridge[row.lsoa] == home for row in rows)
    there = seen.residents(lambda code: seen.bridge[code] == home)
    others = seen.residents(lambda code: seen.district[code] == ALDERMERE and seen.bridge[code] != home)
    return (inside / there) / ((len(rows) - inside) / others)


def _no_geography(truth: Truth, seen: Evidence) -> float:
    return sum(not row.lsoa for row in seen.rows) / len(seen.rows)


def _gaps(truth: Truth, seen: Evidence) -> float:
    months = {row.month for row in seen.rows}
    assert not months & set(truth.months)
    return 36 - len(months)


def _by_bridge(truth: Truth, seen: Evidence) -> Counter[str]:
    return Counter(seen.bridge[row.lsoa] for row in seen.placed(truth, [ALDERMERE], truth.months))


RECOVER: dict[TruthKind, Callable[[Truth, Evidence], float]] = {
    TruthKind.LEVEL: _level,
    TruthKind.TREND: _ratio_of_months,
    TruthKind.NO_CHANGE: _ratio_of_months,
    TruthKind.SEASON: _ratio_of_months,
    TruthKind.RATE_RATIO: _rate_ratio,
    TruthKind.HOT_PLACE: _hot_place,
    TruthKind.NO_GEOGRAPHY: _no_geography,
    TruthKind.GAPS: _gaps,
    TruthKind.CONCENTRATION: lambda truth, seen: places_with_half(_by_bridge(truth, seen)),
    TruthKind.TOP_SHARE: lambda truth, seen: busiest_share(_by_bridge(truth, seen)),
}


@pytest.fixture(scope="session")
def seen(folder: Path, rows: list[Row]) -> Evidence:
    return Evidence(folder, rows)


def test_every_truth_but_the_monthly_one_is_recovered(manifest: Manifest, seen: Evidence) -> None:
    for truth in manifest.truths:
        if truth.kind is not TruthKind.REPEATED_IDS:
            assert truth.low <= RECOVER[truth.kind](truth, seen) <= truth.high, truth.id


def test_repeated_ids_of_every_month_are_in_their_range(manifest: Manifest, rows: list[Row]) -> None:
    truth = next(t for t in manifest.truths if t.kind is TruthKind.REPEATED_IDS)
    places: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.cells["Crime ID"]:
            places.setdefault((row.month, row.cells["Crime ID"]), []).append(row.cells["Longitude"])
    repeated = {key: found for key, found in places.items() if len(found) > 1}
    for month in truth.months:
        extra = sum(len(found) - 1 for key, found in repeated.items() if key[0] == month)
        assert truth.low <= extra <= truth.high, month
    differ = sum(len(set(found)) > 1 for found in repeated.values())
    assert differ / len(repeated) > 0.75


def test_the_hot_place_is_a_split_lsoa_of_quayside(manifest: Manifest, seen: Evidence) -> None:
    truth = next(t for t in manifest.truths if t.kind is TruthKind.HOT_PLACE)
    parts = {p["lsoa21_code"] for p in seen.pairs if p["lsoa11_code"] == truth.area}
    assert len(parts) == 2
    assert {w["ward24_name"] for w in seen.wards if w["lsoa21_code"] in parts} == {"Quayside"}


def test_every_kind_of_truth_is_planted(manifest: Manifest) -> None:
    assert {truth.kind for truth in manifest.truths} == set(TruthKind)


def test_no_id_is_used_in_two_months(rows: list[Row]) -> None:
    months: dict[str, str] = {}
    for row in rows:
        name = row.cells["Crime ID"]
        assert not name or months.setdefault(name, row.month) == row.month


def test_truths_of_another_seed_hold_too(tmp_path: Path) -> None:
    made = write_demonstration(tmp_path, 3, "2023-01", "2024-12")
    rows = [
        Row(month, cells)
        for month in made.months
        for cells in table(tmp_path / f"police_uk/street/{month}/{month}-mereshire-street.csv")
    ]
    seen = Evidence(tmp_path, rows)
    for truth in made.truths:
        if truth.kind not in (TruthKind.REPEATED_IDS, TruthKind.GAPS):
            assert truth.low <= RECOVER[truth.kind](truth, seen) <= truth.high, truth.id
