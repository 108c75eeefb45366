"""A serious-violence definition as data: what it counts, for what reasons, and who holds what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sulis.catalogue.concepts import Concept, Place
from sulis.vocabulary import Sex

Value = str | int | bool
Record = Mapping[Concept, Value]
"""What is known of one incident. A concept that is not there is unknown."""


class AgeOf(StrEnum):
    """Whose age counts."""

    VICTIM = "victim"
    SUSPECT = "suspect"
    EITHER = "either"  # one of the two is enough


class Role(StrEnum):
    """How a term takes part: every required term must hold, and at least one kind."""

    REQUIRED = "required"
    KIND = "kind"


class Answer(StrEnum):
    """Where an incident stands."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"  # something that would decide it is not recorded: neither in nor out

    @classmethod
    def of(cls, holds: bool | None) -> Answer:
        """The answer for true, false and undetermined."""
        if holds is None:
            return cls.UNKNOWN
        return cls.IN if holds else cls.OUT


@dataclass(frozen=True, slots=True)
class OffenceList:
    """Home Office codes under one title, with where the list comes from and what is unverified about it."""

    id: str
    title: str
    codes: tuple[str, ...]
    source: str
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """Conditions that must all hold; an empty one asks nothing. Within one condition, any of its values is enough.

    ``age_under`` excludes that age, ``age_over`` excludes that age; both are whole years of the person ``age_of``.
    """

    offences: tuple[OffenceList, ...] = ()
    categories: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    weapons: tuple[Concept, ...] = ()
    flags: tuple[Concept, ...] = ()
    victim_sex: Sex | None = None
    age_under: int | None = None
    age_over: int | None = None
    age_of: AgeOf | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for offences in self.offences for code in offences.codes)

    @property
    def empty(self) -> bool:
        return self == Criteria()


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a part: ``title`` in a reader's words, ``note`` why it is read this way."""

    id: str
    role: Role
    title: str
    criteria: Criteria
    note: str = ""
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a definition: an incident is in it when every required term and at least one kind holds."""

    id: str
    title: str
    means: str
    terms: tuple[Term, ...]

    def of_role(self, role: Role) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.role is role)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who holds what falls outside the priority focus: existing partnerships, and what each deals with."""

    id: str
    title: str
    holders: tuple[str, ...]
    criteria: Criteria
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Ages that neither a part nor an arrangement holds: a question for the partnership, listed and not hidden."""

    id: str
    title: str
    ages: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Reasoning:
    """Why these kinds of violence are serious here, under the Act's four tests (s.13(6))."""

    maximum_penalty: str
    impact_on_victim: str
    prevalence_in_area: str
    impact_on_community: str


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up incident and the answer that a careful person gives, for each part; it tests the definition.

    ``held_by`` are ids of arrangements expected to hold it, None when the example does not say.
    """

    id: str
    story: str
    source: str
    record: Record
    expected: Mapping[str, Answer]
    why: str
    held_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a serious-violence definition, as reviewed. ``ref`` names it wherever a number used it.

    ``counted_as`` is what a source's records are called once counted, as a noun phrase inside a sentence.
    """

    id: str
    version: int
    title: str
    counted_as: str
    summary: str
    plan_section: str
    author: str
    checker: str
    written: date
    next_review: date
    reasoning: Reasoning
    parts: tuple[Part, ...]
    examples: tuple[Example, ...]
    arrangements: tuple[Arrangement, ...] = ()
    gaps: tuple[Gap, ...] = ()
    stands_in_for: str = ""
    unverified: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        return f"{self.id}@{self.version}"

    def part(self, name: str) -> Part:
        """The part of that id; a KeyError lists the parts there are."""
        for part in self.parts:
            if part.id == name:
                return part
        raise KeyError(f"{self.ref} has no part {name}; it has {', '.join(part.id for part in self.parts)}")


def frozen(values: dict[Concept, Value]) -> Record:
    """A record that cannot be changed."""
    return MappingProxyType(values)
