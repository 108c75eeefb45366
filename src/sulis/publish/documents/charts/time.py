"""Charts over time: a line with its interval band, gaps as breaks, hatched and labelled."""

from __future__ import annotations

from datetime import date, timedelta

from sulis.publish.documents.charts.style import (
    DASHES,
    LETTER,
    PAPER,
    SERIES,
    TEXT,
    WIDE,
    Sheet,
    Spec,
    halo,
    unit_scale,
)
from sulis.publish.documents.charts.time_axes import middle_of, x_axis, y_axis
from sulis.publish.documents.charts.time_marks import at_month, break_layers, gap_layers, gaps, span
from sulis.publish.documents.seen import SeenChart, SeenSeries
from sulis.publish.documents.words.numbers import value_words

_HEIGHT = 280
_NARROW_HEIGHT = 250
_SMALL = (165, 84)
_NARROW_SMALL = 225


def time_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """Up to five series on one chart; more become small multiples on one scale, in one column on a narrow sheet."""
    top = _top(chart)
    if len(chart.series) <= len(SERIES):
        return {
            **_panel(chart, chart.series, top, sheet),
            "width": sheet.width,
            "height": _NARROW_HEIGHT if sheet.narrow else _HEIGHT,
            "autosize": {"type": "fit", "contains": "padding"},
        }
    panels = [
        {
            **_panel(chart, (series,), top, sheet, small=True),
            "width": _NARROW_SMALL if sheet.narrow else _SMALL[0],
            "height": _SMALL[1],
            "title": {"text": series.name, "fontSize": 12, "fontWeight": "normal", "limit": 205, "frame": "bounds"},
        }
        for series in chart.series
    ]
    return {"concat": panels, "columns": 1 if sheet.narrow else 3, "spacing": 14}


def _panel(chart: SeenChart, series: tuple[SeenSeries, ...], top: float, sheet: Sheet, *, small: bool = False) -> Spec:
    layers = [layer for gap in gaps(chart) for layer in gap_layers(gap, top, chart, sheet.width, small=small)]
    for index, each in enumerate(series):
        rows = _rows(each, chart)
        layers += _line(rows, SERIES[index % len(SERIES)], DASHES[index % len(DASHES)], small=small)
    first, last = span(chart)
    breaks = [each for each in chart.breaks if first < each.at.start < last]
    layers += [layer for each in breaks for layer in break_layers(each.at.start, "" if small else each.label, top)]
    if not small:
        layers += _end_labels(chart, series, top, sheet)
    return {"layer": layers, "encoding": {"x": x_axis(chart, sheet, small=small), "y": y_axis(top, small=small)}}


def _line(rows: list[Spec], colour: str, dash: list[int], *, small: bool) -> list[Spec]:
    """Band, line and points. A missing month or a break ends a run, so neither band nor line crosses it."""
    lone = [row for row in rows if sum(other["run"] == row["run"] for other in rows) == 1]
    span = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}, "detail": {"field": "run"}}
    fill = {"condition": {"test": "datum.provisional", "value": PAPER}, "value": colour}
    layers: list[Spec] = [
        {"data": {"values": rows}, "mark": {"type": "area", "color": colour, "opacity": 0.18}, "encoding": span},
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": colour, "strokeWidth": 1.5 if small else 2, "strokeDash": dash},
            "encoding": {"y": {"field": "value", "type": "quantitative"}, "detail": {"field": "run"}},
        },
        {
            "data": {"values": [row for row in rows if row["provisional"] or row in lone] if small else rows},
            "mark": {
                "type": "point",
                "filled": True,
                "stroke": colour,
                "strokeWidth": 1.5,
                "size": 14 if small else 36,
                "opacity": 1,
            },
            "encoding": {"y": {"field": "value", "type": "quantitative"}, "fill": fill},
        },
    ]
    if lone:
        layers.insert(
            1,
            {
                "data": {"values": lone},
                "mark": {"type": "rule", "color": colour, "strokeWidth": 5, "opacity": 0.3},
                "encoding": span,
            },
        )
    return layers


def _rows(series: SeenSeries, chart: SeenChart) -> list[Spec]:
    """The points that have a value, in order, numbered by the runs that may be joined by a line."""
    rows: list[Spec] = []
    run, last = 0, None
    cuts = {each.at.start for each in chart.breaks if each.parts(series.name)}
    for point in sorted(series.points, key=lambda each: at_month(each).start):
        month, figure = at_month(point), point.figure
        if figure.value is None or figure.low is None or figure.high is None:
            continue
        run += last is not None and (month.start != last or month.start in cuts)
        last, scale = month.end, unit_scale(figure.unit)
        rows.append(
            {
                "month": middle_of(month), "value": figure.value * scale, "low": figure.low * scale, "high": figure.high * scale,
                "provisional": figure.shown.provisional, "run": run, "words": value_words(figure),
            }
        )  # fmt: skip
    return rows


def _end_labels(chart: SeenChart, series: tuple[SeenSeries, ...], top: float, sheet: Sheet) -> list[Spec]:
    """The name and last value of each line at its end, moved apart where they would touch."""
    ends = [(rows[-1], each.name, index) for index, each in enumerate(series) if (rows := _rows(each, chart))]
    if len(ends) == 1:  # a lone value stands clear of the points that it lies over
        rows = _rows(series[ends[0][2]], chart)
        over = date.fromisoformat(rows[-1]["month"]) - _days_under(chart, rows[-1]["words"], sheet)
        clear = max(row["high"] for row in rows if date.fromisoformat(row["month"]) >= over)
        ends = [({**rows[-1], "high": clear}, *ends[0][1:])]
    ends.sort(key=lambda end: end[0]["high"])
    least, floor = top * (TEXT + 5) / _HEIGHT, -1.0
    layers: list[Spec] = []
    for row, name, index in ends:
        height = max(row["high"], floor)
        floor = height + least
        text = f"{name}: {row['words']}" if len(series) > 1 else row["words"]
        mark: Spec = {
            "type": "text",
            "align": "right",
            "dx": 6,
            "dy": -8,
            "fontWeight": "bold",
            "color": SERIES[index % len(SERIES)],
        }
        place: Spec = {"y": {"field": "at", "type": "quantitative"}, "text": {"field": "text"}}
        layers += halo(
            {"data": {"values": [{"month": row["month"], "at": height, "text": text}]}, "mark": mark, "encoding": place}
        )
    return layers


def _days_under(chart: SeenChart, words: str, sheet: Sheet) -> timedelta:
    """How much of the time axis a label covers."""
    first, last = span(chart)
    return (last - first) * min(1.0, LETTER * len(words) / (sheet.width - 60))


def _top(chart: SeenChart) -> float:
    ends = [
        point.figure.high * unit_scale(point.figure.unit) for point in chart.points if point.figure.high is not None
    ]
    return max([*ends, 0.0]) * 1.12 or 1.0
