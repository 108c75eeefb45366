"""What an assessment holds: findings and chart specs whose every number is still an Estimate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sulis.catalogue.indicators import Better
from sulis.vocabulary import Area, AreaLevel, Caveat, Estimate, Period
from sulis.year.needs.ruling import Claim


class FindingKind(StrEnum):
    """What a finding says. `sulis.publish.documents` has the words for each kind."""

    MONTHLY_TREND = "monthly_trend"  # slots: latest, highest, lowest
    DIRECTION = "direction"  # slots: change (a ratio a year), smallest_fall, smallest_rise, years
    ROLLING_YEAR = "rolling_year"  # slots: latest, earliest (rolling sums over 12 received months)
    LIKE_FOR_LIKE = "like_for_like"  # slots: before, after, ratio (the same calendar months of two years)
    AGAINST_FORCE = "against_force"  # slots: area, force (the rest of the force), ratio
    AGAINST_PARTNERSHIPS = "against_partnerships"  # slots: area, highest, lowest
    CONTROL = "control"  # slots: mean (its ends are the limits of the latest month); the chart's points carry signals
    SEASON = (
        "season"  # slots: highest, lowest (ratios to the year's mean; the p of highest is that of all twelve months)
    )
    STEPS = "steps"  # slots: step_1 and so on (rates after over before, p of a best step); none where no step was found
    PLACES = "places"  # slots: highest, share_of_top, places_for_half
    STANDING_OUT = "standing_out"  # slots: places, share where there are any (statements name them)
    BEYOND_RESIDENTS = "beyond_residents"  # slots: ratio, inside, outside (statements name the places)
    CONCENTRATION = "concentration"  # slots: top, even, gini
    PERSISTENCE = (
        "persistence"  # slots: kept (its p is that of chance keeping as many), by_chance; statements name the places
    )
    HARM = "harm"  # slots: count, weighted, count_before, weighted_before, ratio (with its p)
    HARM_MIX = (
        "harm_mix"  # slots: heavy_weight, heavy_count, common_weight, common_count (shares; labels name the offences)
    )
    COST = "cost"  # slots: one a kind of offence, labelled; unsaid holds the price year
    EXTENT = "extent"  # slots: recorded, admitted where there is one; statements say what each leaves out and what is not loaded
    TOGETHER = "together"  # slots: people, pair_1 and so on (ratios to chance, with their adjusted p); its subject is the group
    AGE_ADJUSTED = "age_adjusted"  # slots: adjusted, crude, unknown (share without an age)
    TREATED = "treated"  # slots: treated, unknown (share of them), recorded in the same months; statements say what is not covered
    TRUE_NUMBER = "true_number"  # slots: seen, number, both; statements are the assumptions
    RECORDED = "recorded"  # slots: total, largest
    CANNOT_TELL = "cannot_tell"  # no slots; statements says what the source cannot express
    COVERAGE = "coverage"  # slots: no_geography
    BRIDGE = "bridge"  # slots: unplaced (rows that cannot be placed in one area of the level)
    DEFINITIONS = "definitions"  # slots: first, second, ratio
    DETERMINANT = "determinant"  # slots: area, neighbours (p adjusted for all of them), region, country, earlier
    DETERMINANTS = "determinants"  # no slots; one chart of a level; statements name its indicators by what can be said
    NOT_MEASURED = "not_measured"  # no slots; statements are the risk factors that no indicator here stands for
    NO_INDICATOR = "no_indicator"  # no slots; statements say why indicators cannot tell, and whom to ask for what
    FUNNEL = "funnel"  # slots: all, spread; area, limits and wide_limits where the area is one of them
    STEADIED = "steadied"  # slots: counted, steadied (of the place that moves most); statements name places apart from the mean
    AMBIENT = "ambient"  # slots: by_resident, by_workday (ratios of one place to the rest), resident_rate, workday_rate
    REBASED = (
        "rebased"  # slots: since_1, since_2 and so on, one a definition (ratios to the mean month of its first year)
    )
    HELD_ELSEWHERE = "held_elsewhere"  # no slots; statements are who holds what the focus leaves out
    GAPS = "gaps"  # no slots; statements are what nobody holds
    WHOSE_AGE = "whose_age"  # no slots; statements are whose age a definition's limits mean
    EXTRACT = "extract"  # slots: incidents (of the area), without_place, strays where any, defined_1 and so on (with unknown as bounds)
    REPEATS = "repeats"  # slots: people, events, top (shares), chance (of people, where there are residents); its subject is the role
    TIME_TO_REPEAT = "time_to_repeat"  # slots: people, within_30, within_90 (shares), median where half had one
    ROLES_OVERLAP = "roles_overlap"  # slots: victims, suspects (the share of each that had the other role too)
    DISPARITY = "disparity"  # slots: ratio_1, bounds_1 and so on (a group against the one compared with, as the labels name them), unknown
    SHARES = "shares"  # slots: share_1 and so on (of what is known, unknown as bounds; the largest first), unknown
    BY_DAY = "by_day"  # slots: highest, lowest (shares of days of the week; the p of highest is that of all seven alike), unknown
    BY_HOUR = "by_hour"  # slots: night, evening (shares, unknown as bounds), unknown
    NEAR_REPEATS = "near_repeats"  # slots: strongest (pairs over chance, its p allows for every cell), originators, followers, unknown
    KNIFE = "knife"  # slots: share (unknown as bounds), unknown
    KNIFE_GAPS = "knife_gaps"  # slots: middle (days between, its ends the limits), long, short (gaps that a rule marks)
    CLAIM = "claim"  # slots: those of the findings that test it, as its ruling read them
    UNTESTED_CLAIMS = "untested_claims"  # no slots; statements are claims of one basis, each with what a test needs


class ChartKind(StrEnum):
    """How the points are laid out."""

    TIME = "time"  # x is the period of each estimate; a missing one is a gap
    AREAS = "areas"  # one bar or dot an area
    CATEGORIES = "categories"  # one bar a category
    MAP = "map"  # one polygon an area
    FUNNEL = "funnel"  # one dot an area by its person-years, then a series for each pair of limits
    PAIRED = "paired"  # one row an area, with a mark of each series
    CONTROL = "control"  # months as points, then one series of the mean and its limits
    CYCLE = "cycle"  # one dot for each part of a day, a week or a year, in its own order
    GRID = "grid"  # one row a series, one cell a point: pairs of incidents over what chance makes
    SPINE = "spine"  # one row an indicator: the area among areas like it


class Signal(StrEnum):
    """Why a point of a control chart is marked."""

    ABOVE = "above"  # above the upper limit
    BELOW = "below"  # below the lower limit
    RUN_ABOVE = "run_above"  # one of seven or more in a row above the mean
    RUN_BELOW = "run_below"  # one of seven or more in a row below the mean
    IN_A_ROW = "in_a_row"  # one of seven or more in a row that rise, or that fall
    NEAR_LIMIT = "near_limit"  # one of two, among three in a row, beyond two thirds of the way to one limit


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: ``key`` is an area code, a category or a period label; ``label`` is what a reader sees.

    ``signals`` are the rules of a control chart that mark the point.
    """

    key: str
    label: str
    estimate: Estimate
    emphasised: bool = False
    signals: tuple[Signal, ...] = ()


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

    ``unsaid`` are clauses for what the source cannot say ("how old anyone was"); ``level`` is that of its places;
    ``claim`` is there where a claim of the plan was put to the test, ``better`` where one way of an indicator may be better.
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
    claim: Claim | None = None
    better: Better | None = None

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
