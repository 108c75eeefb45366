"""Partnerships around the rate of all, wards drawn to their mean, and a centre by who is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sulis.indicators import Residents
from sulis.store import Store
from sulis.vocabulary import Area, AreaLevel, Estimate, Period, Provenance, Unit
from sulis.year.needs import Assessment
from sulis.year.needs.benchmark import _funnels, _others
from sulis.year.needs.funnels import funnel_finding
from sulis.year.needs.model import ChartKind, FindingKind, Point
from sulis.year.needs.steadied import AS_COUNTED, STEADIED, steadied_finding
from sulis.year.needs.study import Study, open_study
from tests.support.needs_store import ALDERMERE
from tests.support.needs_views import finding

SPAN = Period.between("2023-01", "2023-04")
TRAIL = Provenance((), "SELECT 1", None, True)


@pytest.fixture(scope="module")
def study(small_store: Store) -> Study:
    from sulis.catalogue.violence import find_definition

    definitions = [find_definition("police_uk_proxy")]
    return open_study(small_store, area_code=ALDERMERE, period=SPAN, definitions=definitions, level=0.95)


def rate(name: str, count: int, years: float, level: AreaLevel) -> Estimate:
    value = count / years * 100_000
    return Estimate(
        value, value * 0.5, value * 2 + 1, 0.95, "test", Unit.RATE_PER_100K_YEAR, Area(f"E0{name}", name, level, 2024), SPAN,
        numerator=count, denominator=years, population_year=2020, provenance=TRAIL,
    )  # fmt: skip


def around(**counts: int) -> list[Point]:
    rates = [rate(name, many, 100_000, AreaLevel.PARTNERSHIP) for name, many in counts.items()]
    return [Point(one.area.code, one.area.name, one, emphasised=one.area.name == "Own") for one in rates]


def test_a_partnership_far_from_the_rest_lies_outside_and_is_named_without_a_rank(study: Study) -> None:
    points = around(Own=1000, A=1010, B=990, C=1005, D=995, E=1002, F=998, G=1001, H=999, I=1003, J=997, K=1400)
    found = funnel_finding(study, study.wanted[0], "f", points, "all")
    assert found.statements == ("Above the 99.8% limits: K.",)
    assert found.slot("all").estimate.value == pytest.approx(12_400 / 12)
    own, near, wide = (found.slot(name).estimate for name in ("area", "limits", "wide_limits"))
    assert wide.low < near.low < own.value < near.high < wide.high
    assert (near.level, wide.level) == (0.95, 0.998)
    assert [len(series.points) for series in found.charts[0].series] == [12, 12, 12]


@pytest.mark.parametrize(
    ("many", "words"), [(0, "no partnership has"), (1, "one partnership has"), (2, "two partnerships")]
)
def test_fewer_than_three_rates_have_no_limits(study: Study, many: int, words: str) -> None:
    found = funnel_finding(study, study.wanted[0], "f", around(Own=10, B=20)[:many], "all")
    assert found.kind is FindingKind.CANNOT_TELL
    assert words in found.statements[0] and "Load the files of more partnerships" in found.statements[0]


def test_the_forces_own_partnerships_have_a_funnel_and_so_have_all_where_another_force_is_loaded(study: Study) -> None:
    points = around(Own=10, B=12, C=14, D=50)
    mine = tuple((study.scope.force_slug, point.key, point.label) for point in points[:3])
    others = replace(_others(study), partnerships=(*mine, ("elsewhere", points[3].key, "D")))
    force, every = _funnels(study, others, study.wanted[0], 1, points)
    assert [force.id, every.id] == ["benchmark-funnel-1", "benchmark-funnel-all-1"]
    assert [len(one.charts[0].series[0].points) for one in (force, every)] == [3, 4]
    assert "Mereshire" in force.slot("all").label and "every force" in every.slot("all").label


def test_equal_rates_of_none_have_no_one_outside(study: Study) -> None:
    found = funnel_finding(study, study.wanted[0], "f", around(Own=0, B=0, C=0), "all")
    assert (found.statements, found.slot("spread").estimate.value) == ((), 1.0)


def steadied(study: Study, *rates: Estimate, unplaced: int = 0) -> Any:
    residents = {one.area.code: Residents(1000, 2020, unplaced) for one in rates}
    return steadied_finding(study, study.wanted[0], 1, rates, residents)


def test_small_wards_are_drawn_further_to_the_mean_than_large_ones(study: Study) -> None:
    wards = [rate(name, many, years, AreaLevel.WARD) for name, many, years in
             (("Dock", 9, 100.0), ("Hill", 100, 10_000.0), ("Marsh", 300, 10_000.0), ("Quay", 0, 100.0))]  # fmt: skip
    found = steadied(study, *wards)
    counted, drawn = ({p.label: p.estimate.value for p in s.points} for s in found.charts[0].series)
    assert [series.name for series in found.charts[0].series] == [AS_COUNTED, STEADIED]
    assert found.charts[0].kind is ChartKind.PAIRED
    assert counted["Quay"] == 0 < drawn["Quay"] < drawn["Dock"] < counted["Dock"]
    assert abs(drawn["Marsh"] - counted["Marsh"]) < 0.1 * counted["Marsh"]
    assert found.slot("counted").label == "Dock, as counted"


def test_residents_that_cannot_be_placed_widen_both_intervals(study: Study) -> None:
    wards = [rate(name, 100 + 50 * at, 10_000.0, AreaLevel.WARD) for at, name in enumerate(("Dock", "Hill", "Marsh"))]
    sure, unsure = (steadied(study, *wards, unplaced=many).slot("steadied").estimate for many in (0, 400))
    assert unsure.low < sure.low < sure.high < unsure.high


def test_two_wards_and_two_partnerships_are_refused_and_the_workday_census_is_asked_for(small: Assessment) -> None:
    for id_, words in (
        ("places-steadied-1", "it takes at least 3"),
        ("benchmark-funnel-1", "two partnerships have a rate"),
        ("places-ambient-1", "workday population"),
    ):
        found = finding(small, id_)
        assert found.kind is FindingKind.CANNOT_TELL
        assert words in found.statements[0]
