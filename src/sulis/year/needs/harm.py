"""How much harm: violent offences counted, weighted by their severity and, in a stated year's prices, costed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sulis.catalogue.costs import UnitCosts, load_costs
from sulis.indicators import count_estimates, index_estimate, ratio_estimate, share_estimate
from sulis.vocabulary import Caveat, Estimate, Unit
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.offence_years import Code, Year, place_of, weights_of, years_of
from sulis.year.needs.study import Study

SUBJECT = "violent offences"
SHOWN = 10  # offences in a chart
WEIGHTS = Caveat(
    "severity-weights",
    "An offence weighs the days of custody that courts gave for one like it on average, over all who were sentenced. It is a yardstick for"
    " setting offences side by side, and says nothing of what any victim suffered.",
)
FEW_DECIDE = Caveat(
    "few-offences-decide", "A few of the gravest offences are much of the sum, so it moves more than the count does."
)


def harm_chapter(study: Study) -> Chapter:
    """The latest whole year beside the one before, which offences weigh most, and what they cost; or what to load."""
    place = place_of(study)
    if place is None:
        return Chapter("harm", (_cannot(study, study.scope.area.name),))
    weights = weights_of(study)
    years = years_of(study, *place, weights)
    if not years:
        return Chapter("harm", (_cannot(study, place[2].name),))
    weighed = (_weighted(study, years), _mix(study, years[-1])) if weights else (_no_weights(),)
    return Chapter("harm", (*weighed, _costs(study, years[-1], load_costs())))


def _sum(year: Year, level: float) -> Estimate:
    """The weighted sum, or that there were too few offences for one."""
    from sulis.statistics import severity

    weighed = year.weighed
    found = severity([each.count for each in weighed], [each.weight or 0.0 for each in weighed], level)
    like = replace(year.like, caveats=(*year.like.caveats, WEIGHTS, FEW_DECIDE))
    if str(found.reason):
        from sulis.vocabulary import Missing

        return Estimate.absent(
            Missing.NOT_APPLICABLE, unit=Unit.SEVERITY, area=like.area, period=like.period, level=level,
            caveats=like.caveats, provenance=like.provenance,
        )  # fmt: skip
    limits = (float(found.low), float(found.high))
    return index_estimate(float(found.value), limits, like, level, str(found.method), Unit.SEVERITY)


def _weighted(study: Study, years: Sequence[Year]) -> Finding:
    """Count and weight of the latest year and of the one before."""
    level, now = study.level, years[-1]
    counts = count_estimates([each.like for each in years], level)
    slots = [
        Slot("count", counts[-1], _of_year(study, now)),
        Slot("weighted", _sum(now, level), f"their weight in {now.label}"),
    ]
    if len(years) > 1:
        ratio, p_value = ratio_estimate(counts[-1], counts[0], level)
        before = years[0].label
        slots += [
            Slot("count_before", counts[0], _of_year(study, years[0])),
            Slot("weighted_before", _sum(years[0], level), f"their weight in {before}"),
            Slot("ratio", ratio, f"{now.label} beside {before}", p_value),
        ]
    return Finding("harm-weighted", FindingKind.HARM, _subject(study, now), tuple(slots))


def _subject(study: Study, year: Year) -> str:
    """What is counted, with the place where it is not the area's own."""
    of = year.like.area
    return SUBJECT if of == study.scope.area else f"{SUBJECT} in the whole of {of.name}"


def _of_year(study: Study, year: Year) -> str:
    return f"{_subject(study, year)} in {year.label}"


def _mix(study: Study, year: Year) -> Finding:
    """Which offences are most of the count and which most of the weight."""
    level = study.level
    weighed = [each for each in year.weighed if each.count]
    if not weighed:
        return _too_few(year)
    heavy = max(weighed, key=lambda each: (each.count * (each.weight or 0.0), each.code))
    common = max(weighed, key=lambda each: (each.count, each.code))
    total = sum(each.count for each in weighed)
    slots = [
        slot
        for name, one in (("heavy", heavy), ("common", common))
        for slot in (
            Slot(f"{name}_weight", _share_of_weight(year, weighed, one, level), one.name),
            Slot(f"{name}_count", share_estimate(one.count, total, year.like, level), one.name),
        )
    ]
    return Finding("harm-mix", FindingKind.HARM_MIX, _of_year(study, year), tuple(slots), _charts(year, weighed, level))


