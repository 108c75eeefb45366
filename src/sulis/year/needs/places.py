"""Where in the area it is recorded: wards, MSOAs and bridged LSOAs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sulis.indicators import (
    UNKNOWN,
    LsoaCell,
    Recipe,
    Residents,
    Tallies,
    Tally,
    count_estimates,
    count_lsoas,
    exact_estimate,
    rate_estimates,
    reaches_out,
    residents_by,
    share_estimate,
    vintages,
)
from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Unit
from sulis.year.needs import caveats
from sulis.year.needs.ambient import ambient_finding
from sulis.year.needs.clusters import cluster_findings, neighbourhoods
from sulis.year.needs.maps import outlines
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.persisting import persistence_finding
from sulis.year.needs.steadied import steadied_finding
from sulis.year.needs.study import Study, keep_counts

LEVELS = (AreaLevel.WARD, AreaLevel.MSOA, AreaLevel.LSOA)
PLURAL = {AreaLevel.WARD: "wards", AreaLevel.MSOA: "neighbourhoods", AreaLevel.LSOA: "small neighbourhoods"}
MOST_BARS = 40  # places above which a bar chart shows only the highest; the map and its table have them all
SHOWN_BARS = 20


@dataclass(frozen=True)
class Placed:
    """The area's counts at one level. ``unplaced`` cannot be put in one place, because a 2011 code was split."""

    level: AreaLevel
    query: str
    places: dict[Area, Tallies]
    unplaced: Tallies


def places_chapter(study: Study) -> Chapter:
    """For each definition and level finer than the area: counts, rates, a map, what stands out, and what could not be placed."""
    query, cells = count_lsoas(study.engine, study.scope, [state.month for state in study.received], study.marked)
    years = vintages(study.engine)
    placed = [place(study, query, cells, level, years.get(level, 2021)) for level in _finer(study.scope.area.level)]
    findings: list[Finding] = []
    for number, recipe in enumerate(study.wanted, start=1):
        for one in placed:
            findings += _of_level(study, recipe, number, one)
            if one.level is AreaLevel.LSOA and study.received:
                findings += _clusters(study, recipe, number, one, cells)
                findings.append(persistence_finding(study, recipe, number))
    unplaced = (_unplaced(study, one) for one in placed if one.places)
    return Chapter("places", (*findings, *unplaced))


def _clusters(
    study: Study, recipe: Recipe, number: int, placed: Placed, cells: Sequence[LsoaCell]
) -> tuple[Finding, ...]:
    """Of the small neighbourhoods, which were drawn up to hold about as many people each."""
    shapes = outlines(study, placed.level, {area.code for area in placed.places})
    residents = residents_by(study.engine, placed.level, study.scope.within, study.population_year, study.period)
    here = neighbourhoods(study, recipe, placed.places, placed.query, cells, shapes, residents)
    return (*cluster_findings(here, number), ambient_finding(here, number))


def _finer(level: AreaLevel) -> tuple[AreaLevel, ...]:
    if level is AreaLevel.LSOA:
        return ()
    return tuple(one for one in LEVELS if one is not level)


def place(study: Study, query: str, cells: Sequence[LsoaCell], level: AreaLevel, vintage: int) -> Placed:
    """Sum the area's LSOA codes into the places of a level; places with nothing recorded are there with zeros."""
    places: dict[Area, Tallies] = {}
    unplaced = study.none
    for cell in cells:
        named = {AreaLevel.WARD: cell.ward, AreaLevel.MSOA: cell.msoa, AreaLevel.LSOA: cell.bridge}[level]
        if named is None:
            unplaced = unplaced + cell.tallies
            continue
        area = Area(named[0], named[1], level, vintage)
        places[area] = places.get(area, study.none) + cell.tallies
    return Placed(level, query, places, unplaced)


def _of_level(study: Study, recipe: Recipe, number: int, placed: Placed) -> list[Finding]:
    if not study.received or not placed.places:
        return []
    pick = study.defined(recipe)
    like = study.whole(pick, recipe)
    tallies = sorted(
        (study.tally_of(area, pick(sums), like, placed.query) for area, sums in placed.places.items()),
        key=lambda tally: (-(tally.count or 0), tally.area.name),
    )
    counts = count_estimates(tallies, study.level)
    part = (caveats.PART_PLACES,) if reaches_out(study.engine, study.scope, placed.level) else ()
    residents = residents_by(study.engine, placed.level, study.scope.within, study.population_year, study.period)
    rates = _rates(study, tallies, residents)
    id_ = f"places-{placed.level.value}-{number}"
    charts, notes = _charts(study, id_, study.subject(recipe), placed.level, counts, rates)
    slots = _slots(study, tallies, counts, placed)
    found = Finding(
        id_, FindingKind.PLACES, study.subject(recipe), slots, charts, caveats=(*part, *notes), level=placed.level
    )
    if placed.level is not AreaLevel.WARD:
        return [found]
    return [found, steadied_finding(study, recipe, number, rates, residents)]


