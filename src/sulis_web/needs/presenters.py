"""The needs assessment's pages, from the list of runs down to one release. Numbers arrive disclosed and worded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience
from sulis_web.design.values import Cell, Column, Crumb, Fact, Table
from sulis_web.runs import queries
from sulis_web.runs.models import Run
from sulis_web.runs.presenters import number_label

if TYPE_CHECKING:
    from sulis.publish.documents.model import ChartBlock, Document, FindingBlock, TableBlock
    from sulis.year.needs.model import Assessment, ReleaseNote


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

    @property
    def first(self) -> Drawn | None:
        return self.drawn[0] if self.drawn else None


@dataclass(frozen=True, slots=True)
class ChapterView:
    id: str
    title: str
    introduction: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    document: Document
    facts: tuple[Fact, ...]
    summary: tuple[tuple[str, str], ...]  # words, address
    chapters: tuple[ChapterView, ...]
    releases: Table
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    finding: FindingView
    chapter: str
    numbers: tuple[Fact, ...]
    how: tuple[Fact, ...]
    releases: tuple[Fact, ...]
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    title: str
    facts: tuple[Fact, ...]
    files: Table
    trail: tuple[Crumb, ...]


def run_list(runs: Iterable[Run]) -> Table | None:
    """Stored runs, newest first; None when there is none."""
    rows = tuple(
        (
            Cell(f"{run.area_name}, {_months(run)}", reverse("run", args=[run.id])),
            Cell(_day(run)), Cell(", ".join(run.definitions)), Cell(f"{run.releases:,}"),
        )
        for run in runs
    )  # fmt: skip
    columns = (Column("Assessment"), Column("Run on"), Column("Definitions"), Column("Releases read", is_number=True))
    return Table("", columns, rows) if rows else None


def run_page(run: Run, assessment: Assessment) -> RunPage:
    document = queries.document(run, Audience.INTERNAL)
    facts = (
        Fact("Area", f"{run.area_name} ({run.area_code})"),
        Fact("Period", document.period),
        Fact("Run on", f"{_day(run)}, by {run.software}"),
        *(Fact("Definition", ref, reverse("definition", args=[ref])) for ref in run.definitions),
        Fact("Checksum of the stored run", run.sha256),
    )
    return RunPage(
        document,
        facts,
        tuple((line.text, _finding_url(run, line.finding_id)) for line in document.summary),
        tuple(
            ChapterView(c.id, c.title, c.introduction, tuple(_view(run, block) for block in c.findings))
            for c in document.chapters
        ),
        _releases(run, assessment.releases),
        (_to_list(),),
    )


def finding_page(run: Run, assessment: Assessment, id: str) -> FindingPage | None:
    """One finding whole; None when the run has none of that id."""
    document = queries.document(run, Audience.INTERNAL)
    for chapter in document.chapters:
        for block in chapter.findings:
            if block.id == id:
                how = block.how_we_know
                return FindingPage(
                    _view(run, block), chapter.title, _numbers(block), _how(block),
                    _release_facts(run, assessment, how.releases if how else ()),
                    (_to_list(), Crumb(document.title, f"{reverse('run', args=[run.id])}#{chapter.id}")),
                )  # fmt: skip
    return None


def release_page(run: Run, assessment: Assessment, id: str) -> ReleasePage | None:
    note = next((each for each in assessment.releases if each.id == id), None)
    if note is None:
        return None
    facts = (
        Fact("Table", note.table), Fact("Source", note.source), Fact("Publisher", note.publisher), Fact("Licence", note.licence),
        Fact("Period", note.period), Fact("Version", str(note.version)), Fact("Received", note.received[:10]),
    )  # fmt: skip
    rows = tuple((Cell(name), Cell(sha)) for name, sha in zip(note.files, note.sha256, strict=False))
    files = Table("Files as the publisher delivered them", (Column("File"), Column("Checksum (SHA-256)")), rows)
    return ReleasePage(
        f"Release {note.id}", facts, files, (_to_list(), Crumb(run.area_name, reverse("run", args=[run.id])))
    )


def figure_table(run: Run, id: str) -> str | None:
    """The numbers of one chart as CSV; None when the run has none of that id."""
    from sulis.publish.documents.figure_tables import csv_text

    charts = queries.document(run, Audience.INTERNAL).charts
    return next((csv_text(chart.data) for chart in charts if chart.id == id), None)


def laid_out(block: TableBlock) -> Table:
    """A document's table as a page's."""
    columns = tuple(Column(label, number) for label, number in zip(block.header, block.numeric, strict=True))
    return Table(block.caption, columns, tuple(tuple(Cell(text) for text in row) for row in block.rows))


def _numbers(block: FindingBlock) -> tuple[Fact, ...]:
    """Each named number with its interval in words."""
    return tuple(Fact(number_label(shown.label or shown.name), shown.words) for shown in block.figures)


def _how(block: FindingBlock) -> tuple[Fact, ...]:
    how = block.how_we_know
    if how is None:
        return ()
    return (
        *(
            Fact("Definition", f"{title} ({ref})", reverse("definition", args=[ref]))
            for title, ref in zip(how.titles, how.definitions, strict=True)
        ),
        Fact("Method" if len(how.methods) == 1 else "Methods", "\n".join(how.methods)),
        Fact("Interval", f"{how.level}"),
    )


def _view(run: Run, block: FindingBlock) -> FindingView:
    drawn = tuple(Drawn(chart, laid_out(chart.table), _download(run, chart)) for chart in block.charts)
    return FindingView(block, _finding_url(run, block.id), drawn, tuple(laid_out(table) for table in block.tables))


def _download(run: Run, chart: ChartBlock) -> str:
    return reverse("figure-table", args=[run.id, chart.id])


def _releases(run: Run, notes: Iterable[ReleaseNote]) -> Table:
    rows = tuple(
        (Cell(note.id, _release_url(run, note.id)), Cell(note.publisher), Cell(note.period), Cell(note.licence))
        for note in notes
    )
    return Table("", (Column("Release"), Column("Publisher"), Column("Period"), Column("Licence")), rows)


def _release_facts(run: Run, assessment: Assessment, ids: Iterable[str]) -> tuple[Fact, ...]:
    known = {note.id for note in assessment.releases}
    return tuple(Fact("Release", id, _release_url(run, id) if id in known else "") for id in ids)


def _to_list() -> Crumb:
    return Crumb("Needs assessments", reverse("needs"))


def _finding_url(run: Run, id: str) -> str:
    return reverse("finding", args=[run.id, id])


def _release_url(run: Run, id: str) -> str:
    return reverse("release", args=[run.id, id])


def _months(run: Run) -> str:
    from sulis.publish.documents.words.numbers import period_words
    from sulis.vocabulary import Period

    return period_words(Period(run.start, run.end))


def _day(run: Run) -> str:
    return f"{run.created.day} {run.created:%B %Y}"
