from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.design.values import Crumb
from sulis_web.partnership import operations, queries, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.duty import DutyRecordForm, NewDutyRecordForm, ShownFilter
from sulis_web.partnership.presenters import duty as presenters
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, by, data_of, done, of_record, present, require_form, save
from sulis_web.records.once import once


@permit(Action.READ_REGISTER)
@require_safe
def duty(request: HttpRequest) -> HttpResponse:
    filter_form = ShownFilter(request.GET)
    show = filter_form.cleaned_data["show"] if filter_form.is_valid() else ""
    page = presenters.duty_page(request.who, queries.current(), show=show, on=localdate())
    return render(request, "partnership/duty.html", {"page": page, "filter": filter_form})


@permit(Action.READ_REGISTER)
@require_safe
def requirement(request: HttpRequest, id: str) -> HttpResponse:
    found = present(presenters.finding(request.who, queries.current(), id, on=localdate()))
    page = presenters.requirement_page(request.who, found, on=localdate())
    context = {"page": page.record, "unverified": page.unverified, "notices": done(request)}
    return render(request, "partnership/record.html", context)


@permit(Action.RECORD_DUTY)
@once
@require_form
def record(request: HttpRequest, id: str) -> HttpResponse:
    """A person's word on a requirement, where the records cannot tell. It never stands against what they show."""
    found = present(presenters.finding(request.who, queries.current(), id, on=localdate()))
    rules.check_record_duty(request.who)
    if not found.may_be_recorded:
        raise Http404
    held = register.duty_record(request.who, id)
    form = (
        of_record(request, DutyRecordForm, held, today=localdate())
        if held
        else NewDutyRecordForm(data_of(request), today=localdate())
    )
    here = reverse("requirement", args=[id])
    page = FormPage(
        title=f"Record how this is met: {found.requirement.title.lower()}",
        trail=(Crumb("Duty", reverse("duty")), Crumb(found.requirement.title, here)),
        words=(found.requirement.text, f"{found.requirement.section} of {presenters.THE_ACT}."),
        cancel=here, button="Record it",
    )  # fmt: skip

    def act(given: dict) -> str:
        if held:
            save(request, held, form)
        else:
            fields = {name: value for name, value in given.items() if name != "once"}
            operations.record_duty(requirement=id, fields=fields, **by(request))
        return f"{here}?done=recorded"

    return answer(request, form, page, act)