def _share_of_weight(year: Year, weighed: Sequence[Code], one: Code, level: float) -> Estimate:
    """The share of the sum, with an interval on the scale of its odds, each code's count being a Poisson number."""
    from scipy.special import ndtri

    sums = np.array([each.count * (each.weight or 0.0) for each in weighed])
    spread = np.array([each.count * (each.weight or 0.0) ** 2 for each in weighed])
    at = weighed.index(one)
    own, rest = float(sums[at]), float(sums.sum() - sums[at])
    like = replace(year.like, caveats=(*year.like.caveats, WEIGHTS))
    if not own or not rest:
        return share_estimate(one.count if own else 0, max(one.count, 1), like, level)
    wide = float(ndtri((1 + level) / 2)) * math.sqrt(spread[at] / own**2 + (spread.sum() - spread[at]) / rest**2)
    odds = math.log(own / rest)
    low, high = (1 / (1 + math.exp(-(odds + sign * wide))) for sign in (-1, 1))
    found = index_estimate(
        own / (own + rest), (low, high), like, level, "delta method on the log odds", Unit.PROPORTION
    )
    return replace(found, denominator=float(sum(each.count for each in weighed)))


def _charts(year: Year, weighed: Sequence[Code], level: float) -> tuple[ChartSpec, ...]:
    """The commonest offences and the heaviest, each with its interval."""
    from sulis.statistics import poisson_interval

    found = poisson_interval(np.array([each.count for each in weighed], dtype=float), level)
    limits = list(zip(found.low.tolist(), found.high.tolist(), found.method.tolist(), strict=True))

    def points(scaled: bool) -> tuple[Point, ...]:
        made = []
        for each, (low, high, method) in zip(weighed, limits, strict=True):
            times = (each.weight or 0.0) if scaled else 1.0
            unit = Unit.SEVERITY if scaled else Unit.INCIDENTS
            like = replace(year.like, count=each.count)
            estimate = index_estimate(each.count * times, (low * times, high * times), like, level, method, unit)
            made.append(Point(each.code, each.name, replace(estimate, numerator=each.count)))
        return tuple(sorted(made, key=lambda point: -(point.estimate.value or 0.0))[:SHOWN])

    return tuple(
        ChartSpec(f"harm-{name}", ChartKind.CATEGORIES, (Series(words, points(scaled)),))
        for name, words, scaled in (
            ("counts", f"Recorded in {year.label}", False),
            ("weights", f"Weight in {year.label}", True),
        )
    )


def _costs(study: Study, year: Year, costs: UnitCosts) -> Finding:
    """Count times unit cost for each kind of which there is one; the interval is the count's."""
    note = Caveat("unit-costs", f"{costs.title} ({costs.publisher}). {costs.caveat}")
    slots = []
    for cost in costs.costs:
        many = sum(each.count for each in year.codes if cost.covers(each.code, each.subgroup))
        if not many:
            continue
        like = replace(year.like, count=many, caveats=(*year.like.caveats, note))
        [count] = count_estimates([like], study.level)
        limits = ((count.low or 0.0) * cost.pounds, (count.high or 0.0) * cost.pounds)
        found = index_estimate(
            many * float(cost.pounds), limits, like, study.level, f"{count.method}, times the unit cost", Unit.POUNDS
        )
        slots.append(
            Slot(
                f"cost_of_{cost.kind.replace(' ', '_')}",
                replace(found, numerator=many),
                f"{many:,} of {cost.kind}, at £{cost.pounds:,} each",
            )
        )
    if not slots:
        return Finding(
            "harm-cost", FindingKind.CANNOT_TELL, f"cost of {SUBJECT}", unsaid=("what these offences cost",),
            statements=(f"None of the offences recorded in {year.label} is of a kind of which a unit cost is known here.",),
        )  # fmt: skip
    return Finding("harm-cost", FindingKind.COST, _of_year(study, year), tuple(slots), unsaid=(costs.price_year,))


def _too_few(year: Year) -> Finding:
    statement = f"No offence of {year.label} has a weight of its own, so nothing can be weighed."
    return Finding(
        "harm-mix", FindingKind.CANNOT_TELL, SUBJECT, statements=(statement,), unsaid=("which offences weigh most",)
    )


def _no_weights() -> Finding:
    statement = (
        "No weights by offence code are loaded, so grave and slight offences count alike. Load the weights of the Office for National"
        " Statistics with `sulis ingest severity-weights`."
    )
    return Finding(
        "harm-weighted",
        FindingKind.CANNOT_TELL,
        SUBJECT,
        statements=(statement,),
        unsaid=("how grave the offences were",),
    )


def _cannot(study: Study, name: str) -> Finding:
    statement = (
        f"No whole year of recorded crime by offence code is loaded for {name}. police.uk's categories cannot be weighed: one of them"
        " holds both a threat and a murder. Load the Home Office's open table by community safety partnership with `sulis ingest"
        " home-office`, and the weights with `sulis ingest severity-weights`."
    )
    asked = ("how grave the violence was", "what it cost")
    return Finding("harm-weighted", FindingKind.CANNOT_TELL, SUBJECT, statements=(statement,), unsaid=asked)
