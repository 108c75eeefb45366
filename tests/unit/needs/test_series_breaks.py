"""No trend spans a break that matters: planted counts on both sides of each, for a small area and for the whole force."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.sources import Affects, SeriesBreakNote
from sulis.catalogue.violence import find_definition
from sulis.store import Store
from sulis.vocabulary import Area, AreaLevel, Estimate, Missing, Period, Unit
from sulis.year.needs import Assessment, assess, study
from sulis.year.needs.breaks import Breaks, breaks_in, since_last, spans
from sulis.year.needs.model import SeriesBreak
from tests.support.needs_store import ALDERMERE, BURGLARY, DOCKSIDE, MERESHIRE, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import chart, finding

WEAPONS, ORDER, OLD_WEAPONS = "Possession of weapons", "Public order", "Public disorder and weapons"
BEFORE, AFTER = 9, 2


def months_around(first: str, at: str, last: str) -> dict[str, list[Recorded]]:
    """Nine incidents a month before the break, and two a month from it on: a fall that the break alone made."""
    turn = Period.month(at).start
    return {
        month.label: [
            (f"{month.label}/{number}", VIOLENCE, "E01990001")
            for number in range(BEFORE if month.start < turn else AFTER)
        ]
        for month in Period.between(first, last).months()
    }


def assessed(store: Store, area: str, first: str, last: str) -> Assessment:
    """As if the force were a real one: the fictional force's card has no breaks, for it is drawn without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(study, "_card", lambda *_: "police_uk")
        return assess(
            store,
            area_code=area,
            period=Period.between(first, last),
            definitions=[find_definition("police_uk_proxy")],
            software="sulis test",
        )


