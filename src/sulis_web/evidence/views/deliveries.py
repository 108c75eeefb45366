from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sulis_web.design.notices import Applied
from sulis_web.evidence import operations, queries, rules
from sulis_web.evidence.forms.deliveries import DeliveryFilter, DeliveryForm, FileForm, ReadForm
from sulis_web.evidence.models import Verdict
from sulis_web.evidence.presenters import deliveries as presenters
from sulis_web.evidence.presenters.pieces import conditions, title
from sulis_web.evidence.views.pieces import shown
from sulis_web.evidence.ways import Way, cards, way, ways
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.presenters.pages import FormPage
from sulis_web.partnership.views.pieces import answer, data_of, present, require_form
from sulis_web.records.once import once

A_PAGE = 50


@permit(Action.DELIVER)
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    known = [(card.id, title(card)) for card in cards()]
    form = DeliveryFilter(request.GET, sources=known)
    told = form.cleaned_data if form.is_valid() else {"source": "", "verdict": ""}
    every = queries.deliveries(request.who).count()
    rows = queries.deliveries(request.who, **{name: told[name] for name in ("source", "verdict")})
    many, number = rows.count(), _page(request)
    page = presenters.deliveries_page(
        request.who, rows[(number - 1) * A_PAGE : number * A_PAGE], any_at_all=bool(every)
    )
    words = [dict(known).get(told["source"], ""), dict(Verdict.choices).get(told["verdict"], "")]
    applied = tuple(Applied(str(each), request.path) for each in words if each)
    address = f"{request.path}?source={told['source']}&verdict={told['verdict']}"
    pages = presenters.pages_of(number, -(-many // A_PAGE), address)
    return shown(
        request, "evidence/filtered.html", page=page, filter=form, every=every, shown=many, applied=applied, pages=pages,
        what="deliveries",
    )  # fmt: skip


@permit(Action.DELIVER)
@require_safe
def deliver(request: HttpRequest) -> HttpResponse:
    """What is delivered: one layout of one source."""
    page = presenters.choice_page(request.who, ways(), source=request.GET.get("source", "")[:60])
    return shown(request, "partnership/list.html", page=page)


@permit(Action.DELIVER)
@once
@require_form
def deliver_file(request: HttpRequest, way_slug: str) -> HttpResponse:
    chosen = present(way(way_slug))
    rules.check_deliver(request.who, queries.senders_of(chosen.source))
    kind: type[FileForm] = DeliveryForm if chosen.mapping else ReadForm
    form = kind(data_of(request), request.FILES or None)

    def act(given: dict) -> str:
        file = given["file"]
        job = operations.send_delivery(
            way=chosen, name=file.name, content=file.read(), told=given, by=request.who, at=request.who.at
        )
        return reverse("job", args=[job.public_id])

    return answer(request, form, _form_page(chosen), act)


def _form_page(chosen: Way) -> FormPage:
    words = (
        *conditions(chosen.card),
        "The file is kept encrypted until it has been read, and removed after that. It is taken in whole, or not at all.",
    )
    return FormPage(
        title=f"Deliver: {chosen.title}",
        trail=presenters.trail(),
        cancel=reverse("deliver"),
        words=words,
        button="Send it",
    )


@permit(Action.DELIVER)
@require_safe
def delivery(request: HttpRequest, id: str) -> HttpResponse:
    found = present(queries.delivery(request.who, id))
    return shown(request, "partnership/record.html", page=presenters.delivery_page(found))


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "1")
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given[:6]) == int(given) else 1
