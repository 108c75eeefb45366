"""Fields' values as a history, a table or a conflict holds them: text, numbers, yes or no, lists, dates in ISO form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models


def plain(value: Any) -> Any:
    """A value as JSON holds it: a date in ISO form, another record by its public id."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return getattr(value, "public_id", value.pk)
    return value


def plain_fields(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: plain(getattr(record, name)) for name in names}


def other(model: type[models.Model], value: Any) -> models.Model | None:
    """The record that a plain value names: by its public id, or by its key where it has none of those."""
    name = "public_id" if any(field.name == "public_id" for field in model._meta.fields) else "pk"
    found: models.Model | None = model._base_manager.filter(**{name: value}).first()
    return found


def from_plain(model: type[models.Model], given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a model's fields out of plain ones. Another record is found by its public id; None where there is none."""
    return {name: _field_value(model._meta.get_field(name), value) for name, value in given.items()}


def _field_value(field: Any, value: Any) -> Any:
    if field.is_relation:
        return other(field.related_model, value) if value else None
    if value == "" and field.null:
        return None
    return field.to_python(value)
