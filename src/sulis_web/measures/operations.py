from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sulis_web.audit.values import Actor
from sulis_web.measures.models import Figure, Recipe, Series
from sulis_web.records import operations as records


def add_series(recipe: Recipe, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> Series:
    made: Series = records.create(Series(recipe=recipe, **fields), by=by, at=at)
    return made


def add_figure(series: Series, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> Figure:
    made: Figure = records.create(Figure(series=series, **fields), by=by, at=at)
    return made
