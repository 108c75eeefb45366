from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sulis_web.design.notices import Applied
from sulis_web.evidence import holdings, operations, queries, rules
from sulis_web.evidence.forms.deliveries import ReasonForm, ReleaseFilter
from sulis_web.evidence.presenters import releases as presenters
from sulis_web.evidence.presenters.deliveries import pages_of
from sulis_web.evidence.presenters.pieces import title
from sulis_web.evidence.views.deliveries import A_PAGE, _page
from sulis_web.evidence.views.pieces import shown
from sulis_web.evidence.ways import cards
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.records.once import once

_STATES: dict[str, Callable[[Any], bool]] = {
    "": lambda each: each.status.value == "current",
    "provisional": lambda each: each.provisional and each.status.value == "current",
    "withdrawn": lambda each: each.status.value == "withdrawn",
    "every": lambda each: True,
}


@permit(Action.READ_WORK)
@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    known = [(card.id, title(card)) for card in cards()]
    form = ReleaseFilter(request.GET, sources=known)
    told = form.cleaned_data if form.is_valid() else {"source": "", "state": ""}
    every = holdings.every_release()
    rows = [each for each in every if _STATES[told["state"]](each) and told["source"] in ("", each.source)]
    number = _page(request)
    page = presenters.releases_page(rows[(number - 1) * A_PAGE : number * A_PAGE])
    states = dict(form.fields["state"].choices)
    words = [dict(known).get(told["source"], ""), states[told["state"]] if told["state"] else ""]
    applied = tuple(Applied(str(each), request.path) for each in words if each)
    address = f"{request.path}?source={told['source']}&state={told['state']}"
    return shown(
        request, "evidence/filtered.html", page=page, filter=form, every=len(every), shown=len(rows), applied=applied,
        pages=pages_of(number, -(-len(rows) // A_PAGE), address), what="releases",
    )  # fmt: skip


@permit(Action.READ_WORK)
@require_safe
def release(request: HttpRequest, id: str) -> HttpResponse:
    found = present(holdings.release(id))
    later = next(
        (each for each in holdings.every_release() if each.slot == found.slot and each.version == found.version + 1),
        None,
    )
    compared = queries.comparison(request.who, id)
    asks = bool(found.change) and found.open_data and compared is None and rules.can_compare(request.who)
    page = presenters.release_page(request.who, found, later)
    moved = presenters.moved_parts(compared) if compared else ()
    return shown(request, "evidence/release.html", page=page, moved=moved, compare=id if asks else "")


@permit(Action.RUN_ASSESSMENT)
@once
@require_POST
def compare(request: HttpRequest, id: str) -> HttpResponse:
    """Work out which numbers move. What people gave is compared on the command line, where each reading takes a reason."""
    rules.check_compare(request.who)
    found = present(holdings.release(id))
    present(found.change if found.open_data else None)
    job = operations.ask_comparison(release=id, by=request.who, at=request.who.at)
    return HttpResponseRedirect(reverse("job", args=[job.public_id]))


@permit(Action.WITHDRAW_RELEASE)
@once
@require_form
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    words = (
        "Readers no longer see it from then on, and its period counts as withdrawn: never as zero, and never as “not received”.",
        "Its files stay, and it can be taken back in. Whoever works with the evidence is told.",
    )
    page = FormPage(
        title=f"Withdraw {id}",
        trail=presenters.trail(),
        words=words,
        kind="warning",
        button="Withdraw it",
        cancel=presenters.release_address(id),
    )
    return _decided(request, id, "current", page, operations.withdraw, "withdrawn")


@permit(Action.WITHDRAW_RELEASE)
@once
@require_form
def reinstate(request: HttpRequest, id: str) -> HttpResponse:
    words = ("Readers see it again from then on. Whoever works with the evidence is told.",)
    page = FormPage(
        title=f"Take {id} back in",
        trail=presenters.trail(),
        words=words,
        button="Take it back in",
        cancel=presenters.release_address(id),
    )
    return _decided(request, id, "withdrawn", page, operations.reinstate, "reinstated")


def _decided(
    request: HttpRequest, id: str, status: str, page: FormPage, do: Callable[..., None], said: str
) -> HttpResponse:
    rules.check_withdraw(request.who)
    found = holdings.release(id)
    present(found if found and found.status.value == status else None)

    def act(given: dict) -> str:
        do(release=id, reason=given["reason"], by=request.who, at=request.who.at)
        return f"{reverse('held-release', args=[id])}?done={said}"

    return answer(request, ReasonForm(data_of(request)), page, act)
