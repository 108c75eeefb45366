from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sulis_web.partnership import queries
from sulis_web.plan import definitions as known
from sulis_web.plan import lists, presenters


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.PLAN)


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.EVIDENCE)


@require_safe
def voice(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.VOICE)


@require_safe
def offered(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.OFFERED)


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.MEASURES)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.PEOPLE)


@require_safe
def record(request: HttpRequest, key: str) -> HttpResponse:
    found = queries.record(key)
    if found is None:
        raise Http404
    return render(request, "plan/record.html", {"page": presenters.record_page(found)})


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    partnership = queries.current()
    page = known.overview(partnership) if partnership else None
    return render(request, "plan/definitions.html", {"page": page})


@require_safe
def definition(request: HttpRequest, ref: str) -> HttpResponse:
    partnership = queries.current()
    page = known.page(partnership, ref) if partnership else None
    if page is None:
        raise Http404
    return render(request, "plan/definition.html", {"page": page})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = [presenters.entry(row) for row in queries.search(words)]
    return render(request, "plan/search.html", {"words": words, "found": found})


def _list(request: HttpRequest, page: lists.ListPage) -> HttpResponse:
    return render(request, "plan/list.html", {"page": page, "sections": presenters.sections(page)})
