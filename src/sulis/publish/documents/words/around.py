"""Words for areas around the rate of all: a funnel of partnerships, and wards drawn to their mean."""

from __future__ import annotations

import math

from sulis.publish.documents.seen import SeenChart, SeenFinding, SeenSlot
from sulis.publish.documents.words.numbers import (
    interval_words,
    listed,
    lower_first,
    period_words,
    upper_first,
    with_interval,
)
from sulis.publish.documents.words.places import LEVELS
from sulis.publish.documents.words.wording import About, Wording, apart, recorded
from sulis.year.needs.model import ChartKind

_NEAR = 0.1  # a ratio whose whole interval lies within this much of 1 is ordinary


def funnel(finding: SeenFinding, about: About) -> Wording:
    """Slots all (the rate of all together), spread (times chance); area, limits and wide_limits where the area is one."""
    whole, spread = finding.slot("all"), finding.slot("spread")
    what = recorded(finding.subject)
    told = [
        f"{upper_first(whole.label)}: {with_interval(whole.figure)}.",
        _spread_words(spread),
    ]
    outside = "Outside the limits:" if finding.statements else "None lies outside the limits."
    if not finding.has("area", "limits", "wide_limits"):
        return Wording(f"How partnerships differ in {what}, their sizes and chance allowed for", (*told, outside))
    among = whole.label.removeprefix("all of ").removesuffix(" together")
    area, near, wide = (finding.slot(name) for name in ("area", "limits", "wide_limits"))
    own = f"{upper_first(area.label)}: {with_interval(area.figure)}; the 95% limits for its size are {interval_words(near.figure)}."
    heading = f"The rate of {what} in {area.label} {_where(area, near, wide, among)}"
    return Wording(heading, (own, *told, outside))


def _spread_words(spread: SeenSlot) -> str:
    """How far the limits had to be widened for what partnerships differ by beyond chance."""
    wider = spread.figure.value or 1.0
    if wider < 1.05:
        return "They differ by no more than chance alone would make them."
    times = f"{wider:.0f}" if wider >= 10 else f"{wider:.1f}"
    return f"They differ by more than chance, so the limits are {times} times as wide as chance alone would make them."


def _where(area: SeenSlot, near: SeenSlot, wide: SeenSlot, among: str) -> str:
    """Where the area lies among the limits for its own size."""
    value, low, high = area.figure.value or 0.0, near.figure.low or 0.0, near.figure.high or 0.0
    if low <= value <= high:
        return f"does not differ from that of {among} by more than chance and their usual spread"
    side = "above" if value > high else "below"
    far = not (wide.figure.low or 0.0) <= value <= (wide.figure.high or 0.0)
    return f"is {side} the {'99.8' if far else '95'}% limits around that of {among}"


def steadied(finding: SeenFinding, about: About) -> Wording:
    """Slots counted and steadied, of the place that moves most; statements name the places clearly apart from the mean."""
    counted, drawn = finding.slot("counted"), finding.slot("steadied")
    what = recorded(finding.subject)
    moved = (
        f"{upper_first(counted.label)}: {with_interval(counted.figure)}; {drawn.label}: {with_interval(drawn.figure)}."
    )
    why = "Small places jump by chance, so each is drawn towards the mean of all by as much as chance explains."
    if not finding.statements:
        return Wording(f"Cannot tell any ward's rate of {what} apart from the mean of all", (why, moved))
    heading = f"Drawn to the mean of all, the rate of {what} in some wards is still clearly apart from it"
    return Wording(heading, (why, f"The one that moves most: {moved}", "In no order:"))


def ambient(finding: SeenFinding, about: About) -> Wording:
    """Slots by_resident and by_workday: one place's rate over that of the rest, by either denominator."""
    by_resident, by_workday = finding.slot("by_resident"), finding.slot("by_workday")
    what, where = recorded(finding.subject), finding.statements[0] if finding.statements else "one neighbourhood"
    told = tuple(
        f"{upper_first(slot.label)}: {with_interval(slot.figure)} times." for slot in (by_resident, by_workday)
    )
    high, there = (
        apart(slot.figure, slot.p_value) and (slot.figure.value or 0.0) > 1 for slot in (by_resident, by_workday)
    )
    if not high:
        return Wording(f"No neighbourhood is clearly high in {what} for its residents", told)
    if there:
        return Wording(f"{where} is high in {what} for its residents, and for the people there on a working day", told)
    if apart(by_workday.figure, by_workday.p_value):
        return Wording(
            f"{where} is high in {what} for its residents, and low for the people there on a working day", told
        )
    low, high_end = by_workday.figure.low or 0.0, by_workday.figure.high or math.inf
    if low < 1 - _NEAR or high_end > 1 + _NEAR:
        return Wording(f"{where} is high in {what} for its residents, and for the people there it cannot be told", told)
    return Wording(
        f"{where} is high in {what} for its residents, and ordinary for the people there on a working day",
        (
            *told,
            "So many more people are there than live there that each of them meets no more than elsewhere, as far as can be told.",
        ),
    )


def around_title(chart: SeenChart) -> str:
    """What the chart shows, as a sentence without a full stop."""
    if chart.kind is ChartKind.PAIRED:
        return " and ".join((chart.series[0].name, lower_first(chart.series[1].name)))
    rates, *bands = chart.series
    wide = {point.key: point.figure for point in bands[-1].points}
    outside = [
        point.label
        for point in rates.points
        if point.key in wide and not (wide[point.key].low or 0.0) <= (point.figure.value or 0.0) <= (wide[point.key].high or 0.0)
    ]  # fmt: skip
    if not outside:
        return "No partnership lies outside the 99.8% limits"
    return f"Outside the 99.8% limits: {listed(sorted(outside))}"


def around_subtitle(chart: SeenChart, subject: str, about: About) -> str:
    """Of what, when and in which unit, then how it is drawn."""
    first = chart.points[0].figure
    head = f"{upper_first(recorded(subject))}: rate per 100,000 residents a year, {period_words(first.shown.period)}"
    if chart.kind is ChartKind.PAIRED:
        level, by = f"{first.shown.level * 100:g}%", LEVELS[first.shown.area.level]
        marks = [lower_first(series.name) for series in chart.series]
        head = head.replace("100,000 residents", "100,000") if len({p.figure.unit for p in chart.points}) > 1 else head
        return f"{head}, by {by}, {about.area}. Open dot: {marks[0]}. Full dot and line: {marks[1]}, with its {level} interval."
    return (
        f"{head}, by community safety partnership and its size. Level line: the rate of all together. Full and dashed lines: 95%"
        " and 99.8% limits. Triangle: outside the narrower; square: outside both."
    )


def around_alt(chart: SeenChart, title: str) -> str:
    """The chart for a reader who cannot see it."""
    kind = "Dot chart with two dots a place" if chart.kind is ChartKind.PAIRED else "Funnel chart"
    return f"{kind}. {title}. The table with it holds every value."
