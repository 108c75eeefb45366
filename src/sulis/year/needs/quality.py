"""How whole the data is: the coverage ledger, rows without a place, and rows that no district can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sulis.indicators import Tally, exact_estimate, share_estimate
from sulis.indicators.placing import rows_of_divided, rows_without_place
from sulis.tables import force_name
from sulis.vocabulary import AreaLevel, Caveat, Estimate, Unit
from sulis.year.needs import caveats
from sulis.year.needs.model import (
    Chapter,
    ChartKind,
    ChartSpec,
    CoverageRow,
    Finding,
    FindingKind,
    Series,
    Slot,
)
from sulis.year.needs.study import Study
from sulis.year.needs.trend import time_points


def coverage_rows(study: Study) -> tuple[CoverageRow, ...]:
    """The force's ledger over the period, one row a month."""
    return tuple(
        CoverageRow(state.month.label, state.status, None, None, None, None, None, None)
        if state.ledger is None
        else CoverageRow(
            state.month.label,
            state.status,
            state.ledger.rows,
            state.ledger.no_geography_share,
            state.ledger.outside_force_share,
            state.ledger.repeated_ids,
            state.ledger.lsoa_2011_rows,
            state.ledger.release,
        )
        for state in study.months
    )


def quality_chapter(study: Study) -> Chapter:
    """Coverage of the force's files, and the error of bridging the two vintages of LSOAs."""
    return Chapter("quality", (_coverage(study), *_bridge(study)))


def _coverage(study: Study) -> Finding:
    rows = coverage_rows(study)
    placed = {row.month: round((row.no_geography_share or 0.0) * (row.rows or 0)) for row in rows}
    total = sum(row.rows or 0 for row in rows)
    base = _force_tally(study, rows_without_place(study.scope.force_slug, _received(study)).sql())
    months = tuple(
        _share(study, state.month.label, placed[state.month.label], row.rows, base)
        for state, row in zip(study.months, rows, strict=True)
    )
    chart = ChartSpec("quality-no-geography", ChartKind.TIME, (Series("Rows without a place", time_points(months)),))
    slots = [
        Slot("no_geography", share_estimate(sum(placed.values()), total, base, study.level), "rows without a place")
    ]
    notes = (*caveats.missing_months(study.months, study.scope.force.name), *_others(study))
    return Finding(
        "quality-coverage",
        FindingKind.COVERAGE,
        f"rows of {study.scope.force.name}",
        tuple(slots),
        (chart,),
        caveats=(*notes, *caveats.provisional_months(study.months), caveats.REPEATED_IDS),
    )


def _share(study: Study, month: str, part: int, rows: int | None, base: Tally) -> Estimate:
    state = next(one for one in study.months if one.month.label == month)
    one = replace(base, period=state.month, provisional=state.provisional)
    if state.missing is not None:
        return Estimate.absent(
            state.missing, unit=Unit.PROPORTION, area=one.area, period=one.period, level=study.level,
            provenance=one.provenance,
        )  # fmt: skip
    return share_estimate(part, rows or 0, one, study.level)


def _force_tally(study: Study, query: str) -> Tally:
    """Stands for the force's own files over the months received."""
    releases = [state.ledger.release for state in study.received if state.ledger and state.ledger.release]
    trail = study.trail.to(releases, query)
    provisional = any(state.provisional for state in study.received)
    return Tally(None, study.scope.force, study.period, trail, provisional=provisional)


def _received(study: Study) -> tuple[date, ...]:
    return tuple(state.month.start for state in study.received)


def _bridge(study: Study) -> tuple[Finding, ...]:
    """Rows of the force's files whose 2011 code was split between districts, so that no district can hold them."""
    asked = rows_of_divided(study.scope.force_slug, _received(study))
    ((rows, unplaced),) = study.engine.run(asked)
    base = _force_tally(study, asked.sql())
    amount = exact_estimate(unplaced if study.received else None, rows, Unit.INCIDENTS, base, study.level)
    old = sum(row.lsoa_2011_rows or 0 for row in coverage_rows(study))
    slot = Slot("unplaced", amount, f"records with a 2011 area code that was later split, of {old} with a 2011 code")
    force = study.scope.force.name
    return (Finding("quality-bridge", FindingKind.BRIDGE, force, (slot,), level=AreaLevel.DISTRICT),)


def _others(study: Study) -> tuple[Caveat, ...]:
    """How many of the area's rows come from the files of other forces."""
    series = {id_: release.series for id_, release in study.trail.by_id.items()}
    months = {state.month.start for state in study.received}
    inside = [cell for cell in study.cells if cell.month in months]
    outside = [cell for cell in inside if series[cell.release] != study.scope.force_slug]
    forces = sorted({force_name(series[cell.release]) for cell in outside})
    return caveats.other_forces(
        sum(cell.tallies.rows for cell in outside), sum(cell.tallies.rows for cell in inside), forces
    )
