"""Impact assessments. They are restricted: the audit is told before any of them is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.audit import operations as audit
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Entry
from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.agreements import AssessmentForm, NewAssessmentForm
from sulis_web.partnership.models import ImpactAssessment, Organisation
from sulis_web.partnership.presenters import assessments as presenters
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.sign_in import Kept
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

TYPE = "partnership.impactassessment"


def tell(request: HttpRequest, rows: Iterable[ImpactAssessment], fields: Iterable[str]) -> None:
    """Write in the audit what is about to be shown: before the body is sent, and after a form's own transaction."""
    ids, reason = tuple(row.public_id for row in rows), request.session.get(Kept.REASON, "")
    entry = Entry(Audited.CONSULT, actor(request.who), TYPE, fields=tuple(fields), ids=ids, reason=reason)
    write = partial(audit.disclose, entry=entry, at=timezone.now())
    if request.method == "POST":
        transaction.on_commit(write)
    else:
        write()


@permit(Action.READ_ASSESSMENTS)
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    rows, narrowed = _narrowed(request)
    held = list(rows)
    tell(request, held, ("title", "controller", "outcome", "expires"))
    page = presenters.assessments_page(request.who, held, narrowed=narrowed, on=localdate())
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


def _narrowed(request: HttpRequest) -> tuple[Iterable[ImpactAssessment], str]:
    """All that the reader may see, or those of one controller or behind one agreement, with words that say so."""
    rows = register.assessments(request.who)
    if given := request.GET.get("controller", ""):
        organisation = present(register.organisation(request.who, given[:20]))
        return rows.filter(controller=organisation), f"of {organisation.name}"
    if given := request.GET.get("agreement", ""):
        agreement = present(register.agreement(request.who, given[:20]))
        return rows.filter(agreement=agreement), f"behind “{agreement.title}”"
    return rows, ""


@permit(Action.READ_ASSESSMENTS)
@require_safe
def assessment(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.assessment(request.who, id))
    tell(request, [found], ImpactAssessment.kept)
    page = presenters.assessment_page(request.who, found, on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.EDIT_ASSESSMENT)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    mine = [row.pk for row in register.organisations(request.who) if rules.may_be_controller(request.who, row)]
    form = NewAssessmentForm(
        data_of(request),
        controllers=Organisation.objects.visible_to(request.who).filter(pk__in=mine),
        agreements=register.agreements(request.who),
    )
    page = FormPage(
        title="Record an impact assessment", trail=presenters.trail(), cancel=reverse("assessments"), button="Record it"
    )

    def act(given: dict) -> str:
        rules.check_add_assessment(request.who, given["controller"])
        fields = {name: value for name, value in given.items() if name != "once"}
        return led_to("assessment", operations.add_assessment(fields=fields, **by(request)), what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_ASSESSMENT)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    form = of_record(request, AssessmentForm, found)
    page = _page(found, f"Change {found.title}", "Save")
    shown = answer(request, form, page, lambda _given: led_to("assessment", save(request, found, form), what="changed"))
    return _told(request, found, shown, ImpactAssessment.kept)


@permit(Action.EDIT_ASSESSMENT)
@once
@require_form
def retire_assessment(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    page = _page(found, "Take this assessment off the register", "Take it off the register", "warning")
    return _told(request, found, retire(request, found, page, led_to("assessment", found, what="retired")))


@permit(Action.EDIT_ASSESSMENT)
@once
@require_form
def restore_assessment(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    page = _page(found, "Bring this assessment back", "Bring it back")
    return _told(request, found, restore(request, found, page, led_to("assessment", found, what="restored")))


def _told(
    request: HttpRequest, found: ImpactAssessment, shown: HttpResponse, fields: Iterable[str] = ("title",)
) -> HttpResponse:
    """A form, or both edits, shows something of what is restricted; only what leads elsewhere shows nothing."""
    if shown.status_code != 302:
        tell(request, [found], fields)
    return shown


def _editable(request: HttpRequest, id: str) -> ImpactAssessment:
    found = present(register.assessment(request.who, id))
    rules.check_edit_assessment(request.who, found)
    return found


def _page(found: ImpactAssessment, title: str, button: str, kind: str = "") -> FormPage:
    return FormPage(
        title=title, trail=presenters.trail(found), cancel=presenters.address("assessment", found), button=button, kind=kind
    )  # fmt: skip
