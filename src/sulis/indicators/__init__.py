"""Numerator over denominator for each area and period, as estimates."""

from sulis.indicators.counting import (
    LsoaCell,
    MonthCell,
    PartnershipCell,
    count_lsoas,
    count_months,
    count_partnerships,
)
from sulis.indicators.estimating import (
    Tally,
    absent_estimate,
    count_estimates,
    exact_estimate,
    index_estimate,
    rate_estimates,
    ratio_estimate,
    share_estimate,
)
from sulis.indicators.extract import EXTRACT, Extract, ExtractIncident, Part, Placing, read_extract
from sulis.indicators.months import MonthState, months_of
from sulis.indicators.overlap import overlapping_ratio
from sulis.indicators.recipe import Marked, Recipe, mark
from sulis.indicators.residents import UNKNOWN, Residents, older_caveat, population_year, residents_by
from sulis.indicators.scope import Scope, area_within, find_scope, partnerships_of, reaches_out, vintages
from sulis.indicators.tallies import Tallies, nothing
from sulis.indicators.trail import Trail, trail_of
from sulis.indicators.within import EVERYWHERE, Within

__all__ = [
    "EVERYWHERE",
    "EXTRACT",
    "UNKNOWN",
    "Extract",
    "ExtractIncident",
    "LsoaCell",
    "Marked",
    "MonthCell",
    "MonthState",
    "Part",
    "PartnershipCell",
    "Placing",
    "Recipe",
    "Residents",
    "Scope",
    "Tallies",
    "Tally",
    "Trail",
    "Within",
    "absent_estimate",
    "area_within",
    "count_estimates",
    "count_lsoas",
    "count_months",
    "count_partnerships",
    "exact_estimate",
    "find_scope",
    "index_estimate",
    "mark",
    "months_of",
    "nothing",
    "older_caveat",
    "overlapping_ratio",
    "partnerships_of",
    "population_year",
    "rate_estimates",
    "ratio_estimate",
    "reaches_out",
    "read_extract",
    "residents_by",
    "share_estimate",
    "trail_of",
    "vintages",
]
