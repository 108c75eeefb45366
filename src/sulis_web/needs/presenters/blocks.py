"""What the pages of a run are put together from: a finding with its charts, and where each part of a run is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.runs.models import Run

if TYPE_CHECKING:
    from sulis.publish.documents.model import ChapterBlock, ChartBlock, FindingBlock, TableBlock


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with what stands around it, and the table that says the same."""

    chart: ChartBlock
    table: Table
    download: str


@dataclass(frozen=True, slots=True)
class FindingView:
    block: FindingBlock
    url: str
    drawn: tuple[Drawn, ...]
    tables: tuple[Table, ...]
    rests_on: tuple[tuple[str, str], ...] = ()  # words, address

    @property
    def first(self) -> Drawn | None:
        return self.drawn[0] if self.drawn else None


def view(run: Run, block: FindingBlock) -> FindingView:
    drawn = tuple(Drawn(chart, laid_out(chart.table), _download(run, chart)) for chart in block.charts)
    rests_on = tuple((line.text, finding_url(run, line.finding_id)) for line in block.rests_on)
    tables = tuple(laid_out(table) for table in block.tables)
    return FindingView(block, finding_url(run, block.id), drawn, tables, rests_on)


def _download(run: Run, chart: ChartBlock) -> str:
    return reverse("figure-table", args=[run.id, chart.id])


def laid_out(block: TableBlock) -> Table:
    """A document's table as a page's."""
    columns = tuple(Column(label, number) for label, number in zip(block.header, block.numeric, strict=True))
    return Table(block.caption, columns, tuple(tuple(Cell(text) for text in row) for row in block.rows))


def chapter_url(run: Run, chapter: ChapterBlock) -> str:
    return reverse("chapter", args=[run.pk, chapter.id])


def finding_url(run: Run, id: str) -> str:
    return reverse("finding", args=[run.id, id])


def release_url(run: Run, id: str) -> str:
    return reverse("release", args=[run.id, id])


def to_list() -> Crumb:
    return Crumb("Needs assessments", reverse("needs"))
