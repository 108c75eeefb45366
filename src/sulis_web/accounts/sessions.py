"""What a browser's session holds of a sign-in: begun, waiting for a second factor, confirmed, acted under.

Each step that gives a session more than it had also gives it a new key, so that one known before is worth nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme

from sulis_web.partnership.models import Person
from sulis_web.partnership.sign_in import Kept

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WAITS_FOR = timedelta(minutes=10)
_WAITING = "sulis-waiting"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose password was right and whose second factor is still asked for. They are not signed in."""

    person: Person
    next: str


def wait(request: HttpRequest, person: Person, *, next: str, at: datetime) -> None:
    request.session.flush()
    request.session[_WAITING] = {
        "person": person.pk, "tied": person.get_session_auth_hash(), "next": next, "at": at.isoformat(),
    }  # fmt: skip


def waiting(request: HttpRequest, *, at: datetime) -> Waiting | None:
    """Who is waited for; nobody after ten minutes, or where the account changed meanwhile."""
    kept: dict[str, Any] = request.session.get(_WAITING) or {}
    since = parse_datetime(kept.get("at", ""))
    if since is None or at - since > WAITS_FOR:
        return None
    person = Person.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(kept["tied"], person.get_session_auth_hash()):
        return None
    return Waiting(person, kept["next"])


def begin(request: HttpRequest, person: Person, *, at: datetime, factor: str = "", confirmed: bool = True) -> None:
    """Sign somebody in. ``confirmed``: a password or a code was given just now, by them, here."""
    request.session.pop(_WAITING, None)
    login(request, person, backend=BACKEND)  # its signal stamps the session with when it began
    if factor:
        request.session[Kept.FACTOR] = factor
    if confirmed:
        request.session[Kept.CONFIRMED] = at.isoformat()
    request.session.cycle_key()


def stamp(request: HttpRequest, *, at: datetime) -> None:
    """The sign-in begins now, and holds nothing of one before it."""
    for kept in Kept:
        request.session.pop(kept, None)
    request.session[Kept.STARTED] = request.session[Kept.SEEN] = at.isoformat()


def give_factor(request: HttpRequest, factor: str, *, at: datetime) -> None:
    request.session[Kept.FACTOR] = factor
    confirm(request, at=at)


def confirm(request: HttpRequest, *, at: datetime) -> None:
    request.session[Kept.CONFIRMED] = at.isoformat()
    request.session.cycle_key()


def act_under(request: HttpRequest, membership: int) -> None:
    """Another membership: a purpose that was stated under the one before does not go with it."""
    request.session[Kept.MEMBERSHIP] = membership
    for kept in (Kept.PURPOSE, Kept.REASON):
        request.session.pop(kept, None)
    request.session.cycle_key()


def state_purpose(request: HttpRequest, *, membership: int | None, purpose: str, reason: str) -> None:
    """The membership is kept with it: should that end, another that takes its place has stated no purpose."""
    request.session[Kept.MEMBERSHIP] = membership
    request.session[Kept.PURPOSE], request.session[Kept.REASON] = purpose, reason
    request.session.cycle_key()


def keep_this(request: HttpRequest, person: Person) -> None:
    """After what ended every sign-in of the person: this one goes on."""
    person.refresh_from_db()
    update_session_auth_hash(request, person)


def inside(request: HttpRequest, address: str | None) -> str:
    """The address, where it is one of this application's; else nothing."""
    given = address or ""
    if not given.startswith("/") or len(given) > _LONGEST or any(ord(each) < 32 for each in given):
        return ""
    ours = url_has_allowed_host_and_scheme(given, {request.get_host()}, require_https=request.is_secure())
    return given if ours else ""
