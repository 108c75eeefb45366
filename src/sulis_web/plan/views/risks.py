"""The risk register of the plan."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.design.notices import Applied
from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views import pieces
from sulis_web.partnership.views.pieces import answer, by, data_of, of_record, present, require_form, save
from sulis_web.plan import queries, rules
from sulis_web.plan.forms.risks import NewRiskForm, RiskFilter, RiskForm
from sulis_web.plan.models import Risk
from sulis_web.plan.models.risk import Standing
from sulis_web.plan.operations import risks as operations
from sulis_web.plan.presenters import risks as presenters
from sulis_web.plan.views.pieces import done, to
from sulis_web.records.once import once


@permit(May.READ_WORK)
@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    form = RiskFilter(request.GET)
    standing = form.cleaned_data["standing"] if form.is_valid() else ""
    retired = request.GET.get("retired") == "yes"
    page = presenters.risks_page(request.who, standing=standing, retired=retired, on=localdate())
    every = queries.risks(request.who)
    applied = (Applied(Standing(standing).label, request.path),) if standing else ()
    shown = every.filter(standing=standing).count() if standing else every.count()
    context = {
        "page": page,
        "filter": form,
        "every": every.count(),
        "shown": shown,
        "applied": applied,
        "notices": done(request),
    }
    return render(request, "plan/risks.html", context)


@permit(May.READ_WORK)
@require_safe
def risk(request: HttpRequest, id: str) -> HttpResponse:
    page = presenters.risk_page(request.who, _found(request, id))
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(May.EDIT_PLAN)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_edit(request.who)
    page = FormPage(title="Add a risk", trail=presenters.trail(), cancel=reverse("risks"), button="Add it")

    def act(given: dict[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return to("risk", operations.add_risk(fields=fields, **by(request)), "added")

    return answer(request, NewRiskForm(data_of(request), who=request.who), page, act)


@permit(May.EDIT_PLAN)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_edit(request.who)
    form = of_record(request, RiskForm, held, who=request.who)

    def act(_given: Any) -> str:
        save(request, held, form)
        return to("risk", held, "changed")

    return answer(request, form, _page(held, f"Change the risk “{held.title}”"), act)


@permit(May.EDIT_PLAN)
@once
@require_form
def retire(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_edit(request.who)
    told = ("Close it instead if it is past: this is for a risk that should never have been here.",)
    page = _page(held, f"Take “{held.title}” off the register", words=told, button="Take it off", kind="warning")
    return pieces.retire(request, held, page, to("risk", held, "retired"))


@permit(May.EDIT_PLAN)
@once
@require_form
def restore(request: HttpRequest, id: str) -> HttpResponse:
    held = _found(request, id)
    rules.check_edit(request.who)
    return pieces.restore(
        request, held, _page(held, f"Bring “{held.title}” back", button="Bring it back"), to("risk", held, "restored")
    )


def _found(request: HttpRequest, id: str) -> Risk:
    return present(queries.risk(request.who, id))


def _page(held: Risk, title: str, **more: Any) -> FormPage:
    return FormPage(title=title, trail=presenters.trail(held), cancel=reverse("risk", args=[held.public_id]), **more)
