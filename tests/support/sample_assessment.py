"""A whole assessment of a made-up district, drawn by hand from a fixed seed, for tests of words, charts and documents."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from random import Random

from scipy.stats import chi2

from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Missing, Period, Provenance, Unit
from sulis.year.needs.model import (
    Assessment,
    Boundary,
    Chapter,
    ChartKind,
    ChartSpec,
    CoverageRow,
    Finding,
    FindingKind,
    Point,
    ReleaseNote,
    Series,
    SeriesBreak,
    SeriesEntry,
    Slot,
)

CATEGORIES = (
    "Anti-social behaviour", "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime", "Other theft",
    "Possession of weapons", "Public order", "Robbery", "Shoplifting", "Theft from the person", "Vehicle crime",
    "Violence and sexual offences",
)  # fmt: skip
USUAL = dict(zip(CATEGORIES, (230, 9, 40, 95, 22, 20, 80, 6, 110, 7, 105, 14, 60, 390), strict=True))
WARDS = (
    "Abbey Ford", "Brook End", "Castle Mead", "Dyers Green", "Eastgate", "Fosse Hill", "Green Park", "Harptree",
    "Islip", "Kingsmere", "Lower Weir", "Market Quay",
)  # fmt: skip
PARTNERSHIPS = ("Wellow Vale", "Northmoor", "Sedgeland", "Port Avon", "Mendham")
GAP = ("2024-07", "2024-08")
POPULATION = 181_000.0

DISTRICT = Area("X06000001", "Wellow Vale", AreaLevel.DISTRICT, 2024)
FORCE = Area("X23000001", "Five Rivers", AreaLevel.FORCE, 2024)
SPAN = Period.between("2023-01", "2024-12")
PROXY = "made_up_proxy@1"
QUERY = "SELECT month, count(*) FILTER (counts) FROM incidents WHERE category = 'Violence and sexual offences' GROUP BY month"

PLACE_CAVEAT = Caveat(
    "place", "A place on police.uk is the nearest of a list of points, so a count of a small area is approximate."
)
VINTAGE_CAVEAT = Caveat("population-year", "Rates divide by the residents of 2020, the latest year loaded.")
GAP_CAVEAT = Caveat("not-received", "July 2024 and August 2024 were never received. They are gaps, not zeros.")
TRAIL = Provenance(("incidents/five-rivers/2023-01/1", "population/2020/1"), QUERY, PROXY, open_data=True)


@cache
def sample_assessment(*, made_up: bool = True, open_data: bool = True) -> Assessment:
    """Two years of months with a gap of two, 12 wards, five partnerships and 14 categories."""
    trail = replace(TRAIL, open_data=open_data)
    draw = Random(20_240_101)
    months = list(SPAN.months())
    counts = {name: [_drawn(draw, USUAL[name], at) for at in range(24)] for name in CATEGORIES}
    violence = [
        count(
            None if month.label in GAP else counts[CATEGORIES[-1]][at],
            month,
            trail,
            provisional=month.label == "2024-12",
        )
        for at, month in enumerate(months)
    ]
    return Assessment(
        area=DISTRICT, force=FORCE, period=SPAN, definitions=(PROXY,), definition_titles=("Made-up stand-in for serious violence",),
        definition_texts=("Violence, as police.uk sorts it: violence and sexual offences, robbery, and possession of weapons.",),
        chapters=(
            Chapter("trend", (_trend(months, violence), _rolling(violence, trail), _like(trail), _all_categories(months, counts, trail))),
            Chapter("benchmark", (_force(trail), _partnerships(trail))),
            Chapter("places", (_places(draw, trail), *_finer(trail))),
            Chapter("recorded", (_recorded(counts, trail), _cannot_tell())),
            Chapter("quality", (_coverage(trail), _bridge(trail))),
            *(Chapter(id_, (_not_at_hand(id_),)) for id_ in NOT_AT_HAND),
        ),
        series=tuple(_entry(name, month, counts[name][at], trail) for name in CATEGORIES for at, month in enumerate(months)),
        coverage=tuple(_ledger(month.label) for month in months),
        releases=(
            ReleaseNote("incidents/five-rivers/2023-01/1", "incidents", "made_up", "The made-up district", "none needed", "2023-01",
                        1, "2026-11-01T08:00:00+00:00", ("2023-01-five-rivers-street.csv",), ("0" * 64,)),
            ReleaseNote("population/2020/1", "population", "made_up", "The made-up district", "none needed", "mid-2020",
                        1, "2026-11-03T08:00:00+00:00", ("population.csv",), ("1" * 64,)),
        ),
        caveats=(PLACE_CAVEAT, VINTAGE_CAVEAT, GAP_CAVEAT), made_up=made_up, software="sulis 0.1.0",
    )  # fmt: skip


def count(
    number: int | None,
    period: Period,
    trail: Provenance | None = TRAIL,
    *,
    area: Area = DISTRICT,
    provisional: bool = False,
) -> Estimate:
    """A count with its exact Poisson limits, or a month not received."""
    if number is None:
        return Estimate.absent(
            Missing.NOT_RECEIVED, unit=Unit.INCIDENTS, area=area, period=period, caveats=(GAP_CAVEAT,), provenance=trail
        )
    low, high = limits(number)
    return Estimate(number, low, high, 0.95, "exact Poisson", Unit.INCIDENTS, area, period, number,
                    provisional=provisional, caveats=(PLACE_CAVEAT,), provenance=trail)  # fmt: skip


def rate(
    number: int, residents: float, period: Period, trail: Provenance | None = TRAIL, *, area: Area = DISTRICT
) -> Estimate:
    """A rate per 100,000 residents in the period."""
    low, high = (end / residents * 1e5 for end in limits(number))
    return Estimate(number / residents * 1e5, low, high, 0.95, "exact Poisson", Unit.RATE_PER_100K, area, period, number, residents,
                    population_year=2020, caveats=(VINTAGE_CAVEAT,), provenance=trail)  # fmt: skip


def ratio(value: float, low: float, high: float, trail: Provenance | None = TRAIL) -> Estimate:
    """One rate over another."""
    return Estimate(value, low, high, 0.95, "conditional binomial", Unit.RATIO, DISTRICT, SPAN, provenance=trail)


def share(numerator: int, denominator: int, trail: Provenance | None = TRAIL, *, area: Area = DISTRICT) -> Estimate:
    """A proportion with a normal-theory interval, good enough to draw with."""
    value = numerator / denominator
    half = 1.96 * math.sqrt(value * (1 - value) / denominator)
    return Estimate(value, max(0.0, value - half), min(1.0, value + half), 0.95, "Wilson", Unit.PROPORTION, area, SPAN,
                    numerator, denominator, provenance=trail)  # fmt: skip


@cache
def limits(number: int) -> tuple[float, float]:
    """Exact Poisson limits at 95%."""
    low = chi2.ppf(0.025, 2 * number) / 2 if number else 0.0
    return float(low), float(chi2.ppf(0.975, 2 * number + 2) / 2)


def _drawn(draw: Random, usual: int, at: int) -> int:
    season = 1 + 0.16 * math.sin((at % 12 - 3) / 12 * 2 * math.pi)
    return max(0, round(draw.gauss(usual * season, math.sqrt(usual))))


def _trend(months: list[Period], violence: list[Estimate]) -> Finding:
    given = [each for each in violence if each.value is not None]
    chart = ChartSpec(
        "violence-monthly", ChartKind.TIME,
        (Series("Violence", tuple(Point(month.label, month.label, each) for month, each in zip(months, violence, strict=True))),),
        breaks=(SeriesBreak(Period.month("2023-06"), "2021 area codes begin"),),
    )  # fmt: skip
    slots = (Slot("latest", given[-1]), Slot("highest", max(given, key=_value)), Slot("lowest", min(given, key=_value)))
    return Finding(
        "violence-monthly",
        FindingKind.MONTHLY_TREND,
        "Violence and sexual offences",
        slots,
        (chart,),
        caveats=(GAP_CAVEAT,),
    )


def _rolling(violence: list[Estimate], trail: Provenance) -> Finding:
    points = []
    for last in range(11, 24):
        span = Period(violence[last - 11].period.start, violence[last].period.end)
        window = violence[last - 11 : last + 1]
        total = None if any(each.value is None for each in window) else int(sum(each.value or 0 for each in window))
        points.append(Point(span.label, span.label, count(total, span, trail)))
    known = [point.estimate for point in points if point.estimate.value is not None]
    chart = ChartSpec("violence-rolling", ChartKind.TIME, (Series("Twelve months", tuple(points)),))
    return Finding("violence-rolling", FindingKind.ROLLING_YEAR, "Violence and sexual offences",
                   (Slot("latest", known[-1]), Slot("earliest", known[0])), (chart,))  # fmt: skip


def _like(trail: Provenance) -> Finding:
    before, after = (
        count(1804, Period.between("2023-01", "2023-06"), trail),
        count(1790, Period.between("2024-01", "2024-06"), trail),
    )
    slots = (Slot("before", before), Slot("after", after), Slot("ratio", ratio(0.992, 0.93, 1.058, trail)))
    return Finding("violence-like", FindingKind.LIKE_FOR_LIKE, "Violence and sexual offences", slots)


def _all_categories(months: list[Period], counts: dict[str, list[int]], trail: Provenance) -> Finding:
    series = tuple(
        Series(name, tuple(
            Point(month.label, month.label, count(None if month.label in GAP else counts[name][at], month, trail))
            for at, month in enumerate(months)
        ))
        for name in CATEGORIES
    )  # fmt: skip
    known = [point.estimate for each in series for point in each.points if point.estimate.value is not None]
    slots = (Slot("latest", known[-1]), Slot("highest", max(known, key=_value)), Slot("lowest", min(known, key=_value)))
    return Finding("categories-monthly", FindingKind.MONTHLY_TREND, "Incidents by category", slots,
                   (ChartSpec("categories-monthly", ChartKind.TIME, series),))  # fmt: skip


def _force(trail: Provenance) -> Finding:
    slots = (
        Slot("area", rate(8700, POPULATION, SPAN, trail), "Wellow Vale"),
        Slot("force", rate(92_000, 1_520_000, SPAN, trail, area=FORCE), "the rest of Five Rivers"),
        Slot("ratio", ratio(0.794, 0.777, 0.812, trail)),
    )
    points = tuple(
        Series(
            name,
            tuple(Point(m.label, m.label, rate(per, people, m, trail)) for m in SPAN.months() if m.label not in GAP),
        )
        for name, per, people in (("Wellow Vale", 395, POPULATION), ("Rest of Five Rivers", 4180, 1_520_000.0))
    )
    return Finding("violence-force", FindingKind.AGAINST_FORCE, "Violence and sexual offences", slots,
                   (ChartSpec("violence-force", ChartKind.TIME, points),))  # fmt: skip


def _partnerships(trail: Provenance) -> Finding:
    numbers = ((8700, POPULATION), (9150, 190_000.0), (15_100, 268_000.0), (39_800, 465_000.0), (5480, 113_500.0))
    points = tuple(
        Point(f"X2200000{at}", name, rate(number, people, SPAN, trail, area=Area(f"X2200000{at}", name, AreaLevel.PARTNERSHIP, 2024)),
              emphasised=at == 0)
        for at, (name, (number, people)) in enumerate(zip(PARTNERSHIPS, numbers, strict=True))
    )  # fmt: skip
    ordered = sorted(points, key=lambda point: _value(point.estimate))
    slots = (Slot("area", points[0].estimate, "Wellow Vale"), Slot("highest", ordered[-1].estimate, ordered[-1].label),
             Slot("lowest", ordered[0].estimate, ordered[0].label))  # fmt: skip
    return Finding("violence-partnerships", FindingKind.AGAINST_PARTNERSHIPS, "Violence and sexual offences", slots,
                   (ChartSpec("violence-partnerships", ChartKind.AREAS, (Series("Rate", points),)),))  # fmt: skip


def _places(draw: Random, trail: Provenance) -> Finding:
    points = []
    for at, name in enumerate(WARDS):
        ward = Area(f"X0500000{at:X}", name, AreaLevel.WARD, 2024)
        number = round(60 * math.exp(draw.gauss(0.8, 0.9)))
        missing = replace(count(None, SPAN, trail, area=ward), missing=Missing.NOT_COLLECTED)
        points.append(Point(ward.code, name, missing if at == 8 else count(number, SPAN, trail, area=ward)))
    known = sorted(
        (point for point in points if point.estimate.value is not None), key=lambda point: -_value(point.estimate)
    )
    outlines = tuple(Boundary(f"X0500000{at:X}", name, _square(at)) for at, name in enumerate(WARDS))
    total = int(sum(_value(point.estimate) for point in known))
    top = int(sum(_value(point.estimate) for point in known[:3]))
    half = Estimate(3, 3, 3, 0.95, "counted", Unit.PLACES, DISTRICT, SPAN, provenance=trail)
    slots = (Slot("highest", known[0].estimate, known[0].label), Slot("share_of_top", share(top, total, trail), "The three highest wards"),
             Slot("places_for_half", half, "wards"))  # fmt: skip
    charts = (
        ChartSpec("ward-map", ChartKind.MAP, (Series("Wards", tuple(points)),), boundaries=outlines),
        ChartSpec("ward-counts", ChartKind.AREAS, (Series("Wards", tuple(points)),)),
    )
    return Finding("wards", FindingKind.PLACES, "Violence and sexual offences", slots, charts, caveats=(PLACE_CAVEAT,),
                   level=AreaLevel.WARD)  # fmt: skip


def _finer(trail: Provenance) -> tuple[Finding, ...]:
    """Two places at each of the finer levels."""
    found = []
    for level in (AreaLevel.MSOA, AreaLevel.LSOA):
        areas = [Area(f"X0{level.value}{at}", f"Wellow Vale 00{at}", level, 2021) for at in (1, 2)]
        points = tuple(Point(a.code, a.name, count(90 - 30 * at, SPAN, trail, area=a)) for at, a in enumerate(areas))
        chart = ChartSpec(f"{level.value}-counts", ChartKind.AREAS, (Series("Places", points),))
        slots = (Slot("highest", points[0].estimate, points[0].label),)
        id_ = f"places-{level.value}"
        subject = "Violence and sexual offences"
        found.append(Finding(id_, FindingKind.PLACES, subject, slots, (chart,), level=level))
    return tuple(found)


def _recorded(counts: dict[str, list[int]], trail: Provenance) -> Finding:
    received = [at for at, month in enumerate(SPAN.months()) if month.label not in GAP]
    sums = {name: sum(counts[name][at] for at in received) for name in CATEGORIES}
    points = tuple(Point(name, name, count(sums[name], SPAN, trail)) for name in CATEGORIES)
    slots = (
        Slot("total", count(sum(sums.values()), SPAN, trail)),
        Slot("largest", points[-1].estimate, CATEGORIES[-1]),
    )
    return Finding("recorded", FindingKind.RECORDED, "All categories", slots,
                   (ChartSpec("recorded-categories", ChartKind.CATEGORIES, (Series("Incidents", points),)),))  # fmt: skip


def _cannot_tell() -> Finding:
    statements = (
        "Age: police.uk does not say how old anyone was, so violence among under 25s cannot be told from other violence.",
        "Public place: police.uk does not say whether it happened in public or at home.",
        "Domestic abuse: there is no mark for it.",
    )
    return Finding(
        "cannot-tell", FindingKind.CANNOT_TELL, "Serious violence, as the partnership defines it", statements=statements,
        unsaid=("how old anyone was", "whether it happened in public"),
    )  # fmt: skip


NOT_AT_HAND = ("claims", "times", "people", "harm", "determinants", "extent", "definition")


def _not_at_hand(id_: str) -> Finding:
    """A chapter for which nothing is loaded."""
    statement = "No source at hand has it: ask the force for its extract."
    return Finding(f"{id_}-not-at-hand", FindingKind.CANNOT_TELL, f"Violence ({id_})", statements=(statement,))


def _coverage(trail: Provenance) -> Finding:
    return Finding("coverage", FindingKind.COVERAGE, "Months of the force's files",
                   (Slot("no_geography", share(22_400, 318_000, trail, area=FORCE)),))  # fmt: skip


def _bridge(trail: Provenance) -> Finding:
    return Finding(
        "bridge",
        FindingKind.BRIDGE,
        "Wellow Vale",
        (Slot("unplaced", share(131, 8700, trail), "wards"),),
        level=AreaLevel.WARD,
    )


def _entry(category: str, month: Period, number: int, trail: Provenance) -> SeriesEntry:
    gone = month.label in GAP
    status = "missing" if gone else "provisional" if month.label == "2024-12" else "present"
    given = rate(number, POPULATION, month, trail)
    lost = Estimate.absent(
        Missing.NOT_RECEIVED,
        unit=Unit.RATE_PER_100K,
        area=DISTRICT,
        period=month,
        caveats=(GAP_CAVEAT,),
        provenance=trail,
    )
    return SeriesEntry("recorded_incidents", category, status, None if gone else number + 1,
                       count(None if gone else number, month, trail), lost if gone else given)  # fmt: skip


def _ledger(month: str) -> CoverageRow:
    if month in GAP:
        return CoverageRow(month, "missing", None, None, None, None, None, None)
    status = "provisional" if month == "2024-12" else "present"
    return CoverageRow(
        month, status, 14_000, 0.07, 0.01, 52, 6200 if month < "2023-06" else 0, "incidents/five-rivers/2023-01/1"
    )


def _square(at: int) -> str:
    """A slightly skewed square, so that neighbours share an edge; every third is in two parts."""
    west, south = -2.6 + (at % 4) * 0.05, 51.3 + (at // 4) * 0.03
    ring = [
        [west, south],
        [west + 0.05, south + 0.002],
        [west + 0.05, south + 0.032],
        [west, south + 0.03],
        [west, south],
    ]
    if at % 3:
        return json.dumps({"type": "Polygon", "coordinates": [ring]})
    island = [[west + 0.01, 51.40], [west + 0.02, 51.40], [west + 0.02, 51.405], [west + 0.01, 51.40]]
    return json.dumps({"type": "MultiPolygon", "coordinates": [[ring], [island]]})


def _value(estimate: Estimate) -> float:
    return estimate.value if estimate.value is not None else -1.0
