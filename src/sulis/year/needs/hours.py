"""On which days of the week and at which hours it happens, as far as the extract knows."""

from __future__ import annotations

import math

from sulis.indicators import absent_estimate
from sulis.vocabulary import Caveat, Estimate, Missing, Unit
from sulis.year.needs.happened import DAY, EVERY_KIND, SUBJECT, Happened, Spans, in_the_day, in_the_week
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot

FEWEST = 20  # incidents with a time, below which a share of them says hardly anything
NIGHT = (18 * 60.0, 30 * 60.0)
EVENING = (18 * 60.0, 24 * 60.0)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = tuple(f"{hour:02}:00 to {hour:02}:59" for hour in range(24))
AORISTIC = Caveat(
    "aoristic",
    "An incident that is known only to lie between two moments is spread evenly over the time between them (aoristic); one whose"
    " times lie a whole day or week apart, or that has none, counts as unknown. The interval of a share holds chance and every"
    " place in which the loose ones may lie.",
)
KNOWN_ALONE = Caveat("of-the-known", "The parts of the chart are shares of the incidents whose time is known.")
FILLED_IN = Caveat(
    "filled-in-times", "Some times are filled in by hand: midnight can stand for a time that nobody knew."
)
NOTES = (AORISTIC, KNOWN_ALONE, FILLED_IN, EVERY_KIND)
_ASK = "Ask the force for an extract with the earliest and latest day and time of each incident."


def day_finding(happened: Happened) -> Finding:
    """The share of each day of the week, and whether they differ by more than chance."""
    from sulis.statistics import aoristic

    spans = in_the_week(happened.incidents)
    found = aoristic(*spans, cycle=7 * DAY, parts=7, level=happened.study.level)
    id_, question = "times-days", "on which days of the week it happens"
    if found.known < FEWEST:
        return happened.too_few(
            id_, "days of the week", question, f"fewer than {FEWEST} have a day.", _ASK, found.known
        )
    shares = [
        share(happened, *ends, found.known, found.method)
        for ends in zip(found.share.tolist(), found.low.tolist(), found.high.tolist(), strict=True)
    ]
    high, low = int(found.weight.argmax()), int(found.weight.argmin())
    p_value = None if math.isnan(found.p_even) else found.p_even
    slots = (
        Slot("highest", shares[high], DAYS[high], p_value),
        Slot("lowest", shares[low], DAYS[low]),
        happened.unknown(found.unknown, "have no day"),
    )
    points = tuple(Point(str(at + 1), DAYS[at], each) for at, each in enumerate(shares))
    chart = ChartSpec(id_, ChartKind.CYCLE, (Series(SUBJECT, points),))
    return Finding(id_, FindingKind.BY_DAY, SUBJECT, slots, (chart,), caveats=NOTES)


def hour_finding(happened: Happened) -> Finding:
    """The share of the evening and night, with unknown times as bounds, and each hour's share of the known."""
    from sulis.statistics import aoristic

    spans = in_the_day(happened.incidents)
    found = aoristic(*spans, cycle=DAY, parts=24, level=happened.study.level)
    id_, question = "times-hours", "at what hour it happens, and how much of it at night"
    if found.known < FEWEST:
        return happened.too_few(
            id_, "hours of the day", question, f"fewer than {FEWEST} have a time.", _ASK, found.known
        )
    slots = (
        Slot("night", _part(happened, spans, NIGHT), "from 18:00 to 05:59"),
        Slot("evening", _part(happened, spans, EVENING), "from 18:00 to 23:59"),
        happened.unknown(found.unknown, "have no time, or one that spans a day"),
    )
    points = tuple(
        Point(f"{at:02}", HOURS[at], share(happened, *ends, found.known, found.method))
        for at, ends in enumerate(zip(found.share.tolist(), found.low.tolist(), found.high.tolist(), strict=True))
    )
    chart = ChartSpec(id_, ChartKind.CYCLE, (Series(SUBJECT, points),))
    return Finding(id_, FindingKind.BY_HOUR, SUBJECT, slots, (chart,), caveats=NOTES)


def _part(happened: Happened, spans: Spans, within: tuple[float, float]) -> Estimate:
    from sulis.statistics import part_share

    found = part_share(*spans, within, cycle=DAY, level=happened.study.level)
    return share(happened, found.value, found.low, found.high, found.of, found.method)


def share(happened: Happened, value: float, low: float, high: float, of: int, method: str) -> Estimate:
    """A share of so many incidents, with the road back of all."""
    like, level = happened.like, happened.study.level
    if math.isnan(value):
        return absent_estimate(Missing.NOT_APPLICABLE, Unit.PROPORTION, like, level)
    return Estimate(
        value, low, high, level, method, Unit.PROPORTION, like.area, like.period, denominator=float(of),
        caveats=like.caveats, provenance=like.provenance,
    )  # fmt: skip
