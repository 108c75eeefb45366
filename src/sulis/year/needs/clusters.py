"""Which small neighbourhoods stand out, where more happened than residents explain, and how concentrated it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sulis.indicators import (
    UNKNOWN,
    LsoaCell,
    Recipe,
    Residents,
    Tallies,
    Tally,
    count_estimates,
    exact_estimate,
    index_estimate,
    rate_estimates,
    ratio_estimate,
    share_estimate,
)
from sulis.vocabulary import Area, Estimate, Unit
from sulis.year.needs import caveats
from sulis.year.needs.maps import middles, touching
from sulis.year.needs.model import Boundary, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study

if TYPE_CHECKING:
    from sulis.statistics import Cluster

FEWEST_PLACES = 20  # below it a test over places can hardly find anything, nor is there a choice of circles
FALSE_SHARE = 0.05  # of the places that are said to stand out, at most this share is so by chance, on average
DEALS = 9_999  # permutations: with a hundred places the smallest adjusted p must reach well below the false share
TOP = 0.1  # the share of places whose part of all incidents is given


@dataclass(frozen=True)
class Neighbourhoods:
    """The small neighbourhoods of an area in one order, with a definition's count in each."""

    study: Study
    recipe: Recipe
    areas: tuple[Area, ...]
    counts: tuple[int, ...]
    query: str
    shapes: tuple[Boundary, ...]
    residents: Mapping[str, Residents]
    wards: Mapping[str, str]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @cached_property
    def outlined(self) -> bool:
        """Whether every one has an outline, so that it is known which touch."""
        return {shape.code for shape in self.shapes} == {area.code for area in self.areas}

    @cached_property
    def like(self) -> Tally:
        whole = self.study.whole(self.study.defined(self.recipe), self.recipe)
        return replace(whole, provenance=replace(whole.provenance, query=self.query))

    def label(self, position: int) -> str:
        """The neighbourhood by its own name, with the ward that most readers know it by."""
        area = self.areas[position]
        ward = self.wards.get(area.code)
        return f"{area.name} in {ward}" if ward else area.name

    def of(self, positions: Sequence[int]) -> Tally:
        """The count of some of them together."""
        return replace(self.like, count=sum(self.counts[position] for position in positions))


def neighbourhoods(
    study: Study,
    recipe: Recipe,
    places: Mapping[Area, Tallies],
    query: str,
    cells: Sequence[LsoaCell],
    shapes: tuple[Boundary, ...],
    residents: Mapping[str, Residents],
) -> Neighbourhoods:
    """The neighbourhoods in the order of their codes. One that lies in several wards carries no ward's name."""
    pick = study.defined(recipe)
    areas = tuple(sorted(places, key=lambda area: area.code))
    found: dict[str, set[str | None]] = {}
    for cell in cells:
        found.setdefault(cell.bridge[0], set()).add(cell.ward[1] if cell.ward else None)
    wards = {code: name for code, names in found.items() if len(names) == 1 and (name := next(iter(names)))}
    counts = tuple(pick(places[area]) for area in areas)
    return Neighbourhoods(study, recipe, areas, counts, query, shapes, residents, wards)


def cluster_findings(here: Neighbourhoods, number: int) -> tuple[Finding, ...]:
    """Those that stand out together with their neighbours, the circle with most beyond its residents, and the concentration."""
    if len(here.areas) < FEWEST_PLACES or not here.total:
        return ()
    return tuple(
        filter(None, (_standing_out(here, number), _beyond_residents(here, number), _concentration(here, number)))
    )


def _standing_out(here: Neighbourhoods, number: int) -> Finding | None:
    """Gi* on counts: these neighbourhoods were drawn up to hold about as many people each."""
    from sulis.statistics import adjusted_p, local_g, neighbours_of_pairs

    if not here.outlined:
        return None
    beside = neighbours_of_pairs(len(here.areas), touching(here.shapes, [area.code for area in here.areas]))
    found = local_g(here.counts, beside, permutations=DEALS)
    apart = (adjusted_p(found.p_permutation) < FALSE_SHARE) & (found.value > 0)
    hot = sorted(np.flatnonzero(apart).tolist(), key=lambda at: (-here.counts[at], here.areas[at].code))
    tested = int(np.isfinite(found.p_permutation).sum())
    how_many = exact_estimate(len(hot), tested, Unit.PLACES, here.like, here.study.level)
    slots = [Slot("places", how_many, "small neighbourhoods in a cluster")]
    if hot:
        share = share_estimate(here.of(hot).count or 0, here.total, here.like, here.study.level)
        slots.append(Slot("share", share, "the neighbourhoods in a cluster, together"))
    return Finding(
        f"places-standing-out-{number}", FindingKind.STANDING_OUT, here.study.subject(here.recipe), tuple(slots),
        _charts(here, f"places-standing-out-{number}", hot),
        statements=tuple(here.label(at) for at in hot),
        caveats=(caveats.NEIGHBOURS_TOUCH, caveats.EDGE_OF_AREA, caveats.SIMPLIFIED), level=here.areas[0].level,
    )  # fmt: skip


