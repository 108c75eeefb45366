"""Linkage is off until somebody switches it on for an installation: then its addresses exist, and else they do not."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

from sulis_web.audit.rooms import linkage_is_on


class WhileOn(RoutePattern):
    """Leads nowhere while linkage is off, so that the answer is that of an address that nobody ever thought of."""

    def match(self, path: str) -> tuple[str, tuple[Any, ...], dict[str, Any]] | None:
        return super().match(path) if linkage_is_on() else None


def while_on(route: str, patterns: list[URLPattern]) -> URLResolver:
    return URLResolver(WhileOn(route, is_endpoint=False), patterns)
