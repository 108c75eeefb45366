"""Operations that are open to anybody: what is public, and nothing that is not on a public page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router

from sulis.catalogue.partnership import Kind
from sulis_web.api import presenters
from sulis_web.api.values import FigureName, FigureOut, Page, PartnershipOut, RecordOut, RecordsAsked
from sulis_web.api.views.interface import OPEN
from sulis_web.partnership.queries import current
from sulis_web.plan.queries import published
from sulis_web.publication import queries as publication

router = Router(tags=["Public"])
KEPT = "public, max-age=60"
# What stands on the public pages.
PUBLIC_KINDS = (Kind.PRIORITY, Kind.OBJECTIVE, Kind.REASON, Kind.CONCERN, Kind.MEASURE)


@router.get("/partnership", response={200: PartnershipOut, **OPEN}, url_name="partnership")
def partnership(request: HttpRequest, response: HttpResponse) -> PartnershipOut:
    """The partnership that this installation serves."""
    response.headers["Cache-Control"] = KEPT
    held = current()
    if held is None:
        raise Http404
    return presenters.partnership(held)


@router.get("/plan", response={200: Page[RecordOut], **OPEN}, url_name="plan")
def plan(request: HttpRequest, response: HttpResponse, asked: Query[RecordsAsked]) -> dict[str, Any]:
    """What the published plan says: priorities, objectives, what people said, and measures of success."""
    response.headers["Cache-Control"] = KEPT
    kinds = [kind for kind in PUBLIC_KINDS if asked.kind in {"", kind.value}]
    if not kinds:
        raise Http404
    return presenters.page(published(*kinds), asked, presenters.record)


@router.get("/plan/{key}", response={200: RecordOut, **OPEN}, url_name="plan-record")
def plan_record(request: HttpRequest, response: HttpResponse, key: Path[str]) -> RecordOut:
    """One thing that the published plan says."""
    response.headers["Cache-Control"] = KEPT
    row = published(*PUBLIC_KINDS).filter(key=key).first()
    if row is None:
        raise Http404
    return presenters.record(row)


@router.get("/figures", response={200: list[FigureName], **OPEN}, url_name="figures")
def figures(request: HttpRequest, response: HttpResponse) -> list[FigureName]:
    """The charts of the public pages whose numbers can be had."""
    response.headers["Cache-Control"] = KEPT
    names = publication.figure_names()
    return [FigureName(name=name, address=reverse("api-1:figure", args=[name])) for name in names]


@router.get("/figures/{name}", response={200: FigureOut, **OPEN}, url_name="figure")
def figure(request: HttpRequest, response: HttpResponse, name: Path[str]) -> FigureOut:
    """The numbers of one public chart, with their intervals and in the words of its table."""
    response.headers["Cache-Control"] = KEPT
    found = publication.prepared_figure(name) if name in publication.figure_names() else None
    if found is None:
        raise Http404
    return presenters.figure(name, found.body)
