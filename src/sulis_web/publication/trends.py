"""Data and trends for anyone: what the latest run found, as far as the public may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience, Figure
from sulis_web.design.values import Cell, Column, Table
from sulis_web.publication.rules import check_public
from sulis_web.runs import queries
from sulis_web.runs.models import Run
from sulis_web.runs.presenters import number_label

if TYPE_CHECKING:
    from sulis.publish.documents.model import ChapterBlock, ChartBlock, Document, FindingBlock, TableBlock


@dataclass(frozen=True, slots=True)
class PublicChart:
    chart: ChartBlock
    table: Table


@dataclass(frozen=True, slots=True)
class PublicFinding:
    block: FindingBlock
    numbers: tuple[tuple[str, Figure], ...]
    charts: tuple[PublicChart, ...]


@dataclass(frozen=True, slots=True)
class PublicChapter:
    """``held_back`` is the one reason why nothing in it may be shown, empty when something may."""

    id: str
    title: str
    introduction: str
    url: str
    findings: tuple[PublicFinding, ...]
    held_back: str


@dataclass(frozen=True, slots=True)
class Trends:
    document: Document
    run_on: str
    chapters: tuple[PublicChapter, ...]


def trends(run: Run | None) -> Trends | None:
    """The public document of a run as page values; None before any run."""
    if run is None:
        return None
    document = queries.document(run, Audience.PUBLIC)
    check_public(document)
    chapters = tuple(_chapter(chapter) for chapter in document.chapters)
    return Trends(document, f"{run.created.day} {run.created:%B %Y}", chapters)


def _chapter(block: ChapterBlock) -> PublicChapter:
    held = all(finding.held_back for finding in block.findings)
    reason = next((sentence for finding in block.findings for sentence in finding.sentences), "") if held else ""
    findings = () if held else tuple(_finding(finding) for finding in block.findings)
    return PublicChapter(block.id, block.title, block.introduction, reverse(f"public-{block.id}"), findings, reason)


def _finding(block: FindingBlock) -> PublicFinding:
    numbers = tuple((number_label(shown.label or shown.name), shown.figure) for shown in block.figures)
    return PublicFinding(block, numbers, tuple(PublicChart(chart, _table(chart.table)) for chart in block.charts))


def _table(block: TableBlock) -> Table:
    columns = tuple(Column(label, number) for label, number in zip(block.header, block.numeric, strict=True))
    return Table(block.caption, columns, tuple(tuple(Cell(text) for text in row) for row in block.rows))
