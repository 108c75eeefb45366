"""Headers that Django has no setting for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sulis.vocabulary import SulisError
from sulis_web.design.trouble import UNAVAILABLE, Trouble
from sulis_web.design.views import DATABASE_AWAY, tell, tell_bare

_REFUSED = "accelerometer=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecureHeaders:
    """Refuses device features and cross-site embedding; a page that says nothing about caching is not kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _REFUSED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class KnownTrouble:
    """Tells a signed-in reader what the library could not do and what to do next, in its own words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DATABASE_AWAY):
            return tell_bare(UNAVAILABLE)
        if not isinstance(error, SulisError) or not request.user.is_authenticated:
            return None
        what = Trouble(
            503, "This page cannot be made now", f"{error.message[:1].upper()}{error.message[1:]}.", error.remedy
        )
        return tell(request, what)
