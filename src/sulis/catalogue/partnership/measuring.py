"""How each measure of success is worked out, and the yearly figures that a partnership holds for it.

measure_recipes.toml and measure_figures.toml, either of which may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sulis.catalogue.cadence import Cadence
from sulis.catalogue.partnership.kinds import Kind
from sulis.catalogue.partnership.read_days import day
from sulis.catalogue.partnership.reading import Reading, finished
from sulis.catalogue.partnership.years import year_of, years_in_order
from sulis.catalogue.reader import Table

MOST = 1_000_000_000
_LATEST = 40  # years, in months: no work of a plan is expected to take longer


class Shape(StrEnum):
    """What a measure's figures are, which says how they are judged."""

    COUNT = "count"  # events in a year, such as deaths or admissions
    SHARE = "share"  # of those asked or counted, how many
    FINDING = "finding"  # a finding of the needs assessment, by its id
    COMMITMENTS = "commitments"  # what the plan's own actions promised and kept


class Wanted(StrEnum):
    """Which way the partnership wants it to go."""

    DOWN = "down"
    UP = "up"
    NEITHER = "neither"  # more can mean more harm, or more of it seen and helped


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to count the same thing, where those who code it do so in more than one way."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one number of a measure is made, read and answered for. ``measure`` and ``owner`` are ids of the same folder.

    ``one`` and ``many`` name what is counted ("homicide", "homicides"). ``baseline`` names its first and last year, both
    empty where it is still to be set. ``target`` is the wanted level over the baseline's (0.8 for a fifth less), None where
    the partnership sets none; ``target_reason`` says why either way. ``effect_months`` is how long the work is expected to
    take to show. ``awaited`` says what is missing, from whom and by when, where no figure can be had yet.
    """

    id: str
    measure: str
    title: str
    shape: Shape
    one: str
    many: str
    numerator: str
    denominator: str
    source: str
    finding: str
    wanted: Wanted
    baseline: tuple[str, str]
    baseline_note: str
    target: float | None
    target_by: str
    target_reason: str
    owner: str | None
    cadence: Cadence | None
    effect_months: int | None
    effect_reason: str
    author: str
    checker: str
    next_review: date
    awaited: str
    awaited_from: str
    awaited_by: date | None
    caveats: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsFigure:
    """One year. ``count`` is None where it is missing, and ``why`` says why; ``total`` is what a share is of."""

    year: str
    count: int | None
    total: int | None = None
    why: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeries:
    """The years of one recipe for one place, counted by one rule. ``wider`` is true for the area around the partnership's own.

    ``open`` is true for an official statistic under an open licence: anything else is held back from boards and the public.
    """

    recipe: str
    rule: str
    area: str
    wider: bool
    open: bool
    source: str
    received: date | None
    years: tuple[YearsFigure, ...]


def read_recipes(reading: Reading) -> tuple[Recipe, ...]:
    """Every recipe, in file order; none where there is no such file."""
    top = reading.open("measure_recipes.toml", required=False)
    found = reading.made(top, "recipe", _recipe, required=False)
    top.finish()
    return found


def read_series(reading: Reading, recipes: tuple[Recipe, ...]) -> tuple[MeasureSeries, ...]:
    """Every series of figures, in file order; none where there is no such file."""
    top = reading.open("measure_figures.toml", required=False)
    tables = top.tables("series", required=False)
    found = tuple(_series(table, recipes) for table in tables)
    for number, one in enumerate(found):
        if any((one.recipe, one.rule, one.area) == (each.recipe, each.rule, each.area) for each in found[:number]):
            tables[number].fault(
                "recipe", f'a second series of "{one.recipe}" for {one.area}',
                "A recipe has one series for each place and way of counting.", "Put the years into one.",
            )  # fmt: skip
    finished([top, *tables])
    return found


def _recipe(reading: Reading, table: Table) -> Recipe:
    rules = table.tables("rule", required=False)
    shape = table.chosen("shape", Shape)
    counted = shape in (Shape.COUNT, Shape.SHARE)
    made = Recipe(
        id=table.id(),
        measure=reading.refers(table, "measure", Kind.MEASURE),
        title=table.text("title"),
        shape=shape,
        one=table.text("one", required=counted),
        many=table.text("many", required=counted),
        numerator=table.text("numerator"),
        denominator=table.text("denominator", required=shape is Shape.SHARE),
        source=table.text("source"),
        finding=table.text("finding", required=shape is Shape.FINDING),
        wanted=table.chosen("wanted", Wanted),
        baseline=_baseline(table),
        baseline_note=table.text("baseline_note", required=not table.has("baseline")),
        target=_target(table),
        target_by=_year(table, "target_by", required=table.has("target")),
        target_reason=table.text("target_reason", why="It says why this target, or why none is set."),
        owner=reading.may_refer(table, "owner", Kind.ORGANISATION),
        cadence=table.choice("cadence", Cadence, required=False),
        effect_months=table.whole("effect_months", 0, _LATEST * 12, required=False),
        effect_reason=table.text("effect_reason", required=table.has("effect_months")),
        author=table.text("author"),
        checker=table.text("checker"),
        next_review=table.day("next_review"),
        awaited=table.text("awaited", required=False),
        awaited_from=table.text("awaited_from", required=table.has("awaited")),
        awaited_by=day(table, "awaited_by"),
        caveats=table.words("caveats"),
        rules=tuple(Rule(id=one.id(), title=one.text("title"), text=one.text("text")) for one in rules),
    )
    finished(rules)
    return made


def _baseline(table: Table) -> tuple[str, str]:
    """First and last year, or twice nothing."""
    given = table.words("baseline")
    if not given:
        return "", ""
    fault = ", ".join(given)
    if len(given) > 2 or not all(map(year_of, given)) or not years_in_order(given):
        table.fault("baseline", fault, "A baseline is its first and its last year, in order, or one year.",
                    'Write ["2015-16", "2019-20"], or ["2023-24"].')  # fmt: skip
        return "", ""
    return given[0], given[-1]


def _year(table: Table, key: str, *, required: bool) -> str:
    given = table.text(key, required=required)
    if given and year_of(given) is None:
        table.fault(key, f'"{given}"', "A year is a calendar year or a financial one.", 'Write "2027" or "2027-28".')
        return ""
    return given


def _target(table: Table) -> float | None:
    """As a percentage of the baseline in the file, whole; as a ratio here."""
    given = table.whole("target", 0, 1000, required=False)
    return None if given is None else given / 100


def _series(table: Table, recipes: tuple[Recipe, ...]) -> MeasureSeries:
    recipe = next((one for one in recipes if one.id == table.values.get("recipe")), None)
    years = table.tables("year")
    known = [one.id for one in recipe.rules] if recipe else []
    shape = recipe.shape if recipe else Shape.COUNT
    found = tuple(_figure(one, shape) for one in years)
    made = MeasureSeries(
        recipe=table.word("recipe", [one.id for one in recipes]),
        rule=table.word("rule", known, required=bool(known)) if recipe else table.text("rule", required=False),
        area=table.text("area"),
        wider=table.yes_or_no("wider", required=False) or False,
        open=table.yes_or_no("open") or False,
        source=table.text("source"),
        received=day(table, "received"),
        years=found,
    )
    if not years_in_order([one.year for one in found], each=True):
        table.fault("year", "years that do not follow one another", "Years go up by one; a missing one stands with its reason.",
                    'Write the missing year with why = "…" and no count.')  # fmt: skip
    finished(years)
    return made


def _figure(table: Table, shape: Shape) -> YearsFigure:
    count = table.whole("count", 0, MOST, required=False)
    why = table.text("why", required=False)
    year = _year(table, "year", required=True)
    total = table.whole("total", 0, MOST, required=shape is Shape.SHARE and count is not None)
    if (count is None) == (not why):
        given = (
            "neither a count nor a reason" if count is None else f"a count of {count} and a reason why it is missing"
        )
        table.fault("count", given, "A year has a count, or the reason why it has none. A missing count is never 0.",
                    'Write count = 0 where nothing was counted, or why = "…" where nobody knows.')  # fmt: skip
    if count is not None and total is not None and count > total:
        table.fault("count", f"{count} of {total}", "A part is no more than its whole.", "Check both.")
    return YearsFigure(
        year=year, count=count, total=total, why=why, provisional=table.yes_or_no("provisional", required=False) or False
    )  # fmt: skip
