"""Parts of a day, a week or a year in their own order: a dot each, with its interval, beside what an even spread would give."""

from __future__ import annotations

from sulis.publish.documents.charts.style import INK, LETTER, MAIN, QUIET, WIDE, Sheet, Spec, unit_scale
from sulis.publish.documents.seen import SeenChart
from sulis.publish.documents.words.timed import even_share

_HEIGHT = 260
_SHORT = 3  # letters of a day or month on the axis; hours have two figures


def cycle_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """One column a part; the dashed line is where all would lie if they were alike."""
    rows: list[Spec] = [
        {
            "at": index, "key": point.key, "value": point.figure.value * (scale := unit_scale(point.figure.unit)),
            "low": (point.figure.low or 0.0) * scale, "high": (point.figure.high or 0.0) * scale,
        }
        for index, point in enumerate(chart.series[0].points)
        if point.figure.value is not None
    ]  # fmt: skip
    even: float = even_share(chart) * unit_scale(chart.points[0].figure.unit)
    top = max([*(row["high"] for row in rows), even]) * 1.12 or 1.0
    y: Spec = {
        "type": "quantitative", "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": None, "tickCount": 5, "domain": False, "ticks": False, "minExtent": LETTER * len(f"{top:,.0f}") + 4},
    }  # fmt: skip
    layers: list[Spec] = [
        {
            "data": {"values": [{"even": even}]},
            "mark": {"type": "rule", "color": QUIET, "strokeDash": [4, 3]},
            "encoding": {"y": {**y, "field": "even"}, "x": None},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": MAIN, "strokeWidth": 2},
            "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 60, "color": MAIN, "opacity": 1},
            "encoding": {"y": {**y, "field": "value"}},
        },
    ]
    return {
        "width": sheet.width, "height": _HEIGHT, "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers, "encoding": {"x": _x(chart, sheet)},
    }  # fmt: skip


def _x(chart: SeenChart, sheet: Sheet) -> Spec:
    """Each part by its first letters or figures, as many as fit."""
    labels = [point.label[:_SHORT].rstrip(":") for point in chart.series[0].points]
    step = 1 if len(labels) * LETTER * 4 < sheet.width else 3
    named = ",".join(f"'{label}'" for label in labels)
    return {
        "field": "at", "type": "quantitative", "scale": {"domain": [-0.5, len(labels) - 0.5], "nice": False},
        "axis": {
            "title": None, "grid": False, "labelColor": INK, "labelFlush": False, "labelOverlap": False,
            "values": list(range(0, len(labels), step)), "labelExpr": f"[{named}][datum.value]",
        },
    }  # fmt: skip
