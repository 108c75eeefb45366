"""What the plan's views do alike."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.records.models import Versioned

# What a page says once after it was led to: the word in its address, and the sentence.
_DONE = {
    "added": "It is on the plan.",
    "changed": "The change is saved.",
    "said": "It is written down. Each board’s report takes what is for it.",
    "retired": "It is off the plan. It can still be read here, and brought back.",
    "restored": "It is back on the plan.",
    "imported": "Every row of the file is stored.",
    "undone": "The import is undone: everything is as it was before it.",
    "withdrawn": "The link opens nothing any more.",
}


def done(request: HttpRequest) -> tuple[Notice, ...]:
    """The banner after something was done. The address carries one of our own words, never a sentence."""
    said = _DONE.get(request.GET.get("done", ""))
    return (Notice(said, NoticeKind.SUCCESS),) if said else ()


def to(name: str, record: Versioned | None, what: str) -> str:
    return f"{reverse(name, args=[record.public_id] if record else None)}?done={what}"


def page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
