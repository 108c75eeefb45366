"""A control chart: months as points on a line, the mean, the limits, and each marked month by its shape and colour."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from sulis.publish.documents.charts.style import INK, MAIN, PAPER, QUIET, TROUBLE, WIDE, Sheet, Spec, halo
from sulis.publish.documents.charts.time_axes import middle_of, x_axis, y_axis
from sulis.publish.documents.charts.time_marks import at_month, break_layers, gap_layers, gaps
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.numbers import interval_ends, value_words
from sulis.publish.documents.words.timed import control_span
from sulis.year.needs.model import Signal

_HEIGHT = 300
_OUTSIDE = (Signal.ABOVE, Signal.BELOW)


def control_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """The first series is the months, the second the mean with its limits as both ends. Nothing is joined across a gap."""
    months, limits = chart.series
    foot, top = control_span(chart)
    layers = [
        layer for gap in gaps(chart) for layer in gap_layers(gap, top, chart, sheet.width, small=False, foot=foot)
    ]
    layers += [layer for each in chart.breaks for layer in break_layers(each.at.start, each.label, top)]
    anew = {each.at.start for each in chart.breaks}
    layers += [*_lines(limits, anew), *_months(months), *_names(limits, anew)]
    return {
        "width": sheet.width, "height": _HEIGHT, "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers, "encoding": {"x": x_axis(chart, sheet, small=False), "y": y_axis(top, small=False, foot=foot)},
    }  # fmt: skip


def _lines(limits: SeenSeries, anew: Set[date]) -> list[Spec]:
    """The mean drawn through, the limits dashed; month by month, as limits follow the length of each, and cut where they start anew."""
    rows = _rows(limits, anew)
    dashes = {"value": [1, 0], "low": [6, 3], "high": [6, 3]}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": QUIET, "strokeWidth": 1.5, "strokeDash": dash, "interpolate": "step"},
            "encoding": {"y": {"field": field, "type": "quantitative"}, "detail": {"field": "run"}},
        }
        for field, dash in dashes.items()
    ]


def _months(series: SeenSeries) -> list[Spec]:
    """The line, then a dot for each usual month, a triangle inside the limits for one of a run, a square for one outside."""
    rows = _rows(series)
    fill = {
        "condition": {"test": "datum.provisional", "value": PAPER},
        "field": "colour",
        "type": "nominal",
        "scale": None,
    }
    y: Spec = {"field": "value", "type": "quantitative"}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": MAIN, "strokeWidth": 2},
            "encoding": {"y": y, "detail": {"field": "run"}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "strokeWidth": 1.5, "opacity": 1},
            "encoding": {
                "y": y, "fill": fill, "stroke": {"field": "colour", "type": "nominal", "scale": None},
                "shape": {"field": "shape", "type": "nominal", "scale": None},
                "size": {"field": "size", "type": "quantitative", "scale": None},
            },
        },
    ]  # fmt: skip


def _rows(series: SeenSeries, cuts: Set[date] = frozenset()) -> list[Spec]:
    rows: list[Spec] = []
    run, last = 0, None
    for point in sorted(series.points, key=lambda each: at_month(each).start):
        month, figure = at_month(point), point.figure
        if figure.value is None:
            continue
        run += last is not None and (month.start != last or month.start in cuts)
        last = month.end
        row: Spec = {
            "month": middle_of(month),
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "run": run,
        }
        rows.append(row | {"provisional": figure.shown.provisional, **_look(point)})
    return rows


def _look(point: SeenPoint) -> Spec:
    if any(signal in point.signals for signal in _OUTSIDE):
        return {"shape": "square", "colour": TROUBLE, "size": 120}
    if point.signals:
        return {"shape": "triangle-up", "colour": INK, "size": 90}
    return {"shape": "circle", "colour": MAIN, "size": 36}


def _names(limits: SeenSeries, anew: Set[date]) -> list[Spec]:
    """Each line's name and number at its start, above the upper ones and below the lower limit; its number again where it starts anew."""
    rows = _rows(limits, anew)
    starts = [point for point in limits.points if point.figure.value is not None]
    first = starts[:1] + [point for point in starts[1:] if at_month(point).start in anew]
    placed = {row["month"]: row for row in rows}
    layers: list[Spec] = []
    for number, point in enumerate(first):
        ends = interval_ends(point.figure)
        if ends is None:
            continue
        named = (
            ("high", "upper limit", ends[1], -7),
            ("value", "mean", value_words(point.figure), -7),
            ("low", "lower limit", ends[0], 14),
        )
        row = placed[middle_of(at_month(point))]
        for field, name, amount, down in named:
            words = f"{name} {amount}" if number == 0 else amount
            layers += halo(
                {
                    "data": {"values": [{**row, "words": words}]},
                    "mark": {"type": "text", "align": "left", "dy": down, "dx": 2, "color": QUIET, "fontSize": 12},
                    "encoding": {"y": {"field": field, "type": "quantitative"}, "text": {"field": "words"}},
                }
            )
    return layers
