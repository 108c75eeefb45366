"""From counts to estimates: every count, rate, share and ratio gets its interval here, many at a time.

The methods are imported where they are used: counting alone needs none of them, and they take longer to load than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sulis.indicators.residents import BOUNDED, UNKNOWN, Residents
from sulis.indicators.trail import Trail
from sulis.vocabulary import Area, Caveat, Estimate, Missing, Period, Provenance, Unit

EXACT_COUNT = "exact: a complete count, so its interval is itself"
UNDEFINED = Caveat(
    "no-ratio", "No incident was recorded on the side that it is compared with, so a ratio cannot be given."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """One count before its interval. ``count`` is None when ``missing`` says why there is none."""

    count: int | None
    area: Area
    period: Period
    provenance: Provenance
    missing: Missing | None = None
    provisional: bool = False
    caveats: tuple[Caveat, ...] = ()


def count_estimates(tallies: Sequence[Tally], level: float) -> tuple[Estimate, ...]:
    """Each count with its Poisson interval, in the order given; a count that is not there stays missing."""
    from sulis.statistics import poisson_interval

    found = poisson_interval(np.array([_or_nan(tally.count) for tally in tallies], dtype=float), level)
    return tuple(
        _missing(tally, Unit.INCIDENTS, level)
        if tally.count is None
        else Estimate(
            float(tally.count), low, high, level, method, Unit.INCIDENTS, tally.area, tally.period,
            numerator=tally.count, provisional=tally.provisional, caveats=tally.caveats, provenance=tally.provenance,
        )
        for tally, low, high, method in zip(
            tallies, found.low.tolist(), found.high.tolist(), found.method.tolist(), strict=True
        )
    )  # fmt: skip


def rate_estimates(
    tallies: Sequence[Tally],
    residents: Sequence[Residents],
    level: float,
    trail: Trail,
    years: Sequence[float] | None = None,
) -> tuple[Estimate, ...]:
    """Each count per 100,000 residents, with its interval, in the order given.

    ``years`` is the length of each period in years: given, the rate is for 100,000 person-years and the denominator is
    the person-years; left out, the rate is for the period as it is. Where residents are unplaced the denominator is
    halfway, the lower limit divides by the most and the upper by the least, and the method says so. Without a
    population the rate is missing, and says why.
    """
    from sulis.statistics import crude_rate

    lengths = [1.0] * len(tallies) if years is None else list(years)
    exposed = [_or_nan(who.persons) * length for who, length in zip(residents, lengths, strict=True)]
    found = crude_rate(np.array([_or_nan(tally.count) for tally in tallies], dtype=float), exposed, 100_000, level)
    unit = Unit.RATE_PER_100K if years is None else Unit.RATE_PER_100K_YEAR
    limits = zip(found.value.tolist(), found.low.tolist(), found.high.tolist(), found.method.tolist(), strict=True)
    return tuple(
        _rate(tally, who, exposure, unit, limit, level, trail)
        for tally, who, exposure, limit in zip(tallies, residents, exposed, limits, strict=True)
    )


def _rate(
    tally: Tally,
    who: Residents,
    exposure: float,
    unit: Unit,
    limit: tuple[float, float, float, str],
    level: float,
    trail: Trail,
) -> Estimate:
    value, low, high, method = limit
    caveats = tuple(dict.fromkeys((*tally.caveats, *who.caveats)))
    if tally.count is None:
        return _missing(tally, unit, level)
    if who.persons is None or not exposure > 0:
        return Estimate.absent(
            Missing.NO_DENOMINATOR, unit=unit, area=tally.area, period=tally.period, level=level,
            caveats=caveats, provenance=tally.provenance,
        )  # fmt: skip
    return Estimate(
        value, low * who.shrink, high * who.stretch, level, _named(method, who), unit, tally.area, tally.period,
        numerator=tally.count, denominator=exposure, population_year=who.year, provisional=tally.provisional,
        caveats=caveats, provenance=trail.with_population(tally.provenance, who.query),
    )  # fmt: skip


def share_estimate(part: int, whole: int, of: Tally, level: float) -> Estimate:
    """A share of a total by Wilson's interval; area, period and road back come from ``of``."""
    from sulis.statistics import wilson

    if whole == 0:
        return Estimate.absent(
            Missing.NOT_APPLICABLE, unit=Unit.PROPORTION, area=of.area, period=of.period, level=level,
            caveats=of.caveats, provenance=of.provenance,
        )  # fmt: skip
    found = wilson(part, whole, level)
    return Estimate(
        float(found.value), float(found.low), float(found.high), level, str(found.method), Unit.PROPORTION, of.area,
        of.period, numerator=part, denominator=float(whole), provisional=of.provisional, caveats=of.caveats,
        provenance=of.provenance,
    )  # fmt: skip


