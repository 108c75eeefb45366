"""What every request passes first: who passed it on, a name of its own, and its line in the log."""

from __future__ import annotations

import ipaddress
import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("sulis.requests")
current: ContextVar[str] = ContextVar("request_id", default="")
_PASSED_ON = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)


class RequestName:
    """Names each request, tells the browser and the log that name, and writes one line when it is answered.

    The name is ours: one that a browser sends is not taken. The line holds the route's name, never the address: addresses hold
    whom a page is about and what was searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(8)
        token = current.set(request.request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request.request_id
            _tell(request, response.status_code, started)
            return response
        finally:
            current.reset(token)


def _tell(request: HttpRequest, status: int, started: float) -> None:
    route = request.resolver_match.view_name if request.resolver_match else ""
    level = logging.INFO if status < 400 else logging.WARNING if status < 500 else logging.ERROR
    _log.log(
        level,
        "answered" if status < 400 else "refused" if status < 500 else "failed",
        extra={
            "status": status, "milliseconds": round((time.perf_counter() - started) * 1000), "route": route,
            "method": request.method if request.method in _METHODS else "other",
        },
    )  # fmt: skip


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class TrustedProxies:
    """Believes what a proxy says of a request only where ``SULIS_PROXIES`` names that proxy.

    After it, REMOTE_ADDR is the address that the nearest trusted proxy saw, and no header that says otherwise is left: nobody
    can pass for another address, to get past a limit or to have the limit fall on somebody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        if _trusted(meta.get("REMOTE_ADDR", "")):
            meta["REMOTE_ADDR"] = _nearest_stranger(meta["REMOTE_ADDR"], meta.get("HTTP_X_FORWARDED_FOR", ""))
            dropped = [name for name in _PASSED_ON if name != "HTTP_X_FORWARDED_PROTO"]
        else:
            dropped = list(_PASSED_ON)
        for name in dropped:
            meta.pop(name, None)
        return self.get_response(request)


def _trusted(address: str) -> bool:
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(given in network for network in settings.TRUSTED_PROXIES)


def _nearest_stranger(proxy: str, passed_on: str) -> str:
    """The last address in the chain that is no proxy of ours; whatever stands before it, anyone may have written."""
    for said in reversed(passed_on.split(",")):
        try:
            address = str(ipaddress.ip_address(said.strip()))
        except ValueError:
            return proxy  # a proxy of ours that passes nonsense on: we know no more than who it is
        if not _trusted(address):
            return address
        proxy = address
    return proxy
