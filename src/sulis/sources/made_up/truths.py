"""What was planted, declared: each truth with the value that follows from the plan and the interval to find it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sulis.sources.made_up.draws import Whole
from sulis.sources.made_up.geography import Bridge, World
from sulis.sources.made_up.names import ALDERMERE, FORCE_CODE
from sulis.sources.made_up.pattern import ASB, KINDS, LABELS, Pattern, hot_bridge
from sulis.sources.made_up.people import people_by_bridge
from sulis.sources.made_up.planted import PLANTED, PROXY_CATEGORIES
from sulis.sources.made_up.truth import Truth, TruthKind

# How many standard deviations of the draw an interval reaches each way.
REACH = 4.0
WARM, COLD = ("05", "06", "07", "08"), ("11", "12", "01", "02")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the truths are worked out from."""

    world: World
    residents: Sequence[int]
    pattern: Pattern
    months: tuple[str, ...]

    def mean(self, districts: Iterable[str], labels: Sequence[str], months: Sequence[str]) -> float:
        """Expected incidents with a place, added up."""
        kinds = [LABELS.index(label) for label in labels]
        return sum(self.pattern.mean(d, k, m) for d in districts for k in kinds for m in months)

    def people(self, chosen: Callable[[Bridge], bool]) -> int:
        pairs = zip(self.world.bridges, self.residents, strict=True)
        return sum(persons for bridge, persons in pairs if chosen(bridge))

    @property
    def rest(self) -> tuple[str, ...]:
        return tuple(code for code in self.pattern.inside if code != ALDERMERE)


def find_truths(world: World, people: Whole, pattern: Pattern, months: tuple[str, ...]) -> tuple[Truth, ...]:
    """Every truth that can be seen in the months delivered."""
    known = _Known(world, people_by_bridge(world, people), pattern, months)
    found = [*_levels(known), *_trends(known), *_seasons(known), *_force(known), *_places(known)]
    return tuple(sorted(found, key=lambda truth: truth.id))


def _around(value: float, *counts: float) -> tuple[float, float]:
    """The interval of a mean or ratio that rests on independent counts of these expected sizes."""
    relative = REACH * sum(1.0 / count for count in counts) ** 0.5
    return value / (1.0 + relative), value * (1.0 + relative)


def _levels(known: _Known) -> Iterable[Truth]:
    total = known.mean([ALDERMERE], PROXY_CATEGORIES, known.months)
    value = total / len(known.months)
    yield Truth(
        "aldermere_level",
        TruthKind.LEVEL,
        "Aldermere's mean incidents a month in the categories of the police.uk stand-in, over the months delivered.",
        value,
        *_around(value, total),
        ALDERMERE,
        None,
        PROXY_CATEGORIES,
        known.months,
    )


def _trends(known: _Known) -> Iterable[Truth]:
    later, earlier = _like_for_like(known.months)
    if not later:
        return
    labels = (PLANTED.trend_category,)
    cases = (
        ("aldermere_trend", TruthKind.TREND, (ALDERMERE,), PLANTED.trend_ratio, "rose in Aldermere"),
        ("rest_no_trend", TruthKind.NO_CHANGE, known.rest, 1.0, "did not change in the rest of the force"),
    )
    for name, kind, districts, value, what in cases:
        counts = known.mean(districts, labels, later), known.mean(districts, labels, earlier)
        yield Truth(
            name,
            kind,
            f"Violence {what} between the months of 2023 and the same months of 2024 (months delivered in both).",
            value,
            *_around(value, *counts),
            ALDERMERE if kind is TruthKind.TREND else FORCE_CODE,
            None if kind is TruthKind.TREND else ALDERMERE,
            labels,
            later,
            earlier,
        )


