"""The partnerships around the rate of all of them together: which differ by more than their size and chance explain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sulis.indicators import Recipe, Tally, index_estimate, rate_estimates
from sulis.indicators.residents import Residents
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.statistics import Funnel

FEWEST = 3  # partnerships with a rate
LEVELS = (0.95, 0.998)
PER = 100_000
OTHERS_TOO = Caveat(
    "funnel-not-a-ranking",
    "A funnel says which partnerships differ by more than chance. It orders nothing: among those inside the limits, which is"
    " higher says nothing. Partnerships differ in how the police record, in their centres and in who visits, so one outside the"
    " limits is a question and not a verdict.",
)


def funnel_finding(study: Study, recipe: Recipe, id_: str, points: Sequence[Point], among: str) -> Finding:
    """Limits of 95 and 99.8% around the rate of all, widened by the spread that they show beyond chance.

    ``points`` are rates, each with its count and person-years; ``among`` names the group in a reader's words. Fewer than
    three rates: a finding that says so.
    """
    there = [point for point in points if point.estimate.value is not None and point.estimate.denominator]
    subject = study.subject(recipe)
    if len(there) < FEWEST:
        return _too_few(id_, subject, len(there), among)
    counts = [point.estimate.numerator or 0 for point in there]
    years = [point.estimate.denominator or 0.0 for point in there]
    found = [_limits(counts, years, level) for level in LEVELS]
    whole = _whole(study, there, sum(counts), sum(years))
    series = (Series("rate", tuple(there)), *(_band(there, one, whole) for one in found))
    own = next((point for point in there if point.emphasised), None)
    slots = (
        Slot("all", whole, f"all of {among} together"),
        Slot("spread", _spread(study, recipe, found[0]), "how many times as wide as by chance alone the limits are"),
        *(_own_slots(own, series) if own else ()),
    )
    chart = ChartSpec(id_, ChartKind.FUNNEL, series)
    caveats = (OTHERS_TOO,)
    return Finding(id_, FindingKind.FUNNEL, subject, slots, (chart,), _outside(there, found), caveats)


def _limits(counts: Sequence[int], years: Sequence[float], level: float) -> Funnel:
    from sulis.statistics import FunnelOf, funnel

    return funnel(FunnelOf.RATES, counts, years, level, overdispersed=True)


def _band(there: Sequence[Point], found: Funnel, whole: Estimate) -> Series:
    """The limits at each partnership's own size, around the rate of all."""
    points = tuple(
        Point(
            point.key, point.label,
            replace(
                point.estimate, value=whole.value, low=low * PER, high=high * PER, level=found.level, method=found.method,
                numerator=None,
            ),
        )
        for point, low, high in zip(there, found.low.tolist(), found.high.tolist(), strict=True)
    )  # fmt: skip
    return Series(f"{found.level * 100:g}% limits", points)


def _whole(study: Study, there: Sequence[Point], count: int, years: float) -> Estimate:
    """The rate of all together, over the person-years of each."""
    first = there[0].estimate
    assert first.provenance is not None
    tally = Tally(count, study.scope.force, first.period, first.provenance, caveats=first.caveats)
    exposed = Residents(round(years), first.population_year, caveats=())
    return rate_estimates([tally], [exposed], study.level, study.trail, [1.0])[0]


def _spread(study: Study, recipe: Recipe, found: Funnel) -> Estimate:
    like = study.whole(study.defined(recipe), recipe)
    wider = math.sqrt(found.overdispersion)
    return index_estimate(wider, (wider, wider), like, study.level, "winsorised squared scores", Unit.RATIO)


def _own_slots(own: Point, series: Sequence[Series]) -> tuple[Slot, ...]:
    names = ("limits", "wide_limits")
    bands = {
        name: next(point.estimate for point in band.points if point.key == own.key)
        for name, band in zip(names, series[1:], strict=True)
    }
    return (
        Slot("area", own.estimate, own.label),
        *(Slot(name, one, f"{one.level * 100:g}% limits for its size") for name, one in bands.items()),
    )


def _outside(there: Sequence[Point], found: Sequence[Funnel]) -> tuple[str, ...]:
    """Those outside the wider limits, then those outside the narrower alone, each by name and not by rate."""
    told: list[str] = []
    named: set[str] = set()
    for one in reversed(found):
        for side in ("above", "below"):
            positions = zip(there, one.position.tolist(), strict=True)
            names = sorted(
                point.label for point, position in positions if position == side and point.label not in named
            )
            named |= set(names)
            if names:
                told.append(f"{side.capitalize()} the {one.level * 100:g}% limits: {', '.join(names)}.")
    return tuple(told)


def _too_few(id_: str, subject: str, many: int, among: str) -> Finding:
    held = {0: "no partnership has", 1: "one partnership has", 2: "two partnerships have"}[many]
    statement = (
        f"Which of {among} differ by more than chance cannot be told: {held} a rate, and limits need at least {FEWEST} to"
        " stand around. Load the files of more partnerships, and their population."
    )
    unsaid = ("which partnerships differ by more than chance",)
    return Finding(id_, FindingKind.CANNOT_TELL, subject, statements=(statement,), unsaid=unsaid)
