"""A value with its interval and everything needed to judge it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from sulis.vocabulary.area import Area
from sulis.vocabulary.caveat import Caveat
from sulis.vocabulary.missing import Missing
from sulis.vocabulary.period import Period
from sulis.vocabulary.population import EVERYONE, PopulationGroup
from sulis.vocabulary.provenance import Provenance


class Unit(StrEnum):
    """What the value counts or compares."""

    INCIDENTS = "incidents"  # a count of incidents
    INCIDENTS_A_DAY = "incidents a day"
    RATE_PER_100K = "per 100,000 residents in the period"  # not annualised: for the period as it is
    RATE_PER_100K_YEAR = "per 100,000 residents a year"  # person-years
    RATE_PER_100K_WORKDAY = "per 100,000 people on a working day, a year"  # those who are there, resident or not
    PROPORTION = "proportion"  # 0 to 1
    RATIO = "ratio"  # one rate over another
    DIFFERENCE = "difference"  # one rate less another, in the unit of the rates
    PUBLISHED = "as published"  # the publisher's own unit, which its indicator's name says
    INDEX = "index"  # from 0, as even as can be, to 1, all in one place
    YEARS = "years"  # a length of time
    DAYS = "days"  # a length of time
    SEVERITY = "days of custody"  # offences times the days that courts gave for one of each on average
    POUNDS = "pounds"  # in the prices of the year that its caveat names
    PEOPLE = "people"  # a count of people: exact, so its interval is itself
    PLACES = "places"  # a count of areas: exact, so its interval is itself


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number about one area and period, with its interval, or the reason why there is none.

    ``low`` and ``high`` bound the value at ``level`` (0 to 1) by ``method``. ``numerator`` and ``denominator``
    are what was divided; for a count the numerator is the count. When ``missing`` is set, value, low and high are None.

    Raises
    ------
    ValueError
        When a value stands without its interval, outside it, or beside a reason for being missing.
    """

    value: float | None
    low: float | None
    high: float | None
    level: float
    method: str
    unit: Unit
    area: Area
    period: Period
    numerator: int | None = None
    denominator: float | None = None
    group: PopulationGroup = EVERYONE
    population_year: int | None = None
    provisional: bool = False
    missing: Missing | None = None
    caveats: tuple[Caveat, ...] = ()
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        given = (self.value, self.low, self.high)
        if self.missing is not None:
            if given != (None, None, None):
                raise ValueError(f"a missing estimate ({self.missing.value}) carries no value or interval")
            return
        if self.value is None or self.low is None or self.high is None:
            raise ValueError("an estimate needs its value and both ends of its interval, or a reason for being missing")
        if math.isnan(self.value) or not self.low <= self.value <= self.high:
            raise ValueError(f"the interval {self.low} to {self.high} does not hold the value {self.value}")

    @classmethod
    def absent(
        cls,
        why: Missing,
        *,
        unit: Unit,
        area: Area,
        period: Period,
        level: float = 0.95,
        group: PopulationGroup = EVERYONE,
        caveats: tuple[Caveat, ...] = (),
        provenance: Provenance | None = None,
    ) -> Estimate:
        """An estimate that is not there, and why."""
        return cls(
            None, None, None, level, "none", unit, area, period,
            group=group, missing=why, caveats=caveats, provenance=provenance,
        )  # fmt: skip
