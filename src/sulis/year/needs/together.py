"""Factors that meet in one person more or less often than they would by chance, from a partner's own counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sulis.catalogue.indicators import factors
from sulis.statistics import adjusted_p, poisson_interval
from sulis.vocabulary import Area, Caveat, Estimate, Missing, Period, Provenance, Unit
from sulis.year.needs.model import ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot

if TYPE_CHECKING:
    from sulis.catalogue.partnership import CoOccurrence
    from sulis.catalogue.partnership.co_occurrence import Pair
    from sulis.year.needs.study import Study

METHOD = "exact Poisson over what chance would give"
KNOWN_TO = Caveat(
    "co-occurrence-known-to-a-service",
    "Only people whom the service knows are counted, and it comes to know some because of these very factors. That two meet in its people"
    " often says nothing of all young people, and not that one leads to the other.",
)
TESTED = Caveat(
    "co-occurrence-tested",
    "A pair is called clear where its interval leaves out 1 and the test, which allows for every pair, agrees. The numbers of each factor"
    " are taken as given. A number that the partner hides is somewhere from none to the largest that it hides.",
)


def together_findings(study: Study, groups: Sequence[CoOccurrence]) -> tuple[Finding, ...]:
    """One for each group that a partner counted; none where no partner did."""
    return tuple(
        _of_group(study.scope.area, group, number, study.level) for number, group in enumerate(groups, start=1)
    )


def _of_group(area: Area, group: CoOccurrence, number: int, level: float) -> Finding:
    period = Period(group.begins, group.ends + timedelta(days=1))
    trail = Provenance(
        (), f"co_occurrence.toml, supplied by {group.supplied_by}; {group.linked}", None, open_data=False
    )
    expected = np.array([group.factors[one.first] * group.factors[one.second] / group.people for one in group.pairs])
    p_values = adjusted_p([_p_value(group, one) for one in group.pairs]).tolist()
    whole = Estimate(
        float(group.people), float(group.people), float(group.people), level, "exact: a complete count", Unit.PEOPLE, area, period,
        caveats=(KNOWN_TO,), provenance=trail,
    )  # fmt: skip
    slots, points = [Slot("people", whole, group.of)], []
    for at, (pair, chance, p_value) in enumerate(zip(group.pairs, expected.tolist(), p_values, strict=True), start=1):
        ratio = _ratio(group, pair, chance, level, area, period, trail)
        name = " and ".join(factors()[id_].title for id_ in (pair.first, pair.second))
        slots.append(
            Slot(f"pair_{at}", ratio, name, p_value if pair.both is not None and np.isfinite(p_value) else None)
        )
        points.append(Point(f"{at:02d}", name, ratio))
    id_ = f"determinants-together-{number}"
    chart = ChartSpec(
        id_, ChartKind.CATEGORIES, (Series(f"times as often as by chance, of {group.of}", tuple(points)),)
    )
    return Finding(id_, FindingKind.TOGETHER, group.of, tuple(slots), (chart,), caveats=(KNOWN_TO, TESTED))


def _ratio(
    group: CoOccurrence, pair: Pair, chance: float, level: float, area: Area, period: Period, trail: Provenance
) -> Estimate:
    """Those with both over those whom chance would give both; without a factor in anybody there is none."""
    if chance == 0 or pair.both is None:
        why = Missing.SUPPRESSED if pair.both is None else Missing.NOT_APPLICABLE
        return Estimate.absent(
            why, unit=Unit.RATIO, area=area, period=period, level=level, caveats=(KNOWN_TO, TESTED), provenance=trail
        )
    found = poisson_interval(pair.both, level)
    return Estimate(
        pair.both / chance, float(found.low) / chance, float(found.high) / chance, level, METHOD, Unit.RATIO, area, period,
        numerator=pair.both, denominator=chance, caveats=(KNOWN_TO, TESTED), provenance=trail,
    )  # fmt: skip


def _p_value(group: CoOccurrence, pair: Pair) -> float:
    """Two-sided, by all ways to deal one factor out among the people: as likely as what was seen, or less."""
    from scipy.stats import hypergeom

    if pair.both is None:
        return float("nan")
    one, other = group.factors[pair.first], group.factors[pair.second]
    ways = hypergeom(group.people, one, other).pmf(np.arange(min(one, other) + 1))
    return float(min(1.0, ways[ways <= ways[pair.both] * (1 + 1e-9)].sum()))
