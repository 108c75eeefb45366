"""The table behind a chart whose series are of the same places: one row a place, one column a series."""

from __future__ import annotations

from sulis.publish.documents.model import TableBlock
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.numbers import interval_ends, upper_first, value_words
from sulis.year.needs.model import ChartKind


def side_by_side_table(chart: SeenChart, caption: str) -> TableBlock:
    """The incidents, then each series: its value with its interval, or for the limits of a funnel the two ends alone."""
    first, *others = chart.series
    header = ("Place", "Incidents", upper_first(first.name), *(upper_first(each.name) for each in others))
    found = [{point.key: point for point in each.points} for each in others]
    ends_alone = chart.kind is ChartKind.FUNNEL
    rows = tuple(
        (
            point.label, _count(point), _cell(point, ends_alone=False),
            *(_cell(series.get(point.key), ends_alone=ends_alone) for series in found),
        )
        for point in sorted(first.points, key=lambda each: (each.label, each.key))
    )  # fmt: skip
    return TableBlock(f"{chart.id}-table", caption, header, rows, (False, *(True,) * (len(header) - 1)))


def _count(point: SeenPoint) -> str:
    count = point.figure.shown.numerator
    return "no figure" if count is None else f"{count:,}"


def _cell(point: SeenPoint | None, *, ends_alone: bool) -> str:
    if point is None:
        return "no figure"
    ends = interval_ends(point.figure)
    if ends is None:
        return value_words(point.figure)
    return f"{ends[0]} to {ends[1]}" if ends_alone else f"{value_words(point.figure)} ({ends[0]} to {ends[1]})"
