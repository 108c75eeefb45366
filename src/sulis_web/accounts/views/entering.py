"""What several ways of signing in have in common: counting tries, refusing them, and letting somebody in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sulis_web.accounts import devices, factors, queries, sessions, throttle
from sulis_web.accounts.operations import signing
from sulis_web.audit.values import Actor, AuditUnavailable
from sulis_web.partnership.actor import actor
from sulis_web.partnership.models import Person
from sulis_web.partnership.queries import memberships_of, who_is


def address_of(request: HttpRequest) -> str:
    """Who asks, as the nearest proxy that is trusted saw them."""
    return str(request.META.get("REMOTE_ADDR", ""))


def request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))


def acting(request: HttpRequest, at: datetime) -> Actor:
    """Who acts, asked anew: what the sign-in holds may have changed within this request."""
    return actor(who_is(request, at=at))


def password_counters(request: HttpRequest, name: str, person: Person | None) -> tuple[throttle.Counter, ...]:
    account = f"person {person.pk}" if person else f"name {throttle.plain_name(name)}"
    device = devices.device_of(request, person)
    return throttle.sign_in_counters(account=account, address=address_of(request), device=device)


def code_counters(request: HttpRequest, person: Person) -> tuple[throttle.Counter, ...]:
    return throttle.code_counters(account=f"person {person.pk}", device=devices.device_of(request, person))


def refuse(request: HttpRequest, *, name: str, why: str, at: datetime, person: Person | None = None) -> None:
    signing.note_refused(
        name=name, why=why, request_id=request_id(request), at=at, person=person.public_id if person else ""
    )


def too_many(request: HttpRequest, held: throttle.Held, *, name: str, at: datetime) -> HttpResponse:
    """When to try again. Only the try that met the limit is in the audit: a flood of tries must not become one of events."""
    if held.newly:
        refuse(request, name=name, why="too many tries", at=at)
    seconds = max(1, int((held.until - at).total_seconds()) + 1)
    page = {"until": timezone.localtime(held.until), "minutes": -(-seconds // 60)}
    response = render(request, "accounts/too_many.html", page, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


@contextmanager
def seen(request: HttpRequest) -> Iterator[None]:
    """Around the note of what a sign-in has gained: nobody is let in, or comes to more, unseen."""
    try:
        yield
    except AuditUnavailable:
        logout(request)
        raise


def let_in(
    request: HttpRequest,
    person: Person,
    *,
    how: str,
    at: datetime,
    next: str = "",
    factor: str = "",
    confirmed: bool = True,
    known_here: bool = True,
) -> HttpResponse:
    """Sign somebody in, or, where they have a second factor that was not given, ask for it first."""
    if not factor and factors.has_factor(person):
        sessions.wait(request, person, next=next, at=at)
        return HttpResponseRedirect(reverse("sign-in-code"))
    sessions.begin(request, person, at=at, factor=factor, confirmed=confirmed)
    with seen(request):
        signing.note_sign_in(by=acting(request, at), how=how, at=at)
    response = HttpResponseRedirect(where_to(request, person, next, at=at))
    if known_here:
        devices.remember(request, response, person)
    return response


def where_to(request: HttpRequest, person: Person, next: str | None, *, at: datetime) -> str:
    """The page that was asked for; the account's own page for somebody whom nothing else is open to; else home."""
    if not memberships_of(person, at=at):
        return reverse("account")
    wanted = sessions.inside(request, next)
    if not factors.has_factor(person) and queries.reaches_restricted(person, at=at):
        return with_next(reverse("second-factor"), wanted)
    return wanted or reverse("home")


def with_next(address: str, next: str) -> str:
    return f"{address}?{urlencode({'next': next})}" if next else address


def next_of(request: HttpRequest) -> str:
    """Where somebody was going, kept from page to page; empty where it is no page of ours."""
    return sessions.inside(request, request.POST.get("next") or request.GET.get("next"))


def given(request: HttpRequest) -> QueryDict | None:
    """What a form was sent; None where none was sent. One that was sent empty was sent all the same."""
    return request.POST if request.method == "POST" else None


def page(request: HttpRequest, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    return render(request, template, context, status=422 if refused else 200)
