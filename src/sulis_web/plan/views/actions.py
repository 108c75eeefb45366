"""Actions of the plan: the list, one action, and what the co-ordinator changes of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.pieces import EndForm, RestoreForm
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, by, data_of, of_record, present, require_form
from sulis_web.plan import queries, rules
from sulis_web.plan.forms.actions import ActionFilter, ActionForm, ColourForm, NewActionForm
from sulis_web.plan.models import Action
from sulis_web.plan.operations import actions as operations
from sulis_web.plan.presenters import action as one
from sulis_web.plan.presenters import actions as presenters
from sulis_web.plan.presenters.judging import judging_page
from sulis_web.plan.views.pieces import done, page_number, to
from sulis_web.records.once import once


@permit(May.READ_WORK)
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    form = ActionFilter(request.GET, who=request.who)
    page = presenters.actions_page(
        request.who, form.wanted(), form.said(), number=page_number(request), on=localdate(),
        retired=request.GET.get("retired") == "yes",
    )  # fmt: skip
    return render(
        request,
        "plan/actions.html",
        {"page": page, "form": form, "trail": presenters.trail()[:1], "notices": done(request)},
    )


@permit(May.READ_WORK)
@require_safe
def action(request: HttpRequest, id: str) -> HttpResponse:
    page = one.action_page(request.who, found(request, id), on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(May.READ_WORK)
@require_safe
def how_judged(request: HttpRequest) -> HttpResponse:
    return render(request, "plan/judging.html", {"page": judging_page()})


@permit(May.EDIT_PLAN)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_edit(request.who)
    page = FormPage(title="Add an action", trail=presenters.trail(), cancel=reverse("actions"), button="Add it")

    def act(given: dict[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return to("action", operations.add_action(fields=fields, **by(request)), "added")

    return answer(request, NewActionForm(data_of(request), who=request.who), page, act)


@permit(May.EDIT_PLAN)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_edit(request.who)
    form = of_record(request, ActionForm, held, who=request.who, own=held.key)
    return answer(request, form, _page(held, f"Change “{held.title}”"), lambda _given: _changed(request, held, form))


@permit(May.EDIT_PLAN)
@once
@require_form
def recolour(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_edit(request.who)
    form = of_record(request, ColourForm, held)
    told = ("The rule’s colour and its reasons stay on the page beside yours.",)
    page = _page(held, f"Judge “{held.title}” otherwise than the rule", words=told)
    return answer(request, form, page, lambda _given: _changed(request, held, form))


def _changed(request: HttpRequest, held: Action, form: Any) -> str:
    operations.change_action(
        held,
        fields=form.fields_given(),
        seen_version=form.seen_version,
        reason=form.cleaned_data.get("reason", ""),
        **by(request),
    )
    return to("action", held, "changed")


@permit(May.EDIT_PLAN)
@once
@require_form
def retire(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_edit(request.who)
    told = (
        "Stop it instead if it was given up: this is for an action that should never have been here, or stands here twice.",
    )
    page = _page(held, f"Take “{held.title}” off the plan", words=told, button="Take it off the plan", kind="warning")
    return _turned(request, held, EndForm, page, operations.retire_action, "retired")


@permit(May.EDIT_PLAN)
@once
@require_form
def restore(request: HttpRequest, id: str) -> HttpResponse:
    held = found(request, id)
    rules.check_edit(request.who)
    page = _page(held, f"Bring “{held.title}” back", button="Bring it back")
    return _turned(request, held, RestoreForm, page, operations.restore_action, "restored")


def _turned(request: HttpRequest, held: Action, kind: Any, page: FormPage, turn: Any, what: str) -> HttpResponse:
    form = of_record(request, kind, held)

    def act(given: dict[str, Any]) -> str:
        turn(held, seen_version=form.seen_version, reason=given["reason"], **by(request))
        return to("action", held, what)

    return answer(request, form, page, act)


def found(request: HttpRequest, id: str) -> Action:
    return present(queries.action(request.who, id))


def _page(held: Action, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, trail=presenters.trail(held), cancel=reverse("action", args=[held.public_id]), **more)
