"""A table as a picture: one row a distance, one column a span of days, darker where there are more pairs than chance makes."""

from __future__ import annotations

from sulis.publish.documents.charts.style import CLASSES, INK, LETTER, PAPER, WIDE, Sheet, Spec
from sulis.publish.documents.seen import SeenChart, SeenPoint

_CELL = 46  # pixels high
_NARROW_CELL = 58
_STEPS = (1.25, 1.75, 2.5, 4.0)  # times what chance makes, at which the next darker class begins
_DARK_FROM = 3  # class from which words are white


def grid_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """The words of each cell are its ratio; a heavy frame marks those that stand out."""
    rows = [
        {
            "row": series.name, "column": point.label, "fill": CLASSES[_class(point)], "words": _words(point),
            "ink": PAPER if _class(point) >= _DARK_FROM else INK, "frame": 3 if point.emphasised else 0,
        }
        for series in chart.series
        for point in series.points
    ]  # fmt: skip
    names, columns = [series.name for series in chart.series], [point.label for point in chart.series[0].points]
    left = 88.0 if sheet.narrow else LETTER * max(len(name) for name in names) + 8
    axis: Spec = {"title": None, "domain": False, "ticks": False, "labelColor": INK, "labelLimit": 400}
    folded = {"labelExpr": "split(datum.value, ' apart')[0]"} if sheet.narrow else {}
    return {
        "width": sheet.width,
        "height": (_NARROW_CELL if sheet.narrow else _CELL) * len(names) + 40,
        "autosize": {"type": "fit", "contains": "padding"},
        "data": {"values": rows},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": names, "axis": {**axis, **folded, "minExtent": left}},
            "x": {"field": "column", "type": "nominal", "sort": columns,
                  "axis": {**axis, "labelAngle": 0, "labelExpr": _columns(sheet)}},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": INK},
                "encoding": {
                    "color": {"field": "fill", "type": "nominal", "scale": None},
                    "strokeWidth": {"field": "frame", "type": "quantitative", "scale": None},
                },
            },
            {
                "mark": {"type": "text"},
                "encoding": {"text": {"field": "words"}, "color": {"field": "ink", "type": "nominal", "scale": None}},
            },
        ],
    }  # fmt: skip


def _columns(sheet: Sheet) -> str:
    """The name of a span, in lines on a narrow sheet."""
    return "split(datum.value, ' ')" if sheet.narrow else "datum.value"


def _class(point: SeenPoint) -> int:
    value = point.figure.value
    return 0 if value is None else sum(value >= step for step in _STEPS)


def _words(point: SeenPoint) -> str:
    return "–" if point.figure.value is None else f"{point.figure.value:.1f}"
