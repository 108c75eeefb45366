"""What is recorded, and what the records cannot tell."""

from __future__ import annotations

from sulis.catalogue.sources import SourceCard
from sulis.definition import unexpressed_words
from sulis.indicators import Recipe, count_estimates
from sulis.tables import CATEGORIES
from sulis.year.needs.caveats import SNAP_POINTS
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study


def recorded_chapter(study: Study, card: SourceCard) -> Chapter:
    """Totals of the categories over the months received, then what each definition asks and the source cannot say."""
    return Chapter("recorded", (_totals(study), *(_cannot_tell(recipe) for recipe in study.wanted), _card(card)))


def _totals(study: Study) -> Finding:
    asked = [study.whole(lambda sums: sums.incidents, category=category) for category in CATEGORIES]
    total, *each = count_estimates([study.whole(lambda sums: sums.incidents), *asked], study.level)
    ranked = sorted(zip(CATEGORIES, each, strict=True), key=lambda pair: -(pair[1].value or 0.0))
    points = tuple(Point(category, category, estimate) for category, estimate in ranked)
    subject = "Incidents of every category"
    chart = ChartSpec("recorded-categories", ChartKind.CATEGORIES, (Series(subject, points),))
    slots = (Slot("total", total), Slot("largest", ranked[0][1], ranked[0][0]))
    return Finding("recorded-total", FindingKind.RECORDED, subject, slots, (chart,))


def _cannot_tell(recipe: Recipe) -> Finding:
    statements = tuple(unexpressed_words(item) for item in recipe.compiled.unexpressed)
    return Finding(
        f"recorded-cannot-tell-{recipe.column}", FindingKind.CANNOT_TELL, recipe.title, statements=statements
    )


def _card(card: SourceCard) -> Finding:
    statements = tuple(dict.fromkeys(f"{item.why[:1].upper()}{item.why[1:]}." for item in card.cannot_express))
    notes = tuple(caveat for caveat in card.caveats if caveat.code != SNAP_POINTS.code)
    return Finding("recorded-source", FindingKind.CANNOT_TELL, card.title, statements=statements, caveats=notes)
