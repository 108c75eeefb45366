"""The interface itself: its version, how a token is read, and how it says that there is no answer."""

from __future__ import annotations

from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from sulis_web.api import queries
from sulis_web.api.operations import note_use
from sulis_web.api.values import Problem
from sulis_web.audit.values import AuditUnavailable
from sulis_web.partnership.decide import Denied

ABSENT = Problem(
    error="there is nothing at this address, or it is not open to this token",
    remedy="Check the address, and which scopes the token has.",
)
NO_TOKEN = Problem(
    error="this address asks for a token, and none that holds was sent",
    remedy='Send the header "Authorization: Bearer TOKEN" with a token from your account page that is still in date.',
)
AWAY = Problem(
    error="the records cannot be reached at the moment",
    remedy="Ask again after as many seconds as the header Retry-After says.",
)
RETRY_AFTER = 60  # seconds
NOT_TAKEN = "Put the values that are named right and ask again."

api = NinjaAPI(
    title="Sulis",
    version="1",
    urls_namespace="api-1",
    description=(
        "What the partnership holds, as JSON. It reads and never writes. What is public is open to anybody; the rest asks for "
        "a token, and shows what the token's holder may see at that moment."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
)
# Answers that any operation may give beside its own.
OPEN = {400: Problem, 404: Problem, 422: Problem, 503: Problem}
CLOSED = {**OPEN, 401: Problem}


class BearerToken(HttpBearer):
    """The holder as known at this moment becomes ``request.who``: who has left is nobody from the next call on."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        found = queries.holder(token, at=now, request=getattr(request, "request_id", ""))
        if found is None:
            return None
        held, request.who = found
        note_use(token=held, at=now)
        return held


@api.exception_handler(AuthenticationError)
def no_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = api.create_response(request, NO_TOKEN, status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Http404)
@api.exception_handler(Denied)
def absent(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Absent and forbidden are one answer."""
    return api.create_response(request, ABSENT, status=404)


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
@api.exception_handler(AuditUnavailable)
def away(request: HttpRequest, _error: Exception) -> HttpResponse:
    """The database, or the audit in it, cannot be used now. Nothing was shown."""
    response = api.create_response(request, AWAY, status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


@api.exception_handler(ValidationError)
def not_taken(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names the values that were wrong and why, and repeats none of them."""
    told = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    return api.create_response(request, Problem(error=told, remedy=NOT_TAKEN), status=422)
