"""How the counts moved: by month, by rolling year, and against the same months of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sulis.indicators import MonthState, Recipe, Tally, count_estimates, ratio_estimate
from sulis.tables import CATEGORIES
from sulis.vocabulary import Caveat, Estimate, Missing, Period
from sulis.year.needs import caveats
from sulis.year.needs.breaks import Breaks, since_last, spans
from sulis.year.needs.control import control_finding
from sulis.year.needs.directions import direction_finding
from sulis.year.needs.model import (
    Chapter,
    ChartKind,
    ChartSpec,
    Finding,
    FindingKind,
    Point,
    Series,
    SeriesBreak,
    SeriesEntry,
    Slot,
)
from sulis.year.needs.seasons import Comparable, season_finding
from sulis.year.needs.steps import steps_finding
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.catalogue.partnership import Rebased

YEAR = 12  # months
Marks = tuple[SeriesBreak, ...]


def trend_chapter(
    study: Study, series: Sequence[SeriesEntry], breaks: Breaks, rebased: Sequence[Rebased] = ()
) -> Chapter:
    """Month by month for each definition, then all incidents, with a small chart of each category."""
    findings: list[Finding] = []
    for number, recipe in enumerate(study.wanted, start=1):
        mine = tuple(one for one in rebased if one.concerns(recipe.ref))
        findings += _of_recipe(study, recipe, number, breaks, mine)
    return Chapter("trend", (*findings, _all_incidents(study, series, breaks)))


def _of_recipe(
    study: Study, recipe: Recipe, number: int, breaks: Breaks, rebased: tuple[Rebased, ...]
) -> list[Finding]:
    marked = breaks.of(study.categories(recipe))
    told = breaks.told(marked)
    rolling = _rolling_year(study, recipe, number, marked, told)
    paired = _like_for_like(study, recipe, number, marked, told)
    no_year = caveats.NO_UNCUT_YEAR if told else caveats.NO_ROLLING_YEAR
    no_pair = caveats.NO_UNCUT_PAIR if told else caveats.NO_LIKE_FOR_LIKE
    lacking = (*(() if rolling else (no_year,)), *(() if paired else (no_pair,)))
    counts = monthly_counts(study, recipe)
    notes = (*told, *_notes(study, lacking))
    monthly = _monthly(f"trend-monthly-{number}", study.subject(recipe), counts, marked, notes)
    comparable = Comparable(study, recipe, number, since_last(counts, marked), told, rebased)
    unusual = (control_finding(comparable), season_finding(comparable), steps_finding(comparable))
    return [direction_finding(study, recipe, number, counts, marked, told), monthly, *unusual, *rolling, *paired]


def _notes(study: Study, lacking: tuple[Caveat, ...] = ()) -> tuple[Caveat, ...]:
    gaps = caveats.missing_months(study.months, study.scope.force.name)
    return (*gaps, *caveats.provisional_months(study.months), *lacking)


def monthly_counts(study: Study, recipe: Recipe) -> tuple[Estimate, ...]:
    """A definition's count in each month of the period; a month that was not received is missing."""
    tallies = [study.tally([state], study.defined(recipe), recipe=recipe) for state in study.months]
    return count_estimates(tallies, study.level)


def time_points(counts: Sequence[Estimate]) -> tuple[Point, ...]:
    """Points along time, one a period."""
    return tuple(Point(one.period.label, one.period.label, one) for one in counts)


def _monthly(
    id_: str,
    subject: str,
    counts: Sequence[Estimate],
    breaks: Marks,
    notes: tuple[Caveat, ...],
    more: tuple[ChartSpec, ...] = (),
) -> Finding:
    chart = ChartSpec(id_, ChartKind.TIME, (Series(subject, time_points(counts)),), breaks)
    comparable = since_last(counts, breaks)
    return Finding(id_, FindingKind.MONTHLY_TREND, subject, _extremes(comparable), (chart, *more), caveats=notes)


def _extremes(counts: Sequence[Estimate]) -> tuple[Slot, ...]:
    """The latest, highest and lowest of what is there; where months tie, the first of them."""
    there = [one for one in counts if one.value is not None]
    if not there:
        return tuple(Slot(name, counts[-1], counts[-1].period.label) for name in ("latest", "highest", "lowest"))
    highest = max(there, key=lambda one: one.value or 0.0)
    lowest = min(there, key=lambda one: one.value or 0.0)
    named = (("latest", there[-1]), ("highest", highest), ("lowest", lowest))
    return tuple(Slot(name, one, one.period.label) for name, one in named)


