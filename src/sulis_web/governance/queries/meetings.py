"""Meetings of boards, what they decided, and the packs that were made for them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from sulis_web.governance.models import Decision, Meeting, Pack, Stage
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Board


def meetings(who: Who, board: Board | None = None) -> QuerySet[Meeting]:
    held = (
        Meeting.objects.visible_to(who)
        .filter(retired_at__isnull=True, board__retired_at__isnull=True)
        .select_related("board")
    )
    return held.filter(board=board) if board else held


def meeting(who: Who, public_id: str) -> Meeting | None:
    return Meeting.objects.visible_to(who).filter(public_id=public_id).select_related("board").first()


def before(who: Who, board: Board, on: date) -> Meeting | None:
    """The board's last meeting before a day that was held."""
    held = meetings(who, board).filter(on__lt=on).exclude(stage=Stage.PLANNED)
    return held.order_by("-on").first()


def decisions(who: Who, meeting: Meeting) -> QuerySet[Decision]:
    held = Decision.objects.visible_to(who).filter(meeting=meeting, retired_at__isnull=True)
    return held.select_related("action", "meeting__board").order_by("number", "pk")


def decisions_of(who: Who, board: Board, until: date) -> QuerySet[Decision]:
    """Every decision of a board's meetings before a day, newest first."""
    held = Decision.objects.visible_to(who).filter(meeting__board=board, meeting__on__lt=until, retired_at__isnull=True)
    return (
        held.filter(meeting__retired_at__isnull=True)
        .select_related("action", "meeting")
        .order_by("-meeting__on", "number", "pk")
    )


def decision(who: Who, public_id: str) -> Decision | None:
    return (
        Decision.objects.visible_to(who).filter(public_id=public_id).select_related("meeting__board", "action").first()
    )


def packs(who: Who, meeting: Meeting) -> QuerySet[Pack]:
    """Without their files, which are large."""
    return Pack.objects.visible_to(who).filter(meeting=meeting).defer("word", "pdf", "document")


def pack(who: Who, public_id: str) -> Pack | None:
    return Pack.objects.visible_to(who).filter(public_id=public_id).select_related("meeting__board").first()
