"""A published measure of one area over time, among its statistical neighbours: typed gaps are marked, and no line crosses them."""

from __future__ import annotations

from sulis.indicators.profile import Line, MeasureProfile, Profile, Value
from sulis.publish.documents.charts.ink import Drawing, finish
from sulis.publish.documents.charts.style import (
    DASHES,
    GRID,
    HATCH,
    INK,
    MAIN,
    PAPER,
    QUIET,
    WATCH,
    WIDE,
    Sheet,
    Spec,
    config,
    halo,
)
from sulis.publish.documents.model import Cell, DataTable, TableBlock
from sulis.publish.documents.text import plain_values
from sulis.publish.documents.words.numbers import listed, missing_words
from sulis.vocabulary import Missing

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_HEIGHT = 290
NO_MIDDLE = "too few neighbours have a figure"


def profile_spec(given: MeasureProfile, sheet: Sheet = WIDE) -> Spec:
    """The measure as a Vega-Lite specification that holds its own data."""
    top = _top(given)
    layers = [*_gaps(given, top, sheet)]
    for line in given.neighbours:
        layers += _drawn(given, line, QUIET, 1, opacity=0.35)
    layers += _drawn(given, Line("", "the middle of its neighbours", given.middle), WATCH, 2, dash=DASHES[1])
    layers += _drawn(given, given.own, MAIN, 2.5, points=True)
    layers += _ends(given, top)
    return {
        "$schema": _SCHEMA,
        "config": config(),
        "width": sheet.width,
        "height": _HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
        "encoding": {"x": _x(given, sheet), "y": _y(top)},
    }


def draw_profile(given: MeasureProfile, *, title: str, description: str, id: str, sheet: Sheet = WIDE) -> Drawing:
    """The measure as SVG. The same measure gives the same bytes; ``id`` keeps its inner names apart on a page."""
    import vl_convert

    svg = vl_convert.vegalite_to_svg(plain_values(profile_spec(given, sheet)))
    return finish(svg, title=title, description=description, id=id)


def profile_title(given: MeasureProfile) -> str:
    """What the chart shows, as a sentence without a full stop."""
    both = [
        at for at, own in enumerate(given.own.values) if own.number is not None and given.middle[at].number is not None
    ]
    name = given.measure.name
    if not both:
        return f"{name}: {given.own.name} and its neighbours have no year in common"
    own, middle = given.own.values[both[-1]].number, given.middle[both[-1]].number
    assert own is not None and middle is not None
    same = _words(own, given) == _words(middle, given)
    beside = "the same as" if same else "above" if own > middle else "below"
    than = f"{_words(own, given)}, {beside} the middle of its neighbours"
    return (
        f"{name}, {given.own.name}: {than}{'' if same else f' ({_words(middle, given)})'} in {given.periods[both[-1]]}"
    )


def profile_alt(given: MeasureProfile) -> str:
    """The chart for a reader who cannot see it: its extremes, its gaps with their reasons, and where every value is."""
    known = [(value.number, at) for at, value in enumerate(given.own.values) if value.number is not None]
    parts = [f"Line chart. {profile_title(given)}."]
    if known:
        low, high = min(known), max(known)
        parts.append(
            f"From {_words(low[0], given)} in {given.periods[low[1]]} to {_words(high[0], given)} in {given.periods[high[1]]}."
        )
    gaps = [f"{given.periods[at]} ({missing_words(v.missing)})" for at, v in enumerate(given.own.values) if v.missing]
    parts += [f"No figure of {given.own.name}: {listed(gaps)}."] if gaps else []
    return " ".join([*parts, "The table with it holds every value."])


def profile_table(given: MeasureProfile, *, id: str) -> TableBlock:
    """The table that goes with the chart: a row a period, with words where there is no figure."""
    header = (
        "Period",
        given.own.name,
        "Middle of its neighbours",
        "Neighbours with a figure",
        *(n.name for n in given.neighbours),
    )
    rows = tuple(
        (
            period, _cell(given.own.values[at], given), _cell(given.middle[at], given, NO_MIDDLE),
            f"{given.held[at]} of {len(given.neighbours)}", *(_cell(n.values[at], given) for n in given.neighbours),
        )
        for at, period in enumerate(given.periods)
    )  # fmt: skip
    caption = f"{given.measure.name}: {given.measure.unit}, {given.measure.years}"
    return TableBlock(id, caption, header, rows, (False, *(True,) * (len(header) - 1)))


def profile_data(whole: Profile, given: MeasureProfile) -> DataTable:
    """The same for a machine, a row for each area and period: the value as published, or the kind of missing, never both."""
    header = ("area_code", "area", "is_neighbour", "period", "value", "missing", "provisional")
    rows: list[tuple[Cell, ...]] = [
        (line.code, line.name, "no" if line.code == whole.area_code else "yes", given.periods[at], value.number,
         value.missing.value if value.missing else None, "yes" if value.provisional else "no")
        for line in (given.own, *given.neighbours)
        for at, value in enumerate(line.values)
    ]  # fmt: skip
    return DataTable(header, tuple(rows))


