from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sulis.catalogue.sources import SourceCard
from sulis_web.evidence import holdings, operations, queries, rules
from sulis_web.evidence.forms.senders import EndSenderForm, SenderForm
from sulis_web.evidence.presenters import sources as presenters
from sulis_web.evidence.presenters.pieces import title
from sulis_web.evidence.views.pieces import shown
from sulis_web.evidence.ways import cards, ways_of
from sulis_web.partnership import register
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, of_record, present, require_form
from sulis_web.records import operations as records
from sulis_web.records.once import once


@permit(Action.READ_WORK)
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    today = localdate()
    page = presenters.sources_page(request.who, holdings.standings(today), on=today)
    return shown(request, "partnership/list.html", page=page)


@permit(Action.READ_WORK)
@require_safe
def source(request: HttpRequest, id: str) -> HttpResponse:
    today = localdate()
    standing = present(holdings.standing(id, today))
    page = presenters.source_page(request.who, standing, ways_of(id), on=today)
    return shown(request, "partnership/record.html", page=page)


@permit(Action.KEEP_MAPPINGS)
@once
@require_form
def add_sender(request: HttpRequest, id: str) -> HttpResponse:
    rules.check_keep_mappings(request.who)
    card = _card(id)
    sending = queries.senders_of(card.id)
    form = SenderForm(data_of(request), organisations=register.organisations(request.who).exclude(pk__in=sending))
    page = FormPage(
        title=f"Who sends {card.title}?", trail=presenters.source_trail(card), cancel=reverse("source", args=[card.id]), button="Record it",
        words=("Its single point of contact may then deliver files of this source here.",),
    )  # fmt: skip

    def act(given: dict) -> str:
        operations.add_sender(source=card.id, organisation=given["organisation"], by=request.who, at=request.who.at)
        return f"{reverse('source', args=[card.id])}?done=sender"

    return answer(request, form, page, act)


@permit(Action.KEEP_MAPPINGS)
@once
@require_form
def end_sender(request: HttpRequest, id: str) -> HttpResponse:
    rules.check_keep_mappings(request.who)
    found = present(queries.sender(request.who, id))
    card = _card(found.source)
    form = of_record(request, EndSenderForm, found)
    page = FormPage(
        title=f"{found.organisation.name} no longer sends {title(card)}", kind="warning", trail=presenters.source_trail(card),
        button="Record its end", words=("Its single point of contact can no longer deliver files of this source.",),
        cancel=reverse("source", args=[card.id]),
    )  # fmt: skip

    def act(given: dict) -> str:
        who = request.who
        records.retire(found, seen_version=form.seen_version, reason=given["reason"], by=actor(who), at=who.at)
        return f"{reverse('source', args=[card.id])}?done=ended"

    return answer(request, form, page, act)


def _card(id: str) -> SourceCard:
    known = next((card for card in cards() if card.id == id), None)
    if known is None:
        raise Http404
    return known
