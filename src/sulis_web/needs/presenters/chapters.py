"""One chapter of a run, and one finding with the numbers behind it. Numbers arrive disclosed and worded for the reader's audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from sulis.vocabulary import Audience
from sulis_web.design.dates import day
from sulis_web.design.navigation import Link
from sulis_web.design.values import Crumb, Fact
from sulis_web.needs.models import Rerun
from sulis_web.needs.presenters.blocks import FindingView, chapter_url, release_url, to_list, view
from sulis_web.partnership.audiences import who_sees_it
from sulis_web.runs import queries
from sulis_web.runs.models import Run
from sulis_web.runs.presenters import number_label

if TYPE_CHECKING:
    from sulis.publish.documents.model import FindingBlock


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """One chapter whole, with the ways to its neighbours."""

    about: str
    title: str
    introduction: str
    findings: tuple[FindingView, ...]
    held_back: str  # who sees what is held back in it; empty where nothing is
    before: Link | None
    after: Link | None
    whole: str
    trail: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class FindingPage:
    finding: FindingView
    held_back: str  # who sees it, where it is held back from the reader
    chapter: str
    numbers: tuple[Fact, ...]
    how: tuple[Fact, ...]
    releases: tuple[Fact, ...]
    trail: tuple[Crumb, ...]


def chapter_page(run: Run, audience: Audience, id: str) -> ChapterPage | None:
    """One chapter whole; None when the run has none of that id."""
    document = queries.document(run, audience)
    at = next((at for at, each in enumerate(document.chapters) if each.id == id), None)
    if at is None:
        return None
    chapter = document.chapters[at]
    near = [document.chapters[place] if 0 <= place < len(document.chapters) else None for place in (at - 1, at + 1)]
    before, after = (Link(each.title, chapter_url(run, each)) if each else None for each in near)
    return ChapterPage(
        f"{document.title}, chapter {chapter.number}", chapter.title, chapter.introduction,
        tuple(view(run, block) for block in chapter.findings),
        who_sees_it() if any(block.held_back for block in chapter.findings) else "", before, after,
        f"{reverse('run', args=[run.pk])}#chapters",
        (to_list(), Crumb(document.title, reverse("run", args=[run.pk]))),
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


def finding_page(run: Run, audience: Audience, id: str) -> FindingPage | None:
    """One finding whole; None when the run has none of that id."""
    document = queries.document(run, audience)
    for chapter in document.chapters:
        for block in chapter.findings:
            if block.id == id:
                how = block.how_we_know
                return FindingPage(
                    view(run, block), who_sees_it() if block.held_back else "", chapter.title, _numbers(block), _how(block),
                    _release_facts(run, audience, how.releases if how else ()),
                    (
                        to_list(), Crumb(document.title, reverse("run", args=[run.id])),
                        Crumb(chapter.title, chapter_url(run, chapter)),
                    ),
                )  # fmt: skip
    return None


def figure_table(run: Run, audience: Audience, id: str) -> str | None:
    """The numbers of one chart as CSV; None when the run has none of that id."""
    from sulis.publish.documents.figure_tables import csv_text

    charts = queries.document(run, audience).charts
    return next((csv_text(chart.data) for chart in charts if chart.id == id), None)


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


def _release_facts(run: Run, audience: Audience, ids: Iterable[str]) -> tuple[Fact, ...]:
    known = {note.id for note in queries.releases_seen(run, audience)}
    return tuple(Fact("Release", id, release_url(run, id) if id in known else "") for id in ids)
