"""The needs assessment's pages, from the list of runs down to one release. Numbers arrive disclosed and worded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.values import Cell, Column, Crumb, Fact, Table
from sulis_web.needs.models import Rerun
from sulis_web.runs import queries
from sulis_web.runs.models import Run
from sulis_web.runs.presenters import number_label

if TYPE_CHECKING:
    from sulis.publish.documents.model import ChapterBlock, ChartBlock, Document, FindingBlock, TableBlock
    from sulis.year.needs.model import Assessment, ReleaseNote

_FILES = {"docx": "Word (DOCX)", "pdf": "PDF"}


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


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter in the contents: its findings are their words and addresses."""

    title: str
    introduction: str
    url: str
    findings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    run: str
    document: Document
    facts: tuple[Fact, ...]
    summary: tuple[tuple[str, str], ...]  # words, address
    chapters: tuple[ChapterView, ...]
    releases: Table
    files: tuple[Link, ...]
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """One chapter whole, with the ways to its neighbours."""

    about: str
    title: str
    introduction: str
    findings: tuple[FindingView, ...]
    before: Link | None
    after: Link | None
    whole: str
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


def run_page(run: Run, assessment: Assessment, made: Iterable[str]) -> RunPage:
    """The contents of a run. ``made`` are the kinds of file that its documents have been made in."""
    document = queries.document(run, Audience.INTERNAL)
    facts = (
        Fact("Area", f"{run.area_name} ({run.area_code})"),
        Fact("Period", document.period),
        Fact("Run on", f"{_day(run)}, by {run.software}"),
        *(Fact("Definition", ref, reverse("definition", args=[ref])) for ref in run.definitions),
        Fact("Checksum of the stored run", run.sha256),
    )
    return RunPage(
        run.pk,
        document,
        facts,
        tuple((line.text, _finding_url(run, line.finding_id)) for line in document.summary),
        tuple(
            ChapterView(
                c.title,
                c.introduction,
                _chapter_url(run, c),
                tuple((block.heading, _finding_url(run, block.id)) for block in c.findings),
            )
            for c in document.chapters
        ),
        _releases(run, assessment.releases),
        tuple(Link(_FILES[kind], reverse("run-document", args=[run.pk, kind])) for kind in made),
        (_to_list(),),
    )


def chapter_page(run: Run, id: str) -> ChapterPage | None:
    """One chapter whole; None when the run has none of that id."""
    document = queries.document(run, Audience.INTERNAL)
    at = next((at for at, each in enumerate(document.chapters) if each.id == id), None)
    if at is None:
        return None
    chapter = document.chapters[at]
    near = [document.chapters[place] if 0 <= place < len(document.chapters) else None for place in (at - 1, at + 1)]
    before, after = (Link(each.title, _chapter_url(run, each)) if each else None for each in near)
    return ChapterPage(
        f"{document.title}, chapter {chapter.number}", chapter.title, chapter.introduction,
        tuple(_view(run, block) for block in chapter.findings), before, after, f"{reverse('run', args=[run.pk])}#chapters",
        (_to_list(), Crumb(document.title, reverse("run", args=[run.pk]))),
    )  # fmt: skip


def again(rerun: Rerun | None) -> str:
    """What came of working a finding out again, last time; empty where nobody did."""
    if rerun is None:
        return ""
    when = f"On {day(rerun.created_at)} this finding was worked out again from the same releases"
    if rerun.same:
        return f"{when}: all its numbers came out the same ({rerun.numbers} named ones, and every chart)."
    named = f" These differ: {', '.join(rerun.differing)}." if rerun.differing else " Its charts or its words differ."
    return f"{when}, and it came out otherwise.{named} Tell whoever runs the application: the software or a catalogue file changed."


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
                    (
                        _to_list(), Crumb(document.title, reverse("run", args=[run.id])),
                        Crumb(chapter.title, _chapter_url(run, chapter)),
                    ),
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
    rests_on = tuple((line.text, _finding_url(run, line.finding_id)) for line in block.rests_on)
    tables = tuple(laid_out(table) for table in block.tables)
    return FindingView(block, _finding_url(run, block.id), drawn, tables, rests_on)


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


def _chapter_url(run: Run, chapter: ChapterBlock) -> str:
    return reverse("chapter", args=[run.pk, chapter.id])


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
