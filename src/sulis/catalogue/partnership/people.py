"""Who takes part and where: organisations, the boards that they sit on, and who answers to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sulis.catalogue.cadence import Cadence, days_due
from sulis.catalogue.duty import Duty
from sulis.catalogue.partnership.clauses import Clause
from sulis.catalogue.partnership.items import Item
from sulis.catalogue.partnership.kinds import Account, Kind, SeatKind
from sulis.catalogue.partnership.standing import holds
from sulis.vocabulary import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Item):
    """A body that takes part. ``authority`` names the kind of authority that it is under the Act, None for others.

    ``controller`` is its name as a data controller, ``contact_role`` the job title of its single point of contact: never
    a person's name. ``member_from`` and ``member_until`` are its first and last day in the partnership. Each is None
    where the files do not say; an organisation without days takes part.
    """

    kind: ClassVar[Kind] = Kind.ORGANISATION
    duty: Duty
    authority: str | None = None
    controller: str | None = None
    contact_role: str | None = None
    member_from: date | None = None
    member_until: date | None = None

    def takes_part(self, on: date) -> bool:
        """Whether it is in the partnership on that day."""
        return holds(self.member_from, self.member_until, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of account: to which board, and of what sort."""

    to: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An organisation's place on a board, with its first and last day, each None where the files do not say."""

    organisation: str
    kind: SeatKind
    held_from: date | None = None
    held_until: date | None = None

    def held(self, on: date) -> bool:
        """Whether the organisation sits there on that day."""
        return holds(self.held_from, self.held_until, on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Item):
    """A group that meets and decides. ``members`` and ``supporters`` are ids of organisations, past ones among them.

    ``seats`` holds one for each of those, members first, with its days. ``chair`` is the organisation that chairs it,
    ``first_meeting`` a day on which it met, from which ``cadence`` is reckoned. Each is None where the files do not say.
    """

    kind: ClassVar[Kind] = Kind.BOARD
    lines: tuple[Line, ...] = ()
    members: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    chair: str | None = None
    cadence: Cadence | None = None
    first_meeting: date | None = None
    terms_of_reference: str | None = None
    clauses: tuple[Clause, ...] = ()

    def meetings(self, within: Period) -> tuple[date, ...]:
        """The days on which it is to meet, by its cadence; empty where the files give no cadence or no first meeting."""
        if self.cadence is None or self.first_meeting is None:
            return ()
        return days_due(self.first_meeting, self.cadence, within)
