"""What went wrong before an operation was reached: as JSON for a program, as a page for a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sulis_web.api.values import Problem
from sulis_web.design import trouble, views

UNDER = "/api/v1/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _problem(request, trouble.BAD_REQUEST) or views.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _problem(request, trouble.NOT_FOUND) or views.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return _problem(request, trouble.SERVER_ERROR) or views.server_error(request)


def _problem(request: HttpRequest, what: trouble.Trouble) -> HttpResponse | None:
    if not request.path.startswith(UNDER):
        return None
    return JsonResponse(Problem(error=what.happened, remedy=what.remedy).dict(), status=what.status)
