"""The states that a requirement of the duty can be in, and what is looked at to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sulis.catalogue.duty import Nation, Requirement, Strength

SOON = 60  # days before a day due from which it is near


class State(StrEnum):
    """What can be said of a requirement today."""

    MET = "met"  # the records show it
    NOT_MET = "not met"  # the records show that it is not
    UNTOLD = "cannot be told from the records"  # nothing is never taken for a no
    BY_HAND = "recorded by hand"  # a person looked, and said when and how


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that takes part on the day of the check."""

    name: str
    authority: str = ""
    has_agreement: bool = False  # it is party to one in force that day
    consulted: bool = False  # the plan's files name it as consulted


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person recorded of one requirement."""

    done_on: date
    how: str
    by: str = ""
    due_again: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that the check looks at. None: no record says."""

    bodies: tuple[Body, ...] = ()
    published: date | None = None
    reviewed: date | None = None
    assessed: date | None = None
    has_agreements: bool = False  # any is on the register, in force or not
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)
    nation: Nation = Nation.ENGLAND


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement's state, why, and what to do next; ``due`` is the day by which it has to be looked at again."""

    requirement: Requirement
    state: State
    because: str
    remedy: str = ""
    missing: tuple[str, ...] = ()
    due: date | None = None
    record: ByHand | None = None

    @property
    def is_asked(self) -> bool:
        """Whether anything has to be done for it: a power may be left unused."""
        return self.requirement.strength is not Strength.POWER

    def is_overdue(self, on: date) -> bool:
        return self.due is not None and self.due < on

    def is_due_soon(self, on: date) -> bool:
        return self.due is not None and 0 <= (self.due - on).days <= SOON

    def needs_doing(self, on: date) -> bool:
        """Something that is asked is known not to be met, or its day has passed."""
        return self.is_asked and (self.state is State.NOT_MET or self.is_overdue(on))

    @property
    def may_be_recorded(self) -> bool:
        """Whether a person's word settles it: it never stands against what the records show."""
        return self.state in {State.UNTOLD, State.BY_HAND}
