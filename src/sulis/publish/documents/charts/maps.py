"""Maps: areas in classes, on a flat sheet whose east-west scale is put right at the map's middle."""

from __future__ import annotations

import json
import math
from typing import Any

from sulis.publish.documents.charts.classes import MapClass, class_of, map_classes
from sulis.publish.documents.charts.style import CLASSES, HATCH, INK, PAPER, TEXT, WIDE, Sheet, Spec, halo, unit_scale
from sulis.publish.documents.seen import SeenChart, SeenPoint
from sulis.publish.documents.words.numbers import missing_words, per_words, value_words
from sulis.vocabulary import Unit

_TALLEST, _NARROW_TALLEST = 560, 380


def map_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """One polygon an area, filled by its class; areas with no number are hatched; the highest area is named."""
    points = {point.key: point for point in chart.points}
    shapes = {
        boundary.code: _flat(json.loads(boundary.geometry)) for boundary in chart.boundaries if boundary.code in points
    }
    if not shapes:
        return {"data": {"values": []}, "mark": "point", "width": sheet.width, "height": 40}
    shapes, wide, high = _scaled(shapes, sheet)
    classes = chart_classes(chart)
    names = legend_words(chart, classes)
    features = [_feature(points[code], shape, classes, names) for code, shape in sorted(shapes.items())]
    used = [name for name in names if any(feature["class"] == name for feature in features)]
    colours = {
        name: HATCH if index >= len(classes) else _shades(len(classes))[index] for index, name in enumerate(names)
    }
    fill: Spec = {
        "field": "class", "type": "nominal",
        "scale": {"domain": used, "range": [colours[name] for name in used]},
        "legend": {"title": _legend_title(chart), "orient": "bottom", "direction": "vertical", "columns": 1 if sheet.narrow else 3,
                   "symbolType": "square",
                   "symbolStrokeColor": INK, "symbolStrokeWidth": 0.7, "offset": 10},
    }  # fmt: skip
    land: Spec = {
        "data": {"values": features},
        "mark": {"type": "geoshape", "stroke": INK, "strokeWidth": 0.5},
        "encoding": {"color": fill},
    }
    return {
        "layer": [land, *_names(chart, shapes, wide, high)],
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},  # the shapes are in page points already
        "width": wide,
        "height": high,
    }


def chart_classes(chart: SeenChart) -> tuple[MapClass, ...]:
    """The classes of the map's values, in the unit that is drawn."""
    scale = unit_scale(chart.points[0].figure.unit) if chart.points else 1
    values = [point.figure.value * scale for point in chart.points if point.figure.value is not None]
    return map_classes(values, whole=_whole(chart))


def legend_words(chart: SeenChart, classes: tuple[MapClass, ...]) -> list[str]:
    """The words of each class, then each reason for a missing number."""
    tail = "%" if chart.points and chart.points[0].figure.unit is Unit.PROPORTION else ""
    absent = dict.fromkeys(
        missing_words(point.figure.missing) for point in chart.points if point.figure.missing is not None
    )
    return [f"{each.words}{tail}" for each in classes] + list(absent)


def _whole(chart: SeenChart) -> bool:
    return bool(chart.points) and chart.points[0].figure.unit in (Unit.INCIDENTS, Unit.PLACES)


def _legend_title(chart: SeenChart) -> str:
    figure = chart.points[0].figure
    return f"Incidents {per_words(figure)}" if figure.unit is Unit.INCIDENTS else per_words(figure).capitalize()


def _shades(count: int) -> tuple[str, ...]:
    """That many shades, light to dark, spread over the scheme so that they stay apart in print."""
    last = len(CLASSES) - 1
    return (
        tuple(CLASSES[round(index * last / max(1, count - 1))] for index in range(count))
        if count > 1
        else (CLASSES[2],)
    )


def _feature(point: SeenPoint, shape: Any, classes: tuple[MapClass, ...], names: list[str]) -> Spec:
    value, missing = point.figure.value, point.figure.missing
    label = (
        missing_words(missing)
        if missing is not None
        else names[class_of((value or 0.0) * unit_scale(point.figure.unit), classes)]
    )
    return {"type": "Feature", "class": label, "geometry": {"type": "MultiPolygon", "coordinates": shape}}


def _names(chart: SeenChart, shapes: dict[str, Any], wide: float, high: float) -> list[Spec]:
    """The highest area by name and value; it is outlined, or those that stand out are. The table names the rest."""
    known = [point for point in chart.points if point.figure.value is not None and point.key in shapes]
    if not known:
        return []
    most = min(known, key=lambda point: (-(point.figure.value or 0.0), point.label, point.key))
    x, y = _middle(shapes[most.key])
    align = "left" if x < wide * 0.4 else "right" if x > wide * 0.6 else "center"
    # the outline of the whole area, not a point in it: nothing here is finer than its source
    marked = [point.key for point in known if point.emphasised] or [most.key]
    features = [
        {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": shapes[key]}} for key in sorted(marked)
    ]
    outlines: list[Spec] = [
        {
            "data": {"values": features},
            "mark": {"type": "geoshape", "filled": False, "stroke": colour, "strokeWidth": wide_line},
        }
        for colour, wide_line in ((PAPER, 5), (INK, 2))
    ]
    layer: Spec = {
        "data": {"values": [{"text": f"{most.label}: {value_words(most.figure)}"}]},
        "mark": {
            "type": "text", "align": align, "fontWeight": "bold", "fontSize": TEXT, "x": x,
            "y": y - 14 if y > high * 0.15 else y + 22,
        },
        "encoding": {"text": {"field": "text"}},
    }  # fmt: skip
    return [*outlines, *halo(layer)]


def _middle(shape: Any) -> tuple[float, float]:
    ring = max((polygon[0] for polygon in shape), key=len)
    return round((min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, 1), round(
        (min(y for _, y in ring) + max(y for _, y in ring)) / 2, 1
    )


def _flat(geometry: dict[str, Any]) -> Any:
    """The geometry as a list of polygons, whichever of the two kinds it came as."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[(point[0], point[1]) for point in ring] for ring in polygon] for polygon in parts]


def _scaled(shapes: dict[str, Any], sheet: Sheet) -> tuple[dict[str, Any], float, float]:
    """Degrees into points of the page: north up, a kilometre as long east as north, to a tenth of a point (half a narrow one)."""
    every = [point for shape in shapes.values() for polygon in shape for ring in polygon for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    squeeze = math.cos(math.radians((south + north) / 2))
    tallest = _NARROW_TALLEST if sheet.narrow else _TALLEST
    grain = 2 if sheet.narrow else 10
    scale = min((sheet.width - 12) / max((east - west) * squeeze, 1e-9), tallest / max(north - south, 1e-9))

    def place(ring: list[tuple[float, float]]) -> list[list[float]]:
        spots = [
            [round((x - west) * squeeze * scale * grain) / grain, round((north - y) * scale * grain) / grain]
            for x, y in ring
        ]
        kept = [spot for index, spot in enumerate(spots) if index == 0 or spot != spots[index - 1]]
        return kept if len(kept) > 3 else spots

    moved = {code: [[place(ring) for ring in polygon] for polygon in shape] for code, shape in shapes.items()}
    return moved, round((east - west) * squeeze * scale, 1), round((north - south) * scale, 1)
