"""The words about control charts, and about charts of the parts of a day, a week or a year."""

from __future__ import annotations

import math

from sulis.publish.documents.seen import SeenChart
from sulis.publish.documents.words.numbers import listed, period_words, upper_first, value_words, with_interval
from sulis.publish.documents.words.wording import About, overlap, recorded
from sulis.vocabulary import Period, Unit
from sulis.year.needs.model import ChartKind, Signal

TIMED = (ChartKind.CONTROL, ChartKind.CYCLE, ChartKind.GRID)
SIGNALS = {
    Signal.ABOVE: "above the upper limit",
    Signal.BELOW: "below the lower limit",
    Signal.RUN_ABOVE: "seven or more in a row above the mean",
    Signal.RUN_BELOW: "seven or more in a row below the mean",
    Signal.IN_A_ROW: "seven or more in a row rising or falling",
    Signal.NEAR_LIMIT: "two of three in a row near one limit",
}
_MOST = 6  # marked months that a description names


def timed_title(chart: SeenChart) -> str:
    """What the chart shows, as a sentence without a full stop."""
    if chart.kind is ChartKind.CYCLE:
        return _cycle_title(chart)
    if chart.kind is ChartKind.GRID:
        many = sum(point.emphasised for point in chart.points)
        return f"Cells that stand out: {many} of {len(chart.points)}" if many else "No cell stands out"
    marked = _marked(chart)
    return f"Marked as unusual: {_few(marked)}" if marked else "No month is marked as unusual"


def _cycle_title(chart: SeenChart) -> str:
    points = [point for point in chart.series[0].points if point.figure.value is not None]
    high = max(points, key=lambda point: point.figure.value or 0.0)
    low = min(points, key=lambda point: point.figure.value or 0.0)
    if overlap(high.figure, low.figure):
        return "No part clearly stands apart from another"
    return f"{high.label} is highest ({value_words(high.figure)}), {low.label} lowest ({value_words(low.figure)})"


def timed_subtitle(chart: SeenChart, subject: str, about: About) -> str:
    """Of what, where, when and in which unit, then how it is drawn."""
    spans = [point.figure.shown.period for point in chart.points]
    when = period_words(Period(min(each.start for each in spans), max(each.end for each in spans)))
    first, what = chart.points[0].figure, upper_first(recorded(subject))
    if chart.kind is ChartKind.CYCLE:
        unit = "times a mean month, for as many days" if first.unit is Unit.RATIO else "percentage of all"
        return f"{what}: {unit}, {about.area}, {when}. Line: {first.shown.level * 100:g}% interval. Dashed: all parts alike."
    if chart.kind is ChartKind.GRID:
        return (
            f"{what}, {about.area}, {when}: pairs of incidents by how far and how many days apart they lie, over what chance makes of"
            " them. Darker is more; a frame marks what stands out; a dash has no pair to compare."
        )
    soft = "; open points are provisional" if any(point.figure.shown.provisional for point in chart.points) else ""
    foot = "; the scale does not begin at nothing" if control_span(chart)[0] else ""
    gaps = (
        "; hatched months have no figure, and no run crosses them"
        if any(p.figure.missing for p in chart.points)
        else ""
    )
    method = next((p.figure.shown.method for p in chart.series[1].points if p.figure.value is not None), "none")
    return (
        f"{what}: incidents a day, {about.area}, {when}, month by month. Control chart ({method}; NHS rules): mean, and dashed the"
        f" limits. Square: outside a limit; triangle: one of a run or near a limit{soft}{gaps}{foot}."
    )


def timed_alt(chart: SeenChart, title: str) -> str:
    """The chart for a reader who cannot see it."""
    if chart.kind is ChartKind.CYCLE:
        return f"Dot chart in the order of the parts. {title}. The table with it holds every value."
    if chart.kind is ChartKind.GRID:
        return f"Shaded table. {title}. The table with it holds every value."
    mean = next((point.figure for point in chart.series[1].points if point.figure.value is not None), None)
    limits = f" The mean and its limits: {with_interval(mean)}." if mean is not None else ""
    gone = dict.fromkeys(period_words(p.figure.shown.period) for p in chart.points if p.figure.missing is not None)
    gaps = f" No figure: {listed(gone)}." if gone else ""
    return f"Control chart. {title}.{limits}{gaps} The table with it holds every value."


def even_share(chart: SeenChart) -> float:
    """What each part would have if all were alike: 1 for ratios, one part of the whole for shares."""
    points = chart.series[0].points
    return 1.0 if points[0].figure.unit is Unit.RATIO else 1.0 / len(points)


def control_span(chart: SeenChart) -> tuple[float, float]:
    """Where the scale of a control chart begins and ends: at nothing, unless all that is drawn lies far above it."""
    months, limits = chart.series
    low = [point.figure.low for point in limits.points if point.figure.low is not None]
    high = [point.figure.high for point in limits.points if point.figure.high is not None]
    values = [point.figure.value for point in months.points if point.figure.value is not None]
    least, most = min([*low, *values], default=0.0), max([*high, *values], default=0.0) or 1.0
    room = 0.35 * (most - least)
    return (0.0 if least < 0.5 * most else math.floor(least - room)), most + room


def _marked(chart: SeenChart) -> list[str]:
    return [period_words(point.figure.shown.period) for point in chart.series[0].points if point.signals]


def _few(months: list[str]) -> str:
    return listed(months) if len(months) <= _MOST else f"{len(months)} months, as the table says"
