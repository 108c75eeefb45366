"""Ends a sign-in that has lasted too long or was left alone, before any view is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sulis_web.accounts import queries
from sulis_web.accounts.lifetime import Ended, lifetime
from sulis_web.accounts.operations import signing
from sulis_web.audit.values import AuditUnavailable
from sulis_web.design.trouble import Trouble
from sulis_web.design.views import tell
from sulis_web.partnership.doors import PUBLIC, door_of
from sulis_web.partnership.sign_in import Kept

_NOTED_EVERY = timedelta(seconds=20)  # a session is written on this beat, not for each of a page's requests
UNNOTED = Trouble(
    503,
    "You cannot sign in now",
    "Coming in is always noted first, and at the moment that note cannot be written. Nothing was changed.",
    "Try again in a few minutes. The public pages are open.",
    retry_after=300,
)
CLEAR = '"cache", "storage"'


class Lifetime:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if door_of(view) == PUBLIC or not request.user.is_authenticated:
            return None
        at = timezone.now()
        restricted = queries.reaches_restricted(request.user, at=at)
        started, seen = _when(request, Kept.STARTED), _when(request, Kept.SEEN)
        ended = lifetime(restricted=restricted).ended(started=started, seen=seen, at=at)
        if ended:
            return end(request, ended, restricted=restricted, at=at)
        if seen is None or at - seen >= _NOTED_EVERY:
            request.session[Kept.SEEN] = at.isoformat()
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Nobody comes in, and nothing about how they come in changes, without its row in the audit."""
        return tell(request, UNNOTED) if isinstance(error, AuditUnavailable) else None


def end(request: HttpRequest, ended: Ended, *, restricted: bool, at: datetime) -> HttpResponseBase:
    """Sign out, say why, and keep the way back."""
    signing.note_sign_out(by=request.who, reason=ended.value, at=at)
    logout(request)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
    said = {"next": back, "ended": ended.value} | ({"short": "1"} if restricted else {})
    response = HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode(said)}")
    response.headers["Clear-Site-Data"] = CLEAR
    return response


def _when(request: HttpRequest, kept: Kept) -> datetime | None:
    return parse_datetime(request.session.get(kept) or "")
