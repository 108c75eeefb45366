"""What an assessment holds: findings and chart specs whose every number is still an Estimate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Period


class FindingKind(StrEnum):
    """What a finding says. `sulis.publish.documents` has the words for each kind."""

    MONTHLY_TREND = "monthly_trend"  # slots: latest, highest, lowest
    DIRECTION = "direction"  # slots: change (a ratio a year), smallest_fall, smallest_rise, years
    ROLLING_YEAR = "rolling_year"  # slots: latest, earliest (rolling sums over 12 received months)
    LIKE_FOR_LIKE = "like_for_like"  # slots: before, after, ratio (the same calendar months of two years)
    AGAINST_FORCE = "against_force"  # slots: area, force (the rest of the force), ratio
    AGAINST_PARTNERSHIPS = "against_partnerships"  # slots: area, highest, lowest
    PLACES = "places"  # slots: highest, share_of_top, places_for_half
    STANDING_OUT = "standing_out"  # slots: places, share where there are any (statements name them)
    BEYOND_RESIDENTS = "beyond_residents"  # slots: ratio, inside, outside (statements name the places)
    CONCENTRATION = "concentration"  # slots: top, even, gini
    PERSISTENCE = (
        "persistence"  # slots: kept (its p is that of chance keeping as many), by_chance; statements name the places
    )
    RECORDED = "recorded"  # slots: total, largest
    CANNOT_TELL = "cannot_tell"  # no slots; statements says what the source cannot express
    COVERAGE = "coverage"  # slots: no_geography
    BRIDGE = "bridge"  # slots: unplaced (rows that cannot be placed in one area of the level)
    DEFINITIONS = "definitions"  # slots: first, second, ratio


class ChartKind(StrEnum):
    """How the points are laid out."""

    TIME = "time"  # x is the period of each estimate; a missing one is a gap
    AREAS = "areas"  # one bar or dot an area
    CATEGORIES = "categories"  # one bar a category
    MAP = "map"  # one polygon an area


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: ``key`` is an area code, a category or a period label; ``label`` is what a reader sees."""

    key: str
    label: str
    estimate: Estimate
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together, drawn as one line or one set of bars."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A date from which numbers are not comparable with those before.

    Where it ``cuts``, no line is drawn and nothing is compared across it; else it is marked for a reader to know, and does
    not matter to what is drawn. ``only`` names the series that it cuts, all where it is empty.
    """

    at: Period
    label: str
    cuts: bool = False
    only: tuple[str, ...] = ()

    def parts(self, series: str) -> bool:
        """Whether that series is cut here."""
        return self.cuts and (not self.only or series in self.only)


@dataclass(frozen=True, slots=True)
class Boundary:
    """The outline of one area as GeoJSON geometry text, longitude and latitude in degrees."""

    code: str
    name: str
    geometry: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart before any ink: what is drawn, not how."""

    id: str
    kind: ChartKind
    series: tuple[Series, ...]
    breaks: tuple[SeriesBreak, ...] = ()
    boundaries: tuple[Boundary, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A named number in a finding. ``label`` says what it is of where the name is not enough (a category, an area).

    ``p_value`` is the two-sided p (0 to 1) that two counts have one rate, where the slot compares two counts.
    """

    name: str
    estimate: Estimate
    label: str = ""
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One force-month of the ledger, for the data-quality chapter."""

    month: str
    status: str
    rows: int | None
    no_geography_share: float | None
    outside_force_share: float | None
    repeated_ids: int | None
    lsoa_2011_rows: int | None
    release: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the assessment says. ``subject`` names the indicator in a reader's words.

    ``unsaid`` are clauses for what the source cannot say ("how old anyone was"); ``level`` is that of its places.
    """

    id: str
    kind: FindingKind
    subject: str
    slots: tuple[Slot, ...] = ()
    charts: tuple[ChartSpec, ...] = ()
    statements: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    unsaid: tuple[str, ...] = ()
    level: AreaLevel | None = None

    def slot(self, name: str) -> Slot:
        """The slot of that name; a KeyError names the finding."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(f"finding {self.id} has no slot {name}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Findings under one heading; ``id`` is trend, benchmark, places, recorded or quality."""

    id: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """One month of one category: the contract's series, before disclosure.

    ``rows`` is the rows whose LSOA lies in the area, or None for a month that was not received.
    ``rate`` is for the month as it is, not annualised.
    """

    indicator: str
    category: str
    status: str
    rows: int | None
    count: Estimate
    rate: Estimate


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A release that the run read, as the sources' notes name it. ``received`` is an ISO date, or date and time, in UTC."""

    id: str
    table: str
    source: str
    publisher: str
    licence: str
    period: str
    version: int
    received: str
    files: tuple[str, ...]
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A whole run: inputs, numbers and where they came from. Titles and texts are of ``definitions``, in that order."""

    area: Area
    force: Area | None
    period: Period
    definitions: tuple[str, ...]
    definition_titles: tuple[str, ...]
    definition_texts: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    series: tuple[SeriesEntry, ...]
    coverage: tuple[CoverageRow, ...]
    releases: tuple[ReleaseNote, ...]
    caveats: tuple[Caveat, ...]
    made_up: bool
    software: str
