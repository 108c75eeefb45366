"""A measure's page: what it says now, whether that is more than chance, and whether this area should read it at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis_web.design.dates import day
from sulis_web.design.diagrams.years import DrawnYears, YearDot, Years, draw_years
from sulis_web.design.navigation import Link
from sulis_web.design.values import Action as WayTo
from sulis_web.design.values import Cell, Column, Crumb, Fact, Mark, Table, Thread, Tone
from sulis_web.measures import rules
from sulis_web.measures.measured import Measured
from sulis_web.measures.models import Shape
from sulis_web.measures.presenters import LABELS, UNKNOWN, keeping, rule_of
from sulis_web.measures.telling import HELD_BACK, awaited_words, nothing_words, promises_words
from sulis_web.partnership.audiences import who_sees_it
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import people_named
from sulis_web.plan.models import Record
from sulis_web.plan.presenters.records import record_page
from sulis_web.records.presenters import timeline

if TYPE_CHECKING:
    from sulis.year.measures import Read


@dataclass(frozen=True, slots=True)
class Drawing:
    """The chart of a series with the table that says the same."""

    chart: DrawnYears
    title: str
    table: Table
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer."""

    question: str
    words: tuple[str, ...]
    table: Table | None = None
    drawing: Drawing | None = None
    link: Link | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class RecipeView:
    id: str
    title: str
    answers: tuple[Answer, ...]
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]
    history: tuple[object, ...]
    actions: tuple[WayTo, ...]


@dataclass(frozen=True, slots=True)
class MeasurePage:
    kicker: str
    title: str
    text: str
    doubts: tuple[str, ...]
    recipes: tuple[RecipeView, ...]
    links: tuple[Link, ...]
    up: tuple[Thread, ...]
    down: tuple[Thread, ...]
    trail: tuple[Crumb, ...]

    @property
    def level(self) -> int:
        """Of the questions' headings: below the name of the recipe where there are several."""
        return 3 if len(self.recipes) > 1 else 2


def measure_page(who: Who, record: Record, found: tuple[Measured, ...]) -> MeasurePage:
    doubts = tuple(words for label, words, _key in record.facts if "doubt" in label.lower())
    links = (
        Link("How the plan speaks of it", reverse("record", args=[record.key])),
        Link("Follow the thread both ways", reverse("chain", args=[record.key])),
    )
    kicker = "Named by the national duty" if record.group == "duty" else "Chosen by the partnership"
    views = tuple(_view(who, each) for each in found)
    said = record_page(who, record)
    trail = (Crumb("Measures", reverse("measures")),)
    return MeasurePage(kicker, record.title, record.text, doubts, views, links, said.up, said.down, trail)


def _view(who: Who, found: Measured) -> RecipeView:
    row = found.row
    actions = keeping(row, row.held) if rules.can_keep(who) else ()
    history = timeline(row, names=people_named, labels=LABELS)
    return RecipeView(
        row.public_id, row.title, tuple(_answers(found)), tuple(_facts(found)), found.recipe.caveats, history, actions
    )  # fmt: skip


def _answers(found: Measured) -> Iterator[Answer]:
    yield _now(found)
    own = found.own
    if own is not None:
        yield from _signal(found, own)
        yield from _reading(found, own)
        yield from _coding(found)
    yield from _wider(found)
    yield _aims(found, own)
    if found.recipe.awaited:
        yield Answer("What is awaited", (awaited_words(found),))


def _now(found: Measured) -> Answer:
    from sulis.publish.measured import now_words

    question = "What it says now"
    if found.row.shape == Shape.COMMITMENTS:
        return Answer(question, promises_words(found.promises), strong=True)
    if found.row.shape == Shape.FINDING:
        return _finding(question, found)
    own = found.own
    if own is None:
        more = (who_sees_it(),) if found.held_back else ()
        return Answer(question, (nothing_words(found), *more), strong=True)
    return Answer(question, now_words(found.recipe, own), drawing=_drawing(found, own), strong=True)


