"""What the duty's check looks at, gathered from the register and from what stands above it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sulis.catalogue.duty import Nation
from sulis.catalogue.partnership import holds
from sulis_web.partnership import queries, register
from sulis_web.partnership.decide import Who
from sulis_web.partnership.duty_states import Body, ByHand, Evidence
from sulis_web.partnership.models import Partnership

LastAssessment = Callable[[Partnership], date | None]
_TOLD: dict[str, LastAssessment] = {}


def tell_of_assessments(last: LastAssessment) -> None:
    """The app that stores needs assessments says here how to ask it, since the register does not know of it."""
    _TOLD["assessments"] = last


def gather(who: Who, partnership: Partnership | None, *, on: date) -> Evidence:
    return Evidence(
        bodies=_bodies(who, partnership, on),
        published=partnership.plan_published if partnership else None,
        reviewed=partnership.plan_reviewed if partnership else None,
        assessed=_last_assessment(partnership),
        has_agreements=register.has_agreements(),
        by_hand=_by_hand(who),
        nation=_nation(partnership),
    )


def _bodies(who: Who, partnership: Partnership | None, on: date) -> tuple[Body, ...]:
    bound = register.under_agreement(on=on)
    consulted = set(partnership.plan_consulted) if partnership else set()
    return tuple(
        Body(row.name, row.authority, row.pk in bound, row.key in consulted)
        for row in register.organisations(who)
        if holds(row.member_from, row.member_until, on)
    )


def _by_hand(who: Who) -> dict[str, ByHand]:
    rows = list(register.duty_records(who))
    names = queries.people_named(row.changed_by for row in rows)
    return {row.requirement: ByHand(row.done_on, row.how, names.get(row.changed_by, ""), row.due_again) for row in rows}


def _last_assessment(partnership: Partnership | None) -> date | None:
    last = _TOLD.get("assessments")
    return last(partnership) if last and partnership else None


def _nation(partnership: Partnership | None) -> Nation:
    """Codes of areas in Wales begin with W."""
    return Nation.WALES if partnership and partnership.area_code.startswith("W") else Nation.ENGLAND
