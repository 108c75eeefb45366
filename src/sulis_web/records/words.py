"""A record's fields and their plain values in words that people read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models

from sulis_web.design import dates
from sulis_web.records.plain import other


def label(model: type[models.Model], name: str) -> str:
    said = str(model._meta.get_field(name).verbose_name)
    return said[:1].upper() + said[1:]


def words(model: type[models.Model], name: str, value: Any) -> str:
    """A plain value as it is read aloud; empty where there is none."""
    field = model._meta.get_field(name)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if field.is_relation:
        found = other(field.related_model, value)
        return str(found) if found else "a record that is no longer there"
    return _in_time(field, value) or str(dict(field.flatchoices).get(value, value))


def _in_time(field: Any, value: Any) -> str:
    """Dates and times; a history keeps them in ISO form."""
    try:
        if isinstance(field, models.DateTimeField):
            return dates.moment(datetime.fromisoformat(value))
        return dates.day(date.fromisoformat(value)) if isinstance(field, models.DateField) else ""
    except (TypeError, ValueError):
        return ""