def ratio_estimate(
    top: Estimate, bottom: Estimate, level: float, people: tuple[Residents, Residents] | None = None
) -> tuple[Estimate, float | None]:
    """One count or rate over another with its interval, and the two-sided p of the E-test.

    The two must share no incident. Counts are compared as over equal times; rates by their denominators. When either is
    missing so is the ratio; when the second has no incident it is not applicable. ``people`` are the residents behind
    two rates: where some are unplaced the interval holds every way to place them, and p is that of the way that makes
    the two most alike.

    Raises
    ------
    ValueError
        When a rate with unplaced residents comes without ``people``, which would make the interval too narrow.
    """
    from sulis.statistics import rate_ratio

    caveats = tuple(dict.fromkeys((*top.caveats, *bottom.caveats)))
    if people is None and any(caveat.code == BOUNDED for caveat in caveats):
        raise ValueError("a ratio of rates with unplaced residents needs the residents of both")
    absent = top.missing or bottom.missing
    if absent or top.numerator is None or bottom.numerator is None:
        return _no_ratio(absent or Missing.NOT_APPLICABLE, top, level, caveats), None
    one, two = people or (UNKNOWN, UNKNOWN)
    sides = (top.numerator, top.denominator or 1.0, bottom.numerator, bottom.denominator or 1.0)
    p_value = _p_value(*sides, one, two)
    found = rate_ratio(*sides, level)
    if np.isnan(found.value):
        return _no_ratio(Missing.NOT_APPLICABLE, top, level, (*caveats, UNDEFINED)), p_value
    low, high = float(found.low) * one.shrink / two.stretch, float(found.high) * one.stretch / two.shrink
    return Estimate(
        float(found.value), low, high, level, _named(str(found.method), one, two), Unit.RATIO, top.area,
        top.period, numerator=top.numerator, denominator=float(bottom.numerator), population_year=top.population_year,
        provisional=top.provisional or bottom.provisional, caveats=caveats, provenance=_joined(top, bottom),
    ), p_value  # fmt: skip


def _p_value(a: int, time_a: float, b: int, time_b: float, one: Residents, two: Residents) -> float:
    """The p of the E-test, at the times at risk, within what the residents allow, that bring the rates nearest."""
    from sulis.statistics import compare_counts

    least, most = two.shrink / one.stretch, two.stretch / one.shrink
    level = a * time_b / (b * time_a) if b else (most if a else 1.0)  # times time_a, the two rates are equal
    return float(compare_counts(a, time_a * min(max(level, least), most), b, time_b).p_value)


def _named(method: str, *people: Residents) -> str:
    """The method of an interval, with a word where it also holds residents that cannot be placed."""
    return f"{method}, residents bounded" if any(who.unplaced for who in people) else method


def exact_estimate(value: int | None, out_of: int, unit: Unit, of: Tally, level: float) -> Estimate:
    """A complete count of rows or places, which no chance enters; missing, for ``of``'s reason, when it is None."""
    if value is None:
        return _missing(of, unit, level)
    return Estimate(
        float(value), float(value), float(value), level, EXACT_COUNT, unit, of.area, of.period, numerator=value,
        denominator=float(out_of), provisional=of.provisional, caveats=of.caveats, provenance=of.provenance,
    )  # fmt: skip


def index_estimate(
    value: float, limits: tuple[float, float], of: Tally, level: float, method: str, unit: Unit = Unit.INDEX
) -> Estimate:
    """A number worked out from many counts, with its own limits; area, period and road back come from ``of``."""
    return Estimate(
        value, limits[0], limits[1], level, method, unit, of.area, of.period, numerator=None, provisional=of.provisional,
        caveats=of.caveats, provenance=of.provenance,
    )  # fmt: skip


def absent_estimate(why: Missing, unit: Unit, of: Tally, level: float) -> Estimate:
    """A number that is not there, and why; area, period and road back come from ``of``."""
    return Estimate.absent(
        why, unit=unit, area=of.area, period=of.period, level=level, caveats=of.caveats, provenance=of.provenance
    )


def _no_ratio(why: Missing, top: Estimate, level: float, caveats: tuple[Caveat, ...]) -> Estimate:
    return Estimate.absent(
        why, unit=Unit.RATIO, area=top.area, period=top.period, level=level, caveats=caveats, provenance=top.provenance
    )


def _joined(top: Estimate, bottom: Estimate) -> Provenance | None:
    """The road back of a comparison: both sides' releases, and both queries where they differ."""
    a, b = top.provenance, bottom.provenance
    if a is None or b is None:
        return a or b
    query = a.query if a.query == b.query else f"{a.query}\n\n{b.query}"
    return Provenance(tuple(sorted({*a.releases, *b.releases})), query, a.definition, a.open_data and b.open_data)


def _missing(tally: Tally, unit: Unit, level: float) -> Estimate:
    return Estimate.absent(
        tally.missing or Missing.NOT_RECEIVED, unit=unit, area=tally.area, period=tally.period, level=level,
        caveats=tally.caveats, provenance=tally.provenance,
    )  # fmt: skip


def _or_nan(number: float | None) -> float:
    return float("nan") if number is None else float(number)
