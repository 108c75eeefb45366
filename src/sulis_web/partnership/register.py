"""What the register holds, as one person may see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import (
    Agreement,
    Board,
    CalendarEntry,
    Clause,
    DutyRecord,
    ImpactAssessment,
    Line,
    Membership,
    Organisation,
    Party,
    Seat,
)
from sulis_web.partnership.models.person import current


def organisations(who: Who, *, duty: str = "") -> QuerySet[Organisation]:
    """Those in use; those that a filter by their part under the Act leaves."""
    held = Organisation.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.filter(duty=duty) if duty else held


def organisation(who: Who, public_id: str) -> Organisation | None:
    """Retired or not: what was once on the register can still be read."""
    return Organisation.objects.visible_to(who).filter(public_id=public_id).first()


def retired(who: Who, model: type[Organisation | Board | Agreement]) -> QuerySet:
    return model.objects.visible_to(who).filter(retired_at__isnull=False)


def boards(who: Who) -> QuerySet[Board]:
    return Board.objects.visible_to(who).filter(retired_at__isnull=True).select_related("chair")


def board(who: Who, public_id: str) -> Board | None:
    return Board.objects.visible_to(who).filter(public_id=public_id).select_related("chair").first()


def seats(who: Who) -> QuerySet[Seat]:
    """Seats of boards and organisations that are in use, with both."""
    return (
        Seat.objects.visible_to(who)
        .filter(retired_at__isnull=True, board__retired_at__isnull=True, organisation__retired_at__isnull=True)
        .select_related("board", "organisation")
    )


def seat(who: Who, public_id: str) -> Seat | None:
    return seats(who).filter(public_id=public_id).first()


def lines(who: Who) -> QuerySet[Line]:
    """Lines of account between boards that are in use."""
    return (
        Line.objects.visible_to(who)
        .filter(retired_at__isnull=True, board__retired_at__isnull=True, to__retired_at__isnull=True)
        .select_related("board", "to")
    )


def line(who: Who, public_id: str) -> Line | None:
    return lines(who).filter(public_id=public_id).first()


def clauses(who: Who, board: Board) -> QuerySet[Clause]:
    """What a board's terms of reference say of its reports, in their order."""
    return (
        Clause.objects.visible_to(who).filter(board=board, retired_at__isnull=True).order_by("position", "number", "pk")
    )


def clause(who: Who, public_id: str) -> Clause | None:
    held = Clause.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("board").first()


def agreements(who: Who) -> QuerySet[Agreement]:
    return Agreement.objects.visible_to(who).filter(retired_at__isnull=True)


def agreement(who: Who, public_id: str) -> Agreement | None:
    return Agreement.objects.visible_to(who).filter(public_id=public_id).first()


def parties(who: Who, held: Iterable[Agreement]) -> list[Party]:
    """Signatures under these agreements, with who signed."""
    found = Party.objects.visible_to(who).filter(agreement__in=[each.pk for each in held], retired_at__isnull=True)
    return list(found.select_related("organisation", "agreement").order_by("organisation__name").distinct())


def party(who: Who, public_id: str) -> Party | None:
    found = Party.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return found.select_related("organisation", "agreement").first()


def under_agreement(*, on: object) -> frozenset[int]:
    """Organisations that are party to an agreement in force: that one is, not which or for what."""
    held = Party.objects.unscoped("whether an organisation may share is the partnership's to know").filter(
        retired_at__isnull=True,
        agreement__retired_at__isnull=True,
        agreement__signed__lte=on,
        agreement__expires__gte=on,
    )
    return frozenset(held.values_list("organisation", flat=True))


def has_agreements() -> bool:
    every = Agreement.objects.unscoped("whether any agreement is on the register, and nothing of it")
    return every.filter(retired_at__isnull=True).exists()


def assessments(who: Who) -> QuerySet[ImpactAssessment]:
    """Restricted: whoever shows one of these tells the audit first."""
    held = ImpactAssessment.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.select_related("controller", "agreement")


def assessment(who: Who, public_id: str) -> ImpactAssessment | None:
    held = ImpactAssessment.objects.visible_to(who).select_related("controller", "agreement")
    return held.filter(public_id=public_id).first()


def calendar_entries(who: Who) -> QuerySet[CalendarEntry]:
    held = CalendarEntry.objects.visible_to(who).filter(retired_at__isnull=True)
    return held.select_related("organisation", "board")


def duty_records(who: Who) -> QuerySet[DutyRecord]:
    return DutyRecord.objects.visible_to(who).filter(retired_at__isnull=True)


def duty_record(who: Who, requirement: str) -> DutyRecord | None:
    return duty_records(who).filter(requirement=requirement).first()


def people_of(who: Who, organisation: Organisation) -> list[Membership]:
    """Who works for an organisation here now, as far as the reader may know."""
    held = Membership.objects.visible_to(who).filter(organisation=organisation)
    return list(held.filter(current(who.at)).select_related("person")) if who.at else []
