"""Hostile text in every place where a source or a person could put some: it must come out as text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from xml.dom import minidom

import pytest

from sulis.publish.documents import build_document, contract_json, html_text, write_figure_tables, write_pdf, write_word
from sulis.publish.documents.figure_tables import safe_cell
from sulis.publish.documents.pdf import quoted, typst_text
from sulis.publish.documents.text import plain_text
from sulis.vocabulary import Audience, Caveat
from tests.support.sample_assessment import sample_assessment

HOSTILE = '=HYPERLINK("x")</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"]; #panic("typst") \\" $x$ & \x07\x00'
VISIBLE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def document():
    given = sample_assessment()
    chapters = tuple(
        replace(chapter, findings=tuple(_poisoned(finding) for finding in chapter.findings))
        for chapter in given.chapters
    )
    releases = tuple(replace(release, publisher=HOSTILE, id=HOSTILE, files=(HOSTILE,)) for release in given.releases)
    poisoned = replace(
        given, area=replace(given.area, name=HOSTILE), force=replace(given.force, name=HOSTILE), chapters=chapters, releases=releases,
        definition_texts=(HOSTILE,), definitions=(HOSTILE,), software=HOSTILE, caveats=(Caveat("x", HOSTILE),),
    )  # fmt: skip
    return build_document(poisoned, Audience.INTERNAL)


def test_html_holds_no_element_that_a_text_brought(document):
    page = _Elements()
    page.feed(html_text(document))
    assert not {"script", "img", "iframe", "object"} & page.names
    assert not any(name.startswith("on") for name in page.attributes)
    assert "\x07" not in html_text(document)


def test_typst_source_holds_texts_only_inside_quotes(document, tmp_path):
    assert "#panic" not in _outside_quotes(typst_text(document))
    assert write_pdf(document, tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_word_file_is_sound_xml_with_the_text_in_it(document, tmp_path):
    with zipfile.ZipFile(write_word(document, tmp_path / "a.docx")) as made:
        for name in made.namelist():
            if name.endswith(".xml"):
                minidom.parseString(made.read(name))
        words = minidom.parseString(made.read("word/document.xml"))
    assert VISIBLE in "".join(node.data for element in words.getElementsByTagName("w:t") for node in element.childNodes)
    assert not words.getElementsByTagName("script")


def test_figure_files_hold_no_formula_and_no_script(document, tmp_path):
    for path in write_figure_tables(document, tmp_path):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".svg":
            assert not minidom.parseString(text).getElementsByTagName("script")
        else:
            for row in csv.reader(io.StringIO(text)):
                assert not any(cell.startswith(("=", "+", "@")) for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "  =1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert str(safe_cell(text)).startswith("'")


@pytest.mark.parametrize("value", [-3, -0.5, 0, None, "Lower Weir", "0 to 7"])
def test_a_harmless_cell_stays_as_it_is(value):
    assert safe_cell(value) == value


@pytest.mark.parametrize("text", ['"', "\\", '\\"', 'a"b\\', "#panic()", "\n", "]", "\\u{41}"])
def test_quoted_text_ends_only_where_its_quotes_end(text):
    assert json.loads(quoted(text)) == text


def test_characters_that_no_form_can_hold_are_marked():
    assert plain_text("a\x00b\x07c\ufffe\ud800d\ne") == "a\ufffdb\ufffdc\ufffd\ufffdd\ne"


def test_contract_of_hostile_texts_is_still_json(document):
    given = replace(sample_assessment(), software=HOSTILE)
    assert json.loads(json.dumps(contract_json(given, Audience.PUBLIC), allow_nan=False))["software"] == HOSTILE


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def _poisoned(finding):
    charts = tuple(
        replace(spec, series=tuple(
            replace(each, name=f"{at} {HOSTILE}", points=tuple(replace(point, label=HOSTILE) for point in each.points))
            for at, each in enumerate(spec.series)
        ))
        for spec in finding.charts
    )  # fmt: skip
    slots = tuple(replace(slot, label=HOSTILE) for slot in finding.slots)
    return replace(
        finding, subject=HOSTILE, statements=(HOSTILE,), charts=charts, slots=slots, caveats=(Caveat("x", HOSTILE),)
    )


def _outside_quotes(source: str) -> str:
    kept, inside, skip = [], False, False
    for each in source:
        if skip:
            skip = False
        elif inside and each == "\\":
            skip = True
        elif each == '"':
            inside = not inside
        elif not inside:
            kept.append(each)
    assert not inside
    return "".join(kept)
