from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sulis_web.accounts import factors, queries, sessions, throttle
from sulis_web.accounts.forms import WRONG, WRONG_CODE, WRONG_PASSKEY, CodeForm, PasskeyForm, SignInForm
from sulis_web.accounts.lifetime import Ended, in_words
from sulis_web.accounts.middleware import CLEAR
from sulis_web.accounts.operations import signing
from sulis_web.accounts.views import entering
from sulis_web.design.notices import Notice, NoticeKind
from sulis_web.partnership.doors import public


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    at, next = timezone.now(), entering.next_of(request)
    if request.method == "POST":
        return _try(request, next, at)
    if request.user.is_authenticated:
        return HttpResponseRedirect(next or reverse("home"))
    return _form(request, SignInForm(initial={"next": next}), next)


def _try(request: HttpRequest, next: str, at: datetime) -> HttpResponse:
    form = SignInForm(request.POST)
    name = request.POST.get("username", "")
    if not name.strip() or not request.POST.get("password"):
        return _form(request, form, next)  # nothing was tried
    person = queries.person_named(name)
    counters = entering.password_counters(request, name, person)
    if held := throttle.take(counters, at=at):
        return entering.too_many(request, held, name=name, at=at)
    found = authenticate(request, **_given(form)) if form.is_valid() else None
    if found is None:
        entering.refuse(request, name=name, why="name or password", at=at)
        if form.is_valid():
            form.add_error(None, WRONG)
        return _form(request, form, next)
    throttle.give_back(counters, at=at)
    return entering.let_in(request, found, how="password", at=at, next=next)


def _given(form: SignInForm) -> dict[str, str]:
    return {"username": form.cleaned_data["username"].strip(), "password": form.cleaned_data["password"]}


def _form(request: HttpRequest, form: SignInForm, next: str) -> HttpResponse:
    context = {
        "form": form, "next": next, "notice": _why_here(request), "elsewhere": settings.OPENID,
        "elsewhere_url": entering.with_next(reverse("openid"), next) if settings.OPENID else "",
    }  # fmt: skip
    return entering.page(request, "accounts/sign_in.html", context, refused=form.is_bound)


def _why_here(request: HttpRequest) -> Notice | None:
    ended = request.GET.get("ended", "")
    if ended == "reset":
        return Notice("Your password was changed. Sign in with the new one.", NoticeKind.SUCCESS)
    if ended not in set(Ended):
        return None
    return Notice(in_words(Ended(ended), restricted=bool(request.GET.get("short"))))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of somebody whose password was right. They are not signed in until it is done."""
    at = timezone.now()
    waiting = sessions.waiting(request, at=at)
    if waiting is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if request.method != "POST":
        return _ask(request, waiting, CodeForm())
    counters = entering.code_counters(request, waiting.person)
    if held := throttle.take(counters, at=at):
        return entering.too_many(request, held, name="", at=at)
    given, form = take_factor(request, waiting.person, at=at)
    if given is None:
        entering.refuse(request, name="", why="second factor", at=at, person=waiting.person)
        return _ask(request, waiting, form)
    throttle.give_back(counters, at=at)
    how = f"password and {given.value}"
    return entering.let_in(request, waiting.person, how=how, at=at, next=waiting.next, factor=given.value)


def _ask(request: HttpRequest, waiting: sessions.Waiting, form: Any) -> HttpResponse:
    context = asked(waiting.person, form) | {"cancel": reverse("sign-in")}
    return entering.page(request, "accounts/code.html", context, refused=form.is_bound)


def asked(person: Any, form: Any) -> dict[str, Any]:
    """What a page needs to ask for a code or a passkey."""
    has_passkey = factors.has_passkey(person)
    return {
        "form": form, "has_code": factors.has_code(person) or factors.codes_left(person) > 0, "has_passkey": has_passkey,
        "options": as_json(factors.ask_passkey(person)) if has_passkey else "",
    }  # fmt: skip


def take_factor(request: HttpRequest, person: Any, *, at: datetime) -> tuple[factors.Given | None, Any]:
    """What was given, if it was right, and the form with what was wrong."""
    passkey = "answer" in request.POST
    form = PasskeyForm(request.POST) if passkey else CodeForm(request.POST)
    if not form.is_valid():
        return None, form
    given = (
        factors.take_passkey(person, form.cleaned_data["answer"], at=at)
        if passkey
        else factors.take_code(person, form.cleaned_data["code"], at=at)
    )
    if given is None:
        form.add_error(None if passkey else "code", WRONG_PASSKEY if passkey else WRONG_CODE)
    return given, form


def as_json(options: dict[str, Any]) -> str:
    return json.dumps(options, default=dict)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forgets the session, and asks the browser to forget what it kept of the pages."""
    if request.user.is_authenticated:
        signing.note_sign_out(by=request.who, reason="", at=timezone.now())
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"), headers={"Clear-Site-Data": CLEAR})
