"""From the yearly figures of a measure to what they can say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sulis.catalogue.partnership import MeasureSeries, Recipe, Shape, Wanted, YearsFigure, year_of
from sulis.statistics.c_chart import c_chart
from sulis.statistics.p_chart import p_chart
from sulis.statistics.poisson_interval import poisson_interval
from sulis.statistics.proportion import wilson
from sulis.vocabulary import Area, AreaLevel, Audience, Caveat, Estimate, Missing, Period, Provenance, Unit
from sulis.year.measures.changing import change_of, share_of
from sulis.year.measures.model import Coding, Read, Share, Together, Year
from sulis.year.measures.reaching import reach_of

LEVEL = 0.95
_STRETCHES = (3, 5)
FEWEST_FOR_LIMITS = 3


def read_series(recipe: Recipe, series: MeasureSeries) -> Read:
    """Everything that one series can say about its recipe's measure.

    Parameters
    ----------
    recipe : Recipe
        Of the shape count or share: other shapes have no series.
    series : MeasureSeries
        Years in order, none left out; a missing year has a reason in the place of its count.

    Returns
    -------
    Read
        Counts with exact Poisson limits below 10 events and Byar's from there; shares with Wilson's. A missing year is
        never 0 and never part of years counted together. Counts are whole and never rounded.

    Raises
    ------
    ValueError
        When the recipe has another shape.

    Notes
    -----
    **Not advised** for events that come in bunches (several admissions after one fight): every interval is then too
    narrow. Small numbers are shown to those who may see them: `held_back` decides.

    Source: of each number, in the module of its method under ``sulis.statistics``.
    """
    if recipe.shape is Shape.COUNT:
        return _counts(recipe, series)
    if recipe.shape is Shape.SHARE:
        return _shares(recipe, series)
    raise ValueError(f"{recipe.id} is a {recipe.shape.value}: only counts and shares have yearly figures.")


def held_back(series: MeasureSeries, audience: Audience) -> bool:
    """Whether an audience may not see a series: what is not an open official statistic is for the partnership's analysts."""
    return not series.open and audience is not Audience.INTERNAL


def same_by_every_rule(recipe: Recipe, reads: Iterable[Read]) -> Coding | None:
    """What each way of counting concludes about the partnership's own area; None where fewer than two can conclude anything."""
    own = [read for read in reads if not read.series.wider]
    order = [rule.id for rule in recipe.rules]
    found = tuple(
        (read.series.rule, read.change.verdict)
        for read in sorted(own, key=lambda read: order.index(read.series.rule) if read.series.rule in order else -1)
        if read.change
    )
    return Coding(found) if len(found) > 1 else None


def _counts(recipe: Recipe, series: MeasureSeries) -> Read:
    counts = np.array([np.nan if one.count is None else one.count for one in series.years], dtype=np.float64)
    if np.isnan(counts).all():
        return Read(series, tuple(_missing(series, one, Unit.INCIDENTS, recipe) for one in series.years))
    chart = c_chart(counts) if (~np.isnan(counts)).sum() >= FEWEST_FOR_LIMITS else None
    marked = (chart.outside | chart.one_side | chart.trend) if chart else np.zeros(counts.size, dtype=np.bool_)
    limits = poisson_interval(counts, LEVEL)
    years = tuple(
        _missing(series, one, Unit.INCIDENTS, recipe)
        if one.count is None
        else Year(
            one.year,
            _estimate(
                series, recipe, one.year, one.year, one.count, float(limits.low[place]), float(limits.high[place]),
                str(limits.method[place]), provisional=one.provisional,
            ),
            unusual=bool(marked[place]),
        )
        for place, one in enumerate(series.years)
    )  # fmt: skip
    stretch = _last_whole(series.years)
    together = tuple(_together(recipe, series, part) for part in _parts(stretch))
    change = change_of(recipe, series, lambda part: _together(recipe, series, part))
    reach = reach_of(together[-1]) if together else None
    met = None if change is None else _met(recipe, change.ratio, change.is_baseline)
    return Read(series, years, together, chart, change, reach, target_met=met)


