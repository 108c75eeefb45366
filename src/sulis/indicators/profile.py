"""An area's published indicators beside those of its statistical neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sulis.catalogue.indicators import Indicator
from sulis.catalogue.profiles import ProfilePlan
from sulis.indicators.published import neighbours_of, published_values
from sulis.store import Store
from sulis.store.engine import DuckDbEngine
from sulis.vocabulary import Missing, WrongUsage


@dataclass(frozen=True, slots=True)
class Value:
    """A published value, or why there is none: exactly one of the two. Its unit is the measure's."""

    number: float | None
    missing: Missing | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one area, one for each period of the measure. Periods that the publisher has no row for are missing too."""

    code: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class MeasureProfile:
    """One measure: ``periods`` are the labels as published, in order; every line has a value for each.

    ``middle`` is the median of those neighbours that have a figure, and not applicable where fewer than the plan asks for have
    one. ``held`` says how many have. It has no interval: the publisher gives none for the values that it is of.
    """

    measure: Indicator
    periods: tuple[str, ...]
    own: Line
    neighbours: tuple[Line, ...]
    middle: tuple[Value, ...]
    held: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An area beside its neighbours. ``releases`` are those that the numbers and the neighbours come from."""

    plan: ProfilePlan
    area_code: str
    area_name: str
    measures: tuple[MeasureProfile, ...]
    releases: tuple[str, ...]
    made_up: bool


def profile(store: Store, area_code: str, plan: ProfilePlan) -> Profile:
    """The profile of an area against its statistical neighbours.

    Values are the publisher's, unchanged. The neighbours are those of the newest list that is loaded.

    Raises
    ------
    WrongUsage
        When no list of neighbours names the area, or none of the measures has a row for it.
    """
    with store.connect() as connection:
        engine = DuckDbEngine(connection)
        listed, codes = _neighbours(engine, store, area_code)
        held = {release.id for release in store.releases("indicator_values") if release.source == plan.source}
        wanted = tuple(measure.indicator for measure in plan.indicators)
        rows = engine.run(published_values(wanted, (area_code, *codes)))
    kept = [row for row in rows if row[0] in held]
    own = [row for row in kept if row[2] == area_code]
    if not own:
        raise WrongUsage(
            f"none of the measures of this profile is loaded for {area_code}",
            "Load the tool's file with `sulis ingest education-tool`, and check the area's code.",
        )
    names = {row[2]: row[3] or row[2] for row in kept}
    found = {(row[1], row[2], row[4]): _value(row) for row in kept}
    measures = tuple(_measured(measure, found, area_code, codes, names, plan) for measure in plan.indicators)
    releases = tuple(dict.fromkeys((*(row[0] for row in kept), listed)))
    return Profile(plan, area_code, names[area_code], measures, releases, store.made_up)


def _neighbours(engine: DuckDbEngine, store: Store, area_code: str) -> tuple[str, tuple[str, ...]]:
    """The newest list's release, and the neighbours' codes in its order."""
    rows = engine.run(neighbours_of(area_code))
    if not rows:
        raise WrongUsage(
            f"no statistical neighbours are loaded for {area_code}",
            "Load a list of neighbours with `sulis ingest education-tool`, and check the area's code.",
        )
    period = {release.id: release.period for release in store.releases("neighbours")}
    newest = max((row[0] for row in rows), key=lambda release: (period[release], release))
    return newest, tuple(row[2] for row in rows if row[0] == newest)


def _value(row: Sequence[object]) -> Value:
    number, missing, provisional = row[5], row[6], bool(row[7])
    if isinstance(number, float):
        return Value(number, None, provisional)
    return Value(None, Missing(str(missing)), provisional)


def _measured(
    measure: Indicator,
    found: dict[tuple[str, str, str], Value],
    own: str,
    codes: Sequence[str],
    names: dict[str, str],
    plan: ProfilePlan,
) -> MeasureProfile:
    periods = tuple(sorted({period for indicator, _, period in found if indicator == measure.indicator}))
    absent = Value(None, Missing.NOT_RECEIVED)

    def line(code: str) -> Line:
        values = tuple(found.get((measure.indicator, code, period), absent) for period in periods)
        return Line(code, names.get(code, code), values)

    neighbours = tuple(line(code) for code in codes)
    numbers = [[n for each in neighbours if (n := each.values[at].number) is not None] for at in range(len(periods))]
    middle = tuple(_middle(each, plan.least_neighbours) for each in numbers)
    return MeasureProfile(measure, periods, line(own), neighbours, middle, tuple(map(len, numbers)))


def _middle(numbers: Sequence[float], least: int) -> Value:
    return Value(median(numbers)) if len(numbers) >= least else Value(None, Missing.NOT_APPLICABLE)
