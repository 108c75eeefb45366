"""What the yearly figures of a measure can say, against numbers worked by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from sulis.catalogue.partnership import MeasureSeries, Recipe, Shape, Wanted, YearsFigure, load_partnership
from sulis.publish.measured import (
    change_words,
    chart_words,
    coding_words,
    in_one_line,
    now_words,
    reach_words,
    share_words,
    should_read,
    target_words,
)
from sulis.vocabulary import Audience
from sulis.year.measures import Speaks, Verdict, held_back, read_series, same_by_every_rule


def recipe(**more: object) -> Recipe:
    made = load_partnership("made_up").recipes[1]
    assert made.id == "homicides"
    return replace(made, **more)


def series(
    counts: list[int | None], *, first: int = 2016, totals: list[int] | None = None, **more: object
) -> MeasureSeries:
    years = tuple(
        YearsFigure(
            year=f"{first + place}-{(first + place + 1) % 100:02}", count=count, why="" if count is not None else "Not sent.",
            total=totals[place] if totals else None,
        )
        for place, count in enumerate(counts)
    )  # fmt: skip
    about = {
        "recipe": "r",
        "rule": "",
        "area": "Here",
        "wider": False,
        "open": True,
        "source": "s",
        "received": date(2026, 7, 1),
    }
    return MeasureSeries(**{**about, "years": years, **more})  # type: ignore[arg-type]


TWO_IN_TEN = [0, 0, 1, 0, 0, 0, 0, 1, 0, 0]


def test_two_in_ten_years_by_hand() -> None:
    """Exact limits of two events are 0.2422 and 7.2247 (Garwood's table), so 0.024 to 0.72 a year."""
    found = read_series(recipe(), series(TWO_IN_TEN))
    whole = found.together[-1]
    assert (whole.first, whole.last, whole.years, whole.estimate.numerator) == ("2016-17", "2025-26", 10, 2)
    assert whole.a_year == pytest.approx((0.2, 0.02422, 0.72247), abs=1e-5)
    assert [each.years for each in found.together] == [3, 5, 10]
    assert found.reach is not None and found.reach.speaks is Speaks.NO
    # (1.96 + 0.8416)^2 / (4 * 0.2 * (1 - sqrt 0.5)^2) * 2: the size of two groups for square roots of counts
    assert found.reach.halving == pytest.approx(2 * 7.8489 / (4 * 0.2 * (1 - math.sqrt(0.5)) ** 2), rel=1e-4)
    assert found.change is not None and found.change.verdict is Verdict.CANNOT_TELL and found.change.missed is None


def test_two_in_ten_years_in_words_are_never_rounded_and_never_a_rate_of_so_many_people() -> None:
    made = recipe()
    found = read_series(made, series(TWO_IN_TEN))
    assert found.reach is not None and found.change is not None
    told = [
        *now_words(made, found), chart_words(made, found), should_read(made, found), *reach_words(made, found.reach, found.together[-1]),
        change_words(made, found.change), target_words(made, found), in_one_line(made, found),
    ]  # fmt: skip
    assert told[0] == "Two homicides in the ten years from 2016-17 to 2025-26."
    assert "from one in about 41 years to one in about 17 months" in told[1]
    assert told[2] == "A year would have to bring three or more before it stood out from chance. No year did."
    assert "more than 200 years" in told[4] and "about 28 years" in told[4] and "about 63 years" in told[5]
    assert "a rise cannot be told from a fall" in told[6]
    everything = " ".join(told).lower()
    assert not any(word in everything for word in ("100,000", "only two", "0.2 homicides", "%.", "nan", "inf "))


def test_no_event_in_ten_years_bounds_the_rate_and_promises_no_fall() -> None:
    found = read_series(recipe(), series([0] * 10))
    whole = found.together[-1]
    assert whole.a_year == pytest.approx((0.0, 0.0, 0.36889), abs=1e-5)  # 3.6889, the exact upper limit of none
    assert found.reach is not None and found.reach.speaks is Speaks.NO and found.reach.halving is None
    told = " ".join(
        [*now_words(recipe(), found), chart_words(recipe(), found), *reach_words(recipe(), found.reach, whole)]
    )
    assert (
        told.startswith("No homicides in the ten years")
        and "anything from none at all to one in about 2.7 years" in told
    )
    assert "nothing that could be seen to fall" in told and "no usual number" in told
    assert found.change is not None and "nothing can be said of a change" in change_words(recipe(), found.change)


def test_year_that_is_missing_is_in_no_sum_and_no_comparison() -> None:
    found = read_series(recipe(), series([9, None, 11, 8, 10]))
    assert [each.years for each in found.together] == [3]  # back to the gap
    assert found.years[1].estimate.value is None and found.years[1].why == "Not sent."
    assert found.change is not None and (
        found.change.before.estimate.numerator,
        found.change.after.estimate.numerator,
    ) == (20, 18)
    assert "two of the years from 2016-17 to 2018-19" in change_words(recipe(), found.change)


def test_nothing_but_missing_years_says_nothing() -> None:
    found = read_series(recipe(), series([None, None, None]))
    assert (found.together, found.chart, found.change, found.reach) == ((), None, None, None)
    assert now_words(recipe(), found) == () and in_one_line(recipe(), found) == ""


def test_year_that_stands_out_is_named() -> None:
    found = read_series(recipe(), series([9, 8, 10, 30, 8, 9, 10, 9]))
    assert [year.label for year in found.years if year.unusual] == ["2019-20"]
    assert "2019-20 did: something other than chance" in chart_words(recipe(), found)
    run = read_series(recipe(), series([14, 15, 13, 16, 14, 15, 14, 26, 25, 27, 26, 25, 27, 26]))
    assert "2016-17, 2017-18" in chart_words(recipe(), run) and "seven or more in a row" in chart_words(recipe(), run)


def test_target_is_met_only_by_the_whole_of_the_interval() -> None:
    aimed = recipe(baseline=("2016-17", "2018-19"), target=0.8, target_by="2025-26")
    met, missed, unclear = (
        read_series(aimed, series([400, 410, 390, *after]))
        for after in ([250, 245, 255], [395, 405, 400], [330, 320, 310])
    )
    assert (met.target_met, missed.target_met, unclear.target_met) == (True, False, None)
    assert met.change is not None and met.change.is_baseline and met.change.verdict is Verdict.FELL
    assert "It is met" in target_words(aimed, met) and "It is not met" in target_words(aimed, missed)
    assert "cannot be told yet" in target_words(aimed, unclear)
    rising = replace(aimed, wanted=Wanted.UP, target=1.2)
    assert read_series(rising, series([400, 410, 390, 600, 610, 590])).target_met is True


def test_conclusion_that_depends_on_coding_says_so() -> None:
    content = load_partnership("made_up")
    made = next(one for one in content.recipes if one.id == "sharp_admissions")
    reads = [read_series(made, one) for one in content.series if one.recipe == made.id]
    coding = same_by_every_rule(made, reads)
    assert coding is not None and coding.verdicts == (("x99", Verdict.FELL), ("any_assault", Verdict.CANNOT_TELL))
    assert not coding.holds and coding_words(made, coding).startswith("The conclusion depends on how it is counted.")
    same = same_by_every_rule(made, [reads[0], replace(reads[0], series=replace(reads[0].series, rule="any_assault"))])
    assert (
        same is not None and coding_words(made, same) == "The conclusion is the same by each way of counting: it fell."
    )
    assert same_by_every_rule(made, reads[:1]) is None


def test_share_of_a_survey_with_what_it_could_show() -> None:
    made = next(one for one in load_partnership("made_up").recipes if one.shape is Shape.SHARE)
    found = read_series(replace(made, baseline=("2016-17", "2016-17")), series([388, 402, 431], totals=[640, 655, 662]))
    newest = found.share and found.share.newest.estimate
    assert newest and newest.value == pytest.approx(431 / 662) and newest.method == "Wilson"
    assert found.share and found.share.verdict is Verdict.CANNOT_TELL
    assert found.share.step == pytest.approx(2.80158 * math.sqrt(2 * newest.value * (1 - newest.value) / 662), rel=1e-4)
    assert "a rise cannot be told from a fall" in share_words(
        made, found.share
    ) and "7 percentage points" in share_words(made, found.share)
    apart = read_series(replace(made, baseline=("2016-17", "2016-17")), series([300, 500], totals=[640, 640]))
    assert apart.share and apart.share.verdict is Verdict.ROSE and apart.target_met is True


def test_what_is_not_open_is_for_the_analysts_alone() -> None:
    closed = series(TWO_IN_TEN, open=False)
    assert [held_back(closed, audience) for audience in Audience] == [False, True, True]
    assert not held_back(series(TWO_IN_TEN), Audience.PUBLIC)
    provenance = read_series(recipe(), closed).years[0].estimate.provenance
    assert provenance is not None and not provenance.open_data


def test_other_shapes_have_no_yearly_figures() -> None:
    with pytest.raises(ValueError, match="only counts and shares"):
        read_series(recipe(shape=Shape.COMMITMENTS), series(TWO_IN_TEN))
