"""A row for each indicator, the area beside its neighbours, all rows lined up at the mean of the neighbours."""

from __future__ import annotations

import textwrap

from sulis.publish.documents.charts.style import ACCENT, GRID, INK, MAIN, QUIET, WIDE, Sheet, Spec, halo
from sulis.publish.documents.seen import SeenChart, SeenPoint, SeenSeries
from sulis.publish.documents.words.numbers import missing_words, published_words
from sulis.publish.documents.words.spine import around, name_of, neighbours_of, own_of, range_of
from sulis.vocabulary import AreaLevel

_LINE = 17  # pixels a line of a row's heading
_STRIP = 34  # pixels of the marks below it
_REACH = 1.08  # how far the scale goes beyond the furthest mark


def spine_spec(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """One panel a row, each with its name above it; the value stands beside the area's own mark."""
    panels = [_panel(series, sheet) for series in chart.series]
    return {"vconcat": panels, "spacing": 16}


def _panel(series: SeenSeries, sheet: Sheet) -> Spec:
    letters = sheet.width // 8
    name, unit = name_of(series)
    title = {
        "text": textwrap.wrap(name, letters), "subtitle": textwrap.wrap(unit, letters), "anchor": "start", "offset": 4,
        "fontSize": 13, "subtitleFontSize": 12, "subtitleColor": QUIET, "subtitlePadding": 2,
    }  # fmt: skip
    return {
        "title": title,
        "width": sheet.width - 16,
        "height": _STRIP,
        "layer": _layers(series),
        "view": {"stroke": None},
    }


def _layers(series: SeenSeries) -> list[Spec]:
    own, between = own_of(series), range_of(series).figure
    if own.figure.value is None or between.value is None or between.low is None or between.high is None:
        return [_absent(own)]
    middle = between.value
    known = [point for point in neighbours_of(series) if point.figure.value is not None]
    furthest = max(abs(number - middle) for number in _numbers(series)) or 1.0

    def at(number: float) -> float:
        return (number - middle) / furthest

    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "scale": {"domain": [-_REACH, _REACH], "nice": False},
        "axis": None,
    }
    band = {"x": at(between.low), "x2": at(between.high)}
    layers: list[Spec] = [
        {"data": {"values": [band]}, "mark": {"type": "bar", "height": 14, "color": GRID}, "encoding": {"x": x, "x2": {"field": "x2"}}},
        _marks([0.0], x, {"type": "tick", "thickness": 2, "size": 26, "color": INK}),
        _marks([at(point.figure.value or 0.0) for point in known], x, {"type": "tick", "thickness": 1.5, "size": 12, "color": QUIET}),
    ]  # fmt: skip
    for level, shape in ((AreaLevel.REGION, "square"), (AreaLevel.COUNTRY, "diamond")):
        point = around(series, level)
        if point is not None and point.figure.value is not None:
            mark = {
                "type": "point",
                "shape": shape,
                "filled": False,
                "strokeWidth": 2,
                "size": 90,
                "color": MAIN,
                "opacity": 1,
            }
            layers.append(_marks([at(point.figure.value)], x, mark))
    layers.append(_own_limits(own, at, x))
    layers.append(
        _marks([at(own.figure.value)], x, {"type": "point", "filled": True, "size": 130, "color": ACCENT, "opacity": 1})
    )
    return [*layers, *_value(own, at(own.figure.value), x)]


def _numbers(series: SeenSeries) -> list[float]:
    """Every number of the row that must fit on it."""
    found: list[float] = []
    for point in series.points:
        figure = point.figure
        found += [number for number in (figure.value, figure.low, figure.high) if number is not None]
    return found


def _marks(places: list[float], x: Spec, mark: Spec) -> Spec:
    return {"data": {"values": [{"x": place} for place in places]}, "mark": mark, "encoding": {"x": x}}


def _own_limits(own: SeenPoint, at: object, x: Spec) -> Spec:
    """The interval that the publisher gives, where it gives one."""
    assert callable(at)
    low, high = own.figure.low, own.figure.high
    values = [{"x": at(low), "x2": at(high)}] if low is not None and high is not None and low < high else []
    mark: Spec = {"type": "rule", "strokeWidth": 2.5, "color": ACCENT}
    return {"data": {"values": values}, "mark": mark, "encoding": {"x": x, "x2": {"field": "x2"}}}


def _value(own: SeenPoint, place: float, x: Spec) -> list[Spec]:
    """The area's own value, to the side of its mark on which there is room."""
    right = place < 0.6
    mark: Spec = {
        "type": "text", "align": "left" if right else "right", "dx": 10 if right else -10, "dy": -13, "fontWeight": "bold",
        "color": ACCENT, "fontSize": 13,
    }  # fmt: skip
    words = published_words(own.figure.value or 0.0)
    layer: Spec = {
        "data": {"values": [{"x": place, "words": words}]}, "mark": mark,
        "encoding": {"x": x, "text": {"field": "words"}},
    }  # fmt: skip
    return halo(layer)


def _absent(own: SeenPoint) -> Spec:
    """A row without a range says so; the table has the values that there are."""
    figure = own.figure
    words = (
        published_words(figure.value)
        if figure.value is not None
        else missing_words(figure.missing)
        if figure.missing
        else ""
    )
    return {
        "data": {"values": [{"words": f"{words}: too few neighbours have a figure"}]},
        "mark": {"type": "text", "align": "left", "color": QUIET, "fontSize": 13},
        "encoding": {"x": {"value": 0}, "text": {"field": "words"}},
    }
