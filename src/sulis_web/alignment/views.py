from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.alignment import operations, presenters, queries, rules
from sulis_web.alignment.forms import NewStrategyForm, StrategyForm
from sulis_web.alignment.models import Strategy
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.pieces import EndForm, RestoreForm
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.queries import current
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form
from sulis_web.records.once import once


@permit(Action.READ_WORK)
@require_safe
def strategies(request: HttpRequest) -> HttpResponse:
    page = presenters.register_page(request.who, current(), on=localdate())
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_WORK)
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    return render(request, "partnership/list.html", {"page": presenters.matrix_page(request.who)})


@permit(Action.READ_WORK)
@require_safe
def strategy(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.strategy_page(request.who, _found(request, id))
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.KEEP_STRATEGIES)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_keep(request.who)
    page = FormPage(title="Add a strategy", trail=presenters.trail(), cancel=reverse("strategies"), button="Add it")

    def act(given: Mapping[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return pieces.led_to("strategy", operations.add_strategy(fields=fields, **by(request)), what="added")

    return answer(request, NewStrategyForm(data_of(request), who=request.who), page, act)


@permit(Action.KEEP_STRATEGIES)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_keep(request.who)
    form = of_record(request, StrategyForm, held, who=request.who)

    def act(given: Mapping[str, Any]) -> str:
        operations.change_strategy(
            held,
            fields=form.fields_given(),
            seen_version=form.seen_version,
            reason=given.get("reason", ""),
            **by(request),
        )
        return pieces.led_to("strategy", held, what="changed")

    return answer(request, form, _page(held, f"Change “{held.title}”"), act)


@permit(Action.KEEP_STRATEGIES)
@once
@require_form
def retire(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_keep(request.who)
    form = of_record(request, EndForm, held)
    told = ("One that has run out stays, and says which took its place: this is for what should never have been here.",)
    page = _page(held, f"Take “{held.title}” off the register", words=told, button="Take it off", kind="warning")

    def act(given: Mapping[str, Any]) -> str:
        operations.retire_strategy(held, seen_version=form.seen_version, reason=given["reason"], **by(request))
        return pieces.led_to("strategy", held, what="retired")

    return answer(request, form, page, act)


@permit(Action.KEEP_STRATEGIES)
@once
@require_form
def restore(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_keep(request.who)
    form = of_record(request, RestoreForm, held)
    page = _page(held, f"Bring “{held.title}” back", button="Bring it back")

    def act(given: Mapping[str, Any]) -> str:
        operations.restore_strategy(held, seen_version=form.seen_version, reason=given["reason"], **by(request))
        return pieces.led_to("strategy", held, what="restored")

    return answer(request, form, page, act)


def _found(request: HttpRequest, id: str) -> Strategy:
    return present(queries.strategy(request.who, id))


def _page(held: Strategy, title: str, **more: Any) -> FormPage:
    return FormPage(
        title=title, trail=presenters.trail(held), cancel=reverse("strategy", args=[held.public_id]), **more
    )
