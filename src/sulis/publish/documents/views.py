"""What a page needs of a document: its chapters as plain data, drawn and worded already."""

from __future__ import annotations

from sulis.publish.documents.build import build_document
from sulis.publish.documents.model import ChapterBlock, Document
from sulis.vocabulary import Audience
from sulis.year.needs.model import Assessment


def chapter_views(document: Document) -> tuple[ChapterBlock, ...]:
    """The chapters in the order that they are read; each finding holds its sentences, charts, tables and caveats."""
    return document.chapters


def chapter_view(assessment: Assessment, audience: Audience, chapter: str) -> ChapterBlock | None:
    """One chapter of an assessment for one audience, or None when it has no chapter of that id.

    Build the document once and use `chapter_views` when more than one chapter is wanted: this draws every chart.
    """
    return next((each for each in build_document(assessment, audience).chapters if each.id == chapter), None)
