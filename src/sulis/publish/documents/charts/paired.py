"""One row a place with a mark of each of two series: an open one as counted, a full one with its interval beside it."""

from __future__ import annotations

from sulis.publish.documents.charts.style import INK, LETTER, MAIN, PAPER, QUIET, WIDE, Sheet, Spec, halo
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.charts import MOST_DRAWN

_ROW = 22


def paired_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """The first series open, the second full and with its line. Rows stand in the order given."""
    rows = _rows(chart)
    left = 12 if sheet.narrow else min(300.0, LETTER * max(len(row["label"]) for row in rows) + 12)
    top = max(max(row["high"], row["open"]) for row in rows) * 1.02 or 1.0
    x: Spec = {
        "field": "full", "type": "quantitative", "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": None, "tickCount": 3 if sheet.narrow else 5, "domain": False, "ticks": False, "labelFlush": True},
    }  # fmt: skip
    down = 8 if sheet.narrow else 0
    line: Spec = {
        "mark": {"type": "rule", "strokeWidth": 2, "color": MAIN, "yOffset": down},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}},
    }
    full: Spec = {
        "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "color": MAIN, "yOffset": down},
        "encoding": {"x": x},
    }
    hollow: Spec = {
        "mark": {"type": "point", "filled": True, "fill": PAPER, "stroke": INK, "size": 60, "opacity": 1, "yOffset": down},
        "encoding": {"x": {**x, "field": "open"}},
    }  # fmt: skip
    y: Spec = {
        "field": "row", "type": "nominal", "sort": [row["row"] for row in rows],
        "axis": None if sheet.narrow else {
            "title": None, "domain": False, "ticks": False, "grid": False, "minExtent": left, "labelLimit": left,
            "labelColor": INK, "labelPadding": 8,
            "labelExpr": "slice(datum.value, indexof(datum.value, ' ') + 1)",
        },
    }  # fmt: skip
    return {
        "data": {"values": rows},
        "layer": [line, full, hollow, *(_names() if sheet.narrow else ())],
        "encoding": {"y": y},
        "width": sheet.width,
        "height": max(3, len(rows)) * (_ROW * 2 if sheet.narrow else _ROW) + 30,
        "autosize": {"type": "fit", "contains": "padding"},
    }


def _names() -> list[Spec]:
    """On a phone each name stands above its own row."""
    mark: Spec = {"type": "text", "align": "left", "color": QUIET, "yOffset": -10, "limit": 285}
    return halo({"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}})


def _rows(chart: SeenChart) -> list[Spec]:
    first, second = chart.series
    counted = {point.key: point for point in first.points}
    pairs = [(counted[point.key], point) for point in second.points if point.key in counted]
    return [_row(*pair) for pair in pairs[:MOST_DRAWN] if pair[0].figure.value is not None]


def _row(hollow: SeenPoint, full: SeenPoint) -> Spec:
    figure = full.figure
    return {
        "row": f"{full.key.replace(' ', '_')} {full.label}",
        "label": full.label,
        "open": hollow.figure.value,
        "full": figure.value,
        "low": figure.low,
        "high": figure.high,
    }
