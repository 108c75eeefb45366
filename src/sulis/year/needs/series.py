"""The contract's series: every category of police.uk in every month of the period, as counts and rates."""

from __future__ import annotations

from sulis.indicators import UNKNOWN, Residents, count_estimates, rate_estimates, residents_by
from sulis.tables import CATEGORIES
from sulis.year.needs.model import SeriesEntry
from sulis.year.needs.study import Study

INDICATOR = "recorded incidents"


def area_residents(study: Study) -> Residents:
    """Residents of the area itself."""
    area = study.scope.area
    found = residents_by(study.engine, area.level, study.scope.within, study.population_year, study.period)
    return found.get(area.code, UNKNOWN)


def monthly_series(study: Study, residents: Residents) -> tuple[SeriesEntry, ...]:
    """One entry for each category and month. A month received with nothing in it has zeros; a missing one has none."""
    asked = [(category, state) for category in CATEGORIES for state in study.months]
    tallies = [study.tally([state], lambda sums: sums.incidents, category=category) for category, state in asked]
    counts = count_estimates(tallies, study.level)
    rates = rate_estimates(tallies, [residents] * len(tallies), study.level, study.trail)
    return tuple(
        SeriesEntry(
            INDICATOR,
            category,
            state.status,
            study.tallies(state.month, category).rows if state.received else None,
            count,
            rate,
        )
        for (category, state), count, rate in zip(asked, counts, rates, strict=True)
    )
