"""Two definitions side by side, counted from the same rows."""

from __future__ import annotations

from sulis.indicators import Recipe, count_estimates, overlapping_ratio
from sulis.vocabulary import Caveat
from sulis.year.needs.breaks import Breaks
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Series, Slot
from sulis.year.needs.study import Study
from sulis.year.needs.trend import monthly_counts, time_points


def compare_definitions(study: Study, breaks: Breaks) -> tuple[Finding, ...]:
    """The first definition against each of the others; nothing when there is one."""
    return tuple(
        _pair(study, study.wanted[0], other, number, breaks) for number, other in enumerate(study.wanted[1:], start=2)
    )


def _pair(study: Study, first: Recipe, second: Recipe, number: int, breaks: Breaks) -> Finding:
    one, two = count_estimates(
        [study.whole(study.defined(first), first), study.whole(study.defined(second), second)], study.level
    )
    shared = _shared(study, number)
    id_ = f"definition-pair-{number}"
    chart = ChartSpec(
        id_,
        ChartKind.TIME,
        tuple(Series(_name(study, recipe), time_points(monthly_counts(study, recipe))) for recipe in (first, second)),
        breaks.of({*study.categories(first), *study.categories(second)}),
    )
    slots = (
        Slot("first", one, _name(study, first)),
        Slot("second", two, _name(study, second)),
        Slot("ratio", overlapping_ratio(two, one, shared, study.level), "the second count over the first"),
    )
    told = Caveat(
        "shared-incidents", f"{shared} incidents are counted by both, which the interval of the ratio allows for."
    )
    return Finding(
        id_, FindingKind.DEFINITIONS, "incidents by each of two definitions", slots, (chart,), caveats=(told,)
    )


def _name(study: Study, recipe: Recipe) -> str:
    """What a definition counts, as a heading."""
    subject = study.subject(recipe)
    return subject[:1].upper() + subject[1:]


def _shared(study: Study, number: int) -> int:
    """Incidents that the first and the numbered definition both take in."""
    return sum(study.tallies(state.month).shared[number - 2] for state in study.received)
