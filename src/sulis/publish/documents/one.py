"""One finding in words and figures, without its charts: what is asked for when its text is written or compared."""

from __future__ import annotations

from dataclasses import dataclass

from sulis.publish.documents.model import ShownFigure
from sulis.publish.documents.seen import SeenFinding, see_coverage, see_finding
from sulis.publish.documents.text import slug
from sulis.publish.documents.words import About, word_finding
from sulis.publish.documents.words.numbers import interval_words, spoken, upper_first, with_interval
from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment, Finding


@dataclass(frozen=True, slots=True)
class WordedFinding:
    """A finding as an audience reads it. One that is held back has no figures."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    figures: tuple[ShownFigure, ...]
    held_back: bool


def word_one(assessment: Assessment, audience: Audience, id: str) -> WordedFinding | None:
    """The finding of that id, as a document of the same assessment words it; None where the assessment has none."""
    found = finding_named(assessment, id)
    if found is None:
        return None
    seen = see_finding(found, audience)
    force = assessment.force.name if assessment.force else None
    wording = word_finding(
        seen, About(assessment.area.name, force, assessment.period, see_coverage(assessment, audience))
    )
    sentences = tuple(filter(None, wording.sentences))
    return WordedFinding(id, upper_first(wording.heading), sentences, shown_figures(seen), seen.held_back is not None)


def finding_named(assessment: Assessment, id: str) -> Finding | None:
    """The finding whose id, as addresses and documents write it, is this one."""
    every = (each for chapter in assessment.chapters for each in chapter.findings)
    return next((each for each in every if slug(each.id) == id), None)


def shown_figures(seen: SeenFinding) -> tuple[ShownFigure, ...]:
    """A finding's named numbers, each with its words for this audience."""
    return tuple(
        ShownFigure(slot.name, spoken(slot.label), slot.figure, with_interval(slot.figure), interval_words(slot.figure))
        for slot in seen.slots
    )
