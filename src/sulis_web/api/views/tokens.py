"""The pages on which a person makes and withdraws tokens, and reads what the interface offers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sulis_web.api import operations, queries
from sulis_web.api.forms import TokenForm, WithdrawForm
from sulis_web.api.presenters import described, token_rows
from sulis_web.api.rules import scopes_for
from sulis_web.api.views.interface import api
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit, public
from sulis_web.records.forms import refuse_strangers
from sulis_web.records.once import once

_NEW = "sulis-new-token"  # in the session, from the moment that a token is made until its one showing


@permit(Action.HOLD_TOKEN)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def tokens(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST or None, scopes=scopes_for(request.who))
    if request.method == "POST":
        refuse_strangers(form, request.POST)
        if form.is_valid():
            given = form.cleaned_data
            scopes = frozenset(Action[name] for name in given["scopes"])
            _token, shown = operations.give_token(
                name=given["name"], scopes=scopes, days=given["days"], by=request.who, at=timezone.now()
            )
            request.session[_NEW] = shown
            return HttpResponseRedirect(reverse("tokens"))
    held = token_rows(queries.tokens_of(request.who), now=timezone.now())
    context = {"form": form, "held": held, "shown": request.session.pop(_NEW, ""), "withdraw": WithdrawForm()}
    return render(request, "api/tokens.html", context, status=422 if form.errors else 200)


@permit(Action.HOLD_TOKEN)
@require_POST
@once
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    token = queries.token_of(request.who, id)
    if token is None:
        raise Http404
    operations.withdraw_token(token=token, by=request.who, at=timezone.now())
    return HttpResponseRedirect(reverse("tokens"))


@public
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What the interface offers, in words, from the same document that programs read."""
    page = described(api.get_openapi_schema(path_prefix=reverse("api-1:api-root")))
    return render(request, "api/guide.html", {"page": page, "document": reverse("api-1:openapi-json")})