def _rates(study: Study, tallies: Sequence[Tally], found: Mapping[str, Residents]) -> tuple[Estimate, ...]:
    noted = [replace(tally, caveats=(*tally.caveats, caveats.VISITORS)) for tally in tallies]
    people = [found.get(tally.area.code, UNKNOWN) for tally in tallies]
    return keep_counts(rate_estimates(noted, people, study.level, study.trail, [study.years] * len(tallies)), tallies)


def _slots(study: Study, tallies: Sequence[Tally], counts: Sequence[Estimate], placed: Placed) -> tuple[Slot, ...]:
    top, total = tallies[0], sum(tally.count or 0 for tally in tallies)
    whole = replace(top, area=study.scope.area)
    half = exact_estimate(
        places_for_half([t.count or 0 for t in tallies]), len(tallies), Unit.PLACES, whole, study.level
    )
    share = share_estimate(top.count or 0, total, top, study.level)
    return (
        Slot("highest", counts[0], top.area.name),
        Slot("share_of_top", share, f"{top.area.name} alone"),
        Slot("places_for_half", half, f"{PLURAL[placed.level]} that together hold half, of {len(tallies)}"),
    )


def places_for_half(counts: Sequence[int]) -> int:
    """The fewest places that together hold at least half of all that is counted; 0 when nothing is.

    >>> places_for_half([6, 1, 3, 2])
    1
    >>> places_for_half([2, 2, 2])
    2
    """
    total, held = sum(counts), 0
    for number, count in enumerate(sorted(counts, reverse=True)):
        if held * 2 >= total:
            return number
        held += count
    return len(counts) if total else 0


def _charts(
    study: Study, id_: str, title: str, level: AreaLevel, counts: Sequence[Estimate], rates: Sequence[Estimate]
) -> tuple[tuple[ChartSpec, ...], tuple[Caveat, ...]]:
    """Bars of counts and of rates, then the map of rates (of counts where there is no rate at all)."""
    rated = [rate for rate in rates if rate.value is not None]
    mapped = rates if rated else counts
    shapes = outlines(study, level, {one.area.code for one in counts})
    few = len(counts) <= MOST_BARS or not shapes
    bars = [_bars(f"{id_}-counts", title, counts if few else counts[:SHOWN_BARS])]
    if rated:
        by_rate = sorted(rates, key=lambda rate: -1.0 if rate.value is None else rate.value, reverse=True)
        bars.append(_bars(f"{id_}-rates", title, by_rate if few else by_rate[:SHOWN_BARS]))
    unrated = () if rated else tuple(dict.fromkeys(caveat for rate in rates for caveat in rate.caveats))
    if not shapes:
        return tuple(bars), (caveats.NO_BOUNDARIES, *unrated)
    chart = ChartSpec(f"{id_}-map", ChartKind.MAP, (Series(title, _points(mapped)),), boundaries=shapes)
    partial = (caveats.PART_BOUNDARIES,) if len(shapes) < len(counts) else ()
    return (*bars, chart), (caveats.SIMPLIFIED, *partial, *unrated)


def _bars(id_: str, title: str, estimates: Sequence[Estimate]) -> ChartSpec:
    return ChartSpec(id_, ChartKind.AREAS, (Series(title, _points(estimates)),))


def _points(estimates: Sequence[Estimate]) -> tuple[Point, ...]:
    return tuple(Point(one.area.code, one.area.name, one) for one in estimates)


def _unplaced(study: Study, placed: Placed) -> Finding:
    """The bridging error at one level: rows of the area whose 2011 code was split between two of its places."""
    whole = study.whole(lambda sums: sums.rows)
    rows = placed.unplaced.rows + sum(sums.rows for sums in placed.places.values())
    of = replace(whole, provenance=replace(whole.provenance, query=placed.query))
    amount = exact_estimate(placed.unplaced.rows if study.received else None, rows, Unit.INCIDENTS, of, study.level)
    slot = Slot("unplaced", amount, "records with a 2011 area code that was later split")
    id_ = f"places-unplaced-{placed.level.value}"
    return Finding(id_, FindingKind.BRIDGE, study.scope.area.name, (slot,), level=placed.level)
