"""Operations that ask for a token: each shows what the token's holder may see, and no more than the token's scopes."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from sulis_web.api import presenters
from sulis_web.api.values import (
    AgreementOut,
    Asked,
    BoardOut,
    LinkOut,
    OrganisationOut,
    Page,
    RunOut,
)
from sulis_web.api.views.interface import CLOSED, BearerToken
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import check
from sulis_web.partnership.models import Agreement, Board, Line, Organisation, Party, Seat
from sulis_web.partnership.queries import current
from sulis_web.runs.queries import runs_of
from sulis_web.thread.queries import links

router = Router(tags=["With a token"], auth=BearerToken())


@router.get("/organisations", response={200: Page[OrganisationOut], **CLOSED}, url_name="organisations")
def organisations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The organisations of the partnership."""
    check(request.who, Action.READ_REGISTER)
    rows = Organisation.objects.visible_to(request.who).filter(retired_at__isnull=True)
    return presenters.page(rows, asked, presenters.organisation)


@router.get("/organisations/{id}", response={200: OrganisationOut, **CLOSED}, url_name="organisation")
def organisation(request: HttpRequest, id: Path[str]) -> OrganisationOut:
    """One organisation."""
    check(request.who, Action.READ_REGISTER)
    return presenters.organisation(_one(Organisation.objects.visible_to(request.who), id))


@router.get("/boards", response={200: Page[BoardOut], **CLOSED}, url_name="boards")
def boards(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The boards, with who sits on each and to which others it answers."""
    check(request.who, Action.READ_REGISTER)
    return presenters.page(_boards(request).filter(retired_at__isnull=True), asked, presenters.board)


@router.get("/boards/{id}", response={200: BoardOut, **CLOSED}, url_name="board")
def board(request: HttpRequest, id: Path[str]) -> BoardOut:
    """One board."""
    check(request.who, Action.READ_REGISTER)
    return presenters.board(_one(_boards(request), id))


@router.get("/agreements", response={200: Page[AgreementOut], **CLOSED}, url_name="agreements")
def agreements(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Information-sharing agreements that the token's holder may see."""
    check(request.who, Action.READ_AGREEMENTS)
    return presenters.page(_agreements(request).filter(retired_at__isnull=True), asked, presenters.agreement)


@router.get("/agreements/{id}", response={200: AgreementOut, **CLOSED}, url_name="agreement")
def agreement(request: HttpRequest, id: Path[str]) -> AgreementOut:
    """One agreement."""
    check(request.who, Action.READ_AGREEMENTS)
    return presenters.agreement(_one(_agreements(request), id))


@router.get("/links", response={200: Page[LinkOut], **CLOSED}, url_name="links")
def thread_links(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The thread: why each record of the plan leads to another."""
    check(request.who, Action.READ_WORK)
    return presenters.page(links(request.who), asked, presenters.link)


@router.get("/runs", response={200: Page[RunOut], **CLOSED}, url_name="runs")
def runs(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Stored runs of the needs assessment, newest first."""
    check(request.who, Action.READ_WORK)
    held = current()
    if held is None:
        raise Http404
    return presenters.page(runs_of(held), asked, presenters.run)


def _one(rows: Any, id: str) -> Any:
    found = rows.filter(public_id=id).first()
    if found is None:
        raise Http404
    return found


def _boards(request: HttpRequest) -> Any:
    lines = Line.objects.visible_to(request.who).filter(retired_at__isnull=True).select_related("to")
    seats = Seat.objects.visible_to(request.who).filter(retired_at__isnull=True).select_related("organisation")
    return Board.objects.visible_to(request.who).prefetch_related(
        Prefetch("lines", lines, to_attr="shown_lines"), Prefetch("seats", seats, to_attr="shown_seats")
    )


def _agreements(request: HttpRequest) -> Any:
    signed = Party.objects.visible_to(request.who).filter(retired_at__isnull=True).select_related("organisation")
    return Agreement.objects.visible_to(request.who).prefetch_related(
        Prefetch("parties", signed, to_attr="shown_parties")
    )
