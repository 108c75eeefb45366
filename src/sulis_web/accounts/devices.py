"""A signed mark in the browser that a person has signed in there before. It opens nothing: it only keeps them from being
locked out by tries made elsewhere."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sulis_web.partnership.models import Person

NAME = "sulis-device"
_SALT = "sulis_web.accounts.devices"
_KEPT_FOR = 90 * 24 * 60 * 60
_MOST = 5  # people who share one browser


def device_of(request: HttpRequest, person: Person | None) -> str:
    """What this browser is called for this person; empty where they never signed in here."""
    return _marks(request).get(person.public_id, "") if person else ""


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Mark the browser, after the whole sign-in was given."""
    marks = _marks(request)
    mark = marks.pop(person.public_id, "") or secrets.token_hex(8)
    marks = dict([*marks.items(), (person.public_id, mark)][-_MOST:])
    response.set_cookie(
        _name(), signing.dumps(marks, salt=_SALT), max_age=_KEPT_FOR, secure=settings.PRODUCTION, httponly=True, samesite="Lax",
    )  # fmt: skip


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT, max_age=_KEPT_FOR)
    except signing.BadSignature:
        return {}
    return dict(found)


def _name() -> str:
    return f"__Host-{NAME}" if settings.PRODUCTION else NAME
