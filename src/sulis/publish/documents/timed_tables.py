"""The tables behind control charts and charts of the parts of a day, a week or a year."""

from __future__ import annotations

from sulis.publish.documents.model import TableBlock
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.numbers import interval_ends, period_words, upper_first, value_words
from sulis.publish.documents.words.timed import SIGNALS
from sulis.vocabulary import Figure, Unit
from sulis.year.needs.model import ChartKind


def timed_table(chart: SeenChart, caption: str) -> TableBlock:
    """One row a month with the mean, its limits and why it is marked; or one row a part with its interval."""
    if chart.kind is ChartKind.CYCLE:
        unit = "Times the mean" if chart.points[0].figure.unit is Unit.RATIO else "Percentage of all"
        cells = tuple((point.label, *_ends(point.figure)) for point in chart.series[0].points)
        return TableBlock(f"{chart.id}-table", caption, ("When", unit, "From", "To"), cells, (False, True, True, True))
    if chart.kind is ChartKind.GRID:
        return _grid(chart, caption)
    limits = {point.key: point.figure for point in chart.series[1].points}
    rows = tuple(
        (_month(point), _value(point), *_limits(limits[point.key]), _why(point)) for point in chart.series[0].points
    )
    header = ("Month", "Incidents a day", "Mean", "Limits", "Marked because")
    return TableBlock(f"{chart.id}-table", caption, header, rows, (False, True, True, True, False))


def _grid(chart: SeenChart, caption: str) -> TableBlock:
    """One row a distance and span of days: the pairs, what chance makes of them, and the one over the other."""
    rows = tuple(
        (f"{upper_first(series.name)}, {point.label}", *_pairs(point), "Yes" if point.emphasised else "No")
        for series in chart.series
        for point in series.points
    )
    header = ("How far and how soon", "Pairs", "By chance", "Times", "Stands out")
    return TableBlock(f"{chart.id}-table", caption, header, rows, (False, True, True, True, False))


def _pairs(point: SeenPoint) -> tuple[str, str, str]:
    shown = point.figure.shown
    if point.figure.value is None or shown.numerator is None or shown.denominator is None:
        return "no figure", "0", "no figure"
    return f"{shown.numerator:,}", f"{shown.denominator:,.1f}", f"{point.figure.value:.1f}"


def _month(point: SeenPoint) -> str:
    return period_words(point.figure.shown.period)


def _value(point: SeenPoint) -> str:
    return f"{value_words(point.figure)}{' (provisional)' if point.figure.shown.provisional else ''}"


def _ends(figure: Figure) -> tuple[str, str, str]:
    low, high = interval_ends(figure) or ("", "")
    return value_words(figure), low, high


def _limits(figure: Figure) -> tuple[str, str]:
    ends = interval_ends(figure)
    return value_words(figure), f"{ends[0]} to {ends[1]}" if ends else ""


def _why(point: SeenPoint) -> str:
    return upper_first("; ".join(SIGNALS[signal] for signal in point.signals)) or "Not marked"