def _shares(recipe: Recipe, series: MeasureSeries) -> Read:
    part = np.array([np.nan if one.count is None else one.count for one in series.years], dtype=np.float64)
    whole = np.array([np.nan if one.total is None else one.total for one in series.years], dtype=np.float64)
    found = wilson(part, whole, LEVEL)
    known = int((~np.isnan(found.value)).sum())
    chart = p_chart(part, whole, laney=False) if known >= FEWEST_FOR_LIMITS else None
    marked = (chart.outside | chart.one_side | chart.trend) if chart else np.zeros(part.size, dtype=np.bool_)
    years = tuple(
        _missing(series, one, Unit.PROPORTION, recipe)
        if one.count is None or not one.total
        else Year(
            one.year,
            Estimate(
                float(found.value[place]), float(found.low[place]), float(found.high[place]), LEVEL, str(found.method[place]),
                Unit.PROPORTION, area_of(series), _span(one.year, one.year), numerator=one.count, denominator=one.total,
                provisional=one.provisional, caveats=_caveats(recipe), provenance=_provenance(series, recipe),
            ),
            unusual=bool(marked[place]),
        )
        for place, one in enumerate(series.years)
    )  # fmt: skip
    share = share_of(recipe, years)
    return Read(series, years, chart=chart, share=share, target_met=_share_met(recipe, share) if share else None)


def _met(recipe: Recipe, ratio: Estimate, is_baseline: bool) -> bool | None:
    """Whether the target is reached: only where the whole interval lies on one side of it."""
    if recipe.target is None or not is_baseline or ratio.low is None or ratio.high is None:
        return None
    return _beyond(recipe, ratio.low, ratio.high, recipe.target)


def _share_met(recipe: Recipe, share: Share) -> bool | None:
    """Against so many times the baseline's share, which is taken as it is."""
    newest, baseline = share.newest.estimate, share.baseline
    if recipe.target is None or baseline is None or baseline.estimate.value is None:
        return None
    return _beyond(recipe, newest.low or 0.0, newest.high or 0.0, recipe.target * baseline.estimate.value)


def _beyond(recipe: Recipe, low: float, high: float, target: float) -> bool | None:
    """Whether the whole interval lies on the wanted side of the target, or on the other; None where it holds the target."""
    if low <= target <= high and low != high:
        return None
    return low >= target if recipe.wanted is Wanted.UP else high <= target


def _last_whole(years: Sequence[YearsFigure]) -> list[YearsFigure]:
    """The years up to the newest that is there, back to the last gap."""
    found: list[YearsFigure] = []
    for one in reversed(years):
        if one.count is None:
            if found:
                break
            continue
        found.insert(0, one)
    return found


def _parts(stretch: list[YearsFigure]) -> list[list[YearsFigure]]:
    """The last three, the last five and all, each once, the shortest first."""
    lengths = sorted({*(length for length in _STRETCHES if length < len(stretch)), len(stretch)} - {0})
    return [stretch[-length:] for length in lengths]


def _together(recipe: Recipe, series: MeasureSeries, part: Sequence[YearsFigure]) -> Together:
    count = sum(one.count or 0 for one in part)
    found = poisson_interval(count, LEVEL)
    first, last = part[0].year, part[-1].year
    estimate = _estimate(
        series, recipe, first, last, count, float(found.low), float(found.high), str(found.method),
        provisional=any(one.provisional for one in part),
    )  # fmt: skip
    return Together(first, last, len(part), estimate)


def _estimate(
    series: MeasureSeries, recipe: Recipe, first: str, last: str, count: int, low: float, high: float, method: str,
    *, provisional: bool,
) -> Estimate:  # fmt: skip
    return Estimate(
        count, low, high, LEVEL, method, Unit.INCIDENTS, area_of(series), _span(first, last), numerator=count,
        provisional=provisional, caveats=_caveats(recipe), provenance=_provenance(series, recipe),
    )  # fmt: skip


def _missing(series: MeasureSeries, one: YearsFigure, unit: Unit, recipe: Recipe) -> Year:
    absent = Estimate.absent(
        Missing.NOT_RECEIVED, unit=unit, area=area_of(series), period=_span(one.year, one.year), level=LEVEL,
        caveats=_caveats(recipe), provenance=_provenance(series, recipe),
    )  # fmt: skip
    return Year(one.year, absent, one.why or "Nobody was asked.")


def area_of(series: MeasureSeries) -> Area:
    """The place of a series, which is known by its name alone."""
    return Area("", series.area, AreaLevel.FORCE if series.wider else AreaLevel.PARTNERSHIP, 0)


def _span(first: str, last: str) -> Period:
    start, end = year_of(first), year_of(last)
    if start is None or end is None:
        raise ValueError(f"{first} to {last} are not years.")
    return Period(start.start, end.end)


def _caveats(recipe: Recipe) -> tuple[Caveat, ...]:
    return tuple(Caveat(f"{recipe.id}-{number}", text) for number, text in enumerate(recipe.caveats, 1))


def _provenance(series: MeasureSeries, recipe: Recipe) -> Provenance:
    definition = f"{recipe.id}, {series.rule}" if series.rule else recipe.id
    return Provenance((), series.source, definition, series.open)
