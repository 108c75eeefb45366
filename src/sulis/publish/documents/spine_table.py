"""The table beside a chart of indicators: a row an indicator, with every value that is drawn."""

from __future__ import annotations

from sulis.publish.documents.model import TableBlock
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.numbers import missing_words, published_words, value_words
from sulis.publish.documents.words.spine import around, name_of, neighbours_of, own_of, range_of
from sulis.vocabulary import AreaLevel


def spine_table(chart: SeenChart, caption: str) -> TableBlock:
    """Values as published; the mean of the neighbours and the range of one more like them to three digits."""
    own = own_of(chart.series[0]).label
    region = next((around(each, AreaLevel.REGION) for each in chart.series if around(each, AreaLevel.REGION)), None)
    header = (
        "Indicator", "Unit and year", own, "Mean of its neighbours", "One more like them", "Lowest and highest neighbour",
        *((region.label,) if region else ()), "England",
    )  # fmt: skip
    rows = tuple(_row(each, with_region=region is not None) for each in chart.series)
    return TableBlock(f"{chart.id}-table", caption, header, rows, (False, False, *(True,) * (len(header) - 2)))


def _row(series: SeenSeries, *, with_region: bool) -> tuple[str, ...]:
    own, between = own_of(series).figure, range_of(series).figure
    known = sorted(point.figure.value for point in neighbours_of(series) if point.figure.value is not None)
    soft = " (provisional)" if own.shown.provisional else ""
    limits = "" if own.low is None or own.low == own.high else f" ({own.low:g} to {own.high:g})"
    range_ = "no range"
    if between.low is not None and between.high is not None:
        range_ = f"{published_words(between.low)} to {published_words(between.high)}"
    return (
        *name_of(series), f"{value_words(own)}{limits}{soft}",
        published_words(between.value) if between.value is not None else f"{len(known)} with a figure",
        range_, f"{published_words(known[0])} to {published_words(known[-1])}" if known else "no figure",
        *((_cell(around(series, AreaLevel.REGION)),) if with_region else ()), _cell(around(series, AreaLevel.COUNTRY)),
    )  # fmt: skip


def _cell(point: SeenPoint | None) -> str:
    if point is None:
        return "no figure"
    missing = point.figure.missing
    return missing_words(missing) if missing else value_words(point.figure)
