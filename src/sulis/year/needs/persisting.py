"""Whether the small neighbourhoods with most are the same ones year after year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sulis.indicators import MonthState, Recipe, count_lsoas, index_estimate, share_estimate
from sulis.vocabulary import AreaLevel, Period, Unit
from sulis.year.needs.model import Finding, FindingKind, Slot
from sulis.year.needs.study import Study

FEWEST_YEARS = 3
TOP = 0.1


def persistence_finding(study: Study, recipe: Recipe, number: int) -> Finding:
    """The share of one year's tenth with most that is there in the next, or that too few whole years were received."""
    years = whole_years(study.months)
    if len(years) < FEWEST_YEARS:
        return _too_few(study, recipe, number, years)
    return _persisting(study, recipe, number, years)


def whole_years(months: Sequence[MonthState]) -> list[Period]:
    """Calendar years of which all twelve months were received; any other would look quiet."""
    by_year: dict[int, int] = {}
    for state in months:
        by_year[state.month.start.year] = by_year.get(state.month.start.year, 0) + state.received
    return [Period.between(f"{year}-01", f"{year}-12") for year, many in sorted(by_year.items()) if many == 12]


def _too_few(study: Study, recipe: Recipe, number: int, years: list[Period]) -> Finding:
    received = {0: "no whole calendar year was", 1: "one whole calendar year was", 2: "two whole calendar years were"}
    statement = (
        "Whether the same neighbourhoods have most year after year cannot be told:"
        f" {received[len(years)]} received, and it takes at least {FEWEST_YEARS}, because two years share a place at the top"
        " by luck alone. Load earlier years, or the months that are missing."
    )
    unsaid = ("whether the same places have most year after year",)
    id_ = f"places-persistence-{number}"
    return Finding(id_, FindingKind.CANNOT_TELL, study.subject(recipe), statements=(statement,), unsaid=unsaid)


def _persisting(study: Study, recipe: Recipe, number: int, years: list[Period]) -> Finding:
    from sulis.statistics import persistence

    pick = study.defined(recipe)
    sums: dict[str, tuple[str, list[int]]] = {}
    queries: list[str] = []
    for at, year in enumerate(years):
        asked, cells = count_lsoas(study.engine, study.scope, list(year.months()), study.marked)
        queries.append(asked)
        for cell in cells:
            counts = sums.setdefault(cell.bridge[0], (cell.bridge[1], [0] * len(years)))[1]
            counts[at] += pick(cell.tallies)
    codes = sorted(sums)
    found = persistence(np.array([sums[code][1] for code in codes]), top=TOP, level=study.level)
    every = [code for code, many in zip(codes, found.years_at_top.tolist(), strict=True) if many == len(years)]
    received = [state for state in study.months if any(_within(state.month, year) for year in years)]
    like = study.tally(received, pick, recipe=recipe)
    like = replace(like, provenance=replace(like.provenance, query="\n\n".join(queries)))
    pairs = found.top * (len(years) - 1)
    kept = share_estimate(round(found.kept * pairs), pairs, like, study.level)
    limits = (found.chance_low, found.chance_high)
    chance = index_estimate(found.by_chance, limits, like, study.level, found.method, Unit.PROPORTION)
    slots = (
        Slot("kept", kept, f"of the {found.top} neighbourhoods with most in a year", found.p),
        Slot("by_chance", chance, "what chance alone would keep"),
    )
    statements = tuple(sums[code][0] for code in every)
    id_ = f"places-persistence-{number}"
    return Finding(
        id_, FindingKind.PERSISTENCE, study.subject(recipe), slots, statements=statements, level=AreaLevel.LSOA
    )


def _within(month: Period, year: Period) -> bool:
    return year.start <= month.start < year.end
