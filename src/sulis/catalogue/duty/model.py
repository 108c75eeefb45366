"""The serious violence duty as typed values: what it asks, of whom, where the Act says so, and how that is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.duty.kinds import Binds, CheckedBy, Duty, Nation, Strength, Theme
from sulis.catalogue.reader import closest
from sulis.vocabulary import WrongUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every entry of the file has.

    ``section`` is where it stands, as in "s.8(4)"; ``source`` says where that was read. ``unverified`` says what nobody
    has checked, and is empty for a checked fact: an unverified one must not reach a public page without its mark.
    """

    id: str
    title: str
    text: str
    section: str
    source: str
    unverified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Fact):
    """A kind of authority. ``name`` is the word that a partnership's organisations.toml uses for it."""

    name: str
    duty: Duty
    nation: Nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Fact):
    """One thing that the duty asks, allows or forbids, or that guidance expects.

    ``authorities`` names the kinds of authority that ``checked_by`` is about, empty where it is about none.
    ``cadence`` is how often it must be met, None where that is not laid down.
    """

    strength: Strength
    binds: tuple[Binds, ...]
    theme: Theme
    checked_by: CheckedBy
    authorities: tuple[str, ...] = ()
    cadence: Cadence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning(Fact):
    """What the Act means by a word, or how it stands to other law: it asks nothing of anyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay(Fact):
    """A day that the duty fixed for everyone. ``requirement`` is the id of what fell due then, None for none."""

    on: date
    requirement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCatalogue:
    """Everything that catalogue/duty says. ``unverified`` is about the file as a whole."""

    title: str
    act: str
    author: str
    checker: str
    next_review: date
    unverified: str
    authorities: tuple[Authority, ...]
    requirements: tuple[Requirement, ...]
    meanings: tuple[Meaning, ...]
    days: tuple[KnownDay, ...]

    def kinds_of(self, duty: Duty) -> tuple[str, ...]:
        """The names of the kinds of authority that have this part under the Act, in file order."""
        return tuple(authority.name for authority in self.authorities if authority.duty is duty)

    def requirement(self, id: str) -> Requirement:
        """The requirement of that id.

        Raises
        ------
        WrongUsage
            When there is none.
        """
        for requirement in self.requirements:
            if requirement.id == id:
                return requirement
        known = [requirement.id for requirement in self.requirements]
        raise WrongUsage(f"the duty has no requirement {id!r}", closest(id, known))
