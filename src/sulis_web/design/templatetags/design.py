"""Components for templates. Each takes values; none reads the database."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sulis_web.design.values import Action, Card, Crumb, Fact, Mark, Table, Thread

register = template.Library()


@register.simple_tag
def stylesheet(path: str, media: str = "all") -> str:
    """A link to a style sheet that is there, or nothing: pages still stand when the vendor folder was not built."""
    return format_html('<link rel="stylesheet" href="{}" media="{}">', static(path), media) if _found(path) else ""


@lru_cache(maxsize=32)
def _found(path: str) -> bool:
    return finders.find(path) is not None


@register.inclusion_tag("design/facts.html")
def facts(rows: Iterable[Fact]) -> dict[str, Any]:
    return {"facts": list(rows)}


@register.inclusion_tag("design/card.html")
def card(value: Card) -> dict[str, Any]:
    return {"card": value}


@register.inclusion_tag("design/actions.html")
def actions(values: Iterable[Action]) -> dict[str, Any]:
    return {"actions": list(values)}


@register.simple_tag
def mark(value: Mark) -> str:
    """The word with its shape and colour; a shape of its own says the tone to readers who see no colour."""
    return format_html('<span class="mark mark--{}">{}</span>', value.tone.value, value.word)


@register.inclusion_tag("design/table.html")
def table(value: Table) -> dict[str, Any]:
    return {"table": value}


@register.inclusion_tag("design/caveats.html")
def caveats(texts: Iterable[str], heading: str = "What to bear in mind") -> dict[str, Any]:
    return {"texts": list(dict.fromkeys(str(text) for text in texts)), "heading": heading}


@register.inclusion_tag("design/trail.html")
def trail(crumbs: Iterable[Crumb]) -> dict[str, Any]:
    return {"crumbs": list(crumbs)}


@register.inclusion_tag("design/thread.html")
def thread(up: Iterable[Thread], down: Iterable[Thread]) -> dict[str, Any]:
    return {"up": list(up), "down": list(down)}


@register.filter
def paragraphs(text: str) -> SafeString | str:
    """Plain text with its blank lines as paragraphs; everything in it is escaped."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    joined: SafeString | str = ""
    for part in parts:
        joined = format_html("{}<p>{}</p>", joined, part)
    return joined
