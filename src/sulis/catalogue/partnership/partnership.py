"""A whole partnership as one value: who, what for, on what evidence, and what leads to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sulis.catalogue.partnership.co_occurrence import CoOccurrence
from sulis.catalogue.partnership.items import (
    Arrangement,
    Elsewhere,
    Finding,
    Intervention,
    Item,
    Link,
    Measure,
    Objective,
    Priority,
    RiskFactor,
    Source,
    Statement,
    Voice,
)
from sulis.catalogue.partnership.linked import Linked
from sulis.catalogue.partnership.measuring import MeasureSeries, Recipe
from sulis.catalogue.partnership.overlaps import Overlap
from sulis.catalogue.partnership.people import Board, Organisation
from sulis.catalogue.partnership.planned import PlannedAction, PlannedRisk
from sulis.catalogue.partnership.rebased import Rebased
from sulis.catalogue.partnership.recommended import Received
from sulis.catalogue.partnership.register import Agreement, CalendarEntry, ImpactAssessment
from sulis.catalogue.partnership.sentences import PublicSentence
from sulis.catalogue.partnership.strategies import OtherStrategy
from sulis.vocabulary import WrongUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """The published plan that the files describe.

    ``covers`` is the year in its title, ``sections`` its headings in order. ``published`` is the day on which it was,
    ``reviewed`` that of its last review, ``consulted`` the ids of the organisations consulted on it. Days and ``url`` are
    None when not given.
    """

    title: str
    covers: str
    sections: tuple[str, ...]
    url: str | None = None
    published: date | None = None
    reviewed: date | None = None
    consulted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionPart:
    """One part of the official wording, quoted. ``id`` is the part's name in the definition file."""

    id: str
    title: str
    text: str
    quotation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDefinition:
    """The definition of serious violence in use. ``ref`` and ``proxy`` name files in ``catalogue/violence``.

    ``proxy`` is what police.uk can express in its place. ``elsewhere`` lists what deals with the rest, by name.
    """

    ref: str
    proxy: str
    title: str
    text: str
    section: str
    quotation_source: str
    parts: tuple[DefinitionPart, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership:
    """Everything that one partnership's folder says, checked as a whole.

    ``id`` is the folder's name, ``area_code`` the ONS code of its area, ``force`` the police.uk slug of its force,
    ``accent`` a colour as ``#rrggbb``. ``made_up`` is true for a demonstration: every page must then say so.
    ``checker`` reads "not yet checked by the partnership" until somebody has.
    """

    id: str
    name: str
    short_name: str
    area_code: str
    area_name: str
    force: str
    force_name: str
    year: str
    accent: str
    made_up: bool
    author: str
    checker: str
    next_review: date
    plan: PlanDocument
    statements: tuple[Statement, ...]
    organisations: tuple[Organisation, ...]
    boards: tuple[Board, ...]
    definition: LocalDefinition
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    risk_factors: tuple[RiskFactor, ...]
    voice: Voice
    interventions: tuple[Intervention, ...]
    arrangements: tuple[Arrangement, ...]
    priorities: tuple[Priority, ...]
    measures: tuple[Measure, ...]
    links: tuple[Link, ...]
    agreements: tuple[Agreement, ...] = ()
    impact_assessments: tuple[ImpactAssessment, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    risks: tuple[PlannedRisk, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    rebased: tuple[Rebased, ...] = ()
    linked: tuple[Linked, ...] = ()
    co_occurrence: tuple[CoOccurrence, ...] = ()
    sentences: tuple[PublicSentence, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    series: tuple[MeasureSeries, ...] = ()
    strategies: tuple[OtherStrategy, ...] = ()
    received: tuple[Received, ...] = ()

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Every objective, in the plan's order."""
        return tuple(chain.from_iterable(priority.objectives for priority in self.priorities))

    def items(self) -> Iterator[Item]:
        """Every item of the plan that has an id, in the order of the plan."""
        voice = self.voice
        return chain(
            self.statements, self.organisations, self.boards, self.definition.elsewhere, self.sources, self.findings,
            self.risk_factors, voice.sources, voice.reasons, voice.concerns, voice.suggestions, self.interventions,
            self.arrangements, self.priorities, self.objectives, self.measures,
        )  # fmt: skip

    def registered(self) -> Iterator[Item]:
        """Every agreement, impact assessment, calendar entry, action and risk: kept beside the plan, and not a part of it."""
        return chain(self.agreements, self.impact_assessments, self.calendar, self.actions, self.risks)

    def item(self, id: str) -> Item:
        """The item of that id, in the plan or beside it.

        Raises
        ------
        WrongUsage
            When there is none.
        """
        for item in chain(self.items(), self.registered()):
            if item.id == id:
                return item
        raise WrongUsage(f"{self.name} has no item {id!r}", "Look its id up in the files of the partnership.")
