"""Documents for one audience: HTML, Word, PDF, tables and the contract's JSON, all from one model."""

from sulis.publish.documents.build import build_document
from sulis.publish.documents.contract import contract_json
from sulis.publish.documents.figure_tables import write_data_tables, write_figure_tables
from sulis.publish.documents.html import html_text, write_html
from sulis.publish.documents.model import (
    ChapterBlock,
    ChartBlock,
    Document,
    FindingBlock,
    HowWeKnow,
    ShownFigure,
    TableBlock,
)
from sulis.publish.documents.pdf import write_pdf
from sulis.publish.documents.views import chapter_view, chapter_views
from sulis.publish.documents.word import write_word

__all__ = [
    "ChapterBlock",
    "ChartBlock",
    "Document",
    "FindingBlock",
    "HowWeKnow",
    "ShownFigure",
    "TableBlock",
    "build_document",
    "chapter_view",
    "chapter_views",
    "contract_json",
    "html_text",
    "write_data_tables",
    "write_figure_tables",
    "write_html",
    "write_pdf",
    "write_word",
]
