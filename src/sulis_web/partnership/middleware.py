"""What every request passes: an address that can be looked up, and the door that its view names."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from sulis_web.audit.operations import disclose
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import AuditUnavailable, Entry
from sulis_web.design.trouble import CHANGE_UNAVAILABLE, RECORD_UNAVAILABLE
from sulis_web.design.views import tell
from sulis_web.partnership import queries
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import MENDABLE, Check, Denied, Who, check
from sulis_web.partnership.doors import PUBLIC, TOKEN, door_of

log = logging.getLogger("sulis.permission")
Answer = Callable[[HttpRequest], HttpResponseBase]
# Where somebody is led to put right what a decision still asks for. The addresses belong to `accounts`.
MENDS = {Check.FACTOR: "second-factor", Check.PURPOSE: "purpose", Check.STEP_UP: "confirm"}


class NoNulls:
    """Refuses NUL characters before any query: PostgreSQL holds none, and would answer with an error of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = (request.path, *request.GET, *_values(request.GET), *request.COOKIES.values())
        if any("\x00" in words for words in asked):
            raise BadRequest("a NUL character in an address or a cookie")
        return self.get_response(request)


class Doors:
    """Lets a request through the door that its view names, and gives every view ``request.who``."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.who = SimpleLazyObject(lambda: queries.who_is(request, at=timezone.now()))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        request.door = door = door_of(view)
        if door in {PUBLIC, TOKEN}:  # asked of the page before it is asked who is there: a public page reads no sign-in
            return None
        if door is None:
            log.error("a view names no door", extra={"route": _route(request)})
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("sign-in"))
        if isinstance(door, Action):
            try:
                check(request.who, door)
            except Denied as denied:
                return self.process_exception(request, denied)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Absent and forbidden are one answer. What a person can put right is asked for, and then the page is theirs."""
        if isinstance(error, AuditUnavailable):
            return self._unnoted(request, error)
        if not isinstance(error, Denied):
            return None
        who: Who = request.who
        if error.decision.check in MENDABLE:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
            return HttpResponseRedirect(f"{reverse(MENDS[error.decision.check])}?{urlencode({'next': back})}")
        log.warning("denied", extra={"route": _route(request), "check": error.decision.check.name})
        if who.person is not None:
            _note(who, error)
        raise Http404

    def _unnoted(self, request: HttpRequest, error: AuditUnavailable) -> HttpResponseBase | None:
        """Nothing was shown and nothing changed. Those who come in are told by the pages of signing in."""
        log.error("the audit cannot be written", exc_info=error)
        if request.door == PUBLIC:
            return None
        is_read = request.method in {"GET", "HEAD"}
        return tell(request, RECORD_UNAVAILABLE if is_read else CHANGE_UNAVAILABLE)


def _note(who: Who, error: Denied) -> None:
    """A refusal discloses nothing, so it is given even while the audit cannot be written; the log then has it alone."""
    entry = Entry(Audited.DENIED, actor(who), "action", error.action.name, reason=error.decision.check.name.lower())
    try:
        disclose(entry=entry, at=who.at)
    except AuditUnavailable:
        log.error("a refusal is not in the audit", extra={"check": error.decision.check.name})


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _values(given: Any) -> list[str]:
    return [value for _key, values in given.lists() for value in values]
