"""Which months are unusual, whether there is a season, and where the level may have changed: each told, or plainly not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sulis.catalogue.partnership import Rebased, load_partnership
from sulis.catalogue.violence import find_definition
from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.vocabulary import Audience, Missing, Period, Unit
from sulis.year.needs import Assessment, assess
from sulis.year.needs.model import FindingKind, Signal
from tests.support.needs_store import ALDERMERE, ASB, VIOLENCE, Recorded, mereshire
from tests.support.needs_views import chart, finding

GONE = "2023-12"


def assessed(folder: Path, counts: dict[str, int], rebased: tuple[Rebased, ...] = ()) -> Assessment:
    """So many incidents in each month; a month that is not named was not received."""
    months: dict[str, tuple[Recorded, ...]] = {
        month: (("", ASB, "E01990001"), *((f"{month}{n}", VIOLENCE, "E01990001") for n in range(many)))
        for month, many in counts.items()
    }
    span = Period.between(min(counts), max(counts))
    return assess(
        mereshire(folder, months, population=False), area_code=ALDERMERE, period=span,
        definitions=[find_definition("police_uk_proxy")], software="sulis test",
        partnership=replace(load_partnership("made_up"), rebased=rebased) if rebased else None,
    )  # fmt: skip


def by_days(first: str, last: str, a_day: dict[int, float] | float) -> dict[str, int]:
    """Months with so many incidents a day, by the month of the year where that matters."""
    return {
        month.label: round(month.days * (a_day if isinstance(a_day, float) else a_day.get(month.start.month, 0.5)))
        for month in Period.between(first, last).months()
    }


@pytest.fixture(scope="module")
def stepped(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """About one every other day for eleven months, a month never received, then one a day; March 2024 is far above."""
    counts = by_days("2023-01", "2023-11", 0.5) | by_days("2024-01", "2024-12", 1.0) | {"2024-03": 70}
    return assessed(tmp_path_factory.mktemp("stepped"), counts)


@pytest.fixture(scope="module")
def summery(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """Three whole years with three times as many in June, July and August."""
    counts = by_days("2021-01", "2023-12", {6: 1.5, 7: 1.5, 8: 1.5})
    return assessed(tmp_path_factory.mktemp("summery"), counts)


def said(assessment: Assessment, id_: str) -> tuple[str, str]:
    seen = see_finding(finding(assessment, id_), Audience.PUBLIC)
    wording = word_finding(seen, About("Aldermere", "Mereshire", assessment.period))
    return wording.heading, " ".join(wording.sentences)


def test_a_month_outside_its_limits_is_marked_and_named(stepped: Assessment) -> None:
    months, limits = chart(stepped, "trend-control-1").series
    marked = {point.key: point.signals for point in months.points if point.signals}
    assert marked["2024-03"][0] is Signal.ABOVE
    assert all(Signal.RUN_BELOW in marked[month] for month in ("2023-01", "2023-11"))
    assert [point.estimate.unit for point in limits.points[:1]] == [Unit.INCIDENTS_A_DAY]
    heading, body = said(stepped, "trend-control-1")
    assert "of 23 months" in heading and "Above the upper limit: March 2024." in body
    assert "Seven or more in a row below the mean: January 2023 to November 2023." in body


def test_limits_follow_the_length_of_a_month_and_a_gap_has_none(stepped: Assessment) -> None:
    limits = {point.key: point.estimate for point in chart(stepped, "trend-control-1").series[1].points}
    wide, narrow = limits["2024-02"], limits["2024-01"]  # 29 days and 31
    assert wide.value == narrow.value and wide.high is not None and narrow.high is not None and wide.high > narrow.high
    assert limits[GONE].missing is Missing.NOT_RECEIVED
    assert limits["2024-01"].method == "u', Laney"


def reason(month: str, definition: str = "") -> Rebased:
    return Rebased(
        month=Period.month(month), reason="A new recording team began.", decided_by="the data group",
        decided=date(2024, 5, 3), definition=definition,
    )  # fmt: skip


def test_limits_start_anew_where_a_reason_is_written_and_only_there(tmp_path: Path) -> None:
    counts = by_days("2023-01", "2023-12", 0.5) | by_days("2024-01", "2024-12", 1.0)
    plain, other = assessed(tmp_path / "a", counts), assessed(tmp_path / "b", counts, (reason("2024-01", "another"),))
    anew = assessed(tmp_path / "c", counts, (reason("2024-01", "police_uk_proxy"),))
    means = [
        [round(point.estimate.value or 0, 2) for point in chart(each, "trend-control-1").series[1].points]
        for each in (plain, other, anew)
    ]
    assert means[0] == means[1] and len(set(means[0])) == 1
    assert means[2] == [0.51] * 12 + [1.0] * 12
    assert not [point.key for point in chart(anew, "trend-control-1").series[0].points if point.signals]
    assert [(mark.at.label, mark.cuts) for mark in chart(anew, "trend-control-1").breaks] == [("2024-01", False)]
    (told,) = finding(anew, "trend-control-1").statements
    assert (
        "From January 2024 on" in told
        and "A new recording team began. Decided by the data group on 3 May 2024." in told
    )


@pytest.mark.parametrize(
    ("month", "told"),
    [("2024-11", "Fewer than three months were received since"), ("2024-08", "of the 5 months received since")],
)
def test_limits_that_started_anew_of_late_say_how_little_they_rest_on(tmp_path: Path, month: str, told: str) -> None:
    found = finding(assessed(tmp_path, by_days("2023-01", "2024-12", 1.0), (reason(month),)), "trend-control-1")
    assert told in found.statements[0]
    assert "trial-limits" in {caveat.code for caveat in found.caveats}


def test_reason_for_a_month_that_the_chart_does_not_show_changes_nothing(tmp_path: Path) -> None:
    away = (reason("2022-01"), reason("2023-01"), reason("2025-01"))
    found = finding(assessed(tmp_path, by_days("2023-01", "2024-12", 1.0), away), "trend-control-1")
    assert found.statements == () and found.charts[0].breaks == ()


def test_a_step_is_proposed_with_its_size_and_the_gap_before_it(stepped: Assessment) -> None:
    found = finding(stepped, "trend-steps-1")
    step = found.slot("step_1")
    assert (found.kind, step.label) == (FindingKind.STEPS, "2024-01")
    ratio = step.estimate
    assert ratio.low is not None and ratio.high is not None and ratio.low < 2 < ratio.high
    assert step.p_value is not None and step.p_value < 0.01
    assert found.statements == ("December 2023 was not received, so what shows in January 2024 may have begun there.",)
    heading, body = said(stepped, "trend-steps-1")
    assert "may have moved to another level in January 2024" in heading
    assert "limits start anew there only when the reason is written down" in body


def test_under_three_years_no_season_is_told_and_none_is_taken_out(stepped: Assessment) -> None:
    found = finding(stepped, "trend-season-1")
    assert found.kind is FindingKind.CANNOT_TELL
    assert "fewer than three whole years of months (23 received)" in found.statements[0]
    assert "season-left-in" in {caveat.code for caveat in finding(stepped, "trend-control-1").caveats}


def test_a_season_is_told_and_its_summer_is_no_signal_and_no_step(summery: Assessment) -> None:
    found = finding(summery, "trend-season-1")
    assert (found.kind, found.slot("highest").label in ("June", "July", "August")) == (FindingKind.SEASON, True)
    assert len(chart(summery, "trend-season-1").series[0].points) == 12
    assert "There is a season in" in said(summery, "trend-season-1")[0]
    assert not [point for point in chart(summery, "trend-control-1").series[0].points if point.signals]
    assert said(summery, "trend-control-1")[0].startswith("No month of")
    assert finding(summery, "trend-steps-1").slots == ()
    assert "No month stands out" in said(summery, "trend-steps-1")[0]
    assert "season-taken-out" in {caveat.code for caveat in finding(summery, "trend-control-1").caveats}


def test_too_few_a_month_get_no_limits_and_are_told_what_to_ask_for(small: Assessment) -> None:
    control, steps = (finding(small, f"trend-{part}-1") for part in ("control", "steps"))
    assert {control.kind, steps.kind} == {FindingKind.CANNOT_TELL}
    assert "fewer than five in a usual month" in control.statements[0] and "extract" in control.statements[0]
    assert "fewer than 12 points" in steps.statements[0]


def test_one_month_and_none_of_anything_are_stated_results(tmp_path: Path) -> None:
    one = assessed(tmp_path / "one", {"2023-01": 30})
    assert "limits need three" in finding(one, "trend-control-1").statements[0]
    none = assessed(tmp_path / "none", dict.fromkeys(by_days("2023-01", "2023-12", 1.0), 0) | {"2023-05": 1})
    for part in ("control", "season", "steps"):
        assert finding(none, f"trend-{part}-1").statements or not finding(none, f"trend-{part}-1").slots
