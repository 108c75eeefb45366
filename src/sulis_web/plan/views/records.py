from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis.catalogue.partnership import Kind
from sulis_web.partnership.actions import Action
from sulis_web.partnership.doors import permit
from sulis_web.partnership.queries import current
from sulis_web.plan import definitions as known
from sulis_web.plan import lists, queries
from sulis_web.plan.presenters import records as presenters


@permit(Action.READ_WORK)
@require_safe
def listed(request: HttpRequest, page: lists.ListPage) -> HttpResponse:
    return render(request, "plan/list.html", {"page": page, "sections": presenters.sections(request.who, page)})


@permit(Action.READ_WORK)
@require_safe
def record(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.record(request.who, key)
    if found is None:
        raise Http404
    given = {
        "page": presenters.record_page(request.who, found),
        "key": key,
        "is_cause": found.kind == Kind.RISK_FACTOR,
        "is_measure": found.kind == Kind.MEASURE,
    }
    return render(request, "plan/record.html", given)


@permit(Action.READ_WORK)
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    partnership = current()
    page = known.overview(request.who, partnership) if partnership else None
    return render(request, "plan/definitions.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def definition(request: HttpRequest, ref: str) -> HttpResponse:
    partnership = current()
    page = known.page(partnership, ref) if partnership else None
    if page is None:
        raise Http404
    return render(request, "plan/definition.html", {"page": page})


@permit(Action.READ_WORK)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = [presenters.entry(row) for row in queries.search(request.who, words)]
    return render(request, "plan/search.html", {"words": words, "found": found})
