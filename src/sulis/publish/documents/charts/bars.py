"""Charts with one row a place or category: a dot or bar with its interval, highest first."""

from __future__ import annotations

from sulis.publish.documents.charts.style import (
    ACCENT,
    CANNOT_TELL,
    INK,
    LETTER,
    MAIN,
    QUIET,
    WIDTH,
    Spec,
    halo,
    unit_scale,
)
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.charts import MOST_DRAWN
from sulis.publish.documents.words.numbers import interval_ends, missing_words, value_words
from sulis.publish.documents.words.wording import overlap
from sulis.vocabulary import Unit
from sulis.year.needs.model import ChartKind

_TINT = {MAIN: "#8ab0d1", ACCENT: "#7fb2b2", CANNOT_TELL: "#c9ced3"}  # for bars, so that the interval in ink stands out
_ROW, _TIGHT_ROW, _MANY = 26, 20, 15  # pixels a row, pixels a row of a long chart, rows of a chart that is not long


def bars_spec(chart: SeenChart) -> Spec:
    """Dots for places, bars for categories; one panel a series, all on one scale."""
    left = _left(chart)
    top = _top(chart, WIDTH - left - 16)
    panels = [_panel(chart, series, top, left) for series in chart.series]
    if len(panels) == 1:
        return {**panels[0], "autosize": {"type": "fit", "contains": "padding"}}
    width = WIDTH - left - 16
    return {
        "vconcat": [
            {**panel, "width": width, "title": each.name} for panel, each in zip(panels, chart.series, strict=True)
        ],
        "spacing": 18,
    }


def drawn(series: SeenSeries) -> tuple[SeenPoint, ...]:
    """The points that are drawn, highest first: all of them, or the highest and every emphasised one."""
    ordered = sorted(
        series.points,
        key=lambda point: (point.figure.value is None, -(point.figure.value or 0), point.label, point.key),
    )
    kept = ordered[:MOST_DRAWN]
    return tuple(kept + [point for point in ordered[MOST_DRAWN:] if point.emphasised])


def _panel(chart: SeenChart, series: SeenSeries, top: float, left: float) -> Spec:
    points = drawn(series)
    rows = [_row(point, points) for point in points]
    given, absent = [row for row in rows if "value" in row], [row for row in rows if "value" not in row]
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": None, "tickCount": 5, "domain": False, "ticks": False, "labelFlush": False},
    }
    bars = chart.kind is ChartKind.CATEGORIES
    colour: Spec = {"field": "tint" if bars else "colour", "type": "nominal", "scale": None}
    mark: Spec = {"type": "bar", "height": 14} if bars else {"type": "point", "filled": True, "size": 90, "opacity": 1}
    interval: Spec = {
        "data": {"values": given},
        "mark": {"type": "rule", "strokeWidth": 2},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": {"value": INK} if bars else colour},
    }
    middle: Spec = {"data": {"values": given}, "mark": mark, "encoding": {"x": x, "color": colour}}
    words: Spec = {
        "data": {"values": given},
        "mark": {"type": "text", "align": "left", "dx": 10, "color": INK},
        "encoding": {"x": {**x, "field": "high"}, "text": {"field": "words"}},
    }
    layers = [*((middle, interval) if bars else (interval, middle)), *halo(words)]
    if absent:
        why: Spec = {"type": "text", "align": "left", "dx": 4, "color": QUIET}
        layers.append(
            {"data": {"values": absent}, "mark": why, "encoding": {"x": {"datum": 0}, "text": {"field": "words"}}}
        )
    if any(point.figure.unit is Unit.RATIO for point in points):
        layers.insert(
            0,
            {
                "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]},
                "encoding": {"x": {"datum": 1, "type": "quantitative"}, "y": None},
            },
        )
    y = {
        "field": "row", "type": "nominal", "sort": [row["row"] for row in rows],
        "axis": {"title": None, "domain": False, "ticks": False, "grid": False, "minExtent": left, "labelColor": INK, "labelPadding": 8,
                 "labelExpr": "slice(datum.value, indexof(datum.value, ' ') + 1)"},
    }  # fmt: skip
    return {
        "layer": layers,
        "encoding": {"y": y},
        "width": WIDTH,
        "height": max(3, len(rows)) * (_ROW if len(rows) <= _MANY else _TIGHT_ROW) + 40,
    }


def _row(point: SeenPoint, points: tuple[SeenPoint, ...]) -> Spec:
    figure = point.figure
    # the key comes first, so that two places of one name keep a row each; the axis shows what follows the space
    row: Spec = {
        "row": f"{point.key.replace(' ', '_')} {point.label}",
        "colour": (colour := _colour(point, points)),
        "tint": _TINT[colour],
    }
    ends = interval_ends(figure)
    if figure.value is None or figure.low is None or figure.high is None or ends is None:
        return {**row, "words": missing_words(figure.missing) if figure.missing else ""}
    scale = unit_scale(figure.unit)
    words = f"{value_words(figure)} ({ends[0]} to {ends[1]})"
    return {
        **row,
        "value": figure.value * scale,
        "low": figure.low * scale,
        "high": figure.high * scale,
        "words": words,
    }


def _colour(point: SeenPoint, points: tuple[SeenPoint, ...]) -> str:
    """Accent for the emphasised point, grey for those that cannot be told from it, blue for the others."""
    if point.emphasised:
        return ACCENT
    own = next((other for other in points if other.emphasised), None)
    return CANNOT_TELL if own is not None and overlap(own.figure, point.figure) else MAIN


def _left(chart: SeenChart) -> float:
    """Room for the longest row name, in pixels."""
    return min(270.0, LETTER * max((len(point.label) for point in chart.points), default=0) + 12)


def _top(chart: SeenChart, plot: float) -> float:
    """The end of the scale: far enough for the words after each interval to fit in ``plot`` pixels."""
    ends = [1e-9]
    for series in chart.series:
        for point in drawn(series):
            row = _row(point, (point,))
            if "high" in row:
                words = LETTER * len(row["words"]) + 15
                ends.append(row["high"] / max(0.2, 1 - words / plot))
    return max(ends) if max(ends) > 1e-9 else 1.0
