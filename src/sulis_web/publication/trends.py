"""Data and trends for anyone: what the latest run found, as far as the public may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import AreaLevel, Audience, Figure
from sulis.year.needs.model import ChartKind, FindingKind
from sulis_web.design.values import Cell, Column, Table
from sulis_web.publication.rules import check_public
from sulis_web.runs import queries
from sulis_web.runs.models import Run
from sulis_web.runs.presenters import number_label

if TYPE_CHECKING:
    from sulis.publish.documents.model import ChapterBlock, ChartBlock, Document, FindingBlock, TableBlock


FINER: dict[AreaLevel | None, str] = {
    AreaLevel.MSOA: "neighbourhoods of around 8,000 people",
    AreaLevel.LSOA: "neighbourhoods of around 1,500 people",
}


@dataclass(frozen=True, slots=True)
class PublicChart:
    """``name`` is that of the file of its numbers, ``csv`` the file's text."""

    chart: ChartBlock
    table: Table
    name: str
    csv: str

    @property
    def download(self) -> str:
        return reverse("public-figure", args=[self.name])


@dataclass(frozen=True, slots=True)
class PublicFinding:
    block: FindingBlock
    numbers: tuple[tuple[str, Figure], ...]
    charts: tuple[PublicChart, ...]

    @property
    def shown(self) -> tuple[PublicChart, ...]:
        return tuple(each for at, each in enumerate(self.charts) if _open(at, each.chart))

    @property
    def folded(self) -> tuple[PublicChart, ...]:
        return tuple(each for at, each in enumerate(self.charts) if not _open(at, each.chart))


@dataclass(frozen=True, slots=True)
class PublicChapter:
    """``held_back`` is the one reason why nothing in it may be shown, empty when something may.

    ``finer`` are the same findings for smaller places, each with a page of its own; ``folded`` those for a reader who
    wants to know how sure the page is.
    """

    id: str
    title: str
    introduction: str
    url: str
    findings: tuple[PublicFinding, ...]
    held_back: str
    folded: tuple[PublicFinding, ...] = ()
    finer: tuple[PublicChapter, ...] = ()

    @property
    def charts(self) -> tuple[PublicChart, ...]:
        return tuple(chart for finding in (*self.findings, *self.folded) for chart in finding.charts)


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
    prefix = "made-up-" if document.made_up else ""
    chapters = tuple(_chapter(chapter, prefix) for chapter in document.chapters)
    return Trends(document, f"{run.created.day} {run.created:%B %Y}", chapters)


def _chapter(block: ChapterBlock, prefix: str) -> PublicChapter:
    held = all(finding.held_back for finding in block.findings)
    reason = next((sentence for finding in block.findings for sentence in finding.sentences), "") if held else ""
    blocks = () if held else block.findings
    placed = [each for each in blocks if each.kind is not FindingKind.BRIDGE and each.level is not None]
    levels = list(dict.fromkeys(each.level for each in placed))
    main = tuple(_finding(each, prefix) for each in blocks if each.level in (None, *levels[:1]) and not _aside(each))
    folded = tuple(_finding(each, prefix) for each in blocks if _aside(each))
    finer = tuple(_finer(block, level, placed, prefix) for level in levels[1:] if level in FINER)
    url = reverse(f"public-{block.id}")
    return PublicChapter(block.id, block.title, block.introduction, url, main, reason, folded, finer)


def _open(at: int, chart: ChartBlock) -> bool:
    """Whether a chart stands open: the first, and a list of places after its map. The others unfold."""
    return at == 0 or (at == 1 and chart.kind is ChartKind.AREAS)


def _aside(block: FindingBlock) -> bool:
    """Whether it is about how the files fit together, which most readers can pass by."""
    return block.kind is FindingKind.BRIDGE


def _finer(block: ChapterBlock, level: AreaLevel | None, placed: list[FindingBlock], prefix: str) -> PublicChapter:
    """The findings about one level of smaller places, for a page of their own."""
    id = f"{block.id}-{level}"
    title = f"{block.title}: {FINER[level]}" if level in FINER else block.title
    findings = tuple(_finding(each, prefix) for each in placed if each.level is level)
    return PublicChapter(id, title, "", reverse(f"public-{id}"), findings, "")


def _finding(block: FindingBlock, prefix: str) -> PublicFinding:
    numbers = tuple((number_label(shown.label or shown.name), shown.figure) for shown in block.figures)
    charts = sorted(block.charts, key=lambda chart: chart.kind is not ChartKind.MAP)  # the map first, the list after it
    return PublicFinding(block, numbers, tuple(_chart(chart, prefix) for chart in charts))


def _chart(chart: ChartBlock, prefix: str) -> PublicChart:
    from sulis.publish.documents.figure_tables import csv_text

    return PublicChart(chart, _table(chart.table), f"{prefix}{chart.id}", csv_text(chart.data))


def _table(block: TableBlock) -> Table:
    columns = tuple(Column(label, number) for label, number in zip(block.header, block.numeric, strict=True))
    return Table(block.caption, columns, tuple(tuple(Cell(text) for text in row) for row in block.rows))
