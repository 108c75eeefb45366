"""The gate's last door: a public template writes a number through this tag, and the tag takes cleared figures only."""

from __future__ import annotations

from django import template

from sulis.publish.documents.words.numbers import with_interval
from sulis.vocabulary import PublicFigure, Suppressed
from sulis_web.publication.rules import NotForThePublic

register = template.Library()


@register.simple_tag
def figure(value: object) -> str:
    """The value with its interval in words, or the sentence that stands in for one that is held back."""
    if isinstance(value, Suppressed):
        return value.reason
    if not isinstance(value, PublicFigure):
        raise NotForThePublic(f"a public page was given {type(value).__name__}, and only PublicFigure may stand there")
    return with_interval(value)
