"""The document as a Word file: real styles and headings, repeated header rows, words for every picture."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sulis.publish.documents.charts import Drawing, to_pngs
from sulis.publish.documents.model import MADE_UP, ChapterBlock, ChartBlock, Document, FindingBlock
from sulis.publish.documents.tables import SAME_TABLE, narrowed, same_numbers
from sulis.publish.documents.text import plain_text
from sulis.publish.documents.word_parts import (
    add_caption,
    add_contents,
    add_page_number,
    add_picture,
    add_table,
    prepare_styles,
    same_bytes,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_DATE = datetime(2024, 1, 1)  # noqa: DTZ001  Word's own properties bear no zone; fixed, so that reruns give the same bytes
_SHEET = 640.0
Pictures = dict[str, bytes]  # by the chart's id
_COLUMNS = 4


def write_word(document: Document, path: Path) -> Path:
    """Write the document as .docx. The same document gives the same bytes."""
    import docx

    word = docx.Document()
    _properties(word, document)
    prepare_styles(word)
    _band(word, document)
    _cover(word, document)
    _summary(word, document)
    charts = document.charts
    made = to_pngs([Drawing(chart.svg, chart.width, chart.height) for chart in charts])
    pictures = {chart.id: png for chart, png in zip(charts, made, strict=True)}
    for chapter in document.chapters:
        _chapter(word, chapter, pictures)
    _end(word, document)
    kept = io.BytesIO()
    word.save(kept)
    path.write_bytes(same_bytes(kept.getvalue()))
    return path


def _properties(word: WordDocument, document: Document) -> None:
    given = word.core_properties
    given.title = plain_text(f"{document.title}, {document.period}")
    given.author = given.last_modified_by = plain_text(document.software)
    given.subject, given.comments, given.keywords = "Needs assessment", MADE_UP if document.made_up else "", ""
    given.language, given.revision = "en-GB", 1
    given.created = given.modified = _DATE


def _band(word: WordDocument, document: Document) -> None:
    """The header on every sheet: the made-up band, or the title; the footer holds the page number."""
    section = word.sections[0]
    words = MADE_UP if document.made_up else document.title
    section.header.paragraphs[0].text = plain_text(words)
    section.header.paragraphs[0].style = word.styles["Band" if document.made_up else "Header"]
    add_page_number(section.footer.paragraphs[0], plain_text(document.period))


def _cover(word: WordDocument, document: Document) -> None:
    word.add_paragraph("Needs assessment", style="Kicker")
    word.add_paragraph(plain_text(document.title), style="Title")
    word.add_paragraph(plain_text(document.subtitle), style="Subtitle")
    if document.made_up:
        word.add_paragraph(MADE_UP, style="Band")
    word.add_paragraph(plain_text(f"Made with {document.software}."), style="Note")
    add_contents(word, [f"{chapter.number}. {chapter.title}" for chapter in document.chapters])


def _summary(word: WordDocument, document: Document) -> None:
    word.add_heading("Summary", 1)
    for line in document.summary:
        word.add_paragraph(plain_text(f"{line.text} (finding {line.number})"), style="List Bullet")
    word.add_heading("How to read the numbers", 2)
    for text in document.reading_guide:
        word.add_paragraph(plain_text(text))


def _chapter(word: WordDocument, chapter: ChapterBlock, pictures: Pictures) -> None:
    word.add_heading(plain_text(f"{chapter.number}. {chapter.title}"), 1)
    if chapter.introduction:
        word.add_paragraph(plain_text(chapter.introduction))
    for finding in chapter.findings:
        _finding(word, finding, pictures)


def _finding(word: WordDocument, finding: FindingBlock, pictures: Pictures) -> None:
    word.add_heading(plain_text(f"{finding.number}  {finding.heading}"), 2)
    for text in finding.sentences:
        word.add_paragraph(plain_text(text))
    for text in finding.statements:
        word.add_paragraph(plain_text(text), style="List Bullet")
    _said(word, finding)
    for line in finding.rests_on:
        word.add_paragraph(plain_text(f"Tested by finding {line.number}: {line.text}"), style="List Bullet")
    for at, chart in enumerate(finding.charts):
        _chart(word, chart, pictures[chart.id])
        if same_numbers(chart.table, (before.table for before in finding.charts[:at])):
            word.add_paragraph(SAME_TABLE, style="Note")
        else:
            for part in narrowed(chart.table, _COLUMNS):
                add_table(word, part)
    for table in finding.tables:
        for part in narrowed(table, 6):
            add_table(word, part)
    _caveats(word, finding)
    _how(word, finding)


def _said(word: WordDocument, finding: FindingBlock) -> None:
    """What the partnership says of it, in its own words."""
    if finding.said is None:
        return
    word.add_heading("What the partnership says", 3)
    word.add_paragraph().add_run(plain_text(finding.said.statement)).bold = True
    for text in finding.said.paragraphs:
        word.add_paragraph(plain_text(text))
    _named(word, finding.said.lines)


def _chart(word: WordDocument, chart: ChartBlock, png: bytes) -> None:
    add_caption(word, chart.title, chart.subtitle)
    add_picture(
        word, png, chart.alt, name=chart.id, share=min(1.0, chart.width / _SHEET), ratio=chart.height / chart.width
    )
    word.add_paragraph(plain_text(chart.source), style="Note")


def _caveats(word: WordDocument, finding: FindingBlock) -> None:
    if not finding.caveat_numbers:
        return
    word.add_heading("Before relying on this", 3)
    for caveat in finding.first_caveats:
        word.add_paragraph(plain_text(caveat.text), style="List Bullet")
    if finding.repeated_caveats:
        word.add_paragraph(f"See also the notes at the end: {', '.join(map(str, finding.repeated_caveats))}.")


def _how(word: WordDocument, finding: FindingBlock) -> None:
    how = finding.how_we_know
    if how is None:
        return
    word.add_heading("How we know", 3)
    _named(word, how.lines)


def _named(word: WordDocument, lines: Iterable[tuple[str, str]]) -> None:
    for name, text in lines:
        paragraph = word.add_paragraph(style="Note")
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(plain_text(text))


def _end(word: WordDocument, document: Document) -> None:
    word.add_heading("The definition in plain English", 1)
    for note in document.definitions:
        word.add_heading(plain_text(note.ref), 2)
        for text in filter(str.strip, note.text.split("\n")):
            word.add_paragraph(plain_text(text))
    word.add_heading("Notes", 1)
    for number, caveat in enumerate(document.caveats, start=1):
        word.add_paragraph(plain_text(f"{number}. {caveat.text}"))
    word.add_heading("Sources", 1)
    for source in document.sources:
        periods = f" {source.periods}." if source.periods else ""
        word.add_paragraph(plain_text(f"{source.number}. {source.title}. Licence: {source.licence}.{periods}"))
        files = "; ".join(f"{name} ({sha256[:12]})" for name, sha256 in source.files)
        word.add_paragraph(plain_text(f"Files, with the start of each SHA-256: {files}."), style="Note")
    word.add_heading("Queries", 1)
    for number, query in enumerate(document.queries, start=1):
        word.add_heading(f"Query {number}", 2)
        word.add_paragraph(plain_text(query), style="Query")
