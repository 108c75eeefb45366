"""The area's rate beside the rest of its force, and beside every community safety partnership with data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
from sulis.vocabulary import Area, AreaLevel, Estimate
from sulis.year.needs import caveats
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study, keep_counts


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
        findings += _against_partnerships(study, others, recipe, number, residents)
    return Chapter("benchmark", tuple(findings))


def _others(study: Study) -> Others:
    forces = study.store.forces()
    query, cells = count_partnerships(study.engine, forces, study.period, study.marked)
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


def _against_partnerships(
    study: Study, others: Others, recipe: Recipe, number: int, residents: Residents
) -> list[Finding]:
    """Every partnership of the forces that are loaded, the area's own marked; nothing when there is no other."""
    points = _partnership_points(study, others, recipe)
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
    tallies = [
        _partnership_tally(study, others, recipe, Area(code, name, AreaLevel.PARTNERSHIP, others.vintage), force, cells)
        for (force, code, name), cells in grouped.items()
    ]
    people = [others.residents.get(tally.area.code, UNKNOWN) for tally in tallies]
    years = [sum(state.received for state in others.months[force]) / 12 for force, _, _ in grouped]
    rates = keep_counts(rate_estimates(tallies, people, study.level, study.trail, years), tallies)
    own = study.scope.partnership if study.scope.is_partnership else None
    return [Point(rate.area.code, rate.area.name, rate, emphasised=rate.area.code == own) for rate in rates]


def _partnership_tally(
    study: Study, others: Others, recipe: Recipe, area: Area, force: str, cells: Sequence[PartnershipCell]
) -> Tally:
    """A partnership's count over the months that its own force's files were received for."""
    states = [state for state in others.months[force] if state.received]
    months, pick = {state.month.start for state in states}, study.defined(recipe)
    inside = [cell for cell in cells if cell.month in months]
    count = sum(pick(cell.tallies) for cell in inside) if states else None
    releases = {cell.release for cell in inside} | {s.ledger.release for s in states if s.ledger and s.ledger.release}
    like = _noted(study.whole(pick, recipe))
    missing = None if states else others.months[force][0].missing
    gaps = (
        like.caveats
        if force == study.scope.force_slug
        else caveats.missing_months(others.months[force], force_name(force))
    )
    trail = study.trail.to(releases, others.query, recipe.ref)
    return Tally(count, area, study.period, trail, missing, any(s.provisional for s in states), tuple(gaps))
