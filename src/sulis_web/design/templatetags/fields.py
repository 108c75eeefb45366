"""Forms in GOV.UK's anatomy. A form's class says what is asked; these say how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField

from sulis_web.design.anatomy import taken_apart
from sulis_web.design.notices import Applied, Fault

register = template.Library()


@register.inclusion_tag("design/whole_form.html")
def whole_form(
    form: forms.BaseForm, button: str = "Save", cancel: str = "", action: str = "", kind: str = ""
) -> dict[str, Any]:
    return {"form": form, "words": button, "cancel": cancel, "action": action, "kind": kind}


@register.inclusion_tag("design/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    return {"hidden": form.hidden_fields(), "fields": [taken_apart(bound) for bound in form.visible_fields()]}


@register.inclusion_tag("design/form_field.html")
def form_field(bound: BoundField) -> dict[str, Any]:
    return {"field": taken_apart(bound)}


@register.inclusion_tag("design/error_summary.html")
def form_errors(form: forms.BaseForm, focus: bool = True) -> dict[str, Any]:
    """Every fault of the form, each leading to its input. It takes the focus as the page opens, without a script."""
    return {"faults": _faults(form), "focus": focus}


@register.inclusion_tag("design/error_summary.html")
def error_summary(faults: Iterable[Fault], focus: bool = True) -> dict[str, Any]:
    return {"faults": list(faults), "focus": focus}


@register.inclusion_tag("design/button.html")
def button(words: str, kind: str = "", url: str = "", name: str = "", value: str = "") -> dict[str, Any]:
    """``kind`` is "secondary", "warning" or nothing. With ``url`` it is a link that looks like a button."""
    return {"words": words, "kind": kind, "url": url, "name": name, "value": value}


@register.inclusion_tag("design/filter_form.html")
def filter_form(
    form: forms.BaseForm,
    total: int = 0,
    shown: int = 0,
    what: str = "records",
    applied: Iterable[Applied] = (),
    clear: str = "",
) -> dict[str, Any]:
    return {"form": form, "total": total, "shown": shown, "what": what, "applied": list(applied), "clear": clear}


def _faults(form: forms.BaseForm) -> list[Fault]:
    found = [Fault(str(words)) for words in form.non_field_errors()]
    for bound in form:
        field = taken_apart(bound)
        at = "" if bound.is_hidden else f"#{field.target}"
        found += [Fault(words, at) for words in field.errors]
    return found
