"""Dot and bar charts for a phone: each name stands above its own row, so that the bars keep the whole width."""

from __future__ import annotations

from sulis.publish.documents.charts.rows import drawn, row_of
from sulis.publish.documents.charts.style import INK, LETTER, QUIET, Sheet, Spec, halo
from sulis.publish.documents.seen import SeenChart, SeenSeries
from sulis.vocabulary import Unit
from sulis.year.needs.model import ChartKind

MOST = 15  # rows; the table has them all
_ROW, _DOWN, _UP = 44, 9, 10  # pixels a row; how far the mark lies below its middle, and the name above it


def stacked_spec(chart: SeenChart, sheet: Sheet) -> Spec:
    """One panel a series, all on one scale."""
    plot = sheet.width - 12
    top = max([_end(series, plot) for series in chart.series] or [1.0])
    panels = [{**_panel(chart, series, top), "width": plot} for series in chart.series]
    if len(panels) == 1:
        return {**panels[0], "title": _left_out(chart.series[0], "")}
    named = [{**panel, "title": _left_out(each, each.name)} for panel, each in zip(panels, chart.series, strict=True)]
    return {"vconcat": named, "spacing": 18}


def _panel(chart: SeenChart, series: SeenSeries, top: float) -> Spec:
    points = drawn(series, MOST)
    rows = [{**row, "label": point.label, "short": _short(row)} for point in points for row in (row_of(point, points),)]
    given = [row for row in rows if "value" in row]
    bars = chart.kind is ChartKind.CATEGORIES
    x: Spec = {
        "field": "value", "type": "quantitative", "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": None, "tickCount": 3, "domain": False, "ticks": False, "labelFlush": False},
    }  # fmt: skip
    colour: Spec = {"field": "tint" if bars else "colour", "type": "nominal", "scale": None}
    middle: Spec = {
        "data": {"values": given},
        "mark": {"type": "bar", "height": 12, "yOffset": _DOWN} if bars else _dot(),
        "encoding": {"x": x, "color": colour},
    }
    interval: Spec = {
        "data": {"values": given},
        "mark": {"type": "rule", "strokeWidth": 2, "yOffset": _DOWN},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "color": {"value": INK} if bars else colour},
    }
    value: Spec = {
        "data": {"values": given},
        "mark": {"type": "text", "align": "left", "dx": 8, "color": INK, "yOffset": _DOWN},
        "encoding": {"x": {**x, "field": "high"}, "text": {"field": "short"}},
    }
    name: Spec = {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "color": INK, "yOffset": -_UP, "limit": 285},
        "encoding": {"x": {"value": 0}, "text": {"field": "label"}},
    }
    why: Spec = {
        "data": {"values": [row for row in rows if "value" not in row]},
        "mark": {"type": "text", "align": "left", "color": QUIET, "yOffset": _DOWN},
        "encoding": {"x": {"value": 0}, "text": {"field": "words"}},
    }
    layers = [*((middle, interval) if bars else (interval, middle)), *halo(value), *halo(name), why]
    if any(point.figure.unit is Unit.RATIO for point in points):
        rule: Spec = {"mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]}}
        layers.insert(0, {**rule, "encoding": {"x": {"datum": 1, "type": "quantitative"}, "y": None}})
    y: Spec = {"field": "row", "type": "nominal", "sort": [row["row"] for row in rows], "axis": None}
    return {"layer": layers, "encoding": {"y": y}, "height": max(2, len(rows)) * _ROW}


def _dot() -> Spec:
    return {"type": "point", "filled": True, "size": 90, "opacity": 1, "yOffset": _DOWN}


def _short(row: Spec) -> str:
    """The value without its interval, which the line shows and the table says."""
    return str(row["words"]).split(" (")[0]


def _end(series: SeenSeries, plot: float) -> float:
    """The end of the scale: far enough for the value after each interval to fit in ``plot`` pixels."""
    rows = [row_of(point, (point,)) for point in drawn(series, MOST)]
    ends = [row["high"] / (1 - (LETTER * len(_short(row)) + 12) / plot) for row in rows if "high" in row]
    return max([*ends, 0.0]) or 1.0


def _left_out(series: SeenSeries, name: str) -> Spec:
    """The panel's name, and how many rows it leaves to the table."""
    more = len(series.points) - len(drawn(series, MOST))
    said = f"The {len(series.points) - more} highest of {len(series.points)}. The table has them all." if more else ""
    return {"text": [text for text in (name, said) if text] or "", "fontWeight": "normal", "fontSize": 13, "offset": 8}
