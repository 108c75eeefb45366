"""What a partnership registers beside its plan: agreements, impact assessments, and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.partnership.items import Item
from sulis.catalogue.partnership.kinds import Kind, Outcome, Purpose, Standing
from sulis.catalogue.partnership.standing import SOON_DAYS, standing
from sulis.vocabulary import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Item):
    """An information-sharing agreement. ``parties`` are ids of organisations; ``expires`` is its last day in force.

    ``review`` is the day by which it is next to be looked at, ``reference`` its number in a filing system; each is None
    where not given.
    """

    kind: ClassVar[Kind] = Kind.AGREEMENT
    parties: tuple[str, ...]
    signed: date
    expires: date
    purposes: tuple[Purpose, ...]
    review: date | None = None
    reference: str | None = None

    def standing(self, on: date, soon_days: int = SOON_DAYS) -> Standing:
        """Whether it is in force on that day."""
        return standing(self.signed, self.expires, on, soon_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactAssessment(Item):
    """An assessment of what handling personal data may do to people. ``expires`` is the last day on which it is relied on.

    ``controller`` is the id of the organisation that answers for it, ``agreement`` that of the agreement it supports,
    ``review`` the day by which it is next to be looked at; the last two are None where not given.
    """

    kind: ClassVar[Kind] = Kind.IMPACT_ASSESSMENT
    controller: str
    completed: date
    expires: date
    outcome: Outcome
    agreement: str | None = None
    review: date | None = None

    def standing(self, on: date, soon_days: int = SOON_DAYS) -> Standing:
        """Whether it may be relied on that day, whatever its outcome."""
        return standing(self.completed, self.expires, on, soon_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry(Item):
    """Something that falls due on a day, and again at its cadence where it has one.

    ``organisation`` and ``board`` are ids of who sees to it, ``requirement`` is the id of the duty's requirement that it
    serves; each is None where not given.
    """

    kind: ClassVar[Kind] = Kind.CALENDAR_ENTRY
    on: date
    cadence: Cadence | None = None
    organisation: str | None = None
    board: str | None = None
    requirement: str | None = None

    def days(self, within: Period) -> tuple[date, ...]:
        """The days of a period on which it falls due."""
        return days_due(self.on, self.cadence, within)
