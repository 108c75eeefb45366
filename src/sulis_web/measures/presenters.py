from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Notice
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Table
from sulis_web.measures import queries
from sulis_web.measures.models import Figure, Recipe, Series, Shape
from sulis_web.partnership.decide import Who
from sulis_web.partnership.presenters.pages import Part, RecordPage
from sulis_web.partnership.queries import people_named
from sulis_web.records.presenters import timeline

UNKNOWN = "Not recorded"
LABELS = {
    "baseline_from": "First year of the baseline", "baseline_until": "Last year of the baseline", "baseline_note": "About the baseline",
    "target": "Target, in percent", "target_by": "Target by", "target_reason": "Why this target", "effect_months": "Months to show",
    "effect_reason": "Why so long", "next_review": "Next review", "awaited_from": "Awaited from", "awaited_by": "Awaited by",
    "open_data": "Open statistic", "wider": "Wider area", "rule": "How it is counted", "count": "The number", "total": "Of how many",
    "why": "Why there is none", "provisional": "May be revised",
}  # fmt: skip


def trail(recipe: Recipe | None = None, series: Series | None = None) -> tuple[Crumb, ...]:
    found = [Crumb("Measures", reverse("measures"))]
    if recipe is not None:
        found.append(Crumb(recipe.title, reverse("measure", args=[recipe.measure])))
    if series is not None:
        found.append(Crumb(series.area, reverse("measure-series", args=[series.public_id])))
    return tuple(found)


def series_page(who: Who, held: Series) -> RecordPage:
    """Who may open it keeps the figures: nothing is held back here."""
    years = list(queries.figures(who, held))
    table = Table("", _columns(held), tuple(_row(held, year) for year in years))
    words = (
        ()
        if years
        else ("No year is recorded yet. Add the first, then one after another; a year without a number says why.",)
    )
    return RecordPage(
        kicker="Yearly figures", title=str(held), trail=trail(held.recipe), facts=tuple(_facts(held)),
        parts=(Part("Years", words, table if years else None),), actions=tuple(_ways(held)),
        history=timeline(held, names=people_named, labels=LABELS), retired=_retired(held),
    )  # fmt: skip


def _columns(held: Series) -> tuple[Column, ...]:
    total = (Column("Of how many", is_number=True),) if held.recipe.shape == Shape.SHARE else ()
    return (Column("Year"), Column("Number", is_number=True), *total, Column("Note"), Column("Change"))


def _row(held: Series, year: Figure) -> tuple[Cell, ...]:
    note = year.why or ("May still be revised" if year.provisional else "")
    total = (Cell(f"{year.total:,}" if year.total is not None else ""),) if held.recipe.shape == Shape.SHARE else ()
    change = Cell("") if held.is_retired else Cell(f"Change {year.year}", reverse("edit-figure", args=[year.public_id]))
    return (Cell(year.year), Cell(f"{year.count:,}" if year.count is not None else "None"), *total, Cell(note), change)


def rule_of(recipe: Recipe, rule: str) -> str:
    return next((title for id, title, _text in recipe.rules if id == rule), "")


def _facts(held: Series) -> Iterator[Fact]:
    if held.rule:
        yield Fact("How it is counted", rule_of(held.recipe, held.rule) or held.rule)
    yield Fact("Place", f"{held.area}, the wider area" if held.wider else held.area)
    seen = (
        "Everybody: it is an open official statistic"
        if held.open_data
        else "The partnership’s analysts and co-ordinators"
    )
    yield Fact("Who sees its numbers", seen)
    yield Fact("Where it comes from", held.source)
    yield Fact("When it came", day(held.received) if held.received else UNKNOWN)


def _ways(held: Series) -> Iterator[WayTo]:
    if not held.is_retired:
        yield WayTo("Add a year", reverse("add-figure", args=[held.public_id]))
        yield WayTo("Change where it comes from", reverse("edit-series", args=[held.public_id]))
        yield WayTo("Take it out", reverse("retire-series", args=[held.public_id]))


def _retired(held: Series) -> Notice | None:
    if held.retired_at is None:
        return None
    told = f"These figures were taken out on {day(held.retired_at)}. {held.retired_reason}".strip()
    return Notice(told, link=Link("Bring them back", reverse("restore-series", args=[held.public_id])))


def keeping(recipe: Recipe, series: Iterable[Series]) -> tuple[WayTo, ...]:
    """The ways by which whoever keeps the figures goes on from a measure's page."""
    every = tuple(
        WayTo(f"Years of {_of(recipe, each)}", reverse("measure-series", args=[each.public_id])) for each in series
    )
    change = WayTo("Change owner, baseline or target", reverse("edit-recipe", args=[recipe.public_id]))
    if recipe.shape not in (Shape.COUNT, Shape.SHARE):
        return (change,)
    return (change, WayTo("Add a series of figures", reverse("add-series", args=[recipe.public_id])), *every)


def _of(recipe: Recipe, series: Series) -> str:
    return ", ".join(filter(None, (series.area, rule_of(recipe, series.rule))))
