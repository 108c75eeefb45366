"""Each definition's months as a multiple of its own first whole year, so that series of unlike size can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sulis.indicators import MonthState, Recipe, count_estimates, ratio_estimate
from sulis.vocabulary import Caveat, Estimate, Period
from sulis.year.needs.breaks import Breaks, spans
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Series, SeriesBreak, Slot
from sulis.year.needs.study import Study
from sulis.year.needs.trend import YEAR, time_points


def rebased_findings(study: Study, breaks: Breaks) -> tuple[Finding, ...]:
    """Every definition from the first twelve months received in a row; or that there is no such year, or no month after it."""
    marked = breaks.of({name for recipe in study.wanted for name in study.categories(recipe)})
    base, after = _first_year(study.months, marked)
    if not after:
        return (_none(study, bool(base)),)
    return (_rebased(study, base, after, marked),)


def _first_year(
    months: Sequence[MonthState], breaks: Sequence[SeriesBreak]
) -> tuple[Sequence[MonthState], Sequence[MonthState]]:
    """The first twelve months received in a row on one side of every break, and those received after them on that side."""
    for start in range(len(months) - YEAR + 1):
        base = months[start : start + YEAR]
        if all(state.received for state in base) and not spans(_over(base), breaks):
            rest = [state for state in months[start + YEAR :] if not spans(_over((base[0], state)), breaks)]
            return base, rest if any(state.received for state in rest) else ()
    return (), ()


def _over(months: Sequence[MonthState]) -> Period:
    return Period(months[0].month.start, months[-1].month.end)


def _none(study: Study, based: bool) -> Finding:
    lacking = "no month after them on the same side of every break" if based else "no twelve months in a row"
    statement = (
        "How each definition moved from one start cannot be told: it takes twelve months in a row and one after them, and"
        f" there {'is' if based else 'are'} {lacking}. Load earlier months, or those that are missing."
    )
    return Finding(
        "definition-rebased", FindingKind.CANNOT_TELL, study.subject(study.wanted[0]), statements=(statement,),
        unsaid=("how each definition moved from one start",),
    )  # fmt: skip


def _rebased(
    study: Study, base: Sequence[MonthState], after: Sequence[MonthState], breaks: Sequence[SeriesBreak]
) -> Finding:
    id_ = "definition-rebased"
    slots = tuple(
        Slot(f"since_{number}", since(study, recipe, base, after), study.subject(recipe))
        for number, recipe in enumerate(study.wanted, start=1)
    )
    series = tuple(
        Series(study.subject(recipe), time_points([since(study, recipe, base, (state,)) for state in after]))
        for recipe in study.wanted
    )
    chart = ChartSpec(id_, ChartKind.TIME, series, tuple(breaks))
    subject = "incidents by each definition"
    return Finding(id_, FindingKind.REBASED, subject, slots, (chart,), caveats=(_season(base),))


def _season(base: Sequence[MonthState]) -> Caveat:
    return Caveat(
        "season-in-it",
        f"Each month is set beside the mean month of {base[0].month.start:%B %Y} to {base[-1].month.start:%B %Y}, so the season is"
        " in it: compare a month with the same month of another definition, not with the month before.",
    )


def since(study: Study, recipe: Recipe, base: Sequence[MonthState], span: Sequence[MonthState]) -> Estimate:
    """The mean month received of ``span`` over that of the base year; the two share no month."""
    tallies = [study.tally(part, study.defined(recipe), recipe=recipe) for part in (span, base)]
    top, bottom = (
        replace(one, denominator=sum(state.received for state in part) / YEAR)
        for one, part in zip(count_estimates(tallies, study.level), (span, base), strict=True)
    )
    return ratio_estimate(top, bottom, study.level)[0]