def _charts(here: Neighbourhoods, id_: str, hot: Sequence[int]) -> tuple[ChartSpec, ...]:
    tallies = [
        here.study.tally_of(area, count, here.like, here.query)
        for area, count in zip(here.areas, here.counts, strict=True)
    ]
    counts = count_estimates(tallies, here.study.level)
    points = tuple(
        Point(area.code, here.label(at), counts[at], emphasised=at in hot) for at, area in enumerate(here.areas)
    )
    subject = here.study.subject(here.recipe)
    return (ChartSpec(f"{id_}-map", ChartKind.MAP, (Series(subject, points),), boundaries=here.shapes),)


def _beyond_residents(here: Neighbourhoods, number: int) -> Finding | None:
    """Kulldorff's circle: where a rate is highest, with a p that allows for every circle that was tried."""
    from sulis.statistics import scan

    people = [here.residents.get(area.code, UNKNOWN) for area in here.areas]
    if not here.outlined or any(who.persons is None or who.unplaced for who in people):
        return None
    at_risk = [who.persons or 0.0 for who in people]
    x, y = middles(here.shapes, [area.code for area in here.areas])
    found = scan(here.counts, at_risk, x, y)
    if not found.clusters:
        return None
    best = found.clusters[0]
    ratio, *both = _inside_and_outside(here, people, best)
    slots = (Slot("ratio", ratio, p_value=best.p), Slot("inside", both[0]), Slot("outside", both[1]))
    return Finding(
        f"places-beyond-residents-{number}", FindingKind.BEYOND_RESIDENTS, here.study.subject(here.recipe), slots,
        statements=tuple(here.label(at) for at in sorted(best.places.tolist(), key=lambda at: -here.counts[at])),
        caveats=(caveats.BEST_OF_MANY, caveats.VISITORS), level=here.areas[0].level,
    )  # fmt: skip


def _inside_and_outside(
    here: Neighbourhoods, people: Sequence[Residents], best: Cluster
) -> tuple[Estimate, Estimate, Estimate]:
    """The rate in the circle over the rate outside it, and both."""
    inside = set(best.places.tolist())
    parts = [[at for at in range(len(people)) if (at in inside) is wanted] for wanted in (True, False)]
    tallies = [here.of(part) for part in parts]
    residents = [_together([people[at] for at in part]) for part in parts]
    years = [here.study.years] * 2
    rates = rate_estimates(tallies, residents, here.study.level, here.study.trail, years)
    ratio, _ = ratio_estimate(rates[0], rates[1], here.study.level)
    return ratio, rates[0], rates[1]


def _together(people: Sequence[Residents]) -> Residents:
    """Residents of several places, none of which has residents in doubt."""
    return replace(people[0], least=sum(who.least or 0 for who in people))


def _concentration(here: Neighbourhoods, number: int) -> Finding:
    from sulis.statistics import concentration

    found = concentration(here.counts, level=here.study.level, top=TOP)
    gini = index_estimate(found.generalised_gini, (found.low, found.high), here.like, here.study.level, found.method)
    top = Estimate(
        found.top_share, found.top_low, found.top_high, here.study.level, "resampled incidents", Unit.PROPORTION,
        here.like.area, here.like.period, numerator=None, denominator=float(here.total), caveats=here.like.caveats,
        provenance=here.like.provenance,
    )  # fmt: skip
    even = replace(
        top, value=found.top_even, low=found.top_even_low, high=found.top_even_high, method="incidents dealt out evenly"
    )
    slots = (
        Slot("top", top, f"the {found.top_places} neighbourhoods with most, of {found.places}"),
        Slot("even", even, "what as many would hold if chance alone placed them"),
        Slot("gini", gini),
    )
    subject = here.study.subject(here.recipe)
    return Finding(
        f"places-concentration-{number}", FindingKind.CONCENTRATION, subject, slots, level=here.areas[0].level
    )
