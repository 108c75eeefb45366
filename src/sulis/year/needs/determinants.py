"""What lies behind violence: published indicators on the levels of the World Health Organization, beside areas like this one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sulis.catalogue.indicators import Better, Indicator, factors, indicator_ids, load_indicator
from sulis.catalogue.partnership import CatalogueFactor, CoOccurrence, Level
from sulis.indicators.beside import Beside, Comparators, beside, comparators
from sulis.statistics import AmongPeers, adjusted_p, among_peers
from sulis.tables import TABLES
from sulis.vocabulary import AreaLevel, Caveat, Estimate, Missing, Period, Unit
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study
from sulis.year.needs.together import together_findings
from sulis.year.needs.unmeasured import no_indicator, not_measured, together_finding

EXPECTED = "expected"  # the key of the point that holds the range of one more area like the neighbours
_WITHIN = {
    Level.INDIVIDUAL: "Within the individual",
    Level.RELATIONSHIP: "Within close relationships",
    Level.COMMUNITY: "Within the community",
    Level.SOCIETY: "Within society",
    Level.LOCAL: "Of the factors that partnerships add",
}
_METHOD = Caveat(
    "determinants-method",
    "A difference from the neighbours is claimed where the value lies outside the range in which one more area like them would lie"
    " (Crawford and Howell's t) and, after allowance for every indicator that was tested, the test agrees. Ten areas bear only"
    " large differences: one that cannot be told may still be there.",
)
_OF_AREAS = Caveat(
    "whole-authorities",
    "An indicator is of the whole authority. It says nothing of any person, and not that it is the cause of what is recorded here.",
)


@dataclass(frozen=True, slots=True)
class _Set:
    """An indicator with what its neighbours let one expect; ``p_value`` allows for every indicator of the chapter."""

    of: Beside
    expected: AmongPeers
    p_value: float | None

    @property
    def factor(self) -> CatalogueFactor:
        return factors()[self.of.indicator.factors[0]]


def determinants_chapter(study: Study, groups: Sequence[CoOccurrence] = ()) -> Chapter:
    """What published indicators say, or that none is at hand; then what a partner counted of people who carry several."""
    chapter = _of_indicators(study)
    together = together_findings(study, groups)
    return Chapter("determinants", (*chapter.findings, *(together or (together_finding(),))))


def _of_indicators(study: Study) -> Chapter:
    """By level, then indicator by indicator, then what is not measured."""
    area = study.scope.area
    if area.level is not AreaLevel.DISTRICT:
        return Chapter("determinants", no_indicator(area, "not an authority"))
    others = comparators(study.engine, study.store, area.code, study.scope.within)
    if not study.store.has("indicator_values") or others is None:
        why = "no neighbours" if study.store.has("indicator_values") else "nothing loaded"
        return Chapter("determinants", no_indicator(area, why))
    wanted = [load_indicator(id_) for id_ in indicator_ids()]
    found = beside(study.engine, study.store, area, others, wanted)
    if not found:
        return Chapter("determinants", no_indicator(area, "no figure"))
    return chapter_of(found, others, wanted, study.level)


def chapter_of(found: Mapping[str, Beside], others: Comparators, wanted: Sequence[Indicator], level: float) -> Chapter:
    """The chapter of the indicators that have a figure, by their ids; ``wanted`` are all that the catalogue has."""
    sets, notes = _set_beside(found, level), _notes(others)
    levels = (_of_level(each, sets, notes, level) for each in Level)
    single = (_of_indicator(one, notes, level) for each in Level for one in sets if one.factor.level is each)
    return Chapter("determinants", (*filter(None, levels), *single, not_measured(found, wanted)))


def _notes(others: Comparators) -> tuple[Caveat, ...]:
    compared = Caveat(
        "statistical-neighbours",
        f"The neighbours are the {len(others.neighbours)} authorities that the Department for Education judged most like this one"
        f" (list of {others.listed_period}). They need not lie near it.",
    )
    return (compared, *TABLES["neighbours"].caveats, _METHOD, _OF_AREAS)


def _set_beside(found: Mapping[str, Beside], level: float) -> tuple[_Set, ...]:
    """Each indicator with the range of its neighbours, and its p among all of them."""
    ranges = [
        among_peers(one.own.value, [each.value for each in one.neighbours], level=level) for one in found.values()
    ]
    together = adjusted_p([one.p_value for one in ranges]).tolist()
    return tuple(
        _Set(one, expected, p if math.isfinite(p) else None)
        for one, expected, p in zip(found.values(), ranges, together, strict=True)
    )


def _expected(one: _Set, level: float) -> Estimate:
    """The mean of the neighbours with the range of one more; below zero there is nothing where none of them is."""
    own, given = one.of.own, one.expected
    if given.reason:
        why = replace(own, value=None, low=None, high=None, method="none", missing=Missing.NOT_APPLICABLE, caveats=())
        return replace(why, denominator=float(given.peers))
    values = [each.value for each in (own, *one.of.neighbours) if each.value is not None]
    low = max(0.0, given.low) if min(values) >= 0 else given.low
    return Estimate(
        given.mean, low, given.high, level, given.method, Unit.PUBLISHED, own.area, own.period,
        denominator=float(given.peers), provisional=own.provisional, provenance=own.provenance,
    )  # fmt: skip


def _of_indicator(one: _Set, notes: tuple[Caveat, ...], level: float) -> Finding:
    of, indicator = one.of, one.of.indicator
    neighbours = one.expected.reason or f"{one.expected.peers} statistical neighbours with a figure, on average"
    slots = [
        Slot("area", of.own, f"{indicator.unit} in {year_words(of.own.period)}"),
        Slot("neighbours", _expected(one, level), neighbours, one.p_value),
    ]
    slots += [Slot("region", of.region, of.region.area.name)] if of.region else []
    slots += [Slot("country", of.country, of.country.area.name)] if of.country else []
    slots += [Slot("earlier", of.earlier[1], year_words(of.earlier[1].period))] if of.earlier else []
    return Finding(
        f"determinants-{indicator.id}", FindingKind.DETERMINANT, indicator.name, tuple(slots),
        statements=_stands_for(indicator), caveats=(*notes, *of.left_out), better=indicator.better,
    )  # fmt: skip


def _stands_for(indicator: Indicator) -> tuple[str, ...]:
    """What it stands for: a factor that nobody has read in its source yet is not named."""
    named = [factors()[id_].title for id_ in indicator.factors if not factors()[id_].unverified]
    return (f"Stands for: {'; '.join(named)}.", indicator.why) if named else (indicator.why,)


def _of_level(where: Level, sets: Sequence[_Set], notes: tuple[Caveat, ...], level: float) -> Finding | None:
    """The indicators of one level side by side; nothing where it has none."""
    chosen = [one for one in sets if one.factor.level is where]
    if not chosen:
        return None
    id_ = f"determinants-level-{where.value}"
    chart = ChartSpec(id_, ChartKind.SPINE, tuple(_series(one, level) for one in chosen))
    return Finding(
        id_, FindingKind.DETERMINANTS, _WITHIN[where], charts=(chart,), statements=_judged(chosen, level),
        caveats=notes,
    )  # fmt: skip


def _series(one: _Set, level: float) -> Series:
    of = one.of
    around = [each for each in (of.region, of.country) if each is not None]
    points = (
        Point(of.own.area.code, of.own.area.name, of.own, emphasised=True),
        Point(EXPECTED, "One more area like its neighbours", _expected(one, level)),
        *(Point(each.area.code, each.area.name, each) for each in (*around, *of.neighbours)),
    )
    way = {Better.LOWER: "; lower is better", Better.HIGHER: "; higher is better", Better.NEITHER: ""}
    unit = f"{of.indicator.unit}, {year_words(of.own.period)}"
    return Series(f"{of.indicator.name}: {unit}{way[of.indicator.better]}", points)


def _judged(chosen: Sequence[_Set], level: float) -> tuple[str, ...]:
    """The names of the indicators by what can be said of them, those that are worse first; a verdict of none is left out."""
    by_verdict: dict[str, list[str]] = {}
    for one in chosen:
        by_verdict.setdefault(_verdict(one, level), []).append(one.of.indicator.name)
    order = (
        "Worse than",
        "Better than",
        "Higher than",
        "Lower than",
        "Cannot be told apart from",
        "Cannot be set beside",
    )
    return tuple(
        f"{verdict} its statistical neighbours: {'; '.join(by_verdict[verdict])}."
        for verdict in order
        if verdict in by_verdict
    )


def _verdict(one: _Set, level: float) -> str:
    own, given = one.of.own.value or 0.0, one.expected
    if one.p_value is None:
        return "Cannot be set beside"
    if one.p_value >= 1 - level or given.low <= own <= given.high:
        return "Cannot be told apart from"
    way = "Higher" if own > given.mean else "Lower"
    better = one.of.indicator.better
    if better is Better.NEITHER:
        return f"{way} than"
    return "Better than" if way.lower() == better.value else "Worse than"


def year_words(period: Period) -> str:
    """The years of a period: ``2024``, ``2024/25``, or ``2021/22 to 2023/24``."""
    whole, ends = period.start.month == 1, (period.start.year, period.end.year - 1)
    named = (str(year) if whole else f"{year}/{(year + 1) % 100:02d}" for year in ends)
    return " to ".join(dict.fromkeys(named))