def _finding(question: str, found: Measured) -> Answer:
    if found.run is None or found.finding is None:
        return Answer(question, ("The newest needs assessment has no finding of it.",), strong=True)
    words = (f"{HELD_BACK} {who_sees_it()}",) if found.finding.held_back else found.finding.sentences
    more = Link("See the finding, its chart and its caveats", reverse("finding", args=[found.run.pk, found.finding.id]))
    return Answer(question, words, link=more, strong=True)


def _signal(found: Measured, own: Read) -> Iterator[Answer]:
    from sulis.publish.measured import change_words, chart_words, share_words

    words = [chart_words(found.recipe, own)]
    if own.change is not None:
        words.append(change_words(found.recipe, own.change))
    if own.share is not None and (told := share_words(found.recipe, own.share)):
        words.append(told)
    yield Answer("Is a change more than chance?", tuple(words))


def _reading(found: Measured, own: Read) -> Iterator[Answer]:
    from sulis.publish.measured import reach_words, should_read

    if own.reach is None or not own.together:
        return
    words = (should_read(found.recipe, own), *reach_words(found.recipe, own.reach, own.together[-1]))
    yield Answer("Should this area read it?", words)


def _coding(found: Measured) -> Iterator[Answer]:
    from sulis.publish.measured import coding_words

    if not found.recipe.rules:
        return
    ways = tuple(f"{rule.title}: {rule.text}" for rule in found.recipe.rules)
    own = [read for read in found.reads if not read.series.wider]
    if found.coding is None:
        held = f"Figures are held by {len(own)} of {len(ways)} ways of counting, so it cannot be told whether the way matters."
        yield Answer("Does it depend on how it is counted?", (held, *ways))
        return
    columns = (
        Column("Counted as"),
        Column("Before", is_number=True),
        Column("Since", is_number=True),
        Column("Later over earlier"),
    )
    rows = tuple(_coded(found, read) for read in own if read.change)
    table = Table("By each way of counting", columns, rows)
    yield Answer("Does it depend on how it is counted?", (coding_words(found.recipe, found.coding), *ways), table=table)


def _coded(found: Measured, read: Read) -> tuple[Cell, ...]:
    from sulis.publish.measured import ratio_words

    if read.change is None:
        raise ValueError("a row of the ways of counting needs a change")
    before, after = read.change.before, read.change.after
    name = rule_of(found.row, read.series.rule) or "As recorded"
    return (
        Cell(name), Cell(f"{before.estimate.numerator or 0:,}"), Cell(f"{after.estimate.numerator or 0:,}"),
        Cell(ratio_words(read.change)),
    )  # fmt: skip


def _wider(found: Measured) -> Iterator[Answer]:
    from sulis.publish.measured import change_words, now_words, should_read

    for read in found.wider:
        words = [*now_words(found.recipe, read)]
        if read.change is not None:
            words.append(change_words(found.recipe, read.change))
        if read.reach is not None:
            words.append(f"Can it be read there? {should_read(found.recipe, read)}")
        words.append(f"What is true of {read.series.area} as a whole may not be true here.")
        yield Answer(f"What the wider area says: {read.series.area}", tuple(words), drawing=_drawing(found, read))


def _aims(found: Measured, own: Read | None) -> Answer:
    from sulis.publish.measured import target_words

    recipe = found.recipe
    first, last = recipe.baseline
    base = f"{first}" if first == last else f"{first} to {last}"
    words = [f"The baseline is {base}. {recipe.baseline_note}".strip() if first else recipe.baseline_note]
    if own is not None:
        words.append(target_words(recipe, own))
    else:
        words.append(f"No target is set. {recipe.target_reason}" if recipe.target is None else recipe.target_reason)
    if recipe.effect_months is not None:
        words.append(f"The work is expected to take {_months(recipe.effect_months)} to show. {recipe.effect_reason}")
    return Answer("What it is compared with", tuple(filter(None, words)))


def _months(count: int) -> str:
    if count % 12 == 0 and count:
        return f"{count // 12} year{'s' if count > 12 else ''}"
    return f"{count} month{'' if count == 1 else 's'}"


def _drawing(found: Measured, read: Read) -> Drawing:
    series, is_share = read.series, found.row.shape == Shape.SHARE
    title = f"{found.row.title}, {series.area}, each year"
    return Drawing(draw_years(_years(found, read)), title, _table(read, title, is_share), _source(read))


