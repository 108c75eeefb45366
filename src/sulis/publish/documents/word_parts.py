"""What python-docx leaves to its users: languages, repeated header rows, words for pictures, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from sulis.publish.documents.model import TableBlock
from sulis.publish.documents.text import plain_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_FONT = "Arial"
_INK, _QUIET, _ACCENT, _WATCH = (RGBColor.from_string(each) for each in ("1B2430", "52606D", "0F6B6B", "8A5300"))
_WIDTH = 170.0  # millimetres of text on an A4 sheet
_TALLEST = 215.0
_LETTER, _PADDING, _MOST_LETTERS = (
    1.75,
    4.0,
    52,
)  # millimetres of a letter in a cell and around its text; letters on a line of words
_STAMP = (2024, 1, 1, 0, 0, 0)


def prepare_styles(word: WordDocument) -> None:
    """A4, British English, the document's own sizes and colours on Word's built-in styles."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    for name, size, colour, bold, before in (
        ("Normal", 10.5, _INK, False, 0), ("Title", 26, _INK, True, 0), ("Subtitle", 12, _INK, False, 6),
        ("Heading 1", 19, _INK, True, 24), ("Heading 2", 12.5, _INK, True, 18), ("Heading 3", 10.5, _INK, True, 10),
        ("Caption", 9.5, _INK, True, 10), ("List Bullet", 10.5, _INK, False, 0), ("Header", 8.5, _QUIET, False, 0),
    ):  # fmt: skip
        _style(word.styles[name], size, colour, bold, before)
    word.styles["Heading 1"].paragraph_format.page_break_before = True
    for name, size, colour, bold, before in (
        ("Kicker", 12, _ACCENT, True, 120), ("Note", 8.5, _QUIET, False, 0), ("Band", 9, _WATCH, True, 4),
        ("Query", 7.5, _INK, False, 0), ("Cell", 8.5, _INK, False, 0),
    ):  # fmt: skip
        own: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = word.styles["Normal"]
        _style(own, size, colour, bold, before)
    cell: Any = word.styles["Cell"]
    cell.paragraph_format.space_after = Pt(0)
    caption: Any = word.styles["Caption"]
    caption.paragraph_format.keep_with_next = True
    _language(word)


def add_page_number(paragraph: Paragraph, before: str) -> None:
    """A footer line with the page's number as a field."""
    paragraph.add_run(f"{before}    Page ")
    _field(paragraph, "PAGE", "1")


def add_contents(word: WordDocument, chapters: list[str]) -> None:
    """A table of contents that Word fills in when its fields are updated; until then it lists the chapters."""
    paragraph = word.add_paragraph("Contents", style="Kicker")
    paragraph.paragraph_format.space_before = Pt(24)
    listing = word.add_paragraph()
    _field(
        listing,
        'TOC \\o "1-1" \\h \\u',
        "\n".join(["Summary", *chapters, "The definition in plain English", "Notes", "Sources", "Queries"]),
    )


def add_caption(word: WordDocument, title: str, subtitle: str) -> None:
    """The line above a picture: what it shows, then of what, where and when; it stays with the picture."""
    paragraph = word.add_paragraph(plain_text(title), style="Caption")
    paragraph.add_run().add_break()
    run = paragraph.add_run(plain_text(subtitle))
    run.bold, run.font.color.rgb = False, _QUIET


def add_picture(word: WordDocument, png: bytes, alt: str, *, name: str, share: float, ratio: float) -> None:
    """A picture with its words in the place where screen readers look, no taller than the sheet."""
    wide = min(_WIDTH * share, _TALLEST / ratio)
    picture = word.add_picture(io.BytesIO(png), width=Mm(wide))
    drawn: Any = picture._inline.docPr
    drawn.set("descr", plain_text(alt))
    drawn.set("name", name)
    word.paragraphs[-1].paragraph_format.keep_with_next = True


def add_table(word: WordDocument, table: TableBlock, widths: tuple[float, ...] = ()) -> None:
    """A captioned table whose header row repeats on each sheet and whose rows do not split; ``widths`` in millimetres."""
    word.add_paragraph(plain_text(table.caption), style="Caption")
    made = word.add_table(rows=1 + len(table.rows), cols=len(table.header))
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    _plain_grid(made, table.caption)
    cells: list[_Cell] = list(made._cells)  # once: python-docx walks the whole table at each look
    for at, texts in enumerate((table.header, *table.rows)):
        for column, text in enumerate(texts):
            _fill(cells[at * len(table.header) + column], text, bold=at == 0, right=table.numeric[column])
    _widths(made, cells, widths or _fitting(table))
    for row in made._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    made._tbl.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    word.add_paragraph(style="Note")


def same_bytes(given: bytes) -> bytes:
    """The file packed again with one fixed date, so that the same content is the same file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return kept.getvalue()


def _fill(cell: _Cell, text: str, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = "Cell"  # the id itself: python-docx looks through every style at each assignment by name
    paragraph.add_run(plain_text(text)).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fitting(table: TableBlock) -> tuple[float, ...]:
    """As wide as what stands in each column, numbers on one line; where that is too much, long words share what is left."""
    needed = []
    for at, header in enumerate(table.header):
        longest = max((len(plain_text(row[at])) for row in table.rows), default=0)
        words = max(map(len, plain_text(header).split()), default=0)
        needed.append((max(words, min(longest, _MOST_LETTERS)) + 1) * _LETTER + _PADDING)
    over = sum(needed) - _WIDTH
    if over > 0:
        fair = _WIDTH / len(needed)
        spare = sum(max(0.0, wide - fair) for wide in needed)
        needed = [wide - over * max(0.0, wide - fair) / spare for wide in needed]
    return tuple(needed)


def _widths(table: Any, cells: list[_Cell], given: tuple[float, ...]) -> None:
    widths, columns = [Mm(wide) for wide in given], len(given)
    table.autofit = False
    for grid, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = wide
    for at, cell in enumerate(cells):
        cell._tc.width = widths[at % columns]


def _plain_grid(table: Any, words: str) -> None:
    """Thin lines between rows only, a first row marked as header, and the caption as the table's description."""
    table.style = "Normal Table"
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "CFC8BA")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.append(borders)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        properties.append(look)
    told = OxmlElement("w:tblDescription")
    told.set(qn("w:val"), plain_text(words))
    properties.append(told)


def _style(style: Any, size: float, colour: RGBColor, bold: bool, before: float) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _language(word: WordDocument) -> None:
    """British English for every run that does not say otherwise."""
    for place in (
        word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"),
        word.styles["Normal"].element.get_or_add_rPr(),
    ):
        if place is None:
            continue
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        lang = OxmlElement("w:lang")
        for key in ("val", "eastAsia"):
            lang.set(qn(f"w:{key}"), "en-GB")
        place.append(lang)


def _field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A Word field with what it shows until it is updated."""
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("shown", shown), ("end", None)):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
