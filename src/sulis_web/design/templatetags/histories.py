"""What changed, when, and by whom; what is due; and two edits side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template

from sulis_web.design import dates
from sulis_web.design.histories import Change, Comparison, Happening, KeyDate

register = template.Library()


@register.filter
def day(value: date) -> str:
    return dates.day(value)


@register.filter
def moment(value: datetime) -> str:
    return dates.moment(value)


@register.filter
def day_in(value: date, today: date) -> str:
    return dates.distance(value, today)


@register.inclusion_tag("design/timeline.html")
def timeline(happenings: Iterable[Happening], heading_level: int = 3) -> dict[str, Any]:
    return {"happenings": list(happenings), "level": heading_level}


@register.inclusion_tag("design/changes.html")
def changes(values: Iterable[Change]) -> dict[str, Any]:
    return {"changes": list(values)}


@register.inclusion_tag("design/key_dates.html")
def key_dates(values: Iterable[KeyDate], today: date | None = None) -> dict[str, Any]:
    """With ``today`` each date also says how far off it is."""
    return {"rows": [(each, dates.distance(each.on, today) if today else "") for each in values]}


@register.inclusion_tag("design/comparison.html")
def comparison(value: Comparison) -> dict[str, Any]:
    return {"comparison": value}
