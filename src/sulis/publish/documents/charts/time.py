"""Charts over time: a line with its interval band, gaps as breaks, hatched and labelled."""

from __future__ import annotations

from datetime import date, timedelta

from sulis.publish.documents.charts.style import (
    DASHES,
    HATCH,
    INK,
    PAPER,
    QUIET,
    SERIES,
    TEXT,
    WIDTH,
    Spec,
    halo,
    unit_scale,
)
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.numbers import missing_words, value_words
from sulis.vocabulary import Period

_HEIGHT = 280
_SMALL = (165, 84)


def time_spec(chart: SeenChart) -> Spec:
    """Up to five series on one chart; more become small multiples on one scale."""
    top = _top(chart)
    if len(chart.series) <= len(SERIES):
        return {**_panel(chart, chart.series, top), "width": WIDTH, "height": _HEIGHT, "autosize": {"type": "fit", "contains": "padding"}}
    panels = [
        {**_panel(chart, (series,), top, small=True), "width": _SMALL[0], "height": _SMALL[1], "title": {"text": series.name, "fontSize": 12, "limit": 200, "frame": "bounds"}}
        for series in chart.series
    ]
    return {"concat": panels, "columns": 3, "spacing": 14}


def gaps(chart: SeenChart) -> list[tuple[date, date, str]]:
    """Runs of months in which no series has a value: first day, day after the last, and why."""
    why = {month.start: (month.end, "no figure") for month in Period(*_span(chart)).months()}
    present: set[date] = set()
    for point in chart.points:
        month = at_month(point)
        if point.figure.value is not None:
            present.add(month.start)
        elif point.figure.missing is not None:
            why[month.start] = (month.end, missing_words(point.figure.missing))
    runs: list[tuple[date, date, str]] = []
    for start in sorted(set(why) - present):
        end, reason = why[start]
        if runs and runs[-1][1] == start and runs[-1][2] == reason:
            runs[-1] = (runs[-1][0], end, reason)
        else:
            runs.append((start, end, reason))
    return runs


def at_month(point: SeenPoint) -> Period:
    """The month at which a point is drawn: its own, or the last of a longer period."""
    months = list(point.figure.shown.period.months())
    return months[-1] if months else point.figure.shown.period


def _panel(chart: SeenChart, series: tuple[SeenSeries, ...], top: float, *, small: bool = False) -> Spec:
    layers = [layer for gap in gaps(chart) for layer in _gap(gap, top, chart, small=small)]
    for index, each in enumerate(series):
        layers += _line(each, SERIES[index % len(SERIES)], DASHES[index % len(DASHES)], small=small)
    layers += [layer for each in chart.breaks for layer in _break(each.at.start, "" if small else each.label, top)]
    if not small:
        layers += _end_labels(series, top)
    return {"layer": layers, "encoding": {"x": _x_axis(chart, small=small), "y": _y_axis(top, small=small)}}


def _line(series: SeenSeries, colour: str, dash: list[int], *, small: bool) -> list[Spec]:
    """Band, line and points. A missing month ends a run, so neither band nor line crosses it."""
    rows = _rows(series)
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
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "stroke": colour, "strokeWidth": 1.5, "size": 14 if small else 36, "opacity": 1},
            "encoding": {"y": {"field": "value", "type": "quantitative"}, "fill": fill},
        },
    ]
    if lone:
        layers.insert(1, {"data": {"values": lone}, "mark": {"type": "rule", "color": colour, "strokeWidth": 5, "opacity": 0.3}, "encoding": span})
    return layers


def _rows(series: SeenSeries) -> list[Spec]:
    rows: list[Spec] = []
    run, last = 0, None
    for point in sorted(series.points, key=lambda each: at_month(each).start):
        month, figure = at_month(point), point.figure
        if figure.value is None or figure.low is None or figure.high is None:
            continue
        run += last is not None and month.start != last
        last, scale = month.end, unit_scale(figure.unit)
        rows.append(
            {
                "month": _middle(month), "value": figure.value * scale, "low": figure.low * scale, "high": figure.high * scale,
                "provisional": figure.shown.provisional, "run": run, "words": value_words(figure),
            }
        )  # fmt: skip
    return rows


