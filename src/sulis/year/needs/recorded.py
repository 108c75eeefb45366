"""What is recorded, and what the records cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from sulis.catalogue.concepts import Concept
from sulis.catalogue.sources import SourceCard
from sulis.definition import unexpressed_words
from sulis.indicators import Recipe, count_estimates
from sulis.tables import CATEGORIES
from sulis.year.needs.caveats import SNAP_POINTS
from sulis.year.needs.model import Chapter, ChartKind, ChartSpec, Finding, FindingKind, Point, Series, Slot
from sulis.year.needs.study import Study

UNSAID = {
    Concept.VICTIM_AGE: "how old anyone was",
    Concept.SUSPECT_AGE: "how old anyone was",
    Concept.PLACE: "whether it happened in public",
    Concept.KNIFE: "whether a knife was used",
    Concept.DOMESTIC: "whether it was domestic abuse",
    Concept.OFFENCE: "which offence it was",
    Concept.GUN: "whether a gun was used",
    Concept.VICTIM_SEX: "whether a woman or a girl was harmed",
    Concept.ALCOHOL: "whether alcohol played a part",
    Concept.DRUGS: "whether drugs played a part",
    Concept.COUNTY_LINES: "whether county lines were behind it",
}


def recorded_chapter(study: Study, card: SourceCard) -> Chapter:
    """Totals of the categories over the months received, then what each definition asks and the source cannot say."""
    return Chapter(
        "recorded", (_totals(study), *(_cannot_tell(study, recipe, card) for recipe in study.wanted), _card(card))
    )


def _totals(study: Study) -> Finding:
    asked = [study.whole(lambda sums: sums.incidents, category=category) for category in CATEGORIES]
    total, *each = count_estimates([study.whole(lambda sums: sums.incidents), *asked], study.level)
    ranked = sorted(zip(CATEGORIES, each, strict=True), key=lambda pair: -(pair[1].value or 0.0))
    points = tuple(Point(category, category, estimate) for category, estimate in ranked)
    subject = "Incidents of every category"
    chart = ChartSpec("recorded-categories", ChartKind.CATEGORIES, (Series(subject, points),))
    slots = (Slot("total", total), Slot("largest", ranked[0][1], ranked[0][0]))
    return Finding("recorded-total", FindingKind.RECORDED, subject, slots, (chart,))


def _cannot_tell(study: Study, recipe: Recipe, card: SourceCard) -> Finding:
    lost = recipe.compiled.unexpressed
    whys = " ".join(item.why for item in lost)
    unsaid = _unsaid(item.concept for item in card.cannot_express if item.why in whys)
    statements = tuple(unexpressed_words(item) for item in lost)
    id_ = f"recorded-cannot-tell-{recipe.column}"
    return Finding(id_, FindingKind.CANNOT_TELL, study.subject(recipe), statements=statements, unsaid=unsaid)


def _card(card: SourceCard) -> Finding:
    statements = tuple(dict.fromkeys(f"{item.why[:1].upper()}{item.why[1:]}." for item in card.cannot_express))
    notes = tuple(caveat for caveat in card.caveats if caveat.code != SNAP_POINTS.code)
    unsaid = _unsaid(item.concept for item in card.cannot_express)
    kind = FindingKind.CANNOT_TELL
    return Finding("recorded-source", kind, card.title, statements=statements, caveats=notes, unsaid=unsaid)


def _unsaid(concepts: Iterable[Concept]) -> tuple[str, ...]:
    """What the records cannot say, the questions that people ask first at the front."""
    asked = set(concepts)
    return tuple(dict.fromkeys(words for concept, words in UNSAID.items() if concept in asked))
