"""What the views of the evidence do alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.evidence.presenters.pieces import area

_DONE = {
    "sender": "It is recorded.",
    "ended": "Its end is recorded.",
    "kept": "The mapping is kept. Files of this layout can be delivered now.",
    "withdrawn": "The release is withdrawn. Whoever works with the evidence is told.",
    "reinstated": "The release is current again. Whoever works with the evidence is told.",
}


def shown(request: HttpRequest, template: str, *, status: int = 200, **given: Any) -> HttpResponse:
    """A page, with the ways about the evidence beside it and what was just done above it."""
    said = _DONE.get(request.GET.get("done", ""))
    notices = (Notice(said, NoticeKind.SUCCESS),) if said else ()
    return render(
        request, template, {"area": area(request.who, request.path), "notices": notices, **given}, status=status
    )
