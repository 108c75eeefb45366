"""Each claim of the plan gets a verdict by a written rule, from the numbers of the findings that test it and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulis.catalogue.indicators import Better
from sulis.catalogue.partnership import ClaimTest, load_partnership
from sulis.catalogue.partnership import Finding as Stated
from sulis.vocabulary import Area, AreaLevel, Estimate, Missing, Period, Unit
from sulis.year.needs import Assessment
from sulis.year.needs.claim_grounds import beside_one, both
from sulis.year.needs.claim_rules import rule_of
from sulis.year.needs.claims import claims_chapter
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.ruling import Ground, Verdict

WARD = Area("E05990001", "Quayside", AreaLevel.WARD, 2024)
YEAR = Period.between("2024-01", "2024-12")
PLAN = load_partnership("made_up")
RISE, BUSY = (
    next(one for one in PLAN.findings if one.id == f"finding_{name}") for name in ("local_rise", "busy_places")
)


def estimate(value: float, low: float, high: float, unit: Unit = Unit.RATIO, count: int = 40) -> Estimate:
    return Estimate(value, low, high, 0.95, "test", unit, WARD, YEAR, numerator=count, denominator=100.0)


def absent() -> Estimate:
    return Estimate.absent(Missing.NOT_RECEIVED, unit=Unit.RATIO, area=WARD, period=YEAR)


@pytest.mark.parametrize(
    ("found", "p_value", "ground", "verdict"),
    [
        (estimate(1.2, 1.1, 1.3), 0.001, Ground.BORNE_OUT, Verdict.SUPPORTED),
        (estimate(1.2, 1.1, 1.3), None, Ground.BORNE_OUT, Verdict.SUPPORTED),
        (estimate(1.2, 1.1, 1.3), 0.2, Ground.WITHIN_CHANCE, Verdict.CANNOT_TEST),
        (estimate(0.8, 0.7, 0.9), 0.001, Ground.OTHER_SIDE, Verdict.NOT_SUPPORTED),
        (estimate(1.0, 0.96, 1.04), 0.9, Ground.NO_DIFFERENCE, Verdict.NOT_SUPPORTED),
        (estimate(1.0, 0.8, 1.3), 0.9, Ground.WITHIN_CHANCE, Verdict.CANNOT_TEST),
        (absent(), None, Ground.NO_NUMBER, Verdict.CANNOT_TEST),
    ],
)
def test_a_ratio_is_judged_by_where_its_whole_interval_lies(
    found: Estimate, p_value: float | None, ground: Ground, verdict: Verdict
) -> None:
    assert beside_one(Slot("change", found, p_value=p_value)) is ground
    assert ground.verdict is verdict


def test_one_answer_of_two_that_bears_a_claim_out_does_so_in_part() -> None:
    assert both(Ground.BORNE_OUT, Ground.BORNE_OUT) is Ground.BORNE_OUT
    assert both(Ground.WITHIN_CHANCE, Ground.BORNE_OUT) is Ground.IN_PART
    assert both(Ground.BORNE_OUT, Ground.OTHER_SIDE) is Ground.IN_PART
    assert both(Ground.WITHIN_CHANCE, Ground.OTHER_SIDE) is Ground.WITHIN_CHANCE
    assert both(Ground.BORNE_OUT, Ground.NO_NUMBER) is Ground.BORNE_OUT
    assert Ground.IN_PART.verdict is Verdict.QUALIFIED


def test_a_rise_is_qualified_where_the_last_year_does_not_bear_it_out() -> None:
    direction = Finding("trend-direction-1", FindingKind.DIRECTION, "x", (Slot("change", estimate(1.2, 1.1, 1.3)),))
    pair = Finding("trend-like-for-like-1", FindingKind.LIKE_FOR_LIKE, "x", (Slot("ratio", estimate(1.0, 0.9, 1.2)),))
    found = rule_of(ClaimTest.RISING)((direction, pair), RISE)
    assert (found.ground, found.rests_on) == (Ground.IN_PART, ("trend-direction-1", "trend-like-for-like-1"))
    assert [slot.name for slot in found.slots] == ["change", "ratio_of_last_year"]
    assert rule_of(ClaimTest.RISING)((pair,), RISE).ground is Ground.NO_FINDING


def concentration(low: float) -> Finding:
    slots = (Slot("top", estimate(0.4, low, 0.45)), Slot("even", estimate(0.11, 0.1, 0.12)))
    return Finding("places-concentration-1", FindingKind.CONCENTRATION, "x", slots)


def wards(**counts: int) -> Finding:
    points = tuple(Point(name, name, estimate(1, 1, 1, Unit.INCIDENTS, many)) for name, many in counts.items())
    chart = ChartSpec("places-ward-1-counts", ChartKind.AREAS, (Series("x", points),))
    return Finding("places-ward-1", FindingKind.PLACES, "x", charts=(chart,), level=AreaLevel.WARD)


@pytest.mark.parametrize(
    ("findings", "ground"),
    [
        ((concentration(0.35), wards(Quayside=30, Northgate=30, Fernleigh=10)), Ground.IN_PART),
        ((concentration(0.11), wards(Quayside=30, Northgate=30)), Ground.WITHIN_CHANCE),
        ((wards(Quayside=30),), Ground.NO_FINDING),
        ((concentration(0.35),), Ground.IN_PART),
    ],
)
def test_busy_places_need_the_concentration_and_the_places_named(findings: tuple[Finding, ...], ground: Ground) -> None:
    assert rule_of(ClaimTest.CONCENTRATED)(findings, BUSY).ground is ground


def test_busy_places_are_borne_out_when_all_that_the_plan_names_hold_half_and_each_is_told() -> None:
    findings = (concentration(0.35), wards(Quayside=30, Northgate=25, Fernleigh=10, Millbrook=9))
    found = rule_of(ClaimTest.CONCENTRATED)(findings, replace(BUSY, places=("Quayside", "northgate")))
    assert found.ground is Ground.BORNE_OUT
    assert found.statements[0].startswith("Quayside: among the fewest wards that together hold half")
    beyond = rule_of(ClaimTest.CONCENTRATED)(findings, replace(BUSY, places=("Fernleigh",)))
    assert beyond.statements == (
        "Fernleigh: no ward of that name is among the fewest that together hold half of what was recorded.",
    )


def test_every_claim_of_the_plan_is_answered_once(small: Assessment) -> None:
    chapter = claims_chapter(PLAN, small.chapters)
    tested = [one for one in chapter.findings if one.kind is FindingKind.CLAIM]
    others = [one for one in chapter.findings if one.kind is FindingKind.UNTESTED_CLAIMS]
    assert [one.subject for one in tested] == [one.title for one in PLAN.findings if one.test]
    assert sum(len(one.statements) for one in others) == sum(one.test is None for one in PLAN.findings)
    ids = {one.id for part in small.chapters for one in part.findings}
    for one in tested:
        assert one.claim is not None
        assert set(one.claim.rests_on) <= ids
        assert bool(one.slots) or one.claim.ground in (Ground.NO_FINDING, Ground.NO_NUMBER)


def test_with_no_chapter_to_read_no_claim_is_tested() -> None:
    grounds = {one.claim.ground for one in claims_chapter(PLAN, ()).findings if one.claim}
    assert grounds == {Ground.NO_FINDING}


def slot(name: str, low: float, high: float, label: str = "", p_value: float | None = 0.001) -> Slot:
    return Slot(name, estimate((low + high) / 2, low, high), label, p_value)


def stated(test: ClaimTest, **more: object) -> Stated:
    return replace(RISE, test=test, **more)  # type: ignore[arg-type]


def judged(test: ClaimTest, *findings: Finding, **more: object) -> Ground:
    return rule_of(test)(findings, stated(test, **more)).ground


@pytest.mark.parametrize(
    ("ratio", "bounds", "ground"),
    [
        ((0.2, 0.4), (0.1, 0.8), Ground.BORNE_OUT),
        ((0.2, 0.4), (0.1, 1.8), Ground.IN_PART),
        ((1.2, 1.4), (1.1, 1.8), Ground.OTHER_SIDE),
        ((0.8, 1.4), (0.5, 1.8), Ground.WITHIN_CHANCE),
    ],
)
def test_mostly_male_holds_when_women_are_clearly_fewer_whatever_the_unknown_are(
    ratio: tuple[float, float], bounds: tuple[float, float], ground: Ground
) -> None:
    slots = (slot("ratio_1", *ratio), slot("bounds_1", *bounds))
    assert judged(ClaimTest.MOSTLY_MALE, Finding("people-suspects-sex", FindingKind.DISPARITY, "x", slots)) is ground


def disparities(role: str, group: str, low: float, high: float) -> Finding:
    label = f"{group} people against White people"
    slots = (slot("ratio_1", low, high, label), slot("bounds_1", low, high, label, None))
    return Finding(f"people-{role}-ethnicity", FindingKind.DISPARITY, "x", slots)


def test_a_disparity_is_of_the_group_named_and_of_both_roles() -> None:
    test = ClaimTest.ETHNIC_DISPARITY
    both_high = (disparities("victims", "Black", 1.5, 3), disparities("suspects", "Black", 1.2, 2))
    assert judged(test, *both_high, ethnic_group="Black") is Ground.BORNE_OUT
    one_high = (both_high[0], disparities("suspects", "Black", 0.7, 2))
    assert judged(test, *one_high, ethnic_group="Black") is Ground.IN_PART
    assert judged(test, *both_high, ethnic_group="Asian") is Ground.NO_FINDING


def again(role: str, low: float, high: float, chance: bool = True) -> Finding:
    by_chance = (Slot("chance", estimate(0.01, 0.005, 0.02)),) if chance else ()
    slots = (Slot("people", estimate((low + high) / 2, low, high)), *by_chance)
    return Finding(f"people-repeat-{role}", FindingKind.REPEATS, f"repeat {role}", slots)


def test_repeats_must_be_more_than_chance_in_both_roles() -> None:
    high = (again("victims", 0.05, 0.09), again("suspects", 0.07, 0.14))
    assert judged(ClaimTest.REPEATS, *high) is Ground.BORNE_OUT
    assert judged(ClaimTest.REPEATS, high[0], again("suspects", 0.01, 0.05)) is Ground.IN_PART
    assert judged(ClaimTest.REPEATS, high[0], again("suspects", 0.07, 0.14, chance=False)) is Ground.IN_PART
    assert judged(ClaimTest.REPEATS, again("victims", 0.05, 0.09, chance=False), high[1]) is Ground.IN_PART


@pytest.mark.parametrize(
    ("low", "high", "unclear", "rising"),
    [
        (0.5, 1.9, Ground.BORNE_OUT, Ground.WITHIN_CHANCE),
        (1.1, 1.9, Ground.OTHER_SIDE, Ground.BORNE_OUT),
        (0.5, 0.9, Ground.OTHER_SIDE, Ground.OTHER_SIDE),
        (0.97, 1.03, Ground.OTHER_SIDE, Ground.NO_DIFFERENCE),
    ],
)
def test_that_no_direction_can_be_told_is_a_claim_that_a_direction_refutes(
    low: float, high: float, unclear: Ground, rising: Ground
) -> None:
    found = Finding("times-knife-direction", FindingKind.DIRECTION, "x", (slot("change", low, high),))
    assert judged(ClaimTest.KNIFE_UNCLEAR, found) is unclear
    assert judged(ClaimTest.KNIFE_RISING, found) is rising


def test_a_finding_that_says_it_cannot_tell_is_linked_and_its_numbers_go_with_the_claim() -> None:
    many = Slot("people", estimate(7, 7, 7, Unit.PEOPLE))
    found = Finding("people-girls-direction", FindingKind.CANNOT_TELL, "x", (many,))
    ruling = rule_of(ClaimTest.GIRLS_RISING)((found,), RISE)
    assert (ruling.ground, ruling.slots, ruling.rests_on) == (Ground.NO_NUMBER, (many,), (found.id,))


@pytest.mark.parametrize(
    ("own", "better", "p_value", "ground"),
    [
        (9.0, Better.LOWER, 0.001, Ground.BORNE_OUT),
        (9.0, Better.HIGHER, 0.001, Ground.OTHER_SIDE),
        (9.0, Better.LOWER, 0.2, Ground.WITHIN_CHANCE),
        (5.0, Better.LOWER, 0.001, Ground.WITHIN_CHANCE),
        (9.0, Better.LOWER, None, Ground.NO_NUMBER),
    ],
)
def test_a_measure_is_worse_outside_the_range_of_the_neighbours_on_the_worse_side(
    own: float, better: Better, p_value: float | None, ground: Ground
) -> None:
    slots = (Slot("area", estimate(own, own, own)), Slot("neighbours", estimate(5, 4, 6), "mean", p_value))
    found = Finding("determinants-suspensions", FindingKind.DETERMINANT, "Suspensions", slots, better=better)
    assert judged(ClaimTest.WORSE_THAN_NEIGHBOURS, found, measures=("suspensions",)) is ground
    assert judged(ClaimTest.WORSE_THAN_NEIGHBOURS, found, measures=("other",)) is Ground.NO_FINDING
    part = Ground.IN_PART if ground is Ground.BORNE_OUT else ground
    assert judged(ClaimTest.WORSE_THAN_NEIGHBOURS, found, measures=("suspensions", "other")) is part
