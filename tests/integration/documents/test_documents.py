"""The documents opened again with other people's readers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from sulis.publish.documents import build_document, html_text, write_figure_tables, write_html, write_pdf, write_word
from sulis.publish.documents.model import MADE_UP
from sulis.vocabulary import Audience
from tests.support.sample_assessment import sample_assessment

WRITERS = {"html": write_html, "docx": write_word, "pdf": write_pdf}


@pytest.fixture(scope="module")
def document():
    return build_document(sample_assessment(), Audience.PUBLIC)


@pytest.fixture(scope="module")
def folder(document, tmp_path_factory):
    out = tmp_path_factory.mktemp("documents")
    for ending, write in WRITERS.items():
        write(document, out / f"a.{ending}")
    return out


@pytest.mark.parametrize("ending", WRITERS)
def test_a_rerun_gives_the_same_bytes(ending, folder, tmp_path):
    again = build_document(sample_assessment(), Audience.PUBLIC)
    WRITERS[ending](again, tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == (folder / f"a.{ending}").read_bytes()


def test_figure_files_come_in_pairs_and_rerun_to_the_same_bytes(document, tmp_path):
    first = write_figure_tables(document, tmp_path / "first")
    second = write_figure_tables(document, tmp_path / "second")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    names = {path.name for path in first}
    assert all({f"{chart.id}.csv", f"{chart.id}.svg"} <= names for chart in document.charts)


def test_pdf_is_tagged_titled_and_british(document, folder):
    made = PdfReader(folder / "a.pdf")
    catalogue = made.trailer["/Root"]
    assert made.metadata.title == f"{document.title}, {document.period}"
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_pdf_pictures_have_words_and_tables_have_headers(document, folder):
    made = PdfReader(folder / "a.pdf")
    tags = list(_structure(made.trailer["/Root"]["/StructTreeRoot"]))
    figures = [tag for tag in tags if tag.get("/S") == "/Figure"]
    assert {str(tag["/Alt"]) for tag in figures} == {chart.alt for chart in document.charts}
    assert sum(tag.get("/S") == "/Table" for tag in tags) >= len(document.charts)
    assert any(tag.get("/S") == "/TH" for tag in tags)


def test_pdf_says_made_up_on_every_sheet_and_numbers_them(folder):
    for number, page in enumerate(PdfReader(folder / "a.pdf").pages, start=1):
        text = " ".join(page.extract_text().split())
        assert "Made up: this district" in text
        assert f"Page {number}" in text


def test_word_has_titles_headings_language_and_a_band(document, folder):
    made = docx.Document(folder / "a.docx")
    assert made.core_properties.title == f"{document.title}, {document.period}"
    assert made.core_properties.language == "en-GB"
    assert made.styles.element.xpath("//w:rPrDefault//w:lang")[0].get(qn("w:val")) == "en-GB"
    assert made.sections[0].header.paragraphs[0].text == MADE_UP
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 2"]
    assert all(f"{finding.number}  {finding.heading}" in headings for finding in document.findings)


def test_word_pictures_have_words_and_tables_repeat_their_header(document, folder):
    made = docx.Document(folder / "a.docx")
    assert [shape._inline.docPr.get("descr") for shape in made.inline_shapes] == [
        chart.alt for chart in document.charts
    ]
    assert made.tables
    for table in made.tables:
        assert table._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader")


def test_html_stands_alone_and_every_chart_has_its_table(document, folder):
    text = (folder / "a.html").read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in text
    assert not re.search(r"<script|<link[^>]+href=\"(?!data:,)|src=", text)
    for chart in document.charts:
        assert f'id="{chart.table.id}"' in text
    page = _Page()
    page.feed(text)
    assert page.svgs == 2 * len(document.charts)  # one for a desk, one for a phone
    assert all(f'href="figures/{chart.id}.csv"' in text for chart in document.charts)
    assert len(page.ids) == len(set(page.ids))
    assert {target for target in page.targets if target} <= set(page.ids)
    assert page.landmarks >= {"header", "nav", "main", "footer"}
    assert page.levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False))


def test_public_document_of_records_that_are_not_open_holds_no_number_of_theirs():
    held = build_document(sample_assessment(open_data=False), Audience.PUBLIC)
    numbered = [finding for finding in held.findings if finding.kind.value != "cannot_tell"]
    assert all(finding.held_back for finding in numbered)
    assert (held.charts, held.caveats, held.queries) == ((), (), ())
    text = html_text(held).split("</style>")[1]
    for number in ("25,870", "8,584", "375", "340"):
        assert number not in text


def _structure(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _structure(each)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from _structure(node["/K"])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.landmarks: set[str] = set()
        self.levels: list[int] = []
        self.svgs = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "a" and (given.get("href") or "").startswith("#"):
            self.targets.append(given["href"][1:])
        self.landmarks |= {tag} & {"header", "nav", "main", "footer"}
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.svgs += tag == "svg"
