"""Banners, warnings, empty states and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html

from sulis_web.design.notices import Empty, Notice, Task

register = template.Library()


@register.inclusion_tag("design/notices.html")
def notice(value: Notice) -> dict[str, Any]:
    return {"notices": [value]}


@register.inclusion_tag("design/notices.html")
def notices(values: Iterable[Notice]) -> dict[str, Any]:
    return {"notices": list(values)}


@register.simple_tag
def inset(words: str) -> str:
    return format_html('<div class="govuk-inset-text">{}</div>', words)


@register.simple_tag
def warning(words: str) -> str:
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning:</span> {}</strong></div>',
        words,
    )


@register.inclusion_tag("design/band.html")
def band(word: str, words: str, label: str = "About this data") -> dict[str, Any]:
    return {"word": word, "words": words, "label": label}


@register.inclusion_tag("design/empty_state.html")
def empty_state(value: Empty) -> dict[str, Any]:
    return {"empty": value}


@register.inclusion_tag("design/task_list.html")
def task_list(tasks: Iterable[Task]) -> dict[str, Any]:
    return {"tasks": list(tasks)}
