from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.design.notices import Applied
from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.organisations import (
    DutyFilter,
    NewOrganisationForm,
    OrganisationForm,
    PlacedOrganisationForm,
)
from sulis_web.partnership.models.organisation import Duty
from sulis_web.partnership.presenters import organisations as presenters
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import (
    answer,
    by,
    data_of,
    done,
    led_to,
    of_record,
    present,
    require_form,
    restore,
    retire,
    save,
)
from sulis_web.records.once import once


@permit(Action.READ_REGISTER)
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    filter_form = DutyFilter(request.GET)
    duty = filter_form.cleaned_data["duty"] if filter_form.is_valid() else ""
    every = register.organisations(request.who).count()
    page = presenters.organisations_page(
        request.who, duty=duty, show_retired=request.GET.get("retired") == "yes", on=localdate()
    )
    shown = register.organisations(request.who, duty=duty).count() if duty else every
    applied = (Applied(Duty(duty).label, request.path),) if duty else ()
    context = {"page": page, "filter": filter_form, "every": every, "shown": shown, "applied": applied}
    return render(request, "partnership/organisations.html", {**context, "notices": done(request)})


@permit(Action.READ_REGISTER)
@require_safe
def organisation(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.organisation(request.who, id))
    page = presenters.organisation_page(request.who, found, on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.EDIT_ORGANISATION)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_place_organisations(request.who)
    form = NewOrganisationForm(data_of(request))
    page = FormPage(
        title="Add an organisation", trail=presenters.trail(), cancel=reverse("organisations"), button="Add it"
    )

    def act(given: dict) -> str:
        fields = {name: value for name, value in given.items() if name != "once"}
        return led_to("organisation", operations.add_organisation(fields=fields, **by(request)), what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_ORGANISATION)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.organisation(request.who, id))
    rules.check_edit_organisation(request.who, found)
    whole = rules.can_place_organisations(request.who)
    form = of_record(request, PlacedOrganisationForm if whole else OrganisationForm, found)
    told = () if whole else ("What it is under the Act, and since when it takes part, the co-ordinator records.",)
    page = FormPage(
        title=f"Change the entry of {found.name}", trail=presenters.trail(found), words=told,
        cancel=presenters.address("organisation", found),
    )  # fmt: skip
    return answer(
        request, form, page, lambda _given: led_to("organisation", save(request, found, form), what="changed")
    )


@permit(Action.EDIT_ORGANISATION)
@once
@require_form
def retire_organisation(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.organisation(request.who, id))
    rules.check_place_organisations(request.who)
    told = (
        "From then on its people have no access here, and it is on no list. What it did stays in the history.",
        "If it has left the partnership, give its last day in its entry instead: that says more than a retired record.",
    )
    page = FormPage(
        title=f"Take {found.name} off the register", trail=presenters.trail(found), words=told, kind="warning",
        cancel=presenters.address("organisation", found), button="Take it off the register",
    )  # fmt: skip
    return retire(request, found, page, led_to("organisation", found, what="retired"))


@permit(Action.EDIT_ORGANISATION)
@once
@require_form
def restore_organisation(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.organisation(request.who, id))
    rules.check_place_organisations(request.who)
    page = FormPage(
        title=f"Bring {found.name} back", trail=presenters.trail(found), button="Bring it back",
        cancel=presenters.address("organisation", found),
    )  # fmt: skip
    return restore(request, found, page, led_to("organisation", found, what="restored"))
