"""Outlines of the places that a map shows, which of them touch, and where their middles are."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from typing import Any

from sulis.indicators.placing import outlines_of_bridges, outlines_of_level
from sulis.vocabulary import AreaLevel
from sulis.year.needs.model import Boundary
from sulis.year.needs.study import Study

_KM = 111.2  # to a degree of latitude


def outlines(study: Study, level: AreaLevel, codes: Collection[str]) -> tuple[Boundary, ...]:
    """The outline of each place that has one, of the latest vintage; a bridged LSOA joins the outlines of its parts."""
    if not codes or not study.store.has("boundaries"):
        return ()
    wanted = tuple(sorted(codes))
    asked = outlines_of_bridges(wanted) if level is AreaLevel.LSOA else outlines_of_level(level.value, wanted)
    found: dict[str, tuple[str, list[str]]] = {}
    for code, name, geometry in study.engine.run(asked):
        found.setdefault(code, (name or code, []))[1].append(geometry)
    return tuple(Boundary(code, name, _joined(shapes)) for code, (name, shapes) in sorted(found.items()))


def touching(shapes: Sequence[Boundary], codes: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions in ``codes`` whose outlines share at least a corner. Every code must have an outline."""
    import numpy as np
    from shapely import bounds, from_geojson, intersects

    outlines = np.asarray(from_geojson([_by_code(shapes)[code] for code in codes]))
    west, south, east, north = bounds(outlines).T[:, :, None]
    near = (west <= east.T) & (east >= west.T) & (south <= north.T) & (north >= south.T)
    first, second = np.nonzero(np.triu(near, 1))
    touch = intersects(outlines[first], outlines[second])
    return list(zip(first[touch].tolist(), second[touch].tolist(), strict=True))


def middles(shapes: Sequence[Boundary], codes: Sequence[str]) -> tuple[list[float], list[float]]:
    """Kilometres east and north of a point amid the places, on a flat sheet: true to a thousandth across a county."""
    from shapely import from_geojson, get_x, get_y, point_on_surface

    points = point_on_surface(from_geojson([_by_code(shapes)[code] for code in codes]))
    west, south = get_x(points), get_y(points)
    squeeze = math.cos(math.radians(float(south.mean())))
    return ((west - west.mean()) * squeeze * _KM).tolist(), ((south - south.mean()) * _KM).tolist()


def _by_code(shapes: Sequence[Boundary]) -> dict[str, str]:
    return {shape.code: shape.geometry for shape in shapes}


def _joined(shapes: list[str]) -> str:
    """One geometry text: as it was when there is one part, else the union, without the lines between the parts."""
    if len(shapes) == 1:
        return shapes[0]
    from shapely import from_geojson, unary_union
    from shapely.geometry import mapping

    union: dict[str, Any] = mapping(unary_union(from_geojson(shapes)))
    return json.dumps(union, separators=(",", ":"))