def _drawn(
    given: MeasureProfile, line: Line, colour: str, width: float, *, opacity: float = 1.0, dash: list[int] | None = None,
    points: bool = False,
) -> list[Spec]:  # fmt: skip
    """A line in runs: a period without a figure ends one. A lone value, which no line could show, is a point."""
    rows: list[Spec] = []
    run = 0
    for at, value in enumerate(line.values):
        run += value.number is None
        if value.number is not None:
            rows.append({"period": given.periods[at], "value": value.number, "run": run, "soft": value.provisional})
    lone = [row for row in rows if sum(other["run"] == row["run"] for other in rows) == 1]
    y: Spec = {"field": "value", "type": "quantitative"}
    mark: Spec = {
        "type": "line",
        "color": colour,
        "strokeWidth": width,
        "opacity": opacity,
        "strokeDash": dash or [1, 0],
    }
    layers: list[Spec] = [{"data": {"values": rows}, "mark": mark, "encoding": {"y": y, "detail": {"field": "run"}}}]
    shown = rows if points else lone
    if shown:
        fill = {"condition": {"test": "datum.soft", "value": PAPER}, "value": colour}
        dot: Spec = {
            "type": "point",
            "filled": True,
            "stroke": colour,
            "size": 44 if points else 16,
            "opacity": opacity,
        }
        layers.append({"data": {"values": shown}, "mark": dot, "encoding": {"y": y, "fill": fill}})
    return layers


def _gaps(given: MeasureProfile, top: float, sheet: Sheet) -> list[Spec]:
    """A hatched band with the reason in it for each period in which the area has no figure."""
    layers: list[Spec] = []
    for at, value in enumerate(given.own.values):
        if value.missing is None:
            continue
        row = {"period": given.periods[at], "low": 0, "high": top, "mid": top / 2, "text": missing_words(value.missing)}
        band = max(18.0, sheet.width / len(given.periods) * 0.9)
        layers.append(
            {
                "data": {"values": [row]},
                "mark": {"type": "bar", "color": HATCH, "size": band, "opacity": 1, "stroke": GRID},
                "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
            }
        )
        label: Spec = {
            "data": {"values": [row]},
            "mark": {
                "type": "text",
                "angle": 270,
                "color": INK,
                "fontSize": 12,
                "align": "center",
                "baseline": "middle",
            },
            "encoding": {"y": {"field": "mid", "type": "quantitative"}, "text": {"field": "text"}},
        }
        layers += halo(label)
    return layers


def _ends(given: MeasureProfile, top: float) -> list[Spec]:
    """The last figures of the two lines that matter, to the right of them, moved apart where they would touch."""
    ends = []
    for values, colour in ((given.own.values, MAIN), (given.middle, WATCH)):
        last = next((at for at in range(len(values) - 1, -1, -1) if values[at].number is not None), None)
        if last is not None:
            ends.append((values[last].number or 0.0, last, colour))
    ends.sort()
    near = len(ends) == 2 and ends[1][0] - ends[0][0] < top * 0.06
    layers: list[Spec] = []
    for place, (number, at, colour) in enumerate(ends):
        moved = (place * 2 - 1) * (top * 0.06 - (ends[1][0] - ends[0][0])) / 2 if near else 0.0
        row = {"period": given.periods[at], "at": max(0.0, number + moved), "text": _words(number, given)}
        mark: Spec = {"type": "text", "align": "left", "dx": 8, "fontWeight": "bold", "color": colour, "fontSize": 13}
        where: Spec = {"y": {"field": "at", "type": "quantitative"}, "text": {"field": "text"}}
        layers += halo({"data": {"values": [row]}, "mark": mark, "encoding": where})
    return layers


def _x(given: MeasureProfile, sheet: Sheet) -> Spec:
    crowded = len(given.periods) * max(map(len, given.periods)) * 7 > sheet.width
    axis = {"title": None, "labelAngle": -35 if crowded else 0, "labelOverlap": False, "grid": False}
    return {
        "field": "period",
        "type": "ordinal",
        "sort": list(given.periods),
        "scale": {"domain": list(given.periods)},
        "axis": axis,
    }


def _y(top: float) -> Spec:
    axis = {"title": None, "tickCount": 6, "domain": False, "ticks": False}
    return {"type": "quantitative", "scale": {"domain": [0, top], "nice": False, "zero": True}, "axis": axis}


def _top(given: MeasureProfile) -> float:
    lines = (given.own, *given.neighbours)
    return max([0.0, *(v.number for line in lines for v in line.values if v.number is not None)]) * 1.12 or 1.0


def _words(number: float, given: MeasureProfile) -> str:
    return f"{number:,.{given.measure.decimals}f}"


def _cell(value: Value, given: MeasureProfile, no_figure: str = "") -> str:
    if value.number is None:
        return no_figure or missing_words(value.missing or Missing.NOT_RECEIVED)
    return f"{_words(value.number, given)}{' (provisional)' if value.provisional else ''}"
