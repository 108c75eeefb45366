"""Data and trends for anyone: what the latest run found, as far as the public may see it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import AreaLevel, Audience, Figure
from sulis.year.needs.model import ChartKind, FindingKind
from sulis_web.design.dates import day
from sulis_web.design.values import Cell, Column, Table
from sulis_web.needs.files import document_of
from sulis_web.needs.queries import corrections, words_then
from sulis_web.publication.rules import check_public
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
    """``rests_on`` are the findings that a claim was tested by, in words, each with its address."""

    block: FindingBlock
    numbers: tuple[tuple[str, Figure], ...]
    charts: tuple[PublicChart, ...]
    rests_on: tuple[tuple[str, str], ...] = ()

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
class Correction:
    """What was wrong with what the partnership said before, and what it says since."""

    on: str
    wrong: str
    now: str


@dataclass(frozen=True, slots=True)
class Trends:
    document: Document
    run_on: str
    chapters: tuple[PublicChapter, ...]
    corrections: tuple[Correction, ...]


def trends(run: Run | None) -> Trends | None:
    """The public document of a run as page values; None before any run."""
    if run is None:
        return None
    document = document_of(run, Audience.PUBLIC)
    check_public(document)
    prefix = "made-up-" if document.made_up else ""
    chapters = _linked(tuple(_chapter(chapter, prefix) for chapter in document.chapters))
    return Trends(document, f"{run.created.day} {run.created:%B %Y}", chapters, _corrections(document))


def _corrections(document: Document) -> tuple[Correction, ...]:
    """Of findings that the public may see. A text keeps the numbers of the day on which it was approved."""
    held = {finding.id for finding in document.findings if finding.held_back}
    return tuple(
        Correction(day(each.created_at), each.correction, words)
        for each in corrections()
        if each.finding.key not in held and (words := words_then(each, Audience.PUBLIC))
    )


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


def _linked(chapters: tuple[PublicChapter, ...]) -> tuple[PublicChapter, ...]:
    """The chapters, each claim with the addresses of the findings that it was tested by."""
    pages = [page for chapter in chapters for page in (chapter, *chapter.finer)]
    where = {one.block.id: f"{page.url}#finding-{one.block.id}" for page in pages for one in page.findings}

    def linked(one: PublicFinding) -> PublicFinding:
        lines = one.block.rests_on
        return replace(one, rests_on=tuple((line.text, where.get(line.finding_id, "")) for line in lines))

    return tuple(replace(chapter, findings=tuple(map(linked, chapter.findings))) for chapter in chapters)


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