@pytest.fixture(scope="module")
def snapped(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return mereshire(tmp_path_factory.mktemp("snapped"), months_around("2021-05", "2022-07", "2023-05"))


@pytest.fixture(scope="module")
def ward(snapped: Store) -> Assessment:
    return assessed(snapped, DOCKSIDE, "2021-05", "2023-05")


@pytest.fixture(scope="module", params=[ALDERMERE, MERESHIRE], ids=["district", "force"])
def large(request: pytest.FixtureRequest, snapped: Store) -> Assessment:
    return assessed(snapped, request.param, "2021-05", "2023-05")


def test_small_area_has_no_extreme_from_before_the_snap_points_were_renewed(ward: Assessment) -> None:
    slots = finding(ward, "trend-monthly-1").slots
    assert {(slot.name, slot.estimate.value) for slot in slots} == {
        ("latest", float(AFTER)),
        ("highest", float(AFTER)),
        ("lowest", float(AFTER)),
    }
    assert all(slot.estimate.period.start >= Period.month("2022-07").start for slot in slots)


def test_small_areas_rolling_years_lie_on_one_side_of_it(ward: Assessment) -> None:
    points = {point.key: point.estimate for point in chart(ward, "trend-rolling-year-1").series[0].points}
    assert points["2021-05 to 2022-04"].value == 12.0 * BEFORE
    assert points["2021-07 to 2022-06"].value == 12.0 * BEFORE
    assert points["2021-08 to 2022-07"].missing is Missing.NOT_APPLICABLE
    assert points["2022-06 to 2023-05"].missing is Missing.NOT_APPLICABLE


def test_small_areas_years_that_are_compared_lie_before_it(ward: Assessment) -> None:
    found = finding(ward, "trend-rolling-year-1")
    assert [found.slot(name).label for name in ("earliest", "latest")] == ["2021-05 to 2022-04", "2021-07 to 2022-06"]


def test_small_areas_same_months_are_compared_on_one_side_alone(ward: Assessment) -> None:
    found = finding(ward, "trend-like-for-like-1")
    assert [found.slot(name).estimate.value for name in ("before", "after")] == [float(BEFORE), float(BEFORE)]
    assert found.slot("after").label == "2022-06"


def test_cut_is_told_in_words_with_its_month_and_reason(ward: Assessment) -> None:
    told = [c.text for c in finding(ward, "trend-monthly-1").caveats if c.code == "series-break-snap-points-2022"]
    assert len(told) == 1
    assert told[0].startswith("The series is cut at July 2022 (Snap points renewed): ")


def test_large_area_is_compared_across_the_snap_points(large: Assessment) -> None:
    found = finding(large, "trend-monthly-1")
    assert found.slot("highest").estimate.value == float(BEFORE)
    assert not any(caveat.code.startswith("series-break") for caveat in found.caveats)
    marked = chart(large, "trend-monthly-1").breaks
    assert [(one.label, one.cuts) for one in marked] == [("Snap points renewed", False)]
    before, after = (finding(large, "trend-like-for-like-1").slot(name).estimate for name in ("before", "after"))
    assert (before.value, after.value) == (12.0 * BEFORE, 11.0 * AFTER + BEFORE)


def test_category_that_changed_is_cut_and_the_others_are_not(tmp_path: Path) -> None:
    months: dict[str, list[Recorded]] = {}
    for month in Period.between("2013-03", "2013-08").months():
        old = month.start < Period.month("2013-06").start
        kinds = (OLD_WEAPONS, BURGLARY) if old else (WEAPONS, ORDER, BURGLARY)
        months[month.label] = [(f"{month.label}/{kind}", kind, "E01990001") for kind in kinds]
    found = assessed(mereshire(tmp_path, months), MERESHIRE, "2013-03", "2013-08")
    (by_category,) = chart(found, "trend-categories").breaks
    assert by_category.parts(WEAPONS)
    assert by_category.parts(ORDER)
    assert not by_category.parts(BURGLARY)
    (of_all,) = chart(found, "trend-all").breaks
    assert not of_all.cuts


@pytest.mark.parametrize(
    ("affects", "levels", "categories", "level", "counted", "matters"),
    [
        (Affects.EVERYTHING, (), (), AreaLevel.FORCE, None, True),
        (Affects.OUTCOMES, (), (), AreaLevel.WARD, {VIOLENCE}, False),
        (Affects.PLACES, (AreaLevel.WARD,), (), AreaLevel.WARD, None, True),
        (Affects.PLACES, (AreaLevel.WARD,), (), AreaLevel.FORCE, None, False),
        (Affects.CATEGORIES, (), (WEAPONS,), AreaLevel.FORCE, {WEAPONS, BURGLARY}, True),
        (Affects.CATEGORIES, (), (WEAPONS,), AreaLevel.FORCE, {BURGLARY}, False),
        (Affects.CATEGORIES, (), (WEAPONS,), AreaLevel.FORCE, None, False),
        (Affects.CATEGORIES, (), (), AreaLevel.FORCE, {BURGLARY}, True),
    ],
)
def test_break_matters_to_what_it_sets_apart(
    affects: Affects,
    levels: tuple[AreaLevel, ...],
    categories: tuple[str, ...],
    level: AreaLevel,
    counted: set[str] | None,
    matters: bool,
) -> None:
    note = SeriesBreakNote("a", "2022-07", "l", "t", affects=affects, levels=levels, categories=categories)
    assert note.matters(level, counted) is matters


def test_period_that_begins_at_a_break_does_not_span_it() -> None:
    cut = (SeriesBreak(Period.month("2022-07"), "l", cuts=True),)
    assert not spans(Period.between("2022-07", "2023-06"), cut)
    assert not spans(Period.between("2021-07", "2022-06"), cut)
    assert spans(Period.between("2022-06", "2022-07"), cut)


def test_extremes_come_from_after_the_last_cut_that_has_anything_after_it() -> None:
    counts = [estimate_of("2022-06", 9), estimate_of("2022-07", 2), estimate_of("2022-08", None)]
    cut = [SeriesBreak(Period.month(month), "l", cuts=True) for month in ("2022-07", "2022-08")]
    assert [count.period.label for count in since_last(counts, cut)] == ["2022-07", "2022-08"]
    assert since_last(counts, []) == tuple(counts)


def estimate_of(month: str, value: int | None) -> Estimate:
    about = {"unit": Unit.INCIDENTS, "area": Area("a", "A", AreaLevel.WARD, 2021), "period": Period.month(month)}
    if value is None:
        return Estimate.absent(Missing.NOT_RECEIVED, **about)  # type: ignore[arg-type]
    return Estimate(float(value), 0.0, 99.0, 0.95, "planted", **about)  # type: ignore[arg-type]


def test_breaks_outside_the_period_and_of_outcomes_are_left_out() -> None:
    notes = (
        SeriesBreakNote("a", "2022-07", "in", "t"),
        SeriesBreakNote("b", "2022-08", "outcomes", "t", affects=Affects.OUTCOMES),
        SeriesBreakNote("c", "2020-01", "before", "t"),
    )
    found = breaks_in(notes, Period.between("2022-01", "2022-12"), AreaLevel.FORCE)
    assert found == Breaks(notes[:1], AreaLevel.FORCE)
