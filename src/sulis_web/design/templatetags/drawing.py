"""Puts a chart that the library drew into a page."""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class HasSvg(Protocol):
    @property
    def svg(self) -> str: ...

    @property
    def narrow(self) -> str: ...


@register.simple_tag
def drawing(chart: HasSvg) -> SafeString:
    """The SVG as drawn. It is safe because `sulis.publish.documents.charts` makes it and escapes every text in it."""
    return mark_safe(chart.svg)  # noqa: S308 # nosec B308 B703


@register.simple_tag
def narrow_drawing(chart: HasSvg) -> SafeString:
    """The same chart drawn for a phone; safe for the same reason."""
    return mark_safe(chart.narrow)  # noqa: S308 # nosec B308 B703
