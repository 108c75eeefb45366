"""Ways about a part of the application, a long list and a long page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from sulis_web.design.navigation import Area, Link, Pages

register = template.Library()


@register.inclusion_tag("design/area_navigation.html")
def area_navigation(area: Area) -> dict[str, Any]:
    return {"area": area}


@register.inclusion_tag("design/pagination.html")
def pagination(value: Pages, what: str = "Pages") -> dict[str, Any]:
    return {"pages": value, "what": what}


@register.inclusion_tag("design/contents.html")
def contents(links: Iterable[Link], heading: str = "On this page") -> dict[str, Any]:
    return {"links": list(links), "heading": heading}