def _years(found: Measured, read: Read) -> Years:
    dots = tuple(
        YearDot(
            year.label, year.estimate.value, year.estimate.low or 0.0, year.estimate.high or 0.0, year.unusual,
            year.estimate.provisional,
        )
        for year in read.years
    )  # fmt: skip
    centre, limits, chart = None, None, read.chart
    if chart is not None and chart.method != "none":
        newest = max(place for place, dot in enumerate(dots) if dot.value is not None)
        centre, limits = float(chart.centre[newest]), (float(chart.low[newest]), float(chart.high[newest]))
    named = f"{read.series.area}-{read.series.rule}".lower().replace(" ", "-").strip("-")
    title = f"{found.row.title}, {read.series.area}"
    return Years(f"{found.row.key}-{named}", title, dots, centre, limits, found.row.shape == Shape.SHARE)


def _table(read: Read, title: str, is_share: bool) -> Table:
    columns = (
        Column("Year"),
        Column("Share" if is_share else "Number", is_number=True),
        Column("95% interval"),
        Column("Note"),
    )
    return Table(title, columns, tuple(_row(year, is_share) for year in read.years))


def _row(year: object, is_share: bool) -> tuple[Cell, ...]:
    from sulis.year.measures import Year

    if not isinstance(year, Year):
        raise TypeError("a row is of a year")
    found = year.estimate
    if found.value is None or found.low is None or found.high is None:
        return (Cell(year.label), Cell("None"), Cell(""), Cell(year.why))
    notes = [
        *(["Stands out from chance"] if year.unusual else []),
        *(["May still be revised"] if found.provisional else []),
    ]
    if is_share:
        value, ends = f"{100 * found.value:.0f}%", f"{100 * found.low:.0f}% to {100 * found.high:.0f}%"
    else:
        value, ends = f"{found.numerator:,}", f"{found.low:.1f} to {found.high:.1f}"
    return (Cell(year.label), Cell(value), Cell(ends), Cell(". ".join(notes)))


def _source(read: Read) -> str:
    series = read.series
    came = f" Received on {day(series.received)}." if series.received else ""
    method = next((year.estimate.method for year in read.years if year.estimate.value is not None), "none")
    usual = (
        ""
        if read.chart is None or read.chart.method == "none"
        else f" The usual range is by a {read.chart.method} chart."
    )
    return f"{series.source}.{came} Intervals: {method}, each year on its own.{usual}"


def _facts(found: Measured) -> Iterator[Fact]:
    row = found.row
    yield Fact("What is counted", row.numerator)
    if row.denominator:
        yield Fact("Over what", row.denominator)
    yield Fact("Source", row.source)
    yield Fact("Which way it should go", row.get_wanted_display())
    url = reverse("organisation", args=[row.owner.public_id]) if row.owner else ""
    yield Fact("Who answers for it", row.owner.name if row.owner else UNKNOWN, url)
    yield Fact("Looked at", row.get_cadence_display() if row.cadence else UNKNOWN)
    yield Fact("Written by", row.author)
    yield Fact("Checked by", row.checker)
    yield Fact("How it is made is looked at again by", day(row.next_review))


def state_of(found: Measured) -> Mark:
    """What a list says of a measure beside its sentence."""
    if found.row.shape == Shape.COMMITMENTS:
        return Mark("Counted here", Tone.GOOD)
    if found.finding is not None:
        return Mark("In the needs assessment", Tone.GOOD)
    if found.own is not None:
        return _speaking(found.own)
    if found.held_back:
        return Mark("Held back")
    return Mark("Awaited", Tone.WATCH) if found.recipe.awaited else Mark("No figures", Tone.TROUBLE)


def _speaking(own: Read) -> Mark:
    if own.reach is None:
        return Mark("Has figures", Tone.GOOD)
    words = {
        "yes": Mark("Can be read here", Tone.GOOD),
        "over years together": Mark("Over years together", Tone.WATCH),
        "no": Mark("Too few to read", Tone.QUIET),
    }
    return words[own.reach.speaks.value]
