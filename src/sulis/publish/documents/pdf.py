"""The document as a PDF, built by Typst in its PDF/UA-1 mode, which refuses a picture without words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sulis.publish.documents.model import MADE_UP, ChapterBlock, ChartBlock, Document, FindingBlock, TableBlock
from sulis.publish.documents.tables import SAME_TABLE, narrowed, same_numbers
from sulis.publish.documents.text import plain_text

_PREAMBLE = Path(__file__).parent / "templates" / "document.typ"
_TIMESTAMP = 1_704_067_200  # 1 January 2024: a fixed date, so that the same document gives the same bytes
_SHEET = 640.0  # a chart this many pixels wide fills the sheet
_TALLEST = 1.18  # how many times the sheet's width a chart may be high
_COLUMNS = 4


def write_pdf(document: Document, path: Path) -> Path:
    """Write the document as a tagged PDF. The same document, Typst and fonts give the same bytes."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "main.typ").write_text(typst_text(document), encoding="utf-8")
        for chart in document.charts:
            (here / f"{chart.id}.svg").write_text(chart.svg, encoding="utf-8")
        made: object = typst.compile(str(here / "main.typ"), root=folder, pdf_standards=["ua-1"], timestamp=_TIMESTAMP)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave several sheets where one PDF was asked for")
    path.write_bytes(made)
    return path


def typst_text(document: Document) -> str:
    """The document as Typst source: our functions, called with quoted texts only, so that no text can become markup."""
    return _PREAMBLE.read_text(encoding="utf-8") + "\n".join(_lines(document)) + "\n"


def quoted(text: str) -> str:
    r"""Text as a Typst string. Everything that could end the string, or that Typst does not take, is escaped or left out.

    Examples
    --------
    >>> print(quoted('a "b" #c'))
    "a \"b\" #c"
    """
    return (
        '"'
        + plain_text(text)
        .replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
        + '"'
    )


def _lines(document: Document) -> Iterator[str]:
    yield f"#set document(title: {quoted(f'{document.title}, {document.period}')}, date: none)"
    header = (
        f"band({quoted(MADE_UP)})" if document.made_up else f"text(size: 8.5pt, fill: quiet, {quoted(document.title)})"
    )
    footer = f"{{ set text(size: 8.5pt, fill: quiet); {quoted(document.period)}; h(1fr); [Page ]; context counter(page).display() }}"
    yield f'#set page(paper: "a4", margin: (x: 20mm, top: 26mm, bottom: 22mm), header: {header}, footer: {footer})'
    texts = ("Needs assessment", document.title, document.subtitle, document.period, f"Made with {document.software}.")
    yield f"#cover({', '.join(quoted(text) for text in texts)})"
    yield '#pagebreak()\n#outline(title: "Contents", depth: 1, indent: auto)'
    yield from _summary(document)
    for chapter in document.chapters:
        yield from _chapter(chapter)
    yield from _end(document)


def _summary(document: Document) -> Iterator[str]:
    yield '#heading(level: 1, "Summary")'
    yield f"#list({_array(f'{line.text} (finding {line.number})' for line in document.summary)[1:-1]})"
    yield '#heading(level: 2, outlined: false, "How to read the numbers")'
    yield from (_paragraph(text) for text in document.reading_guide)


def _chapter(chapter: ChapterBlock) -> Iterator[str]:
    yield _heading(1, f"{chapter.number}. {chapter.title}")
    if chapter.introduction:
        yield _paragraph(chapter.introduction)
    for finding in chapter.findings:
        yield from _finding(finding)


def _finding(finding: FindingBlock) -> Iterator[str]:
    yield _heading(2, f"{finding.number}  {finding.heading}")
    yield from (_paragraph(text) for text in finding.sentences)
    if finding.statements:
        yield f"#list({_array(finding.statements)[1:-1]})"
    if finding.said:
        yield '#heading(level: 3, outlined: false, "What the partnership says")'
        yield f"#strong({quoted(finding.said.statement)})"
        yield from (_paragraph(text) for text in finding.said.paragraphs)
        yield f'#known({_pairs(finding.said.lines)}, title: "How sure, and why")'
    if finding.rests_on:
        yield f"#list({_array(f'Tested by finding {line.number}: {line.text}' for line in finding.rests_on)[1:-1]})"
    for at, chart in enumerate(finding.charts):
        yield _chart(chart)
        if same_numbers(chart.table, (before.table for before in finding.charts[:at])):
            yield f"#note({quoted(SAME_TABLE)})"
        else:
            yield from (_table(part) for part in narrowed(chart.table, _COLUMNS))
    yield from (_table(part) for table in finding.tables for part in narrowed(table, 6))
    if finding.caveat_numbers:
        more = (
            f"See also the notes at the end: {', '.join(map(str, finding.repeated_caveats))}."
            if finding.repeated_caveats
            else ""
        )
        yield f"#caveats({quoted('Before relying on this')}, {_array(c.text for c in finding.first_caveats)}, {quoted(more)})"
    if finding.how_we_know:
        yield f"#known({_pairs(finding.how_we_know.lines)})"


def _pairs(lines: Iterable[tuple[str, str]]) -> str:
    return f"({''.join(f'({quoted(name)}, {quoted(text)}), ' for name, text in lines)})"


def _chart(chart: ChartBlock) -> str:
    share = min(1.0, chart.width / _SHEET, _TALLEST / (chart.height / chart.width))
    wide = f"{share * 100:.1f}%"
    texts = ", ".join(quoted(text) for text in (chart.title, chart.subtitle, chart.alt, chart.source))
    return f"#chart({quoted(f'{chart.id}.svg')}, {wide}, {texts})"


def _table(table: TableBlock) -> str:
    rows = "(" + "".join(f"{_array(row)}, " for row in table.rows) + ")"
    numeric = "(" + "".join(f"{str(each).lower()}, " for each in table.numeric) + ")"
    widths = (
        "(" + "auto, " * len(table.header) + ")"
        if len(table.header) <= _COLUMNS + 1
        else "(auto, " + "1fr, " * (len(table.header) - 1) + ")"
    )
    return f"#datatable({quoted(table.caption)}, {_array(table.header)}, {rows}, {numeric}, {widths})"


def _end(document: Document) -> Iterator[str]:
    yield _heading(1, "The definition in plain English")
    for note in document.definitions:
        yield _heading(2, note.ref)
        yield from (_paragraph(text) for text in note.text.split("\n") if text.strip())
    yield _heading(1, "Notes")
    yield f"#enum({_array(caveat.text for caveat in document.caveats)[1:-1]})"
    yield _heading(1, "Sources")
    for source in document.sources:
        periods = f" {source.periods}." if source.periods else ""
        yield _paragraph(f"{source.number}. {source.title}. Licence: {source.licence}.{periods}")
        files = "; ".join(f"{name} ({sha256[:12]})" for name, sha256 in source.files)
        yield f"#note({quoted(f'Files, with the start of each SHA-256: {files}.')})"
    yield _heading(1, "Queries")
    for number, query in enumerate(document.queries, start=1):
        yield _heading(2, f"Query {number}")
        yield f"#raw({quoted(query)}, block: true)"


def _heading(level: int, text: str) -> str:
    return f"#heading(level: {level}, {quoted(text)})"


def _paragraph(text: str) -> str:
    return f"#par({quoted(text)})"


def _array(texts: Iterable[str]) -> str:
    return "(" + "".join(f"{quoted(text)}, " for text in texts) + ")"
