"""The list of runs, the contents of one and one release that it read. Numbers arrive disclosed and worded for the reader's audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience
from sulis_web.design.navigation import Link
from sulis_web.design.values import Cell, Column, Crumb, Fact, Table
from sulis_web.needs.presenters.blocks import chapter_url, finding_url, release_url, to_list
from sulis_web.runs import queries
from sulis_web.runs.models import Run

if TYPE_CHECKING:
    from sulis.publish.documents.model import Document
    from sulis.year.needs.model import ReleaseNote

_FILES = {"docx": "Word (DOCX)", "pdf": "PDF"}


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
    unnamed: int  # releases that it read and that the audience may not know of
    files: tuple[Link, ...]
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


def run_page(run: Run, audience: Audience, made: Iterable[str]) -> RunPage:
    """The contents of a run. ``made`` are the kinds of file that its documents have been made in for that audience."""
    document = queries.document(run, audience)
    known = queries.releases_seen(run, audience)
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
        tuple((line.text, finding_url(run, line.finding_id)) for line in document.summary),
        tuple(
            ChapterView(
                c.title,
                c.introduction,
                chapter_url(run, c),
                tuple((block.heading, finding_url(run, block.id)) for block in c.findings),
            )
            for c in document.chapters
        ),
        _releases(run, known),
        run.releases - len(known),
        tuple(Link(_FILES[kind], reverse("run-document", args=[run.pk, kind])) for kind in made),
        (to_list(),),
    )


def release_page(run: Run, audience: Audience, id: str) -> ReleasePage | None:
    """One release that the run read; None when it read none of that id that the audience may know of."""
    note = next((each for each in queries.releases_seen(run, audience) if each.id == id), None)
    if note is None:
        return None
    facts = (
        Fact("Table", note.table), Fact("Source", note.source), Fact("Publisher", note.publisher), Fact("Licence", note.licence),
        Fact("Period", note.period), Fact("Version", str(note.version)), Fact("Received", note.received[:10]),
    )  # fmt: skip
    rows = tuple((Cell(name), Cell(sha)) for name, sha in zip(note.files, note.sha256, strict=False))
    files = Table("Files as the publisher delivered them", (Column("File"), Column("Checksum (SHA-256)")), rows)
    return ReleasePage(
        f"Release {note.id}", facts, files, (to_list(), Crumb(run.area_name, reverse("run", args=[run.id])))
    )


def _releases(run: Run, notes: Iterable[ReleaseNote]) -> Table:
    rows = tuple(
        (Cell(note.id, release_url(run, note.id)), Cell(note.publisher), Cell(note.period), Cell(note.licence))
        for note in notes
    )
    return Table("", (Column("Release"), Column("Publisher"), Column("Period"), Column("Licence")), rows)


def _months(run: Run) -> str:
    from sulis.publish.documents.words.numbers import period_words
    from sulis.vocabulary import Period

    return period_words(Period(run.start, run.end))


def _day(run: Run) -> str:
    return f"{run.created.day} {run.created:%B %Y}"
