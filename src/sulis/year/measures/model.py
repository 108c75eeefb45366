"""What is read out of one series of a measure: each number with its interval, or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.partnership import MeasureSeries
from sulis.statistics.control_chart import ControlChart
from sulis.vocabulary import Estimate


class Verdict(StrEnum):
    """Whether two stretches of years differ by more than chance."""

    FELL = "fell"
    ROSE = "rose"
    CANNOT_TELL = "cannot tell"


class Speaks(StrEnum):
    """Whether an area should read a measure at all: how long a halving takes to show at the rate that it has."""

    YES = "yes"  # within `READABLE` years
    TOGETHER = "over years together"  # within `PATIENT` years
    NO = "no"  # longer, or there was nothing to begin from


@dataclass(frozen=True, slots=True)
class Year:
    """One year's count or share. ``why`` is there where it is missing; ``unusual`` where the chart's limits leave it out."""

    label: str
    estimate: Estimate
    why: str = ""
    unusual: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Years counted together: events with the interval of their count. A missing year between is counted in nothing."""

    first: str
    last: str
    years: int
    estimate: Estimate

    @property
    def has_gap(self) -> bool:
        """Whether a year between the first and the last is missing."""
        span = self.estimate.period
        return span.end.year - span.start.year > self.years

    @property
    def a_year(self) -> tuple[float, float, float]:
        """Events a year: the value and both ends of its interval."""
        found = self.estimate
        if found.value is None or found.low is None or found.high is None:
            raise ValueError(f"{self.first} to {self.last} has no count")
        return found.value / self.years, found.low / self.years, found.high / self.years


@dataclass(frozen=True, slots=True)
class Change:
    """Earlier years against later ones. ``ratio`` is later over earlier; ``missed`` is the largest fall, as a ratio, that would
    have been missed as often as not seen (None where not even a fall to nothing would have been seen).

    ``is_baseline`` says that the earlier years are the baseline of the recipe; else they are the first half.
    """

    before: Together
    after: Together
    ratio: Estimate
    verdict: Verdict
    missed: float | None
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How long it takes at this rate to tell a change from chance, in years, with as many years before as after.

    Four times in five, at 95%. ``none`` is the time without any event. ``at_most`` is the time to see a halving at the
    highest rate that the years allow, the kindest case. None where no time is enough.
    """

    speaks: Speaks
    halving: float | None
    fifth: float | None
    none: float | None
    at_most: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """The newest share beside the baseline's. ``step`` is the smallest difference, in shares, that two such years could show."""

    newest: Year
    baseline: Year | None
    verdict: Verdict | None
    step: float | None


@dataclass(frozen=True, slots=True)
class Read:
    """A series with all that it can say. What it is too short for is None.

    ``together`` holds the last three, the last five and all years, each once.
    """

    series: MeasureSeries
    years: tuple[Year, ...]
    together: tuple[Together, ...] = ()
    chart: ControlChart | None = None
    change: Change | None = None
    reach: Reach | None = None
    share: Share | None = None
    target_met: bool | None = None  # None also where it cannot be told


@dataclass(frozen=True, slots=True)
class Coding:
    """Whether the conclusion is the same however the events are counted. ``verdicts`` are by the rule's id."""

    verdicts: tuple[tuple[str, Verdict], ...]

    @property
    def holds(self) -> bool:
        return len({verdict for _rule, verdict in self.verdicts}) == 1
