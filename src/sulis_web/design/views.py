"""Pages that belong to no stage: what went wrong, and the colour of the partnership."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sulis_web.design import trouble


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _tell(request, trouble.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _tell(request, trouble.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _tell(request, trouble.NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _tell(request, trouble.STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a request: what broke may be the database that the page's frame would read."""
    from django.template.loader import render_to_string

    body = render_to_string("design/trouble.html", {"trouble": trouble.SERVER_ERROR, "bare": True})
    return HttpResponse(body, status=trouble.SERVER_ERROR.status)


def _tell(request: HttpRequest, what: trouble.Trouble) -> HttpResponse:
    return render(request, "design/trouble.html", {"trouble": what}, status=what.status)
