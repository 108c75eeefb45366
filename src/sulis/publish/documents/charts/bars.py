"""Charts with one row a place or category: a dot or bar with its interval, highest first."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap

from sulis.publish.documents.charts.rows import drawn, row_of, top_of
from sulis.publish.documents.charts.stacked import stacked_spec
from sulis.publish.documents.charts.style import (
    INK,
    LETTER,
    QUIET,
    WIDE,
    WIDTH,
    Sheet,
    Spec,
    halo,
)
from sulis.publish.documents.seen import SeenChart, SeenSeries
from sulis.vocabulary import Unit
from sulis.year.needs.model import ChartKind

_ROW, _TIGHT_ROW, _MANY = 26, 20, 15  # pixels a row, pixels a row of a long chart, rows of a chart that is not long
_TWO_LINES = 34  # pixels of a row whose name takes two lines
_LONGEST = 36  # letters of a name on one line
_LONG = 1_000_000  # from which the numbers of a scale need more room


def bars_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """Dots for places, bars for categories; one panel a series, all on one scale."""
    if sheet.narrow:
        return stacked_spec(chart, sheet)
    left = _left(chart)
    top = top_of(chart, WIDTH - left - 16)
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


def _panel(chart: SeenChart, series: SeenSeries, top: float, left: float) -> Spec:
    points = drawn(series)
    rows = [{**row, "row": _folded(row["row"])} for row in (row_of(point, points) for point in points)]
    given, absent = [row for row in rows if "value" in row], [row for row in rows if "value" not in row]
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {
            "title": None,
            "tickCount": 5 if top < _LONG else 3,
            "domain": False,
            "ticks": False,
            "labelFlush": False,
        },
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
                 "labelLimit": 0, "labelExpr": "split(slice(datum.value, indexof(datum.value, ' ') + 1), '\\n')"},
    }  # fmt: skip
    return {
        "layer": layers,
        "encoding": {"y": y},
        "width": WIDTH,
        "height": max(3, len(rows)) * _high(rows) + 40,
    }


def _high(rows: Sequence[Spec]) -> int:
    """Pixels of each row."""
    if any("\n" in row["row"] for row in rows):
        return _TWO_LINES
    return _ROW if len(rows) <= _MANY else _TIGHT_ROW


def _folded(row: str) -> str:
    """A row's key with its name, on as many lines as it needs."""
    key, _, name = row.partition(" ")
    return f"{key} {fill(name, _LONGEST)}"


def _left(chart: SeenChart) -> float:
    """Room for the longest row name, in pixels."""
    lines = (line for point in chart.points for line in wrap(point.label, _LONGEST))
    return LETTER * max(map(len, lines), default=0) + 12
