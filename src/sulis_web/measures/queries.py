from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from sulis.catalogue import partnership as files
from sulis.catalogue.cadence import Cadence
from sulis.catalogue.partnership import year_of
from sulis_web.measures.models import Figure, Recipe, Series
from sulis_web.partnership.decide import Who


def recipes(who: Who, measure: str = "") -> QuerySet[Recipe]:
    """Recipes in use, with their series and years that are; of one measure, by its key, or of all."""
    years = Prefetch("figures", Figure.objects.visible_to(who).filter(retired_at__isnull=True), to_attr="years")
    series = Series.objects.visible_to(who).filter(retired_at__isnull=True).prefetch_related(years)
    held = Recipe.objects.visible_to(who).filter(retired_at__isnull=True).select_related("owner")
    found: QuerySet[Recipe] = held.prefetch_related(Prefetch("series", series, to_attr="held"))
    return found.filter(measure=measure) if measure else found


def recipe(who: Who, public_id: str) -> Recipe | None:
    held = Recipe.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("owner").first()


def series(who: Who, public_id: str) -> Series | None:
    """Retired or not."""
    return Series.objects.visible_to(who).filter(public_id=public_id).select_related("recipe").first()


def retired_series(who: Who, held: Recipe) -> QuerySet[Series]:
    return Series.objects.visible_to(who).filter(recipe=held, retired_at__isnull=False)


def figures(who: Who, held: Series) -> QuerySet[Figure]:
    return Figure.objects.visible_to(who).filter(series=held, retired_at__isnull=True)


def figure(who: Who, public_id: str) -> Figure | None:
    held = Figure.objects.visible_to(who).filter(public_id=public_id, retired_at__isnull=True)
    return held.select_related("series", "series__recipe").first()


def with_numbers(who: Who) -> frozenset[str]:
    """Keys of the measures that have at least one yearly figure."""
    held = Figure.objects.visible_to(who).filter(
        count__isnull=False, retired_at__isnull=True, series__retired_at__isnull=True, series__recipe__retired_at__isnull=True
    )  # fmt: skip
    return frozenset(held.order_by().values_list("series__recipe__measure", flat=True))


def of_shape(who: Who, shape: files.Shape) -> list[Recipe]:
    return list(Recipe.objects.visible_to(who).filter(shape=shape.value, retired_at__isnull=True))


def value_of(held: Recipe) -> files.Recipe:
    """A recipe as the library reads it."""
    return files.Recipe(
        id=held.key, measure=held.measure, title=held.title, shape=files.Shape(held.shape), one=held.one, many=held.many,
        numerator=held.numerator, denominator=held.denominator, source=held.source, finding=held.finding,
        wanted=files.Wanted(held.wanted), baseline=(held.baseline_from, held.baseline_until), baseline_note=held.baseline_note,
        target=None if held.target is None else held.target / 100, target_by=held.target_by, target_reason=held.target_reason,
        owner=held.owner.key if held.owner else None, cadence=Cadence(held.cadence) if held.cadence else None,
        effect_months=held.effect_months, effect_reason=held.effect_reason, author=held.author, checker=held.checker,
        next_review=held.next_review, awaited=held.awaited, awaited_from=held.awaited_from, awaited_by=held.awaited_by,
        caveats=tuple(held.caveats), rules=tuple(files.Rule(id=id, title=title, text=text) for id, title, text in held.rules),
    )  # fmt: skip


def series_value(held: Series, years: Iterable[Figure]) -> files.MeasureSeries:
    """A series as the library reads it: its years in order, and those between that nobody wrote down as missing."""
    return files.MeasureSeries(
        recipe=held.recipe.key, rule=held.rule, area=held.area, wider=held.wider, open=held.open_data, source=held.source,
        received=held.received, years=tuple(_whole(list(years))),
    )  # fmt: skip


def _whole(years: list[Figure]) -> list[files.YearsFigure]:
    there = {year.year: year for year in years}
    if not there:
        return []
    begun = sorted((span.start, label) for label in there if (span := year_of(label)))
    found, day, last = [], begun[0][0], begun[-1][0]
    while day <= last:
        label = _label(day)
        found.append(
            _value(there[label])
            if label in there
            else files.YearsFigure(year=label, count=None, why="Not recorded here.")
        )
        day = day.replace(year=day.year + 1)
    return found


def _label(start: date) -> str:
    return str(start.year) if start.month == 1 else f"{start.year}-{(start.year + 1) % 100:02}"


def _value(year: Figure) -> files.YearsFigure:
    return files.YearsFigure(
        year=year.year, count=year.count, total=year.total, why=year.why, provisional=year.provisional
    )
