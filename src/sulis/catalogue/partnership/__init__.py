"""A partnership as reviewed files: its people, boards, evidence, voice, plan and measures."""

from sulis.catalogue.duty import Duty
from sulis.catalogue.partnership.clauses import About, Clause, Effect, ReportPart
from sulis.catalogue.partnership.co_occurrence import CoOccurrence
from sulis.catalogue.partnership.items import (
    Arrangement,
    Concern,
    Elsewhere,
    Engagement,
    Finding,
    Intervention,
    Item,
    Link,
    Measure,
    Objective,
    Priority,
    Reason,
    RiskFactor,
    Source,
    Statement,
    Suggestion,
    Voice,
)
from sulis.catalogue.partnership.kinds import (
    Account,
    Basis,
    ClaimTest,
    Form,
    Group,
    Kind,
    Level,
    LinkBasis,
    LinkKind,
    Outcome,
    Purpose,
    Scope,
    SeatKind,
    Seen,
    Standing,
    Tier,
)
from sulis.catalogue.partnership.linked import Linked
from sulis.catalogue.partnership.load import list_partnerships, load_partnership
from sulis.catalogue.partnership.measuring import MeasureSeries, Recipe, Rule, Shape, Wanted, YearsFigure
from sulis.catalogue.partnership.overlaps import Overlap
from sulis.catalogue.partnership.partnership import DefinitionPart, LocalDefinition, Partnership, PlanDocument
from sulis.catalogue.partnership.people import Board, Line, Organisation, Seat
from sulis.catalogue.partnership.places import partnerships_root
from sulis.catalogue.partnership.rebased import Rebased
from sulis.catalogue.partnership.recommended import Received, Recommended, Sort, Triage
from sulis.catalogue.partnership.register import Agreement, CalendarEntry, ImpactAssessment
from sulis.catalogue.partnership.sentences import Claim, Ground, PublicSentence
from sulis.catalogue.partnership.shared import CatalogueFactor, load_risk_factors
from sulis.catalogue.partnership.standing import SOON_DAYS, holds, standing
from sulis.catalogue.partnership.strategies import Acknowledges, OtherStrategy
from sulis.catalogue.partnership.years import year_of

__all__ = [
    "SOON_DAYS",
    "About",
    "Account",
    "Acknowledges",
    "Agreement",
    "Arrangement",
    "Basis",
    "Board",
    "CalendarEntry",
    "CatalogueFactor",
    "Claim",
    "ClaimTest",
    "Clause",
    "CoOccurrence",
    "Concern",
    "DefinitionPart",
    "Duty",
    "Effect",
    "Elsewhere",
    "Engagement",
    "Finding",
    "Form",
    "Ground",
    "Group",
    "ImpactAssessment",
    "Intervention",
    "Item",
    "Kind",
    "Level",
    "Line",
    "Link",
    "LinkBasis",
    "LinkKind",
    "Linked",
    "LocalDefinition",
    "Measure",
    "MeasureSeries",
    "Objective",
    "Organisation",
    "OtherStrategy",
    "Outcome",
    "Overlap",
    "Partnership",
    "PlanDocument",
    "Priority",
    "PublicSentence",
    "Purpose",
    "Reason",
    "Rebased",
    "Received",
    "Recipe",
    "Recommended",
    "ReportPart",
    "RiskFactor",
    "Rule",
    "Scope",
    "Seat",
    "SeatKind",
    "Seen",
    "Shape",
    "Sort",
    "Source",
    "Standing",
    "Statement",
    "Suggestion",
    "Tier",
    "Triage",
    "Voice",
    "Wanted",
    "YearsFigure",
    "holds",
    "list_partnerships",
    "load_partnership",
    "load_risk_factors",
    "partnerships_root",
    "standing",
    "year_of",
]
