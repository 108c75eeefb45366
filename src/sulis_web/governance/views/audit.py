"""The audit's pages. What a page shows is in the audit before the page is: nothing is rendered until `disclose` returns."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.audit.operations import disclose
from sulis_web.audit.queries import Wanted
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Entry
from sulis_web.governance.forms.audit import AuditFilter
from sulis_web.governance.presenters import audit as presenters
from sulis_web.governance.queries import trail
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.doors import permit
from sulis_web.partnership.sign_in import Kept


@permit(Action.READ_AUDIT)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    form = AuditFilter(
        request.GET,
        people=presenters.people_choices(trail.people(request.who)),
        organisations=[(each.public_id, each.name) for each in trail.organisations(request.who)],
    )
    form.is_valid()
    given = form.cleaned_data
    found = trail.page(request.who, _wanted(given), before=_before(request))
    _tell(request, "audit.event", ids=(str(event.seq) for event in found.events))
    page = presenters.list_page(found, request.GET, given)
    return render(
        request, "governance/audit.html", {"page": page, "form": form, "all": trail.reads_all(request.who)},
        status=422 if form.errors else 200,
    )  # fmt: skip


@permit(Action.READ_AUDIT)
@require_safe
def event(request: HttpRequest, seq: int) -> HttpResponse:
    held = trail.event(request.who, seq)
    if held is None:
        raise Http404
    _tell(request, "audit.event", id=str(held.seq))
    page = presenters.event_page(held, holds=trail.holds(held))
    return render(request, "governance/event.html", {"page": page})


@permit(Action.READ_AUDIT)
@require_safe
def chain(request: HttpRequest) -> HttpResponse:
    _tell(request, "audit.chain")
    return render(request, "governance/chain.html", {"page": presenters.chain_page(trail.chain_now())})


def _tell(request: HttpRequest, what: str, *, id: str = "", ids: Iterable[str] = ()) -> None:
    """The reader's own reading, committed before the page is made, with the reason given beside the purpose."""
    reason = request.session.get(Kept.REASON, "")
    entry = Entry(Audited.CONSULT, actor(request.who), what, id, ids=tuple(ids), reason=reason)
    disclose(entry=entry, at=request.who.at)


def _wanted(given: dict) -> Wanted:
    return Wanted(
        person=given.get("person", ""), organisation=given.get("organisation", ""), action=given.get("action", ""),
        object_id=given.get("record", ""), first_day=given.get("first"), last_day=given.get("last"),
    )  # fmt: skip


def _before(request: HttpRequest) -> int | None:
    """A place in the chain; what is no number asks for the newest."""
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
