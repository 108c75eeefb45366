"""Outlines of the places that a map shows."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sulis.indicators.placing import outlines_of_bridges, outlines_of_level
from sulis.vocabulary import AreaLevel
from sulis.year.needs.model import Boundary
from sulis.year.needs.study import Study


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


def _joined(shapes: list[str]) -> str:
    """One geometry text: as it was when there is one part, else the union, without the lines between the parts."""
    if len(shapes) == 1:
        return shapes[0]
    from shapely import from_geojson, unary_union
    from shapely.geometry import mapping

    union: dict[str, Any] = mapping(unary_union(from_geojson(shapes)))
    return json.dumps(union, separators=(",", ":"))
