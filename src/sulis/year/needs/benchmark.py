"""The area's rate beside the rest of its force, and beside every community safety partnership with data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sulis.indicators import (
    UNKNOWN,
    MonthState,
    PartnershipCell,
    Recipe,
    Residents,
    Tally,
    Within,
    area_within,
    count_partnerships,
    months_of,
    partnerships_of,
    rate_estimates,
    ratio_estimate,
    residents_by,
    vintages,
)
from sulis.tables import force_name
from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Missing
from sulis.year.needs import caveats
from sulis.year.needs.funnels import funnel_finding
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Pick, Study, keep_counts


@dataclass(frozen=True)
class Others:
    """What the area is set beside: partnership counts by month, the months of each force, and residents."""

    query: str
    cells: tuple[PartnershipCell, ...]
    partnerships: tuple[tuple[str, str, str], ...]  # force, code, name: those with nothing recorded too
    months: dict[str, tuple[MonthState, ...]]
    residents: dict[str, Residents]
    force_residents: Residents
    vintage: int


def benchmark_chapter(study: Study, residents: Residents) -> Chapter:
    """For each definition: against the rest of the force, then against the partnerships."""
    others = _others(study)
    findings: list[Finding] = []
    for number, recipe in enumerate(study.wanted, start=1):
        if study.scope.area.level is not AreaLevel.FORCE:
            findings.append(_against_force(study, others, recipe, number, residents))
        points = _partnership_points(study, others, recipe)
        findings += _against_partnerships(study, points, recipe, number, residents)
        findings += _funnels(study, others, recipe, number, points)
    return Chapter("benchmark", tuple(findings))


def _others(study: Study) -> Others:
    forces = study.store.forces()
    query, cells = _partnership_cells(study, forces)
    months = {force: months_of(study.store, force, study.period) for force in forces if force != study.scope.force_slug}
    months[study.scope.force_slug] = study.months
    return Others(
        query,
        cells,
        partnerships_of(study.engine, forces),
        months,
        _residents(study, AreaLevel.PARTNERSHIP, Within("force", forces)),
        _residents(study, AreaLevel.FORCE, area_within(AreaLevel.FORCE, study.scope.force.code)).get(
            study.scope.force.code, UNKNOWN
        ),
        vintages(study.engine).get(AreaLevel.PARTNERSHIP, 0),
    )


def _partnership_cells(study: Study, forces: tuple[str, ...]) -> tuple[str, tuple[PartnershipCell, ...]]:
    """What every partnership has, which is the same whichever area of the store is studied."""
    key = ("partnerships", forces, study.period, id(study.marked))
    if key not in study.store.kept:
        study.store.kept[key] = (study.marked, count_partnerships(study.engine, forces, study.period, study.marked))
    found: tuple[str, tuple[PartnershipCell, ...]] = study.store.kept[key][1]
    return found


def _residents(study: Study, level: AreaLevel, within: Within) -> dict[str, Residents]:
    return residents_by(study.engine, level, within, study.population_year, study.period)


def _own(study: Study, recipe: Recipe, residents: Residents) -> Estimate:
    tally = _noted(study.whole(study.defined(recipe), recipe))
    return rate_estimates([tally], [residents], study.level, study.trail, [study.years])[0]


def _noted(tally: Tally) -> Tally:
    return replace(tally, caveats=(*tally.caveats, caveats.NO_GEOGRAPHY, caveats.VISITORS))


def _against_force(study: Study, others: Others, recipe: Recipe, number: int, residents: Residents) -> Finding:
    rest, count = _rest_of_force(study, others, recipe)
    own = _own(study, recipe, residents)
    like = _noted(study.whole(study.defined(recipe), recipe))
    tally = study.tally_of(rest, count, like, others.query) if study.received else replace(like, area=rest)
    left = others.force_residents.less(residents)
    force = rate_estimates([tally], [left], study.level, study.trail, [study.years])[0]
    ratio, p_value = ratio_estimate(own, force, study.level, (residents, left))
    slots = (
        Slot("area", own, study.scope.area.name),
        Slot("force", force, rest.name),
        Slot("ratio", ratio, p_value=p_value),
    )
    points = (
        Point(own.area.code, own.area.name, own, emphasised=True),
        Point(f"{rest.code}-rest", rest.name, force),
    )
    id_ = f"benchmark-force-{number}"
    chart = ChartSpec(id_, ChartKind.AREAS, (Series(study.subject(recipe), points),))
    return Finding(id_, FindingKind.AGAINST_FORCE, study.subject(recipe), slots, (chart,))


def _rest_of_force(study: Study, others: Others, recipe: Recipe) -> tuple[Area, int]:
    """The force without the area, and its count over the months received."""
    force, pick = study.scope.force, study.defined(recipe)
    months = {state.month.start for state in study.received}
    whole = sum(
        pick(cell.tallies) for cell in others.cells if cell.force == study.scope.force_slug and cell.month in months
    )
    own = sum(pick(study.tallies(state.month)) for state in study.received)
    return replace(force, name=f"the rest of {force.name}"), max(0, whole - own)


def _funnels(study: Study, others: Others, recipe: Recipe, number: int, points: Sequence[Point]) -> tuple[Finding, ...]:
    """Around the rate of the force's own partnerships, and around that of all where other forces are loaded too."""
    own = {code for force, code, _ in others.partnerships if force == study.scope.force_slug}
    of_force = [point for point in points if point.key in own]
    found = funnel_finding(
        study, recipe, f"benchmark-funnel-{number}", of_force, f"the partnerships of {study.scope.force.name}"
    )
    if len(of_force) == len(points):
        return (found,)
    every = funnel_finding(
        study, recipe, f"benchmark-funnel-all-{number}", points, "the partnerships of every force that is loaded"
    )
    return (found, every)


