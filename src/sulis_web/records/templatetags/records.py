from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sulis_web.records.once import FIELD, once_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden one-time key of a form that acts."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, once_key())
