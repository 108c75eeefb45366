from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis_web.partnership import operations, register, rules
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.forms.agreements import AgreementForm, NewAgreementForm, NewPartyForm
from sulis_web.partnership.models import Agreement
from sulis_web.partnership.presenters import agreements as presenters
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


@permit(Action.READ_AGREEMENTS)
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    page = presenters.agreements_page(request.who, on=localdate())
    return render(request, "partnership/list.html", {"page": page, "notices": done(request)})


@permit(Action.READ_AGREEMENTS)
@require_safe
def agreement(request: HttpRequest, id: str) -> HttpResponse:
    found = present(register.agreement(request.who, id))
    page = presenters.agreement_page(request.who, found, on=localdate())
    return render(request, "partnership/record.html", {"page": page, "notices": done(request)})


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def add(request: HttpRequest) -> HttpResponse:
    rules.check_add_agreements(request.who)
    form = NewAgreementForm(data_of(request), organisations=register.organisations(request.who))
    page = FormPage(
        title="Record an agreement on sharing information", trail=presenters.trail(), cancel=reverse("agreements"),
        button="Record it",
    )  # fmt: skip

    def act(given: dict) -> str:
        fields = {name: value for name, value in given.items() if name not in {"once", "parties"}}
        made = operations.add_agreement(fields=fields, parties=given["parties"], **by(request))
        return led_to("agreement", made, what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def edit(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    form = of_record(request, AgreementForm, found)
    page = FormPage(
        title=f"Change {found.title}", trail=presenters.trail(found), cancel=presenters.address("agreement", found)
    )
    return answer(request, form, page, lambda _given: led_to("agreement", save(request, found, form), what="changed"))


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def retire_agreement(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    told = (
        "From then on nobody shares under it here. An organisation that is party to no other is shown no restricted record.",
        "An agreement that has run out stays on the register by itself: take off only one that was recorded by mistake or withdrawn.",
    )
    page = FormPage(
        title=f"Take {found.title} off the register", trail=presenters.trail(found), words=told, kind="warning",
        cancel=presenters.address("agreement", found), button="Take it off the register",
    )  # fmt: skip
    return retire(request, found, page, led_to("agreement", found, what="retired"))


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def restore_agreement(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    page = FormPage(
        title=f"Bring {found.title} back", trail=presenters.trail(found), button="Bring it back",
        cancel=presenters.address("agreement", found),
    )  # fmt: skip
    return restore(request, found, page, led_to("agreement", found, what="restored"))


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def add_party(request: HttpRequest, id: str) -> HttpResponse:
    found = _editable(request, id)
    signed = [party.organisation_id for party in register.parties(request.who, [found])]
    form = NewPartyForm(data_of(request), organisations=register.organisations(request.who).exclude(pk__in=signed))
    page = FormPage(
        title=f"Record a signature under {found.title}", trail=presenters.trail(found), button="Record it",
        cancel=presenters.address("agreement", found),
    )  # fmt: skip

    def act(given: dict) -> str:
        operations.add_party(agreement=found, organisation=given["organisation"], **by(request))
        return led_to("agreement", found, what="added")

    return answer(request, form, page, act)


@permit(Action.EDIT_AGREEMENT)
@once
@require_form
def end_party(request: HttpRequest, id: str) -> HttpResponse:
    party = present(register.party(request.who, id))
    found = _editable(request, party.agreement.public_id)
    told = ("If this is its only agreement in force, its people are shown no restricted record from then on.",)
    page = FormPage(
        title=f"End the signature of {party.organisation.name} under {found.title}", trail=presenters.trail(found),
        words=told, cancel=presenters.address("agreement", found), button="End the signature", kind="warning",
    )  # fmt: skip
    return retire(request, party, page, led_to("agreement", found, what="ended"))


def _editable(request: HttpRequest, id: str) -> Agreement:
    found = present(register.agreement(request.who, id))
    rules.check_edit_agreement(request.who, register.parties(request.who, [found]))
    return found