def _against_partnerships(
    study: Study, partnerships: Sequence[Point], recipe: Recipe, number: int, residents: Residents
) -> list[Finding]:
    """Every partnership of the forces that are loaded, the area's own marked; nothing when there is no other."""
    points = list(partnerships)
    if not study.scope.is_partnership:
        own = _own(study, recipe, residents)
        points.append(Point(own.area.code, own.area.name, own, emphasised=True))
    there = sorted((p for p in points if p.estimate.value is not None), key=lambda p: -(p.estimate.value or 0.0))
    mine = next((point for point in points if point.emphasised), None)
    if mine is None or len(points) < 2:
        return []
    absent = [point for point in points if point.estimate.value is None]
    ranked = [p for p in there if p.estimate.area.level is AreaLevel.PARTNERSHIP] or there
    ends = (ranked[0], ranked[-1]) if ranked else (mine, mine)
    slots = (
        Slot("area", mine.estimate, study.scope.area.name),
        Slot("highest", ends[0].estimate, ends[0].label),
        Slot("lowest", ends[1].estimate, ends[1].label),
    )
    id_ = f"benchmark-partnerships-{number}"
    chart = ChartSpec(id_, ChartKind.AREAS, (Series(study.subject(recipe), (*there, *absent)),))
    return [Finding(id_, FindingKind.AGAINST_PARTNERSHIPS, study.subject(recipe), slots, (chart,))]


def _partnership_points(study: Study, others: Others, recipe: Recipe) -> list[Point]:
    grouped: dict[tuple[str, str, str], list[PartnershipCell]] = {named: [] for named in others.partnerships}
    for cell in others.cells:
        if cell.code is not None:
            grouped[cell.force, cell.code, cell.name or cell.code].append(cell)
    pick = study.defined(recipe)
    like = _noted(study.whole(pick, recipe))
    spans = {force: _span(study, force, states, like) for force, states in others.months.items()}
    tallies = [
        _partnership_tally(
            study, others, pick, like, Area(code, name, AreaLevel.PARTNERSHIP, others.vintage), spans[force], cells
        )
        for (force, code, name), cells in grouped.items()
    ]
    people = [others.residents.get(tally.area.code, UNKNOWN) for tally in tallies]
    years = [len(spans[force].received) / 12 for force, _, _ in grouped]
    rates = keep_counts(rate_estimates(tallies, people, study.level, study.trail, years), tallies)
    own = study.scope.partnership if study.scope.is_partnership else None
    return [Point(rate.area.code, rate.area.name, rate, emphasised=rate.area.code == own) for rate in rates]


@dataclass(frozen=True)
class _Span:
    """The months of a force's files that were received, with what is known of them."""

    received: dict[date, MonthState]
    releases: frozenset[str]
    missing: Missing | None
    provisional: bool
    gaps: tuple[Caveat, ...]


def _span(study: Study, force: str, states: Sequence[MonthState], like: Tally) -> _Span:
    received = {state.month.start: state for state in states if state.received}
    releases = frozenset(s.ledger.release for s in received.values() if s.ledger and s.ledger.release)
    own = force == study.scope.force_slug
    gaps = like.caveats if own else caveats.missing_months(states, force_name(force))
    missing = None if received else states[0].missing
    return _Span(received, releases, missing, any(s.provisional for s in received.values()), tuple(gaps))


def _partnership_tally(
    study: Study, others: Others, pick: Pick, like: Tally, area: Area, span: _Span, cells: Sequence[PartnershipCell]
) -> Tally:
    """A partnership's count over the months that its own force's files were received for; ``like`` is the area's own."""
    inside = [cell for cell in cells if cell.month in span.received]
    count = sum(pick(cell.tallies) for cell in inside) if span.received else None
    releases = span.releases.union(cell.release for cell in inside)
    trail = study.trail.to(releases, others.query, like.provenance.definition)
    return Tally(count, area, study.period, trail, span.missing, span.provisional, span.gaps)
