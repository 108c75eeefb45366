"""The chapter on when it happens: what a hand-written extract must give, and what it must refuse to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.statistics import wilson
from sulis.store import open_store
from sulis.vocabulary import Audience, Missing, Period
from sulis.year.needs import Assessment, assess
from sulis.year.needs.model import Finding, FindingKind
from tests.support.force_extract import Sent, load_extract
from tests.support.needs_store import ALDERMERE, MONTHS, VIOLENCE, mereshire
from tests.support.needs_views import finding, points

YEAR = Period.between("2023-01", "2023-12")
MONDAY = date(2023, 1, 2)


def assessed(folder: Path, sent: Sequence[Sent]) -> Assessment:
    mereshire(folder, dict(MONTHS) | {"2023-12": (("z1", VIOLENCE, "E01990001"),)}, population=False)
    load_extract(folder / "home", folder / "extract", sent)
    return assess(
        open_store(folder / "home"), area_code=ALDERMERE, period=YEAR, definitions=[find_definition("police_uk_proxy")],
        software="sulis test", record=lambda ids: None,
    )  # fmt: skip


def said(found: Finding, audience: Audience = Audience.INTERNAL) -> tuple[str, str]:
    wording = word_finding(see_finding(found, audience), About("Aldermere", "Mereshire", YEAR))
    return wording.heading, " ".join(wording.sentences)


def nights() -> list[Sent]:
    """A hundred: forty on a Saturday at 23:30, ten between 17:30 and 18:30, thirty at 10:00, twenty at no known time."""
    saturday = MONDAY + timedelta(days=5)
    rest = [MONDAY + timedelta(days=at % 5) for at in range(60)]
    late = [
        Sent(saturday + timedelta(weeks=at % 12), f"L{at}", clock=("23:30", "23:30"), knife="Y") for at in range(40)
    ]
    dusk = [Sent(day, f"D{at}", clock=("17:30", "18:30"), knife="N") for at, day in enumerate(rest[:10])]
    morning = [Sent(day, f"M{at}", clock=("10:00", "10:00"), knife="N") for at, day in enumerate(rest[10:40])]
    return [*late, *dusk, *morning, *(Sent(day, f"U{at}") for at, day in enumerate(rest[40:]))]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(tmp_path_factory.mktemp("times"), nights())


def test_the_night_is_a_share_of_the_known_with_the_unknown_in_its_interval(whole: Assessment) -> None:
    found = finding(whole, "times-hours")
    night = found.slot("night").estimate
    assert night.value == pytest.approx(45 / 80)  # ten are half in it
    assert (night.low, night.high) == pytest.approx((float(wilson(40, 100).low), float(wilson(70, 100).high)))
    assert (night.method, found.slot("unknown").estimate.value) == ("aoristic, wilson, unknown as bounds", 0.2)
    heading, body = said(found)
    assert "fall between 18:00 and 05:59: it cannot be told from the half" in heading
    assert "more than the quarter that an even spread" in body and "20% have no time" in body


def test_hours_are_of_the_known_and_a_span_is_spread_over_two(whole: Assessment) -> None:
    found = {key: point.estimate for key, point in points(whole, "times-hours").items()}
    assert [found[hour].value for hour in ("23", "17", "18", "10", "04")] == [0.5, 0.0625, 0.0625, 0.375, 0.0]
    assert found["17"].low == 0.0 and found["17"].high == pytest.approx(float(wilson(10, 80).high))


def test_days_count_everyone_whose_day_is_known_and_differ_only_where_the_test_agrees(whole: Assessment) -> None:
    found = finding(whole, "times-days")
    assert (found.slot("highest").label, found.slot("highest").estimate.value) == ("Saturday", 0.4)
    assert found.slot("unknown").estimate.value == 0.0
    assert "are most on Saturday and fewest on Sunday" in said(found)[0]
    unsure = replace(found, slots=(replace(found.slot("highest"), p_value=0.2), *found.slots[1:]))
    assert "No day of the week clearly stands apart" in said(unsure)[0]


def test_a_knife_is_a_share_with_bounds_and_a_direction(whole: Assessment) -> None:
    share = finding(whole, "times-knife").slot("share").estimate
    assert share.value == 0.5 and share.high == pytest.approx(float(wilson(60, 100).high))
    way = finding(whole, "times-knife-direction")
    assert way.kind is FindingKind.DIRECTION
    assert "knife-enabled violence is rising or falling" in said(way)[0]


def test_rare_knives_are_charted_by_the_days_between_and_a_long_quiet_time_is_told(tmp_path: Path) -> None:
    days = [MONDAY + timedelta(days=9 * at) for at in range(20)]
    days.append(days[-1] + timedelta(days=120))
    rare = assessed(tmp_path, [Sent(day, f"K{at}", knife="Y") for at, day in enumerate(days)])
    found = finding(rare, "times-knife-gaps")
    assert found.slot("middle").estimate.value == pytest.approx(0.693 * (19 * 9 + 120) / 20)
    assert (found.slot("long").estimate.value, found.slot("short").estimate.value) == (1.0, 19.0)
    assert "1 were longer" not in said(found)[1] and "One was longer" in said(found)[1]


def test_nothing_of_the_extract_reaches_the_board_or_the_public(whole: Assessment) -> None:
    (chapter,) = (one for one in whole.chapters if one.id == "times")
    for audience in (Audience.BOARD, Audience.PUBLIC):
        seen = [see_finding(found, audience) for found in chapter.findings]
        assert all(one.held_back and not one.statements and not one.slots for one in seen)


def test_without_points_near_repeats_ask_for_them(whole: Assessment) -> None:
    found = finding(whole, "times-near-repeats")
    assert found.kind is FindingKind.CANNOT_TELL
    assert "fewer than 50 have both a day and a point" in found.statements[0] and "easting" in found.statements[0]


def close(many: int, *, soon: bool) -> list[Sent]:
    """Pairs at points of their own, 30 m apart: the second two days after the first, or a hundred."""
    sent = []
    for at in range(many):
        place, first = 50 + at * 0.02, MONDAY + timedelta(days=(at * 37) % 200)
        then = first + timedelta(days=2 if soon else 60 + (at * 53) % 80)
        sent += [
            Sent(day, f"P{at}{n}", point=("-1.0000", f"{place + n * 0.00027:.5f}"))
            for n, day in enumerate((first, then))
        ]
    return sent


def test_planted_near_repeats_are_found_and_pairs_far_in_time_are_not(tmp_path: Path) -> None:
    soon = finding(assessed(tmp_path / "soon", close(40, soon=True)), "times-near-repeats")
    strongest = soon.slot("strongest")
    assert (strongest.label, strongest.estimate.numerator) == ("up to 100 m apart, 1 to 7 days", 40)
    assert strongest.p_value is not None and strongest.p_value < 0.05
    assert strongest.estimate.low is not None and strongest.estimate.low > 1
    assert [soon.slot(name).estimate.value for name in ("originators", "followers")] == [40.0, 40.0]
    assert "40 pairs of incidents were recorded where chance" in said(soon)[1]
    late = finding(assessed(tmp_path / "late", close(40, soon=False)), "times-near-repeats")
    assert said(late)[0].startswith("Cannot tell whether one incident is followed")
    assert not any(point.emphasised for series in late.charts[0].series for point in series.points)


def test_too_few_of_anything_is_a_stated_refusal_that_the_gate_holds(tmp_path: Path) -> None:
    few = assessed(tmp_path, [Sent(MONDAY, "A"), Sent(MONDAY, "B", clock=("09:00", "09:00"), knife="Y")])
    (chapter,) = (one for one in few.chapters if one.id == "times")
    assert [found.kind for found in chapter.findings] == [FindingKind.CANNOT_TELL] * 4
    assert all("Ask the force" in found.statements[0] for found in chapter.findings)
    assert all(see_finding(found, Audience.PUBLIC).held_back for found in chapter.findings)
    assert all(slot.estimate.missing is not Missing.SUPPRESSED for found in chapter.findings for slot in found.slots)


def test_without_an_extract_each_question_is_refused_with_what_to_ask_for(small: Assessment) -> None:
    (chapter,) = (one for one in small.chapters if one.id == "times")
    assert [found.id for found in chapter.findings] == ["times-near-repeats", "times-hours", "times-knife"]
    assert all("Ask the force" in found.statements[0] for found in chapter.findings)
