"""What stands over a chart in time: months with no figure, and breaks of the series."""

from __future__ import annotations

from datetime import date

from sulis.publish.documents.charts.style import HATCH, INK, QUIET, Spec, halo
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.numbers import missing_words
from sulis.vocabulary import Period


def gaps(chart: SeenChart) -> list[tuple[date, date, str]]:
    """Runs of months in which no series has a value: first day, day after the last, and why."""
    why = {month.start: (month.end, "no figure") for month in Period(*span(chart)).months()}
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


def span(chart: SeenChart) -> tuple[date, date]:
    """The first day that is drawn, and the day after the last."""
    months = [at_month(point) for point in chart.points]
    return min(month.start for month in months), max(month.end for month in months)


def gap_layers(
    gap: tuple[date, date, str], top: float, chart: SeenChart, across: int, *, small: bool, foot: float = 0.0
) -> list[Spec]:
    """A hatched band over the months of a gap, with the reason in it, on a chart that is ``across`` pixels wide."""
    start, end, reason = gap
    first, last = span(chart)
    wide = (end - start).days / max(1, (last - first).days) * across
    band = {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "zero": foot,
        "top": top,
        "middle": (start + (end - start) / 2).isoformat(),
        "mid": (foot + top) / 2,
    }
    x: Spec = {"field": "start", "type": "temporal"}
    box: Spec = {
        "data": {"values": [band]},
        "mark": {"type": "rect", "color": HATCH, "opacity": 1},
        "encoding": {
            "x": x,
            "x2": {"field": "end"},
            "y": {"field": "zero", "type": "quantitative"},
            "y2": {"field": "top"},
        },
    }
    if small:
        return [box]
    one_line = reason if wide > 7 * len(reason) else reason.split()
    upright = wide < 7 * max(len(word) for word in reason.split())
    mark = {
        "type": "text",
        "color": QUIET,
        "fontSize": 12,
        "angle": 270 if upright else 0,
        "align": "center",
        "lineHeight": 14,
        "baseline": "middle",
    }
    label: Spec = {
        "data": {"values": [{**band, "text": reason if upright else one_line}]},
        "mark": mark,
        "encoding": {
            "x": {"field": "middle", "type": "temporal"},
            "y": {"field": "mid", "type": "quantitative"},
            "text": {"field": "text"},
        },
    }
    return [box, *halo(label)]


def break_layers(at: date, label: str, top: float) -> list[Spec]:
    """A dashed line at the first day of the new series, with its word."""
    rows = [{"month": at.isoformat(), "top": top, "text": label}]
    place: Spec = {"x": {"field": "month", "type": "temporal"}}
    rule: Spec = {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3]},
        "encoding": place,
    }
    text: Spec = {
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "baseline": "top", "dx": 5, "fontSize": 12, "color": INK},
        "encoding": {**place, "y": {"field": "top", "type": "quantitative"}, "text": {"field": "text"}},
    }
    return [rule, *(halo(text) if label else [])]
