"""A view that acts once for a form that is sent twice: a double click, a reload, a network that tried again."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from sulis_web.records.models import OnceKey

FIELD = "once"
_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
_ASIDE = {FIELD, "csrfmiddlewaretoken"}
View = Callable[..., HttpResponseBase]


class ActedWithoutRedirect(RuntimeError):
    """A view under `once` answered a post with a page: a second post could not be given the same. A fault of ours."""


def once_key() -> str:
    """A new key for a form."""
    return secrets.token_urlsafe(24)


def once(view: View) -> View:
    """Run a post in one transaction with the mark that it was done; answer the same post again with its first answer.

    What was done and the mark stand or fall together, and the database makes a second post wait for the first. A view
    that acted redirects; one that refuses (4xx) leaves the key unused. `audit.disclose` cannot be called inside.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        mark = {"key": _digest(request), "person": _person(request)}
        with transaction.atomic():
            held, is_first = OnceKey.objects.get_or_create(**mark, defaults={"at": timezone.now()})
            if not is_first:
                return HttpResponseRedirect(held.answer)
            response = view(request, *args, **kwargs)
            _settle(held, response)
        return response

    answered.acts_once = True  # type: ignore[attr-defined]
    return answered


def once_outside(view: View) -> View:
    """As `once`, for what is done outside the records and told to the audit before: the mark is committed before the view runs.

    The view has no transaction around it. A post that broke off in the middle is not done again: the same post then leads to
    the page of its own address, which shows what came of it.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        mark = {"key": _digest(request), "person": _person(request)}
        first = {"at": timezone.now(), "answer": request.path}
        held, is_first = OnceKey.objects.get_or_create(**mark, defaults=first)
        if not is_first:
            return HttpResponseRedirect(held.answer)
        try:
            response = view(request, *args, **kwargs)
        except BaseException:
            held.delete()
            raise
        _settle(held, response)
        return response

    answered.acts_once = True  # type: ignore[attr-defined]
    return answered


def _settle(held: OnceKey, response: HttpResponseBase) -> None:
    if response.status_code < 300:
        raise ActedWithoutRedirect(
            f"a post under `once` was answered with {response.status_code}: redirect, or refuse with 4xx"
        )
    if response.status_code < 400:
        held.answer = response.headers["Location"]
        held.save(update_fields=["answer"])
    else:
        held.delete()


def _digest(request: HttpRequest) -> str:
    """The form's key with where and what was posted: the same form changed and sent again is another post."""
    if not _KEY.fullmatch(request.POST.get(FIELD, "")):
        raise BadRequest("a form that acts came without its one-time key")
    told = hashlib.sha256(f"{request.POST[FIELD]}\n{request.get_full_path()}\n".encode("utf-8", "surrogatepass"))
    for name in sorted(set(request.POST) - _ASIDE):
        told.update(repr((name, request.POST.getlist(name))).encode("utf-8", "surrogatepass"))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            told.update(repr((name, file.name, file.size)).encode("utf-8", "surrogatepass"))
            for piece in file.chunks():
                told.update(piece)
            file.seek(0)
    return told.hexdigest()


def _person(request: HttpRequest) -> str:
    who = getattr(request, "who", None)
    return (getattr(who, "public_id", "") if who else "") or request.session.session_key or "nobody"
