"""What every request passes: an address that can be looked up, and a sign-in unless the page says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase


class NoNulls:
    """Refuses NUL characters before any query: PostgreSQL holds none, and would answer with an error of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = (request.path, *request.GET.values(), *request.COOKIES.values())
        if any("\x00" in words for words in asked):
            raise BadRequest("a NUL character in an address or a cookie")
        return self.get_response(request)


class SignInRequired(LoginRequiredMiddleware):
    """Asks the page before it asks who is there, so that a public page reads no session and varies with no cookie."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
