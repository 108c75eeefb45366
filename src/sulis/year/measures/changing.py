"""Earlier years of a measure against later ones."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sulis.catalogue.partnership import MeasureSeries, Recipe, YearsFigure, year_of
from sulis.statistics.detectability import smallest_change
from sulis.statistics.rate_ratio import rate_ratio
from sulis.vocabulary import Estimate, Missing, Unit
from sulis.year.measures.model import Change, Share, Together, Verdict, Year

LEVEL = 0.95
_FEWEST = 2  # years on either side where no baseline is set
_REACH = 1.959964 + 0.841621  # standard deviations: 95%, four times in five


def change_of(
    recipe: Recipe, series: MeasureSeries, together: Callable[[Sequence[YearsFigure]], Together]
) -> Change | None:
    """The baseline against all years since, or else the first half against the second; None where there is too little."""
    before, after = _sides(recipe, series.years)
    if not before or not after:
        return None
    one, two = together(before), together(after)
    ratio = _ratio(one, two)
    return Change(one, two, ratio, verdict_of(ratio), _missed(one, two), bool(recipe.baseline[0]))


def verdict_of(ratio: Estimate) -> Verdict:
    """A rise or a fall where the whole interval says so."""
    if ratio.low is not None and ratio.low > 1.0:
        return Verdict.ROSE
    if ratio.high is not None and ratio.high < 1.0:
        return Verdict.FELL
    return Verdict.CANNOT_TELL


def share_of(recipe: Recipe, years: Sequence[Year]) -> Share | None:
    """The newest share, and the baseline's last year where one is set: apart only where their intervals do not meet."""
    known = [year for year in years if year.estimate.value is not None]
    if not known:
        return None
    newest = known[-1]
    baseline = next((year for year in known if year.label == recipe.baseline[1] and year is not newest), None)
    verdict = None if baseline is None else _apart(baseline.estimate, newest.estimate)
    return Share(newest, baseline, verdict, _step(newest.estimate))


def _sides(recipe: Recipe, years: Sequence[YearsFigure]) -> tuple[list[YearsFigure], list[YearsFigure]]:
    there = [one for one in years if one.count is not None]
    first, last = (year_of(label) for label in recipe.baseline)
    if first is None or last is None:
        half = len(there) // 2
        return (there[-2 * half : -half], there[-half:]) if half >= _FEWEST else ([], [])
    spans = [(one, year_of(one.year)) for one in there]
    before = [one for one, span in spans if span and first.start <= span.start <= last.start]
    return before, [one for one, span in spans if span and span.start > last.start]


def _ratio(before: Together, after: Together) -> Estimate:
    """Later over earlier, for a year; absent where neither had any event."""
    a, b = after.estimate, before.estimate
    found = rate_ratio(a.numerator or 0, after.years, b.numerator or 0, before.years, LEVEL)
    value, low, high = float(found.value), float(found.low), float(found.high)
    about = {"unit": Unit.RATIO, "area": a.area, "period": a.period, "caveats": a.caveats, "provenance": a.provenance}
    if math.isnan(low) or math.isnan(high):
        return Estimate.absent(Missing.NOT_APPLICABLE, level=LEVEL, **about)  # type: ignore[arg-type]
    if math.isnan(value):  # none before: the ratio is at least its low
        value = math.inf
    return Estimate(value, low, high, LEVEL, str(found.method), **about)  # type: ignore[arg-type]


def _missed(before: Together, after: Together) -> float | None:
    rate = before.a_year[0]
    if rate == 0.0:
        return None
    years = min(before.years, after.years)
    found = float(smallest_change(rate, years, years).fall)
    return None if math.isnan(found) else found


def _apart(before: Estimate, after: Estimate) -> Verdict:
    if before.high is not None and after.low is not None and after.low > before.high:
        return Verdict.ROSE
    if before.low is not None and after.high is not None and after.high < before.low:
        return Verdict.FELL
    return Verdict.CANNOT_TELL


def _step(estimate: Estimate) -> float | None:
    """The smallest difference between two years of this size that would be seen four times in five."""
    if estimate.value is None or not estimate.denominator:
        return None
    share = min(max(estimate.value, 0.05), 0.95)
    return _REACH * math.sqrt(2.0 * share * (1.0 - share) / estimate.denominator)
