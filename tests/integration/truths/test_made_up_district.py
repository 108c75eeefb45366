"""What was planted in the made-up district is found again, within the interval stated, by the chapters that can see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from sulis.catalogue.violence import Definition, find_definition
from sulis.sources.made_up.fetch import write_demonstration
from sulis.sources.made_up.open_statistics import write_open_statistics
from sulis.sources.made_up.truth import Truth
from sulis.statistics import poisson_interval
from sulis.store import Store, open_store
from sulis.tables import CATEGORIES
from sulis.vocabulary import Estimate, Period
from sulis.year.needs import assess
from sulis.year.needs.model import Assessment, Finding, FindingKind, Point
from tests.support.command import sulis

ALDERMERE = "E06999001"
EVERYTHING = Period.between("2022-01", "2024-12")
MOST = tuple(category for category in CATEGORIES if category != "Other crime")
YEARS = {year: Period.between(f"{year}-01", f"{year}-12") for year in ("2023", "2024")}


@dataclass(frozen=True)
class District:
    """The demonstration, loaded through the command line, and what was planted in it."""

    store: Store
    truths: dict[str, Truth]

    def assess(self, area: str = ALDERMERE, period: Period = EVERYTHING, *definitions: Definition) -> Assessment:
        wanted = definitions or (find_definition("police_uk_proxy"),)
        return assess(self.store, area_code=area, period=period, definitions=list(wanted), software="test")


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    folder = tmp_path_factory.mktemp("district")
    manifest = write_demonstration(folder / "raw")
    for source, *parts in (
        ("geography", "lookups", "boundaries"),
        ("population", "population"),
        ("police-uk", "police_uk"),
    ):
        answer = sulis(
            "ingest", source, *(folder / "raw" / part for part in parts), "--home", folder / "home", "--json"
        )
        assert answer.document["verdict"] == "accepted", answer.out
    write_open_statistics(folder / "open")
    for command, part in (("education-tool", "dfe_lait"), ("census", "census")):
        assert sulis("ingest", command, folder / "open" / part, "--home", folder / "home").code == 0
    return District(open_store(folder / "home"), {truth.id: truth for truth in manifest.truths})


@pytest.fixture(scope="module")
def whole(district: District) -> Assessment:
    return district.assess()


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> tuple[Definition, Definition]:
    """Two definitions as an analyst would write them: violence alone, and all but the smallest category."""
    folder = tmp_path_factory.mktemp("definitions")
    return define(folder, "violence_alone", ("Violence and sexual offences",)), define(folder, "nearly_all", MOST)


def define(folder: Path, name: str, categories: tuple[str, ...]) -> Definition:
    path = folder / f"{name}_v1.toml"
    path.write_text(DEFINITION.format(name=name, categories=json.dumps(list(categories))), encoding="utf-8")
    return find_definition(str(path))


DEFINITION = """
id = "{name}"
version = 1
title = "Test definition {name}"
counted_as = "test {name} incidents"
summary = "For a test."
plan_section = "None"
author = "Tests"
checker = "awaiting a check"
written = 2026-11-22
next_review = 2027-03-31
[reasoning]
maximum_penalty = "For a test."
impact_on_victim = "For a test."
prevalence_in_area = "For a test."
impact_on_community = "For a test."
[[part]]
id = "priority_focus"
title = "{name}"
means = "The categories listed."
[[part.term]]
id = "listed"
role = "kind"
title = "listed"
categories = {categories}
[[example]]
id = "one_in"
story = "A row of a listed category."
source = "police_uk"
why = "It is listed."
record = {{ category = "Violence and sexual offences" }}
expected = {{ priority_focus = "in" }}
[[example]]
id = "one_out"
story = "A row of a category that is not listed."
source = "police_uk"
why = "It is not listed."
record = {{ category = "Other crime" }}
expected = {{ priority_focus = "out" }}
"""


def finding(assessment: Assessment, id_: str) -> Finding:
    return next(one for chapter in assessment.chapters for one in chapter.findings if one.id == id_)


def holds(estimate: Estimate, truth: Truth) -> bool:
    """Whether the interval that the assessment states holds what was planted."""
    assert estimate.low is not None and estimate.high is not None
    return estimate.low <= truth.value <= estimate.high


def test_level_is_recovered(whole: Assessment, district: District) -> None:
    truth = district.truths["aldermere_level"]
    [months] = finding(whole, "trend-monthly-1").charts[0].series
    counts = [point.estimate.value for point in months.points if point.estimate.missing is None]
    assert len(counts) == len(truth.months)
    total = poisson_interval(sum(int(count or 0) for count in counts))
    assert float(total.low) / len(counts) <= truth.value <= float(total.high) / len(counts)


def test_trend_is_recovered(district: District, narrow: tuple[Definition, Definition]) -> None:
    recent = Period.between("2023-01", "2024-12")
    found = finding(district.assess(ALDERMERE, recent, narrow[0]), "trend-like-for-like-1")
    assert holds(found.slot("ratio").estimate, district.truths["aldermere_trend"])
    assert (found.slot("ratio").estimate.low or 0) > 1


@pytest.mark.parametrize("other", ["E06999002", "E06999003", "E06999004"])
def test_no_trend_is_claimed_where_none_was_planted(
    other: str, district: District, narrow: tuple[Definition, Definition]
) -> None:
    recent = Period.between("2023-01", "2024-12")
    found = finding(district.assess(other, recent, narrow[0]), "trend-like-for-like-1")
    assert holds(found.slot("ratio").estimate, district.truths["rest_no_trend"])


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_rate_against_the_force_is_recovered(year: str, district: District) -> None:
    found = finding(district.assess(ALDERMERE, YEARS[year]), "benchmark-force-1")
    assert holds(found.slot("ratio").estimate, district.truths[f"rate_ratio_to_rest_{year}"])


def test_direction_is_rising_where_it_was_planted_and_the_trend_is_within_reach(
    district: District, narrow: tuple[Definition, Definition]
) -> None:
    recent = Period.between("2023-01", "2024-12")
    found = finding(district.assess(ALDERMERE, recent, narrow[0]), "trend-direction-1")
    assert (found.slot("change").estimate.low or 0) > 1
    planted = district.truths["aldermere_trend"].value
    assert 1 < (found.slot("smallest_rise").estimate.value or 9) < planted


@pytest.mark.parametrize("other", ["E06999002", "E06999003", "E06999004"])
def test_no_direction_is_told_where_none_was_planted(
    other: str, district: District, narrow: tuple[Definition, Definition]
) -> None:
    recent = Period.between("2023-01", "2024-12")
    change = finding(district.assess(other, recent, narrow[0]), "trend-direction-1").slot("change")
    assert (change.estimate.low or 9) <= 1 <= (change.estimate.high or 0)


def test_hot_place_is_the_highest_and_its_ratio_is_recovered(whole: Assessment, district: District) -> None:
    truth = district.truths["hot_place"]
    found = finding(whole, "places-lsoa-1")
    top = found.slot("highest").estimate
    assert top.area.code == truth.area
    rates = {p.key: p.estimate for s in next(c for c in found.charts if c.id.endswith("map")).series for p in s.points}
    hot = rates.pop(truth.area)
    rest = sum(e.numerator or 0 for e in rates.values()) / sum(e.denominator or 0 for e in rates.values())
    assert hot.value is not None
    assert truth.low <= hot.value / (rest * 100_000) <= truth.high


def test_hot_place_is_in_the_circle_that_residents_do_not_explain(whole: Assessment, district: District) -> None:
    truth = district.truths["hot_place"]
    found = finding(whole, "places-beyond-residents-1")
    ratio = found.slot("ratio")
    assert ratio.p_value == pytest.approx(0.001)
    assert (ratio.estimate.low or 0) > 2
    names = {point.key: point.label for point in lsoa_map(whole, "places-standing-out-1")}
    assert names[truth.area] in found.statements


def test_hot_place_is_high_for_its_residents_and_ordinary_for_the_people_there(
    whole: Assessment, district: District
) -> None:
    found = finding(whole, "places-ambient-1")
    assert found.slot("resident_rate").estimate.area.code == district.truths["hot_place"].area
    assert (found.slot("by_resident").estimate.low or 0) > district.truths["hot_place"].low * 0.9
    by_workday = found.slot("by_workday").estimate
    assert (by_workday.low or 9) <= 1 <= (by_workday.high or 0)
    assert by_workday.provenance is not None
    assert any(release.startswith("workday_population") for release in by_workday.provenance.releases)


def test_neighbourhoods_that_stand_out_are_few_and_hold_more_than_their_share(whole: Assessment) -> None:
    found = finding(whole, "places-standing-out-1")
    many, tested = found.slot("places").estimate.numerator or 0, found.slot("places").estimate.denominator or 0
    assert 0 < many < tested / 5
    assert (found.slot("share").estimate.low or 0) > many / tested
    marked = [point for point in lsoa_map(whole, "places-standing-out-1") if point.emphasised]
    assert [point.label for point in sorted(marked, key=lambda each: -(each.estimate.value or 0))] == list(
        found.statements
    )


def test_share_of_the_most_affected_is_that_of_the_counts(whole: Assessment, district: District) -> None:
    found = finding(whole, "places-concentration-1")
    counts = sorted((point.estimate.numerator or 0 for point in lsoa_map(whole, "places-standing-out-1")), reverse=True)
    top = found.slot("top").estimate
    assert top.value == pytest.approx(sum(counts[: round(len(counts) / 10)]) / sum(counts))
    assert (found.slot("even").estimate.high or 1) < (top.low or 0)


def lsoa_map(assessment: Assessment, id_: str) -> tuple[Point, ...]:
    [chart] = finding(assessment, id_).charts
    [series] = chart.series
    return series.points


def test_concentration_is_recovered(district: District, narrow: tuple[Definition, Definition]) -> None:
    found = finding(district.assess(ALDERMERE, EVERYTHING, narrow[1]), "places-lsoa-1")
    half, top = district.truths["half_of_incidents"], district.truths["top_twentieth_share"]
    assert half.low <= (found.slot("places_for_half").estimate.value or 0) <= half.high
    [everywhere] = next(chart for chart in found.charts if chart.id.endswith("map")).series
    counts = sorted((point.estimate.numerator or 0 for point in everywhere.points), reverse=True)
    twentieth = max(1, (len(counts) + 10) // 20)
    assert top.low <= sum(counts[:twentieth]) / sum(counts) <= top.high


@pytest.mark.parametrize("id_", ["summer_peak_asb", "summer_peak_violence"])
def test_summer_peak_is_recovered(id_: str, district: District) -> None:
    truth = district.truths[id_]
    series = district.assess("E23990001").series
    by_month = {e.count.period.label: e.count.value or 0 for e in series if e.category == truth.categories[0]}
    warm = sum(by_month[month] for month in truth.months) / len(truth.months)
    cold = sum(by_month[month] for month in truth.earlier) / len(truth.earlier)
    assert truth.low <= warm / cold <= truth.high


def test_missing_months_and_quality_are_recovered(whole: Assessment, district: District) -> None:
    truths = district.truths
    missing = tuple(row.month for row in whole.coverage if row.status == "missing")
    assert missing == truths["gap_months"].months
    repeated = [row.repeated_ids for row in whole.coverage if row.repeated_ids is not None]
    assert all(truths["repeated_ids"].low <= count <= truths["repeated_ids"].high for count in repeated)
    share = finding(whole, "quality-coverage").slot("no_geography").estimate
    assert truths["no_geography_share"].low <= (share.value or 0) <= truths["no_geography_share"].high
    for entry in whole.series:
        if entry.count.period.label in missing:
            assert (entry.status, entry.rows, entry.count.value) == ("missing", None, None)


def test_every_truth_has_a_test(district: District) -> None:
    source = Path(__file__).read_text(encoding="utf-8").replace('f"rate_ratio_to_rest_{year}"', "")
    named = {id_ for id_ in district.truths if f'"{id_}"' in source}
    named |= {f"rate_ratio_to_rest_{year}" for year in YEARS}
    assert named == set(district.truths)


def test_determinant_planted_worse_than_its_neighbours_is_found_worse_and_the_equal_one_is_not_told_apart(
    whole: Assessment,
) -> None:
    worse, equal = finding(whole, "determinants-suspensions"), finding(whole, "determinants-first_time_entrants")
    own, others = worse.slot("area").estimate, worse.slot("neighbours")
    assert (own.value, others.estimate.value, others.estimate.denominator) == (9.0, pytest.approx(6.0), 10.0)
    assert others.estimate.high is not None and others.estimate.high < 9.0
    assert others.p_value is not None and others.p_value < 0.001
    even = equal.slot("neighbours")
    assert (equal.slot("area").estimate.value, even.estimate.value) == (100.0, pytest.approx(100.0))
    assert even.p_value == pytest.approx(1.0)
    level = finding(whole, "determinants-level-individual")
    assert level.statements[0] == "Worse than its statistical neighbours: Suspensions from school."
    assert level.statements[-1].startswith("Cannot be told apart from its statistical neighbours: ")
    assert "First-time entrants to the youth justice system" in level.statements[-1]


def test_summer_peak_is_told_as_a_season_and_the_planted_rise_as_a_step_that_is_only_proposed(
    whole: Assessment, district: District
) -> None:
    season = finding(whole, "trend-season-1")
    warm = {f"{Period.month(month).start:%B}" for month in district.truths["summer_peak_violence"].months}
    assert season.kind is FindingKind.SEASON and season.slot("highest").label in warm
    steps = finding(whole, "trend-steps-1").slots
    assert steps and all((slot.estimate.low or 0) > 1 for slot in steps)
