"""A letter as a Word file or as plain text."""

from __future__ import annotations

import io
import textwrap
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sulis.delivery.letters import Letter, Section
from sulis.publish.documents.model import TableBlock
from sulis.publish.documents.text import plain_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDTH = 78
_DATE = datetime(2024, 1, 1)  # noqa: DTZ001  Word's own properties bear no zone; fixed, so that reruns give the same bytes
_WIDTHS = (68.0, 102.0)


def write_letter(letter: Letter, path: Path) -> Path:
    """Write the letter: as Word where the name ends in ``.docx``, otherwise as plain text. The same letter gives the same bytes."""
    if path.suffix.lower() == ".docx":
        path.write_bytes(_word(letter))
    else:
        path.write_text(letter_text(letter), encoding="utf-8")
    return path


def letter_text(letter: Letter) -> str:
    """The letter as text of at most 78 letters a line, ready to be pasted into a message.

    Examples
    --------
    >>> from datetime import date
    >>> from sulis.delivery.letters import Letter, Section, Sender
    >>> print(letter_text(Letter("x", "the sender", "A test", date(2024, 7, 1), "We ask.", (), Sender())).splitlines()[2])
    To: the sender
    """
    lines = [_day(letter), "", f"To: {letter.to}", f"From: {letter.sender.name}", "", letter.subject, ""]
    lines += [*_wrapped(letter.opening), ""]
    for section in letter.sections:
        lines += [section.heading.upper(), ""]
        for text in section.paragraphs:
            lines += [*_wrapped(text), ""]
        for text in _points(section):
            lines += _wrapped(text, "- ")
        lines += [""] if _points(section) else []
    return plain_text("\n".join([*lines, *_signature(letter), ""]))


def _points(section: Section) -> tuple[str, ...]:
    return (*section.points, *(f"{row[0]}. {'. '.join(row[1:])}." for row in section.rows))


def _wrapped(text: str, before: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=before, subsequent_indent=" " * len(before), break_on_hyphens=False
    )


def _day(letter: Letter) -> str:
    return f"{letter.day.day} {letter.day:%B %Y}"


def _signature(letter: Letter) -> list[str]:
    return [
        text for text in ("Yours faithfully,", letter.sender.signed, letter.sender.name, letter.sender.contact) if text
    ]


def _word(letter: Letter) -> bytes:
    import docx

    from sulis.publish.documents.word_parts import prepare_styles, same_bytes

    word = docx.Document()
    _properties(word, letter)
    prepare_styles(word)
    _spare(word)
    word.add_paragraph(plain_text(letter.sender.name), style="Note")
    word.add_paragraph(_day(letter), style="Note")
    word.add_paragraph(plain_text(f"To {letter.to}"))
    word.add_heading(plain_text(letter.subject), 1)
    word.add_paragraph(plain_text(letter.opening))
    for section in letter.sections:
        _section(word, section)
    closing = word.add_paragraph(plain_text("\n".join(_signature(letter))))
    closing.paragraph_format.keep_together = True
    kept = io.BytesIO()
    word.save(kept)
    return same_bytes(kept.getvalue())


def _properties(word: WordDocument, letter: Letter) -> None:
    given = word.core_properties
    given.title, given.author = plain_text(letter.subject), plain_text(letter.sender.name)
    given.last_modified_by, given.comments, given.keywords = given.author, "", ""
    given.language, given.revision = "en-GB", 1
    given.created = given.modified = _DATE


def _spare(word: WordDocument) -> None:
    """Sizes and spaces of a letter, which is one sheet, on the document's own styles."""
    from docx.shared import Mm, Pt

    section = word.sections[0]
    section.top_margin, section.bottom_margin = Mm(16), Mm(14)
    for name, size, before, after in (
        ("Normal", 10, 0, 5), ("Heading 1", 15, 8, 5), ("Heading 2", 11.5, 9, 3), ("List Bullet", 10, 0, 3), ("Cell", 9, 1.5, 1.5),
        ("Note", 8.5, 0, 2),
    ):  # fmt: skip
        style: Any = word.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    heading: Any = word.styles["Heading 1"]
    heading.paragraph_format.page_break_before = False


def _section(word: WordDocument, section: Section) -> None:
    from sulis.publish.documents.word_parts import add_table

    word.add_heading(plain_text(section.heading), 2)
    for text in section.paragraphs:
        word.add_paragraph(plain_text(text))
    for text in section.points:
        word.add_paragraph(plain_text(text), style="List Bullet")
    if section.rows:
        numeric = tuple(False for _ in section.header)
        add_table(word, TableBlock("asked", "Each field, and why", section.header, section.rows, numeric), _WIDTHS)
