"""Recipes and figures that a partnership's files bring. From the moment that somebody changes one here, the files no longer decide it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis_web.measures.models import Figure, Recipe, Series
from sulis_web.partnership.models import Organisation
from sulis_web.records.following import follow_files

_SAME = (
    "measure", "title", "one", "many", "numerator", "denominator", "source", "finding", "baseline_note", "target_by",
    "target_reason", "effect_months", "effect_reason", "author", "checker", "next_review", "awaited", "awaited_from",
    "awaited_by",
)  # fmt: skip


def follow_measures(*, content: files.Partnership, at: datetime) -> None:
    """Bring recipes, series and years to the files, all of them or none. Organisations are there before."""
    with transaction.atomic():
        owners = {row.key: row for row in Organisation._base_manager.all()}
        wanted = {one.id: _recipe(one, place, owners) for place, one in enumerate(content.recipes)}
        _follow(Recipe, wanted, lambda row: row.key, at)
        held = {row.key: row for row in Recipe._base_manager.filter(key__in=list(wanted))}
        series = {
            (held[one.recipe].pk, one.rule, one.area): {
                "recipe": held[one.recipe], "rule": one.rule, "area": one.area, "wider": one.wider, "open_data": one.open,
                "source": one.source, "received": one.received,
            }
            for one in content.series
        }  # fmt: skip
        _follow(Series, series, lambda row: (row.recipe_id, row.rule, row.area), at)
        kept = {(row.recipe_id, row.rule, row.area): row for row in Series._base_manager.all()}
        years = {
            (kept[held[one.recipe].pk, one.rule, one.area].pk, year.year): {
                "series": kept[held[one.recipe].pk, one.rule, one.area], "year": year.year, "count": year.count,
                "total": year.total, "why": year.why, "provisional": year.provisional,
            }
            for one in content.series for year in one.years
        }  # fmt: skip
        _follow(Figure, years, lambda row: (row.series_id, row.year), at)


def _follow(model: Any, wanted: dict[Any, dict[str, Any]], identity: Any, at: datetime) -> None:
    fields = list(next(iter(wanted.values()))) if wanted else list(model.kept)
    follow_files(model, wanted, identity=identity, fields=fields, at=at)


def _recipe(one: files.Recipe, place: int, owners: dict[str, Organisation]) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _SAME}, "key": one.id, "position": place, "shape": one.shape.value,
        "wanted": one.wanted.value, "baseline_from": one.baseline[0], "baseline_until": one.baseline[1],
        "target": None if one.target is None else round(one.target * 100), "owner": owners[one.owner] if one.owner else None,
        "cadence": one.cadence.value if one.cadence else "", "caveats": list(one.caveats),
        "rules": [[rule.id, rule.title, rule.text] for rule in one.rules],
    }  # fmt: skip
