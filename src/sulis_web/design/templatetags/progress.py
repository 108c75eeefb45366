"""A background job's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html

from sulis_web.design.progress import Progress

register = template.Library()


@register.inclusion_tag("design/progress.html")
def progress(value: Progress) -> dict[str, Any]:
    return {"progress": value}


@register.simple_tag
def progress_refresh(value: Progress) -> str:
    """For the page's head: asks the browser for the page again, only while there is something to wait for."""
    return format_html('<meta http-equiv="refresh" content="{}">', value.refresh_seconds) if value.refreshes else ""