def _rolling_year(study: Study, recipe: Recipe, number: int, breaks: Marks, told: tuple[Caveat, ...]) -> list[Finding]:
    """Sums over twelve months in a row, given only where all twelve were received and no break parts them.

    The earliest and the latest are of one side of every break.
    """
    windows = [study.months[end - YEAR : end] for end in range(YEAR, len(study.months) + 1)]
    sums = count_estimates([_window(study, recipe, window, breaks) for window in windows], study.level)
    there = [one for one in since_last(sums, breaks) if one.value is not None]
    if not there:
        return []
    id_ = f"trend-rolling-year-{number}"
    chart = ChartSpec(id_, ChartKind.TIME, (Series(study.subject(recipe), time_points(sums)),), breaks)
    slots = (Slot("latest", there[-1], there[-1].period.label), Slot("earliest", there[0], there[0].period.label))
    notes = (*told, *_notes(study))
    return [Finding(id_, FindingKind.ROLLING_YEAR, study.subject(recipe), slots, (chart,), caveats=notes)]


def _window(study: Study, recipe: Recipe, window: Sequence[MonthState], breaks: Marks) -> Tally:
    """A twelve months' count; missing, for the first reason met, when any month of it is.

    It does not apply where the series breaks inside the twelve months, which are then of two series.
    """
    found = study.tally(window, study.defined(recipe), recipe=recipe)
    gap = next((state.missing for state in window if state.missing), None)
    if gap is None and spans(found.period, breaks):
        gap = Missing.NOT_APPLICABLE
    if gap is None:
        return found
    return Tally(None, found.area, found.period, found.provenance, gap, caveats=found.caveats)


def _like_for_like(study: Study, recipe: Recipe, number: int, breaks: Marks, told: tuple[Caveat, ...]) -> list[Finding]:
    """The calendar months received in both the period's last twelve months and the twelve before, on one side of a break."""
    last, previous = study.months[-YEAR:], study.months[-2 * YEAR : -YEAR]
    pairs = [
        (before, after)
        for before, after in zip(previous, last[len(last) - len(previous) :], strict=True)
        if before.received and after.received and not spans(Period(before.month.start, after.month.end), breaks)
    ]
    if not pairs:
        return []
    note = _compared([after for _, after in pairs])
    tallies = [study.tally(side, study.defined(recipe), recipe=recipe, extra=note) for side in zip(*pairs, strict=True)]
    before, after = count_estimates(tallies, study.level)
    ratio, p_value = ratio_estimate(after, before, study.level)
    slots = (
        Slot("before", before, _span(before, len(pairs))),
        Slot("after", after, _span(after, len(pairs))),
        Slot("ratio", ratio, p_value=p_value),
    )
    id_ = f"trend-like-for-like-{number}"
    return [Finding(id_, FindingKind.LIKE_FOR_LIKE, study.subject(recipe), slots, caveats=told)]


def _span(one: Estimate, months: int) -> str:
    whole = len(list(one.period.months()))
    return one.period.label if months == whole else f"{months} months of {one.period.label}"


def _compared(months: Sequence[MonthState]) -> tuple[Caveat, ...]:
    if len(months) == YEAR:
        return ()
    named = ", ".join(f"{state.month.start:%B}" for state in months)
    return (Caveat("same-months", f"Only the calendar months received in both years are compared: {named}."),)


def _all_incidents(study: Study, series: Sequence[SeriesEntry], breaks: Breaks) -> Finding:
    subject = "Incidents of every category"
    totals = count_estimates([study.tally([state], lambda sums: sums.incidents) for state in study.months], study.level)
    small = ChartSpec(
        "trend-categories",
        ChartKind.TIME,
        tuple(
            Series(category, time_points([entry.count for entry in series if entry.category == category]))
            for category in CATEGORIES
        ),
        breaks.of_each(CATEGORIES),
    )
    marked = breaks.of_all()
    return _monthly("trend-all", subject, totals, marked, (*breaks.told(marked), *_notes(study)), (small,))
