"""From a chart that may be drawn to SVG text: one conversion, shared by every document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from sulis.publish.documents.charts.bars import bars_spec
from sulis.publish.documents.charts.control import control_spec
from sulis.publish.documents.charts.cycle import cycle_spec
from sulis.publish.documents.charts.funnel import funnel_spec
from sulis.publish.documents.charts.grid import grid_spec
from sulis.publish.documents.charts.maps import map_spec
from sulis.publish.documents.charts.paired import paired_spec
from sulis.publish.documents.charts.spine import spine_spec
from sulis.publish.documents.charts.style import FONT, HATCH, INK, NARROW, PAPER, QUIET, WIDE, Sheet, Spec, config
from sulis.publish.documents.charts.time import time_spec
from sulis.publish.documents.seen import SeenChart
from sulis.publish.documents.text import plain_text, plain_values
from sulis.year.needs.model import ChartKind

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_SPECS = {
    ChartKind.TIME: time_spec,
    ChartKind.AREAS: bars_spec,
    ChartKind.CATEGORIES: bars_spec,
    ChartKind.MAP: map_spec,
    ChartKind.FUNNEL: funnel_spec,
    ChartKind.PAIRED: paired_spec,
    ChartKind.CONTROL: control_spec,
    ChartKind.CYCLE: cycle_spec,
    ChartKind.GRID: grid_spec,
    ChartKind.SPINE: spine_spec,
}

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_NOISE = re.compile(r' (?:role|class|pointer-events|aria-[a-z]+)="[^"]*"')
_EMPTY = re.compile(r'<path[^<>]*d=""[^<>]*/>|<path[^<>]*d="M0,0h0v0h0Z"[^<>]*/>|<g></g>')
_HIDDEN = re.compile(r'<text[^<>]*opacity="0"[^<>]*>[^<]*</text>')
_LONG = re.compile(r"(\d+\.\d\d)\d+")
_INNER = re.compile(r'(id="|url\(#)((?:clip|gradient)[\w-]*)')
_SVG = re.compile(r'<svg[^<>]*?width="([\d.]+)" height="([\d.]+)"[^<>]*>')


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG text with its size in CSS pixels. ``svg`` has role img, a title and a description, and no script."""

    svg: str
    width: float
    height: float


def vega_lite(chart: SeenChart, sheet: Sheet = WIDE) -> Spec:
    """The chart as a Vega-Lite specification that holds its own data and asks for nothing from outside."""
    return {"$schema": _SCHEMA, "config": config(), **_SPECS[chart.kind](chart, sheet)}


def draw(chart: SeenChart, *, title: str, description: str, id: str, narrow: bool = False) -> Drawing:
    """The chart as SVG, ``narrow`` for a phone. The same chart gives the same bytes; ``id`` keeps its inner names apart on a page."""
    import vl_convert

    return finish(
        vl_convert.vegalite_to_svg(plain_values(vega_lite(chart, NARROW if narrow else WIDE))),
        title=title,
        description=description,
        id=id,
    )


def finish(svg: str, *, title: str, description: str, id: str) -> Drawing:
    """Vega's SVG made ready for a page: hatching put in, unread attributes out, a name and a description for everyone."""
    head = _SVG.match(svg)
    if head is None:
        raise ValueError("the chart converter gave something that is not an SVG image")
    width, height = float(head[1]), float(head[2])
    body = _TAG.sub(lambda tag: _LONG.sub(r"\1", _NOISE.sub("", tag[0])), svg[head.end() : svg.rindex("</svg>")])
    body = _HIDDEN.sub("", body).replace(f' font-family="{FONT}"', "")  # said once, on the drawing
    while (smaller := _EMPTY.sub("", body)) != body:
        body = smaller
    body = _own_names(body, id)
    if HATCH in body:
        body = _hatching(id) + body.replace(f'"{HATCH}"', f'"url(#{id}-hatch)"')
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'font-family="{FONT}" role="img" aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{_text(title)}</title><desc id="{id}-desc">{_text(description)}</desc>'
    )
    return Drawing(f"{opening}{body}</svg>", width, height)


def standalone(drawing: Drawing, *, title: str, subtitle: str, source: str) -> str:
    """The drawing as a file of its own, with its title, subtitle and source line in the picture."""
    above = [(line, 17, INK, "bold") for line in _wrapped(title, 66)] + [
        (line, 13, QUIET, "normal") for line in _wrapped(subtitle, 88)
    ]
    below = [(line, 12, QUIET, "normal") for line in _wrapped(source, 96)]
    lines, y = [], 8.0
    for text, size, colour, weight in above:
        y += size * 1.35
        lines.append(_line(text, y, size, colour, weight))
    inner_at, y = y + 10, y + 10 + drawing.height
    for text, size, colour, weight in below:
        y += size * 1.4
        lines.append(_line(text, y, size, colour, weight))
    wide, high = max(drawing.width, 640.0), y + 12
    inner = drawing.svg.replace("<svg ", f'<svg y="{inner_at:g}" ', 1).replace(
        ' xmlns="http://www.w3.org/2000/svg"', "", 1
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}">'
        f'<rect width="{wide:g}" height="{high:g}" fill="{PAPER}"/>{"".join(lines)}{inner}</svg>\n'
    )


def _own_names(body: str, id: str) -> str:
    """Inner names that start with the drawing's own and count from 1: Vega counts on from one drawing to the next."""
    names: dict[str, str] = {}
    return _INNER.sub(lambda found: found[1] + names.setdefault(found[2], f"{id}-inner-{len(names) + 1}"), body)


def _hatching(id: str) -> str:
    """Stripes for what was not received: paper and grey, so that they read in print as well."""
    return (
        f'<defs><pattern id="{id}-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="8" height="8" fill="{PAPER}"/><rect width="2.5" height="8" fill="#c3cad1"/></pattern></defs>'
    )


def _line(text: str, y: float, size: int, colour: str, weight: str) -> str:
    return f'<text x="8" y="{y:g}" font-family="{FONT}" font-size="{size}" font-weight="{weight}" fill="{colour}">{_text(text)}</text>'


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width) or [""]


def _text(text: str) -> str:
    """Text for an XML element."""
    return escape(plain_text(text), quote=False)
