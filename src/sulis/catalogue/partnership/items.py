"""The items that a partnership's files hold: each is a frozen value with a stable id and its place in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sulis.catalogue.partnership.kinds import (
    Basis,
    ClaimTest,
    Form,
    Group,
    Kind,
    Level,
    LinkBasis,
    LinkKind,
    Scope,
    Tier,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every item has. ``id`` never changes once published; ``section`` is the plan's heading that it comes from.

    ``section`` is empty for an agreement, an impact assessment or a date that the plan does not mention.

    ``unverified`` marks a fact that nobody has checked: it must not reach a public page.
    """

    kind: ClassVar[Kind]
    id: str
    title: str
    text: str
    section: str
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Item):
    """Something that the plan says about itself."""

    kind: ClassVar[Kind] = Kind.STATEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Item):
    """An existing arrangement that deals with what lies outside the priority focus. ``concern`` says what it holds."""

    kind: ClassVar[Kind] = Kind.ARRANGEMENT_ELSEWHERE
    concern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Item):
    """A document that the plan cites, and its footnote number. ``year`` and ``url`` are None when not given."""

    kind: ClassVar[Kind] = Kind.SOURCE
    footnote: int
    year: int | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Item):
    """A claim of the plan's needs assessment. It is the plan's claim, not ours: nothing here has been recomputed.

    ``test`` says how the needs assessment puts it to the test. A claim without one has ``needs``: the data that a test
    would take, and whom to ask. ``measures`` are ids of
    `catalogue/indicators` that a test of published measures reads, ``ethnic_group`` the one that a
    test of disparity asks about, by its census heading in one word.
    """

    kind: ClassVar[Kind] = Kind.FINDING
    basis: Basis
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    test: ClaimTest | None = None
    measures: tuple[str, ...] = ()
    ethnic_group: str = ""
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFactor(Item):
    """Something that makes violence more likely, as the partnership names it.

    ``catalogue`` holds ids of the shared catalogue that it corresponds to, empty when it has none there;
    ``evidence`` holds ids of findings, reasons or concerns.
    """

    kind: ClassVar[Kind] = Kind.RISK_FACTOR
    level: Level
    catalogue: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Item):
    """A way in which people were heard. Ages are None when the plan gives none; ``to_age`` is included."""

    kind: ClassVar[Kind] = Kind.ENGAGEMENT
    method: str
    who: tuple[str, ...] = ()
    from_age: int | None = None
    to_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Item):
    """An item that the plan numbers."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Numbered):
    """Why young people become involved in serious violence, as the community sees it."""

    kind: ClassVar[Kind] = Kind.REASON


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Numbered):
    """A further worry that the community raised."""

    kind: ClassVar[Kind] = Kind.CONCERN


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Numbered):
    """What focus groups suggested doing."""

    kind: ClassVar[Kind] = Kind.SUGGESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention(Item):
    """Something that is offered. ``organisations`` are those that the plan names; ``when`` is as the plan puts it."""

    kind: ClassVar[Kind] = Kind.INTERVENTION
    group: Group
    organisations: tuple[str, ...] = ()
    when: str | None = None
    from_age: int | None = None
    to_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement(Item):
    """A partnership, team or strategy that supports the plan. Years are None when the plan gives none."""

    kind: ClassVar[Kind] = Kind.ARRANGEMENT
    form: Form
    organisations: tuple[str, ...] = ()
    from_year: int | None = None
    to_year: int | None = None
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Item):
    """What a priority sets out to do. ``number`` is the plan's roman numeral, ``priority`` its priority's id."""

    kind: ClassVar[Kind] = Kind.OBJECTIVE
    number: str
    priority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(Numbered):
    """One of the plan's priorities, with its objectives in the plan's order."""

    kind: ClassVar[Kind] = Kind.PRIORITY
    tiers: tuple[Tier, ...] = ()
    objectives: tuple[Objective, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Numbered):
    """A measure of success. ``doubts`` are the reservations that the plan itself states about it."""

    kind: ClassVar[Kind] = Kind.MEASURE
    scope: Scope
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One step of the thread from ``source`` to ``target`` (both ids), with the reason why it is there."""

    source: str
    target: str
    kind: LinkKind
    basis: LinkBasis
    reason: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What the community said, and how it was asked."""

    sources: tuple[Engagement, ...] = ()
    reasons: tuple[Reason, ...] = ()
    concerns: tuple[Concern, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