def _end_labels(series: tuple[SeenSeries, ...], top: float) -> list[Spec]:
    """The name and last value of each line at its end, moved apart where they would touch."""
    ends = [(rows[-1], each.name, index) for index, each in enumerate(series) if (rows := _rows(each))]
    ends.sort(key=lambda end: end[0]["value"])
    least, floor = top * (TEXT + 5) / _HEIGHT, -1.0
    layers: list[Spec] = []
    for row, name, index in ends:
        height = max(row["value"], floor)
        floor = height + least
        text = f"{name}: {row['words']}" if len(series) > 1 else row["words"]
        mark: Spec = {"type": "text", "align": "right" if len(series) > 1 else "center", "dy": -14, "fontWeight": "bold", "color": SERIES[index % len(SERIES)]}
        place: Spec = {"y": {"field": "at", "type": "quantitative"}, "text": {"field": "text"}}
        layers += halo({"data": {"values": [{"month": row["month"], "at": height, "text": text}]}, "mark": mark, "encoding": place})
    return layers


def _gap(gap: tuple[date, date, str], top: float, chart: SeenChart, *, small: bool) -> list[Spec]:
    """A hatched band over the months of a gap, with the reason in it."""
    start, end, reason = gap
    first, last = _span(chart)
    wide = (end - start).days / max(1, (last - first).days) * WIDTH
    band = {"start": start.isoformat(), "end": end.isoformat(), "zero": 0, "top": top, "middle": (start + (end - start) / 2).isoformat(), "mid": top / 2}
    x: Spec = {"field": "start", "type": "temporal"}
    box: Spec = {
        "data": {"values": [band]},
        "mark": {"type": "rect", "color": HATCH, "opacity": 1},
        "encoding": {"x": x, "x2": {"field": "end"}, "y": {"field": "zero", "type": "quantitative"}, "y2": {"field": "top"}},
    }
    if small:
        return [box]
    one_line = reason if wide > 7 * len(reason) else reason.split()
    upright = wide < 7 * max(len(word) for word in reason.split())
    mark = {"type": "text", "color": QUIET, "fontSize": 12, "angle": 270 if upright else 0, "align": "center", "lineHeight": 14, "baseline": "middle"}
    label: Spec = {
        "data": {"values": [{**band, "text": reason if upright else one_line}]},
        "mark": mark,
        "encoding": {"x": {"field": "middle", "type": "temporal"}, "y": {"field": "mid", "type": "quantitative"}, "text": {"field": "text"}},
    }
    return [box, *halo(label)]


def _break(at: date, label: str, top: float) -> list[Spec]:
    """A dashed line at the first day of the new series, with its word."""
    rows = [{"month": at.isoformat(), "top": top, "text": label}]
    place: Spec = {"x": {"field": "month", "type": "temporal"}}
    rule: Spec = {"data": {"values": rows}, "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3]}, "encoding": place}
    text: Spec = {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 5, "fontSize": 12, "color": INK},
        "encoding": {**place, "y": {"field": "top", "type": "quantitative"}, "text": {"field": "text"}},
    }
    return [rule, *(halo(text) if label else [])]


def _x_axis(chart: SeenChart, *, small: bool) -> Spec:
    first, last = _span(chart)
    months = list(Period(first, last).months())
    step = 1 if len(months) <= 8 else 3 if len(months) <= 40 else 12
    ticks = [month.start for month in months if (month.start.month - 1) % step == 0]
    ticks = [day for day in ticks if day.month == 1 or not small] or ticks[:1]
    with_year = {ticks[0].isoformat(), *(day.isoformat() for day in ticks if day.month == 1)} if ticks else set()
    years = ",".join(f"'{day}'" for day in sorted(with_year))
    short, full = "utcFormat(datum.value, '%b')", "utcFormat(datum.value, '%Y')"
    label = f"indexof([{years}], utcFormat(datum.value, '%Y-%m-%d')) >= 0 ? [{short}, {full}] : {short}"
    return {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()]},
        "axis": {"title": None, "grid": False, "values": [day.isoformat() for day in ticks], "labelExpr": label, "labelOverlap": False, "labelFlush": False},
    }


def _y_axis(top: float, *, small: bool) -> Spec:
    return {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False, "zero": True},
        "axis": {"title": None, "tickCount": 3 if small else 6, "domain": False, "ticks": False},
    }


def _span(chart: SeenChart) -> tuple[date, date]:
    months = [at_month(point) for point in chart.points]
    return min(month.start for month in months), max(month.end for month in months)


def _top(chart: SeenChart) -> float:
    ends = [point.figure.high * unit_scale(point.figure.unit) for point in chart.points if point.figure.high is not None]
    return max([*ends, 0.0]) * 1.12 or 1.0


def _middle(month: Period) -> str:
    return (month.start + timedelta(days=month.days // 2)).isoformat()


