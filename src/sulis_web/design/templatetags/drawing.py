"""Puts a chart that the library drew, or a diagram of our own, into a page."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from sulis_web.design.diagram import Drawn

register = template.Library()


class HasSvg(Protocol):
    @property
    def svg(self) -> str: ...

    @property
    def narrow(self) -> str: ...


@register.simple_tag
def drawing(chart: HasSvg) -> SafeString:
    """The SVG as drawn. It is safe because `sulis.publish.documents.charts`, or `design.diagrams`, escapes every text that it draws."""
    return mark_safe(chart.svg)  # noqa: S308 # nosec B308 B703


@register.simple_tag
def narrow_drawing(chart: HasSvg) -> SafeString:
    """The same chart drawn for a phone; safe for the same reason."""
    return mark_safe(chart.narrow)  # noqa: S308 # nosec B308 B703


@register.simple_tag
def columns(svg: str) -> SafeString:
    """Columns of boxes as drawn. `sulis_web.design.diagrams.columns` escapes every text that it draws."""
    return mark_safe(svg)  # noqa: S308 # nosec B308 B703


@register.inclusion_tag("design/diagram.html")
def diagram(value: Drawn) -> dict[str, Any]:
    """Both drawings and their twin in words. `sulis_web.design.diagrams` escapes every text that it draws."""
    return {
        "diagram": value,
        "wide": mark_safe(value.svg),  # noqa: S308 # nosec B308 B703
        "narrow": mark_safe(value.narrow),  # noqa: S308 # nosec B308 B703
    }
