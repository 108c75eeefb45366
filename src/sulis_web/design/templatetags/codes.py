"""What signing in with two factors shows once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import mark_safe

from sulis_web.design.codes import QrCode

register = template.Library()


@register.inclusion_tag("design/qr_code.html")
def qr_code(value: QrCode) -> dict[str, Any]:
    """The value has refused everything but plain shapes."""
    return {"code": value, "drawing": mark_safe(value.drawing)}  # noqa: S308 # nosec B308 B703


@register.inclusion_tag("design/recovery_codes.html")
def recovery_codes(codes: Iterable[str]) -> dict[str, Any]:
    return {"codes": list(codes)}
