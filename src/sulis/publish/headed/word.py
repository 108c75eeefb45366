"""A headed document as a Word file."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sulis.publish.headed.value import HeadedDocument, HeadedPart, with_notes

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_DATE = datetime(2024, 1, 1)  # noqa: DTZ001  Word's own properties bear no zone; fixed, so that reruns give the same bytes


def headed_word(document: HeadedDocument) -> bytes:
    """As a Word file with real headings and repeated header rows. The same document gives the same bytes."""
    import docx

    from sulis.publish.documents.model import MADE_UP
    from sulis.publish.documents.text import plain_text
    from sulis.publish.documents.word_parts import add_page_number, prepare_styles, same_bytes

    word = docx.Document()
    _properties(word, document)
    prepare_styles(word)
    _closer(word)
    section = word.sections[0]
    section.header.paragraphs[0].text = plain_text(MADE_UP if document.made_up else document.title)
    section.header.paragraphs[0].style = word.styles["Band" if document.made_up else "Header"]
    add_page_number(section.footer.paragraphs[0], plain_text(document.subtitle))
    word.add_paragraph(plain_text(document.kicker), style="Kicker").paragraph_format.space_before = 0
    word.add_paragraph(plain_text(document.title), style="Title")
    word.add_paragraph(plain_text(document.subtitle), style="Subtitle")
    for part in with_notes(document):
        _word_part(word, part)
    word.add_paragraph(plain_text(document.made_by), style="Note")
    kept = io.BytesIO()
    word.save(kept)
    return same_bytes(kept.getvalue())


def _word_part(word: WordDocument, part: HeadedPart) -> None:
    from sulis.publish.documents.model import TableBlock
    from sulis.publish.documents.text import plain_text
    from sulis.publish.documents.word_parts import add_table

    word.add_heading(plain_text(part.heading), part.level)
    for text in part.paragraphs:
        word.add_paragraph(plain_text(text))
    for text in part.points:
        word.add_paragraph(plain_text(text), style="List Bullet")
    for table in part.tables:
        add_table(word, TableBlock("table", table.caption, table.header, table.rows, table.numeric))


def _closer(word: WordDocument) -> None:
    """Chapters follow one another on the sheet."""
    heading: Any = word.styles["Heading 1"]
    heading.paragraph_format.page_break_before = False


def _properties(word: WordDocument, document: HeadedDocument) -> None:
    from sulis.publish.documents.model import MADE_UP
    from sulis.publish.documents.text import plain_text

    given = word.core_properties
    given.title, given.author = plain_text(f"{document.title}, {document.subtitle}"), plain_text(document.made_by)
    given.last_modified_by, given.comments = given.author, MADE_UP if document.made_up else ""
    given.subject, given.keywords, given.language, given.revision = plain_text(document.kicker), "", "en-GB", 1
    given.created = given.modified = _DATE
