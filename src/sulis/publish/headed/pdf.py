"""A headed document as a PDF, built by Typst in its PDF/UA-1 mode."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sulis.publish.documents.model import MADE_UP
from sulis.publish.documents.pdf import quoted
from sulis.publish.headed.value import HeadedDocument, HeadedPart, HeadedTable, with_notes

_PREAMBLE = Path(__file__).parent.parent / "documents" / "templates" / "document.typ"
_TIMESTAMP = 1_704_067_200  # 1 January 2024: a fixed date, so that the same document gives the same bytes


def headed_pdf(document: HeadedDocument) -> bytes:
    """As a tagged PDF. The same document, Typst and fonts give the same bytes."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.typ").write_text(headed_typst(document), encoding="utf-8")
        made: object = typst.compile(
            str(Path(folder) / "main.typ"), root=folder, pdf_standards=["ua-1"], timestamp=_TIMESTAMP
        )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError("Typst gave several sheets where one PDF was asked for")
    return made


def headed_typst(document: HeadedDocument) -> str:
    """The document as Typst source: our functions, called with quoted texts only, so that no text can become markup."""
    return _PREAMBLE.read_text(encoding="utf-8") + "\n".join(_lines(document)) + "\n"


def _lines(document: HeadedDocument) -> Iterator[str]:
    yield f"#set document(title: {quoted(f'{document.title}, {document.subtitle}')}, date: none)"
    header = (
        f"band({quoted(MADE_UP)})" if document.made_up else f"text(size: 8.5pt, fill: quiet, {quoted(document.title)})"
    )
    footer = f"{{ set text(size: 8.5pt, fill: quiet); {quoted(document.subtitle)}; h(1fr); [Page ]; context counter(page).display() }}"
    yield f'#set page(paper: "a4", margin: (x: 20mm, top: 26mm, bottom: 22mm), header: {header}, footer: {footer})'
    # A report's chapters follow one another on the sheet.
    yield "#show heading.where(level: 1): it => block(above: 24pt, below: 10pt, sticky: true, text(size: 16pt, it.body))"
    yield f'#text(fill: accent, weight: "bold", size: 11pt, {quoted(document.kicker)})'
    yield "#{ show title: set text(size: 22pt); title(" + quoted(document.title) + ") }"
    yield f"#par(text(size: 12pt, {quoted(document.subtitle)}))"
    yield "#line(length: 100%, stroke: 3pt + accent)"
    for part in with_notes(document):
        yield from _typst_part(part)
    yield f"#note({quoted(document.made_by)})"


def _typst_part(part: HeadedPart) -> Iterator[str]:
    yield f"#heading(level: {part.level}, {quoted(part.heading)})"
    yield from (f"#par({quoted(text)})" for text in part.paragraphs)
    if part.points:
        yield f"#list({_array(part.points)[1:-1]})"
    for table in part.tables:
        rows = "(" + "".join(f"{_array(row)}, " for row in table.rows) + ")"
        numeric = "(" + "".join(f"{str(each).lower()}, " for each in table.numeric) + ")"
        yield f"#datatable({quoted(table.caption)}, {_array(table.header)}, {rows}, {numeric}, {_widths(table)})"


def _widths(table: HeadedTable) -> str:
    """The first column, which heads each row, is the widest; days and states take what they need."""
    longest = [max(len(row[place]) for row in (table.header, *table.rows)) for place in range(len(table.header))]
    return "(" + ", ".join("auto" if most <= 14 else f"{min(most, 60)}fr" for most in longest) + ",)"


def _array(texts: Iterable[str]) -> str:
    return "(" + "".join(f"{quoted(text)}, " for text in texts) + ")"
