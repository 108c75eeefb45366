"""The words that every other part of Sulis speaks in."""

from sulis.vocabulary.area import Area, AreaLevel
from sulis.vocabulary.caveat import Caveat
from sulis.vocabulary.errors import Fault, InputRefused, PartWayFailure, SulisError, WrongUsage
from sulis.vocabulary.estimate import Estimate, Unit
from sulis.vocabulary.figure import Audience, BoardFigure, Figure, InternalFigure, PublicFigure, Suppressed
from sulis.vocabulary.missing import Missing
from sulis.vocabulary.period import Period
from sulis.vocabulary.population import EVERYONE, PopulationGroup, Sex
from sulis.vocabulary.provenance import Provenance

__all__ = [
    "EVERYONE",
    "Area",
    "AreaLevel",
    "Audience",
    "BoardFigure",
    "Caveat",
    "Estimate",
    "Fault",
    "Figure",
    "InputRefused",
    "InternalFigure",
    "Missing",
    "PartWayFailure",
    "Period",
    "PopulationGroup",
    "Provenance",
    "PublicFigure",
    "Sex",
    "SulisError",
    "Suppressed",
    "Unit",
    "WrongUsage",
]