def _like_for_like(months: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    both = [m[5:] for m in months if m.startswith("2024") and f"2023-{m[5:]}" in months]
    return tuple(f"2024-{m}" for m in both), tuple(f"2023-{m}" for m in both)


def _seasons(known: _Known) -> Iterable[Truth]:
    before = [m for m in known.months if m < PLANTED.trend_from]
    warm, cold = (tuple(m for m in before if m[5:] in part) for part in (WARM, COLD))
    if not warm or not cold:
        return
    for label in ("Anti-social behaviour", PLANTED.trend_category):
        area = known.pattern.inside
        counts = known.mean(area, [label], warm), known.mean(area, [label], cold)
        value = (counts[0] / len(warm)) / (counts[1] / len(cold))
        yield Truth(
            f"summer_peak_{'asb' if LABELS.index(label) == ASB else 'violence'}",
            TruthKind.SEASON,
            f"{label}: the mean month from May to August against the mean month from November to February.",
            value,
            *_around(value, *counts),
            FORCE_CODE,
            None,
            (label,),
            warm,
            cold,
        )


def _force(known: _Known) -> Iterable[Truth]:
    for year in ("2023", "2024"):
        months = tuple(m for m in known.months if m.startswith(year))
        if months:
            yield _rate_ratio(known, year, months)
    lost = sum(known.pattern.no_place_mean(k, m) for k in range(len(KINDS)) for m in known.months)
    placed = known.mean(known.pattern.inside, LABELS, known.months)
    share = lost / (lost + placed)
    yield Truth(
        "no_geography_share",
        TruthKind.NO_GEOGRAPHY,
        "Share of the force's rows that have no place.",
        share,
        *_around(share, lost, lost / 4),
        FORCE_CODE,
        None,
        (),
        known.months,
    )
    gaps = tuple(m for m in PLANTED.missing_months if known.months[0] < m < known.months[-1])
    count = len(gaps)
    yield Truth(
        "gap_months", TruthKind.GAPS, "Months never delivered.", count, count, count, FORCE_CODE, None, (), gaps
    )
    yield Truth(
        "repeated_ids",
        TruthKind.REPEATED_IDS,
        "Rows in each month whose ID stands on an earlier row of that month.",
        (PLANTED.fewest_repeats + PLANTED.most_repeats) / 2,
        PLANTED.fewest_repeats,
        PLANTED.most_repeats,
        FORCE_CODE,
        None,
        (),
        known.months,
    )


def _rate_ratio(known: _Known, year: str, months: tuple[str, ...]) -> Truth:
    counts = known.mean([ALDERMERE], PROXY_CATEGORIES, months), known.mean(known.rest, PROXY_CATEGORIES, months)
    persons = known.people(lambda b: b.district == ALDERMERE), known.people(lambda b: b.district in known.rest)
    value = (counts[0] / persons[0]) / (counts[1] / persons[1])
    return Truth(
        f"rate_ratio_to_rest_{year}",
        TruthKind.RATE_RATIO,
        f"Aldermere's rate a person against the rest of the force in {year}, categories of the stand-in.",
        value,
        *_around(value, *counts),
        ALDERMERE,
        FORCE_CODE,
        PROXY_CATEGORIES,
        months,
    )


def _places(known: _Known) -> Iterable[Truth]:
    hot = known.world.bridges[hot_bridge(known.world)]
    shares = _bridge_shares(known, PROXY_CATEGORIES)
    total = known.mean([ALDERMERE], PROXY_CATEGORIES, known.months)
    inside = total * shares[hot.atoms]
    first = min(hot.change.lsoas_2011[0])
    yield Truth(
        "hot_place",
        TruthKind.HOT_PLACE,
        "One bridged LSOA in Quayside, split in 2021: its rate a person against the rest of Aldermere.",
        PLANTED.hot_ratio,
        *_around(PLANTED.hot_ratio, inside, total - inside),
        next(a.code for a in known.world.lsoa11 if first in a.atoms),
        ALDERMERE,
        PROXY_CATEGORIES,
        known.months,
    )
    everything = sorted(_bridge_shares(known, LABELS).values(), reverse=True)
    running = np.cumsum(np.array(everything))
    half = int(np.searchsorted(running, 0.5)) + 1
    top = max(1, (len(everything) + 10) // 20)
    at = ALDERMERE, None, (), known.months
    yield Truth(
        "half_of_incidents",
        TruthKind.CONCENTRATION,
        "The fewest bridged LSOAs of Aldermere that hold half of its incidents.",
        half,
        half - 2,
        half + 2,
        *at,
    )
    yield Truth(
        "top_twentieth_share",
        TruthKind.TOP_SHARE,
        f"Share of Aldermere's incidents in its {top} busiest bridged LSOAs (a twentieth of them).",
        float(running[top - 1]),
        float(running[top - 1]) - 0.03,
        float(running[top - 1]) + 0.03,
        *at,
    )


def _bridge_shares(known: _Known, labels: Sequence[str]) -> dict[tuple[int, ...], float]:
    """The expected share of Aldermere's incidents in each of its bridged LSOAs, by the LSOA's atoms."""
    pattern = known.pattern
    by_atom = np.zeros(len(pattern.atoms[ALDERMERE]))
    for label in labels:
        kind = LABELS.index(label)
        weights = pattern.weights[ALDERMERE][kind].astype(np.float64)
        by_atom += weights / np.cumsum(weights)[-1] * known.mean([ALDERMERE], [label], known.months)
    by_atom /= np.cumsum(by_atom)[-1]
    at = dict(zip(pattern.atoms[ALDERMERE].tolist(), by_atom.tolist(), strict=True))
    return {b.atoms: sum(at[a] for a in b.atoms) for b in known.world.bridges if b.district == ALDERMERE}
