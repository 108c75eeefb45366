"""The ratio of two counts of the same records by two definitions, which share incidents."""

from __future__ import annotations

import math
from statistics import NormalDist

from sulis.indicators.estimating import UNDEFINED
from sulis.vocabulary import Caveat, Estimate, Missing, Unit

METHOD = "log-normal, allowing for shared incidents"


def overlapping_ratio(top: Estimate, bottom: Estimate, shared: int, level: float) -> Estimate:
    """Count ``top`` over count ``bottom`` when ``shared`` incidents are in both.

    Parameters
    ----------
    top, bottom : Estimate
        Counts of one area and period. Each numerator holds the shared incidents.
    shared : int
        Incidents in both, from 0 to the smaller count.
    level : float
        Confidence, above 0 and below 1.

    Returns
    -------
    Estimate
        A ratio without unit. Two counts of the same incidents have a ratio of exactly 1. Missing when either count is,
        and not applicable when either is zero, because the logarithm of zero has no spread. Below about 10 incidents
        outside the shared ones the limits are rough.

    Notes
    -----
    Source: delta method on the logarithm of two Poisson counts with covariance equal to the shared incidents: the
    variance is 1/a + 1/b - 2s/(ab), which without shared incidents is the usual 1/a + 1/b.
    """
    caveats: tuple[Caveat, ...] = tuple(dict.fromkeys((*top.caveats, *bottom.caveats)))
    absent = top.missing or bottom.missing
    if absent or not top.numerator or not bottom.numerator:
        return Estimate.absent(
            absent or Missing.NOT_APPLICABLE, unit=Unit.RATIO, area=top.area, period=top.period, level=level,
            caveats=caveats if absent else (*caveats, UNDEFINED), provenance=top.provenance,
        )  # fmt: skip
    a, b = top.numerator, bottom.numerator
    spread = math.exp(NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(max(0.0, 1 / a + 1 / b - 2 * shared / (a * b))))
    value = a / b
    return Estimate(
        value, value / spread, value * spread, level, METHOD, Unit.RATIO, top.area, top.period, numerator=a,
        denominator=float(b), provisional=top.provisional, caveats=caveats, provenance=top.provenance,
    )  # fmt: skip
