"""Pages that belong to no stage: what went wrong, and every component in one place."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from sulis_web.design import presenters, trouble

_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DATABASE_AWAY = (OperationalError, InterfaceError)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "design/style.html", {"page": presenters.style(today=timezone.localdate())})


def tell(request: HttpRequest, what: trouble.Trouble) -> HttpResponse:
    """The error page, inside the reader's own frame. It is the same wherever they asked, so that it tells nothing of the address."""
    request.told = what
    told = {"trouble": what, "number": getattr(request, "request_id", "")}
    return _answer(render_to_string("design/trouble.html", told, request), what)


def tell_bare(what: trouble.Trouble, number: str = "") -> HttpResponse:
    """The same without a request: what broke may be the database that the page's frame would read."""
    return _answer(render_to_string("design/trouble.html", {"trouble": what, "number": number, "bare": True}), what)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, trouble.TOO_LARGE if isinstance(exception, _TOO_LARGE) else trouble.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, trouble.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return tell(request, trouble.NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return tell(request, trouble.STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the fault, so that a database that is away can be told from a fault of ours."""
    away = isinstance(sys.exc_info()[1], DATABASE_AWAY)
    what = trouble.UNAVAILABLE if away else trouble.SERVER_ERROR
    return tell_bare(what, getattr(request, "request_id", ""))


def _answer(body: str, what: trouble.Trouble) -> HttpResponse:
    response = HttpResponse(body, status=what.status)
    if what.retry_after is not None:
        response.headers["Retry-After"] = str(what.retry_after)
    return response
