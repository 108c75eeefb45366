"""Outlines of the places that a map shows."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sulis.store.sql import literal
from sulis.vocabulary import AreaLevel
from sulis.year.needs.model import Boundary
from sulis.year.needs.study import Study


def outlines(study: Study, level: AreaLevel, codes: Collection[str]) -> tuple[Boundary, ...]:
    """The outline of each place that has one, of the latest vintage; a bridged LSOA joins the outlines of its parts."""
    if not codes or not study.store.has("boundaries"):
        return ()
    listed = ", ".join(literal(code) for code in sorted(codes))
    query = _bridged(listed) if level is AreaLevel.LSOA else _plain(level, listed)
    found: dict[str, tuple[str, list[str]]] = {}
    for code, name, geometry in study.connection.execute(query).fetchall():
        found.setdefault(code, (name or code, []))[1].append(geometry)
    return tuple(Boundary(code, name, _joined(shapes)) for code, (name, shapes) in sorted(found.items()))


def _plain(level: AreaLevel, listed: str) -> str:
    return f"""SELECT code, name, geometry FROM boundary
WHERE level = {literal(level.value)} AND code IN ({listed})
QUALIFY row_number() OVER (PARTITION BY code ORDER BY vintage DESC) = 1
ORDER BY code"""


def _bridged(listed: str) -> str:
    """Parts of 2021 where a bridged LSOA has them, else of 2011, never both."""
    return f"""SELECT l.bridge_code, l.bridge_name, b.geometry
FROM lsoa AS l JOIN boundary AS b
  ON b.level = 'lsoa' AND b.code = l.lsoa_code AND (b.vintage = 2021 AND l.in_2021 OR b.vintage = 2011 AND l.in_2011)
WHERE l.bridge_code IN ({listed})
QUALIFY b.vintage = max(b.vintage) OVER (PARTITION BY l.bridge_code)
ORDER BY l.bridge_code, b.code"""


def _joined(shapes: list[str]) -> str:
    """One geometry text: as it was when there is one part, else the union, without the lines between the parts."""
    if len(shapes) == 1:
        return shapes[0]
    from shapely import from_geojson, unary_union
    from shapely.geometry import mapping

    union: dict[str, Any] = mapping(unary_union(from_geojson(shapes)))
    return json.dumps(union, separators=(",", ":"))
