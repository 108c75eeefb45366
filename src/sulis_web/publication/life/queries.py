from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sulis_web.partnership import register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Organisation, Partnership
from sulis_web.partnership.models.organisation import Duty
from sulis_web.publication.models import Edition, EditionKind, LifeEvent, LifeKind, Stage


def events(who: Who, *kinds: LifeKind) -> QuerySet[LifeEvent]:
    """What happened to the plan, newest first, of these kinds or of all."""
    held = LifeEvent.objects.visible_to(who).filter(retired_at__isnull=True).select_related("organisation", "board")
    return held.filter(kind__in=kinds) if kinds else held


def event(who: Who, public_id: str) -> LifeEvent | None:
    """Retired or not."""
    held = LifeEvent.objects.visible_to(who).filter(public_id=public_id)
    return held.select_related("organisation", "board").first()


def editions(who: Who) -> QuerySet[Edition]:
    """Every edition that was kept, newest first; those that were dropped too."""
    return Edition.objects.visible_to(who).filter(retired_at__isnull=True)


def edition(who: Who, public_id: str) -> Edition | None:
    return editions(who).filter(public_id=public_id).first()


def waiting() -> Edition | None:
    """The edition for the public that waits for a second person: there is one at most."""
    return Edition.objects.unscoped("the one that waits, whoever proposed it").filter(stage=Stage.PROPOSED).first()


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """What the Act or good practice asks for of which nothing is recorded. ``organisations`` are those it is owed to."""

    what: str
    why: str
    organisations: tuple[Organisation, ...] = ()


def unrecorded(who: Who, partnership: Partnership) -> tuple[Unrecorded, ...]:
    """Relevant authorities that were not consulted, and the steps in the life of a plan that nobody has recorded."""
    kinds = set(events(who).values_list("kind", flat=True).order_by())
    found = []
    if missing := _not_consulted(who, partnership):
        why = "Section 8(4) of the Act: each educational, prison and youth custody authority is consulted on the strategy."
        found.append(Unrecorded("Not consulted, as far as is recorded", why, missing))
    asked = (
        (
            LifeKind.EQUALITY,
            "No equality impact",
            "Section 149 of the Equality Act 2010 asks public authorities to have regard to it.",
        ),
        (LifeKind.APPROVAL, "No approval by a board", "Who agreed to the plan, on what day and in which words."),
        (LifeKind.REVIEW, "No review", "Section 8(7)(b): the strategy is kept under review."),
    )
    found += [Unrecorded(what, why) for kind, what, why in asked if kind not in kinds]
    if not editions(who).filter(kind=EditionKind.PUBLIC, stage=Stage.PUBLISHED).exists():
        found.append(
            Unrecorded("No edition cleared for the public", "Section 8(8): two people stand for what is published.")
        )
    return tuple(found)


def _not_consulted(who: Who, partnership: Partnership) -> tuple[Organisation, ...]:
    done = set(events(who, LifeKind.CONSULTATION).values_list("organisation__key", flat=True).order_by())
    done |= set(partnership.plan_consulted)
    return tuple(each for each in register.organisations(who, duty=Duty.RELEVANT) if each.key not in done)


def due(who: Who, *, on: date) -> list[tuple[date, LifeEvent]]:
    """What was said to fall due next, the earliest first: of each kind only what the newest of it says."""
    newest: dict[str, LifeEvent] = {}
    for row in events(who):
        newest.setdefault(row.kind, row)
    return sorted(((row.next_due, row) for row in newest.values() if row.next_due), key=lambda each: each[0])
