"""Tables of what is said for what is known: a number in, words out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sulis.publish.documents.seen import see_finding
from sulis.publish.documents.words import About, word_finding
from sulis.publish.documents.words.finding import _NEEDED
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    lower_first,
    period_words,
    spoken,
    value_words,
    with_interval,
)
from sulis.vocabulary import AreaLevel, Audience, Estimate, InternalFigure, Missing, Period, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, CoverageRow, Finding, FindingKind, Point, Series, Slot
from tests.support.sample_assessment import DISTRICT, FORCE, SPAN, TRAIL, count, rate, ratio, sample_assessment, share

MONTH = Period.month("2024-02")
YEAR = Period.between("2023-01", "2023-12")
ABOUT = About("Wellow Vale", "Five Rivers", SPAN)


def figure(estimate: Estimate) -> InternalFigure:
    return InternalFigure(estimate)


@pytest.mark.parametrize(
    ("estimate", "value", "interval"),
    [
        (count(0, MONTH), "0", "between 0 and 4"),
        (count(49, MONTH), "49", "between 36 and 65"),
        (count(12_345, YEAR), "12,345", "between 12,128 and 12,565"),
        (rate(49, 181_000, MONTH), "27", "between 20 and 36"),
        (rate(8700, 181_000, SPAN), "4,807", "between 4,706 and 4,909"),
        (rate(2, 181_000, MONTH), "1", "between 0 and 4"),
        (ratio(0.794, 0.777, 0.812), "0.79", "between 0.77 and 0.82"),
        (ratio(3.1, 0.8, 12.4), "3", "between 0 and 13"),
        (share(22_400, 318_000), "7.04%", "between 6.95% and 7.14%"),
        (share(5, 19), "5 of 19", "between 1 and 9 of 19"),
    ],
)
def test_numbers_are_as_fine_as_their_interval_bears(estimate, value, interval):
    assert value_words(figure(estimate)) == value
    assert interval_words(figure(estimate)).replace(" of 19 and", " and") == interval


@pytest.mark.parametrize("denominator", [1, 7, 19])
def test_a_percentage_of_fewer_than_twenty_is_never_given(denominator):
    assert "%" not in with_interval(figure(share(1, denominator)))


def test_a_percentage_of_an_unknown_number_is_never_given():
    bare = replace(share(5, 40), numerator=None, denominator=None)
    assert "%" not in with_interval(figure(bare))


def test_interval_ends_are_rounded_outwards_so_that_they_hold_the_interval():
    for number in range(0, 400, 7):
        shown = figure(count(number, MONTH))
        low, high = interval_words(shown).removeprefix("between ").split(" and ")
        assert float(low) <= shown.low <= shown.high <= float(high)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (Missing.NOT_RECEIVED, "not received"),
        (Missing.WITHDRAWN, "withdrawn"),
        (Missing.SUPPRESSED, "suppressed by the publisher"),
        (Missing.NO_DENOMINATOR, "no population to divide by"),
    ],
)
def test_a_missing_number_is_its_reason_and_never_a_zero(why, words):
    gone = Estimate.absent(why, unit=Unit.INCIDENTS, area=DISTRICT, period=MONTH)
    assert with_interval(figure(gone)) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (MONTH, "February 2024"),
        (YEAR, "January 2023 to December 2023"),
        (Period(MONTH.start, MONTH.start.replace(day=8)), "01/02/2024 up to 08/02/2024"),
    ],
)
def test_period_in_words_names_months_as_months(period, words):
    assert period_words(period) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("Violence and sexual offences", "violence and sexual offences"),
        ("Police.uk stand-in", "police.uk stand-in"),
        ("MSOA counts", "MSOA counts"),
        ("", ""),
    ],
)
def test_subject_inside_a_sentence_keeps_names_in_capitals(given, words):
    assert lower_first(given) == words


def test_lists_and_labels_are_said_as_people_say_them():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed("abc")] == ["", "a", "a and b", "a, b and c"]
    assert spoken("10 months of 2023-01 to 2023-12, of 28611 rows") == "10 months of 2023, of 28,611 rows"


@pytest.mark.parametrize(
    ("value", "low", "high", "heading"),
    [
        (0.99, 0.93, 1.06, "Cannot tell whether recorded violence changed between January 2023 and February 2024"),
        (1.0, 1.0, 1.2, "Cannot tell whether recorded violence changed between January 2023 and February 2024"),
        (1.26, 1.2, 1.31, "Recorded violence rose by between 20% and 31% between January 2023 and February 2024"),
        (0.8, 0.71, 0.9, "Recorded violence fell by between 10% and 29% between January 2023 and February 2024"),
        (
            0.98,
            0.965,
            0.995,
            "Recorded violence fell by between less than 1% and 4% between January 2023 and February 2024",
        ),
    ],
)
def test_like_for_like_says_a_change_only_where_the_interval_leaves_out_one(value, low, high, heading):
    said = word(
        FindingKind.LIKE_FOR_LIKE,
        before=count(300, Period.month("2023-01")),
        after=count(310, MONTH),
        ratio=ratio(value, low, high),
    )
    assert said.heading == heading


@pytest.mark.parametrize(
    ("ends", "p_value", "heading", "told"),
    [
        ((1.2, 1.31), 0.0001, "Recorded violence rose", "Chance alone would hardly ever make such a difference."),
        ((1.01, 1.4), 0.02, "Recorded violence rose", "Chance alone would rarely make such a difference."),
        ((1.01, 1.4), 0.08, "Cannot tell whether", "Two ways of testing the difference do not agree"),
        ((0.99, 1.4), 0.04, "Cannot tell whether", "Two ways of testing the difference do not agree"),
        ((0.9, 1.4), 0.4, "Cannot tell whether", "Chance alone could well make such a difference."),
    ],
)
def test_like_for_like_claims_a_change_only_where_interval_and_test_agree(ends, p_value, heading, told):
    before, after = count(300, Period.month("2023-01")), count(360, MONTH)
    slots = (Slot("before", before), Slot("after", after), Slot("ratio", ratio(1.2, *ends), p_value=p_value))
    said = word_finding(
        see_finding(Finding("a", FindingKind.LIKE_FOR_LIKE, "Violence", slots), Audience.INTERNAL), ABOUT
    )
    assert said.heading.startswith(heading)
    text = " ".join(said.sentences)
    assert told in text
    assert ("How the police record" in text) == (not heading.startswith("Cannot"))
    assert "0.0" not in text


@pytest.mark.parametrize(
    ("unsaid", "heading"),
    [
        (("how old anyone was",), "Police records here cannot say how old anyone was"),
        (("a", "b", "c", "d"), "Police records here cannot say a, b, c and d"),
        (("a", "b", "c", "d", "e"), "Police records here cannot say a, b, c, d and more"),
    ],
)
def test_what_the_records_cannot_tell_is_said_and_not_counted(unsaid, heading):
    finding = Finding("a", FindingKind.CANNOT_TELL, "Violence", statements=("It is so.",), unsaid=unsaid)
    assert word_finding(see_finding(finding, Audience.PUBLIC), ABOUT).heading == heading


@pytest.mark.parametrize(
    ("unplaced", "heading"),
    [
        (0, "All 8,700 records of Wellow Vale could be placed in one ward"),
        (35, "35 of 8,700 records of Wellow Vale could not be placed in one ward"),
    ],
)
def test_records_that_fit_no_one_place_are_told_plainly(unplaced, heading):
    amount = replace(count(unplaced, SPAN), low=unplaced, high=unplaced, denominator=8700.0)
    finding = Finding("a", FindingKind.BRIDGE, "Wellow Vale", (Slot("unplaced", amount),), level=AreaLevel.WARD)
    assert word_finding(see_finding(finding, Audience.PUBLIC), ABOUT).heading == heading


def test_like_for_like_of_few_gives_no_percentage():
    said = word(
        FindingKind.LIKE_FOR_LIKE,
        before=count(4, Period.month("2023-01")),
        after=count(17, MONTH),
        ratio=ratio(4.2, 1.4, 17),
    )
    assert "%" not in said.heading + " ".join(said.sentences)
    assert "times what it had come to" in said.heading


@pytest.mark.parametrize(
    ("value", "low", "high", "says"),
    [
        (1.02, 0.97, 1.08, "Cannot tell the rate"),
        (0.79, 0.77, 0.82, "was between 18% and 23% lower in Wellow Vale than in the rest of Five Rivers"),
        (1.4, 1.2, 1.6, "was between 20% and 60% higher in Wellow Vale than in the rest of Five Rivers"),
    ],
)
def test_against_force_says_a_side_only_where_the_interval_leaves_out_one(value, low, high, says):
    said = word(
        FindingKind.AGAINST_FORCE,
        area=rate(870, 181_000, SPAN),
        force=rate(9200, 1_520_000, SPAN, area=FORCE),
        ratio=ratio(value, low, high),
    )
    assert says in said.heading


@pytest.mark.parametrize(
    ("latest", "earliest", "says"),
    [
        (5882, 5152, "rose: 5,152 in the year to December 2023, 5,882 in the year to June 2024"),
        (5152, 5882, "fell: 5,882 in the year to December 2023"),
        (4791, 4718, "Cannot tell whether"),
    ],
)
def test_rolling_year_calls_a_rise_only_where_intervals_do_not_overlap(latest, earliest, says):
    later = Period.between("2023-07", "2024-06")
    assert says in word(FindingKind.ROLLING_YEAR, latest=count(latest, later), earliest=count(earliest, YEAR)).heading


def test_rolling_year_of_spans_that_share_months_says_so():
    said = word(
        FindingKind.ROLLING_YEAR, latest=count(500, Period.between("2023-07", "2024-06")), earliest=count(500, YEAR)
    )
    assert any("share months" in sentence for sentence in said.sentences)


def test_monthly_trend_whose_extremes_overlap_says_that_no_month_stands_apart():
    said = word(FindingKind.MONTHLY_TREND, latest=count(15, MONTH), highest=count(18, MONTH), lowest=count(12, MONTH))
    assert said.heading.startswith("No month of recorded violence clearly stands apart")


def test_monthly_trend_whose_latest_month_is_provisional_says_so():
    said = word(
        FindingKind.MONTHLY_TREND,
        latest=count(15, MONTH, provisional=True),
        highest=count(90, MONTH),
        lowest=count(12, MONTH),
    )
    assert said.sentences[-1] == "February 2024 is provisional: its publisher may still change it."


@pytest.mark.parametrize("kind", [*_NEEDED, FindingKind.DIRECTION])
def test_a_finding_that_lacks_a_number_says_that_it_cannot_tell(kind):
    gone = count(None, MONTH)
    names = (
        "latest",
        "highest",
        "lowest",
        "earliest",
        "before",
        "after",
        "ratio",
        "area",
        "force",
        "first",
        "second",
        "total",
        "largest",
        "unplaced",
    )
    said = word(kind, **dict.fromkeys(names, gone))
    assert said.heading.startswith("Cannot tell")
    assert "not received" in said.sentences[0]


@pytest.mark.parametrize(
    ("statuses", "heading"),
    [
        (("present", "present"), "All 2 months asked for were received"),
        (("present", "missing"), "1 of 2 months was not received: February 2024"),
        (("withdrawn", "missing"), "2 of 2 months were not received: January 2024 and February 2024"),
    ],
)
def test_coverage_names_the_months_that_were_not_received(statuses, heading):
    rows = tuple(
        CoverageRow(month, status, None, None, None, None, None, None)
        for month, status in zip(("2024-01", "2024-02"), statuses, strict=True)
    )
    about = About("Wellow Vale", "Five Rivers", Period.between("2024-01", "2024-02"), rows)
    finding = Finding("coverage", FindingKind.COVERAGE, "Rows", (Slot("no_geography", share(70, 1000)),))
    assert word_finding(see_finding(finding, Audience.INTERNAL), about).heading == heading


def test_words_never_say_about_or_just():
    assessment = sample_assessment()
    about = About("Wellow Vale", "Five Rivers", assessment.period, assessment.coverage)
    for chapter in assessment.chapters:
        for finding in chapter.findings:
            said = word_finding(see_finding(finding, Audience.PUBLIC), about)
            text = " ".join((said.heading, *said.sentences)).lower().split()
            assert not {"about", "just", "simply", "approximately", "crimes", "hotspot"} & set(text)
            assert not said.heading.endswith(".")


def test_a_finding_with_a_number_held_back_says_nothing_else():
    finding = Finding(
        "secret", FindingKind.RECORDED, "Local cases",
        (Slot("total", count(3, MONTH, replace(TRAIL, open_data=False))), Slot("largest", count(2, MONTH), "A named school")),
        statements=("Only three people are meant.",),
    )  # fmt: skip
    seen = see_finding(finding, Audience.PUBLIC)
    said = word_finding(seen, ABOUT)
    assert (seen.slots, seen.charts, seen.statements, seen.caveats, seen.provenance) == ((), (), (), (), ())
    assert "school" not in f"{said} {seen}"
    assert "three" not in f"{said} {seen}"


def word(kind: FindingKind, **slots: Estimate):
    finding = Finding("a", kind, "Violence", tuple(Slot(name, estimate) for name, estimate in slots.items()))
    return word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)


def test_one_month_alone_is_not_compared_with_itself():
    one = count(473, MONTH)
    spec = ChartSpec("trend-monthly-1", ChartKind.TIME, (Series("violence", (Point("2024-02", "2024-02", one),)),))
    slots = tuple(Slot(name, one, "2024-02") for name in ("latest", "highest", "lowest"))
    finding = Finding("trend-monthly-1", FindingKind.MONTHLY_TREND, "violence", slots, (spec,))
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.heading == "Recorded violence came to 473 in February 2024, the only month received"
    assert "overlap" not in " ".join(wording.sentences)


def test_no_incident_at_all_has_no_largest_category():
    slots = (Slot("total", count(0, MONTH)), Slot("largest", count(0, MONTH), "Robbery"))
    finding = Finding("recorded-total", FindingKind.RECORDED, "incidents", slots)
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.heading == "No incident was recorded in Wellow Vale"


def test_places_without_an_incident_have_no_highest():
    finding = Finding("places-ward-1", FindingKind.PLACES, "violence", (Slot("highest", count(0, MONTH), "Hillfoot"),))
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.heading.startswith("No recorded violence in any of the ")
    assert "Hillfoot" not in wording.heading


def test_a_missing_bridge_names_its_place_as_it_is_spelled():
    none = Estimate.absent(Missing.NOT_RECEIVED, unit=Unit.INCIDENTS, area=DISTRICT, period=MONTH, provenance=TRAIL)
    finding = Finding("quality-bridge", FindingKind.BRIDGE, "Five Rivers", (Slot("unplaced", none),))
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.heading == "Cannot tell: a number that this finding on Five Rivers needs is missing"


def standing_out(many: int, *names: str) -> Finding:
    places = Estimate(many, many, many, 0.95, "counted", Unit.PLACES, DISTRICT, SPAN, many, 115.0, provenance=TRAIL)
    slots = (Slot("places", places), *([Slot("share", share(821, 9844))] if many else []))
    return Finding("places-standing-out-1", FindingKind.STANDING_OUT, "violence", slots, statements=names)


@pytest.mark.parametrize(
    ("names", "end"),
    [
        (("007A in Kingsmead",), "1 of 115 small neighbourhoods lies in a cluster of recorded violence: Kingsmead"),
        (("007A in Kingsmead", "007B in Kingsmead"), "2 of 115 small neighbourhoods lie in a cluster of recorded violence: Kingsmead"),
        (("A in One", "B in Two"), "recorded violence: One and Two"),
        (("A in One", "B in Two", "C in Three"), "recorded violence: One, Two and Three"),
        (("A in One", "B in Two", "C in Three", "D in Four", "E"), "recorded violence: One, Two, Three and 2 more"),
    ],
)  # fmt: skip
def test_neighbourhoods_that_stand_out_are_named_by_ward(names, end):
    seen = see_finding(standing_out(len(names), *names), Audience.INTERNAL)
    assert word_finding(seen, ABOUT).heading.endswith(end)


def test_no_neighbourhood_stands_out_is_said_of_chance():
    wording = word_finding(see_finding(standing_out(0), Audience.INTERNAL), ABOUT)
    assert wording.heading == "No cluster of recorded violence among 115 small neighbourhoods"
    assert "chance alone" in wording.sentences[0]


@pytest.mark.parametrize(
    ("estimate", "p_value", "claimed"),
    [(ratio(7.4, 7.0, 7.9), 0.001, True), (ratio(1.4, 1.1, 1.7), 0.3, False), (ratio(1.4, 0.9, 1.9), 0.01, False)],
)
def test_a_circle_is_claimed_only_where_the_test_over_all_circles_agrees(estimate, p_value, claimed):
    slots = (
        Slot("ratio", estimate, p_value=p_value),
        Slot("inside", rate(90, 1000, SPAN)),
        Slot("outside", rate(900, 90_000, SPAN)),
    )
    finding = Finding("beyond", FindingKind.BEYOND_RESIDENTS, "violence", slots, statements=("A in One", "B in Two"))
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.heading.startswith("In 2 neighbourhoods" if claimed else "No part of Wellow Vale clearly")
    assert any("of 100 deals by chance" in sentence for sentence in wording.sentences)


@pytest.mark.parametrize(
    ("even", "heading"), [(share(120, 1000), "The 12 with most, held 35%"), (share(340, 1000), "Cannot tell whether")]
)
def test_concentration_is_said_beside_what_chance_would_give(even, heading):
    index = replace(ratio(0.44, 0.43, 0.45), unit=Unit.INDEX)
    slots = (Slot("top", share(350, 1000), "the 12 with most"), Slot("even", even), Slot("gini", index))
    wording = word_finding(
        see_finding(Finding("c", FindingKind.CONCENTRATION, "violence", slots), Audience.INTERNAL), ABOUT
    )
    assert wording.heading.startswith(heading)
    assert any("Generalised Gini" in sentence for sentence in wording.sentences)


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        (ratio(1.24, 1.13, 1.36), "Rising: recorded violence, between 13% and 36% more each year"),
        (ratio(0.8, 0.7, 0.9), "Falling: recorded violence, between 10% and 30% less each year"),
        (ratio(1.02, 0.9, 1.2), "Cannot tell whether recorded violence is rising or falling"),
    ],
)
def test_direction_says_which_way_and_what_could_have_been_seen(change, heading):
    rise = ratio(1.4, 1.4, 1.4)
    years = replace(ratio(2.3, 2.3, 2.3), unit=Unit.YEARS)
    slots = (
        Slot("change", change, "change a year, as a ratio", 0.01),
        Slot("smallest_rise", rise, "smallest rise that could have been seen, between two spans"),
        Slot("years", years, "years to see it"),
    )
    wording = word_finding(
        see_finding(Finding("d", FindingKind.DIRECTION, "violence", slots), Audience.INTERNAL), ABOUT
    )
    assert wording.heading == heading
    assert "a rise of 40%, between two spans. Not even a fall to nothing" in wording.sentences[1]
    assert wording.sentences[2] == "It takes about 2.3 years to see it."


def test_direction_of_a_series_too_short_says_why_it_cannot_be_told():
    absent = Estimate.absent(
        Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=DISTRICT, period=SPAN, level=0.95, provenance=TRAIL
    )
    finding = Finding(
        "d", FindingKind.DIRECTION, "violence", (Slot("change", absent),), unsaid=("fewer than 12 points",)
    )
    wording = word_finding(see_finding(finding, Audience.INTERNAL), ABOUT)
    assert wording.sentences == ("There are fewer than 12 points.",)
