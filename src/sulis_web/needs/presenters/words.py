"""A text about a finding, as its reader may see it: numbers filled in, or held back with the word of who can see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.catalogue.partnership import Kind
from sulis.vocabulary import Audience
from sulis_web.design.values import Fact
from sulis_web.needs import queries
from sulis_web.needs.models import Approval, Confidence, Finding
from sulis_web.partnership.audiences import audience_of, who_sees_it
from sulis_web.partnership.decide import Who
from sulis_web.runs.models import Run
from sulis_web.thread import queries as thread

if TYPE_CHECKING:
    from sulis.publish.documents.model import FindingBlock, ShownFigure
    from sulis.publish.documents.one import WordedFinding

HELD_BACK = "Held back from your role: what the partnership says of a finding from restricted records"


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their numbers filled in."""

    statement: str
    paragraphs: tuple[str, ...]
    confidence: str = ""
    confidence_reason: str = ""
    determinants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the form: the assessment's own words and the numbers by their names in braces."""

    heading: str
    sentences: tuple[str, ...]
    numbers: tuple[Fact, ...]
    url: str


def words_of(written: Finding | Approval, block: FindingBlock | WordedFinding | None, who: Who) -> Words:
    """A text with its numbers filled in from that run's finding.

    One that is held back from the reader's audience, or is gone from the run so that nobody can tell, gives no word of it.
    """
    from sulis.publish.documents.written import fill, paragraphs

    if not shown(block, audience_of(who)):
        return Words(HELD_BACK, (who_sees_it(),))
    figures: tuple[ShownFigure, ...] = block.figures if block else ()
    titles = {item.key: item.title for item in thread.items(who).filter(key__in=written.determinants)}
    return Words(
        fill(written.statement, figures) if block else written.statement,
        tuple(fill(part, figures) if block else part for part in paragraphs(written.text)),
        Confidence(written.confidence).label,
        written.confidence_reason,
        tuple(titles[key] for key in written.determinants if key in titles),
    )


def beside(run: Run, block: WordedFinding) -> Beside:
    """Each number under the name that a text calls it by."""
    first = {figure.name: figure for figure in reversed(block.figures)}
    numbers = tuple(
        Fact(f"{{{name}}}", f"{figure.words}{f', {figure.label}' if figure.label else ''}")
        for name, figure in sorted(first.items(), key=lambda pair: [f.name for f in block.figures].index(pair[0]))
    )
    return Beside(block.heading, block.sentences, numbers, reverse("finding", args=[run.pk, block.id]))


def factors(who: Who) -> list[tuple[str, str]]:
    """Risk and protective factors to choose from, in the order of the plan."""
    return [(item.key, item.title) for item in thread.items(who).filter(kind=Kind.RISK_FACTOR)]


def block_of(written: Approval, audience: Audience) -> WordedFinding | None:
    return queries.block(written.run, written.finding.key, audience)


def shown(block: FindingBlock | WordedFinding | None, audience: Audience) -> bool:
    return audience is Audience.INTERNAL or (block is not None and not block.held_back)


def tells(approval: Approval, audience: Audience) -> bool:
    """Whether it corrects something in words that the audience may read."""
    return bool(approval.correction) and shown(block_of(approval, audience), audience)
