from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from sulis_web.design.dates import moment
from sulis_web.design.navigation import Link
from sulis_web.design.notices import Empty
from sulis_web.design.progress import Progress, Stage
from sulis_web.design.values import Cell, Column, Crumb, Table
from sulis_web.jobs import queries, rules
from sulis_web.jobs.kinds import KINDS
from sulis_web.jobs.models import Job, JobState, Notice, NoticeState
from sulis_web.partnership.decide import Who

REFRESH_SECONDS = 3
_WAITS = "It begins as soon as what was asked for before it is done."
_NOTICES = {
    "invitation": "Invitation",
    "password-reset": "New password",
    "something-waits": "Something waits",
    "agreement-ends": "An agreement ends soon",
    "access-ended": "Access ended",
}


@dataclass(frozen=True, slots=True)
class JobsPage:
    table: Table | None
    empty: Empty
    undelivered: Table | None
    sees_notices: bool


@dataclass(frozen=True, slots=True)
class JobPage:
    title: str
    progress: Progress
    trail: tuple[Crumb, ...]


def jobs_page(who: Who) -> JobsPage:
    jobs = list(queries.jobs(who)[:50])
    sees = rules.can_see_notices(who)
    return JobsPage(
        _table(jobs),
        Empty(
            "You have asked for nothing yet",
            "Work that takes longer than a page may be kept waiting for, such as running the needs assessment again, goes on "
            "in the background. What you ask for is listed here, with how far it is and what it led to.",
        ),
        _undelivered(queries.undelivered(who)[:50]) if sees else None,
        sees,
    )


def job_page(job: Job, *, still: bool) -> JobPage:
    """``still`` is a reader's choice that the page does not ask for news by itself."""
    here = reverse("job", args=[job.public_id])
    progress = Progress(
        words=title(job),
        stage=Stage(job.state),
        done=job.done,
        of=job.total if job.goes_on else 0,
        now=_now(job),
        since=job.asked_at,
        result=Link(job.result_words, job.result) if job.state == JobState.DONE and job.result else None,
        remedy=job.remedy,
        still_url=f"{here}?still=1",
        refresh_seconds=0 if still else REFRESH_SECONDS,
    )
    return JobPage(title(job), progress, (Crumb("What you asked for", reverse("jobs")),))


def title(job: Job) -> str:
    kind = KINDS.get(job.kind)
    return kind.words if kind else "Work of an earlier version"


def _now(job: Job) -> str:
    if job.state == JobState.WAITING:
        return _WAITS
    return job.trouble or job.step


def _table(jobs: Iterable[Job]) -> Table | None:
    rows = tuple(
        (
            Cell(title(job), reverse("job", args=[job.public_id])),
            Cell(moment(job.asked_at)),
            Cell("", mark=Progress("", Stage(job.state)).mark),
        )
        for job in jobs
    )
    return Table("", (Column("Work"), Column("Asked for"), Column("How far")), rows) if rows else None


def _undelivered(notices: Iterable[Notice]) -> Table | None:
    rows = tuple(
        (
            Cell(_NOTICES.get(notice.kind, notice.kind)),
            Cell(str(notice.person) if notice.person else "Somebody who was invited"),
            Cell(moment(notice.asked_at)),
            Cell(f"{NoticeState(notice.state).label}. {notice.trouble} {notice.remedy}"),
        )
        for notice in notices
    )
    columns = (Column("Notice"), Column("To"), Column("Asked for"), Column("What happened, and what to do"))
    return Table("E-mail notices that did not arrive", columns, rows) if rows else None
