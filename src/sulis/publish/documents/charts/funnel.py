"""A funnel: each area's rate by its size, with the limits that chance leaves around the rate of all."""

from __future__ import annotations

import textwrap

from sulis.publish.documents.charts.style import (
    CANNOT_TELL,
    DASHES,
    INK,
    LETTER,
    MAIN,
    QUIET,
    TROUBLE,
    WIDE,
    Sheet,
    Spec,
    halo,
)
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries

_HEIGHT = 340
_FEW = 12  # areas up to which those outside the narrower limits are named too
_LINE = 16  # pixels a line of a name
_SHAPES = {"inside": "circle", "between": "triangle-up", "outside": "square"}


def funnel_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """Dots by person-years; the first series is the rates, each other a pair of limits, the narrower first.

    The area's own and those outside are named; the table with it has them all.
    """
    rates, *bands = chart.series
    rows = [_row(point, bands, len(rates.points)) for point in rates.points if point.figure.value is not None]
    top = max([row["rate"] for row in rows] + [high for band in bands for _, high in _ends(band)])
    x: Spec = {
        "field": "size", "type": "quantitative", "scale": {"zero": True, "nice": True},
        "axis": {"title": "Residents times years (thousands)", "grid": False, "tickCount": 3 if sheet.narrow else 6},
    }  # fmt: skip
    y: Spec = {
        "field": "rate", "type": "quantitative", "scale": {"domain": [0, top * 1.12], "nice": True},
        "axis": {"title": None, "tickCount": 5, "domain": False, "ticks": False},
    }  # fmt: skip
    layers = [_line(band, side, at) for at, band in enumerate(bands) for side in ("low", "high")]
    layers += [_middle(bands), _dots(rows), *_names(rows, bands, sheet)]
    return {
        "width": sheet.width,
        "height": _HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
        "encoding": {"x": x, "y": y},
    }


def _row(point: SeenPoint, bands: list[SeenSeries], many: int) -> Spec:
    value = point.figure.value or 0.0
    outside = [not low <= value <= high for band in bands for key, (low, high) in _of(band) if key == point.key]
    where = "outside" if outside and outside[-1] else "between" if any(outside) else "inside"
    named = point.emphasised or where == "outside" or (where == "between" and many <= _FEW)
    return {
        "size": (point.figure.shown.denominator or 0.0) / 1000,
        "rate": value,
        "name": point.label if named else "",
        "colour": MAIN
        if point.emphasised
        else TROUBLE
        if where == "outside"
        else CANNOT_TELL
        if where == "inside"
        else QUIET,
        "shape": _SHAPES[where],
    }


def _of(band: SeenSeries) -> list[tuple[str, tuple[float, float]]]:
    return [(point.key, (point.figure.low or 0.0, point.figure.high or 0.0)) for point in band.points]


def _ends(band: SeenSeries) -> list[tuple[float, float]]:
    return [ends for _, ends in _of(band)]


def _line(band: SeenSeries, side: str, at: int) -> Spec:
    """One limit through the sizes that there are; the wider pair is dashed, so that they differ in print as well."""
    values = [
        {"size": (point.figure.shown.denominator or 0.0) / 1000, "rate": getattr(point.figure, side)}
        for point in sorted(band.points, key=lambda each: each.figure.shown.denominator or 0.0)
    ]
    mark: Spec = {"type": "line", "color": QUIET, "strokeWidth": 1.5, "strokeDash": DASHES[min(at, len(DASHES) - 1)]}
    return {"data": {"values": values}, "mark": mark}


def _middle(bands: list[SeenSeries]) -> Spec:
    """The rate of all together, level through every size."""
    points = [point for band in bands for point in band.points]
    sizes = [0.0, *((point.figure.shown.denominator or 0.0) / 1000 for point in points)]
    values = [{"size": size, "rate": points[0].figure.value} for size in (min(sizes), max(sizes))] if points else []
    return {"data": {"values": values}, "mark": {"type": "line", "color": INK, "strokeWidth": 1}}


def _dots(rows: list[Spec]) -> Spec:
    mark: Spec = {"type": "point", "filled": True, "size": 110, "opacity": 1, "stroke": "#ffffff", "strokeWidth": 1}
    encoding: Spec = {
        "color": {"field": "colour", "type": "nominal", "scale": None},
        "shape": {"field": "shape", "type": "nominal", "scale": None},
    }
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _names(rows: list[Spec], bands: list[SeenSeries], sheet: Sheet) -> list[Spec]:
    """Each name beyond its dot, away from the rate of all, to the side that has room, in as many lines as that takes."""
    end = max(row["size"] for row in rows) or 1.0
    middle = next((point.figure.value or 0.0 for band in bands for point in band.points), 0.0)
    return [layer for row in rows if row["name"] for layer in _name(row, end, middle, sheet)]


def _name(row: Spec, end: float, middle: float, sheet: Sheet) -> list[Spec]:
    align = "left" if row["size"] < end / 3 else "center" if row["size"] < end * 2 / 3 else "right"
    lines = textwrap.wrap(row["name"], int(sheet.width / 2 / LETTER))
    above = row["rate"] >= middle
    away = -14 - _LINE * (len(lines) - 1) if above else 20
    mark: Spec = {"type": "text", "align": align, "dy": away, "lineHeight": _LINE, "color": INK}
    values = {"values": [{**row, "name": lines}]}
    return halo({"data": values, "mark": mark, "encoding": {"text": {"field": "name"}}})
