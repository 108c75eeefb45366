"""What becomes of work when the process that had it in hand is killed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sulis_web.jobs import operations, queries, queue
from sulis_web.jobs.models import Job, JobState, Notice, NoticeState, Worker

# The mail server may take its time over each of a letter's words; longer than this no conversation with it lasts.
LONGEST_SENDING = timedelta(minutes=5)
_MAYBE = "The connection or the worker broke off while the mail server had it, so it may or may not have arrived."
ASK_THEM = "Ask the person. It is not sent twice by itself; do what led to it again if it did not arrive."


def beat(name: str, *, at: datetime) -> None:
    """Say that a worker lives."""
    Worker.objects.update_or_create(
        name=name, defaults={"seen_at": at}, create_defaults={"began_at": at, "seen_at": at}
    )


def leave(name: str) -> None:
    Worker.objects.filter(name=name).delete()


def take_over(*, idle: str = "", at: datetime, lease: timedelta = queries.LEASE) -> int:
    """Give the work of workers that are gone to whoever comes next; gives how many pieces that were.

    ``idle`` is the worker that asks and has nothing in hand: what stands under its name was broken off as well.
    """
    with transaction.atomic():
        live = queries.live_workers(at=at, lease=lease) - {idle}
        _close_entries(live, at)
        jobs = [job for job in _locked(Job).filter(state=JobState.RUNNING) if job.worker not in live]
        for job in jobs:
            _again(job, at)
        late = _locked(Notice).filter(state=NoticeState.SENDING, changed_at__lt=at - LONGEST_SENDING)
        lost = late.update(
            state=NoticeState.NOT_KNOWN, changed_at=at, trouble=_MAYBE, remedy=ASK_THEM, recipient="", link=""
        )
        return len(jobs) + lost + _put_again(Job, queue.JOB) + _put_again(Notice, queue.NOTICE)


def _again(job: Job, at: datetime) -> None:
    if job.attempt >= operations.MOST_ATTEMPTS:
        operations.stop_for_deaths(job, at=at)
    else:
        operations.wait_again(job)


def _close_entries(live: set[str], at: datetime) -> None:
    """Rows of the queue that nobody works on. A worker that only seemed dead touches its own row, never a new one."""
    running = DBTaskResult.objects.select_for_update(skip_locked=True).filter(status=TaskResultStatus.RUNNING)
    for row in running:
        if not row.worker_ids or row.worker_ids[-1] not in live:
            DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.FAILED, finished_at=at)


def _put_again(model: Any, task: str) -> int:
    """What waits and stands in no queue: its row was broken off before it began."""
    waiting = {row.entry: row for row in _locked(model).filter(state="waiting")}
    queued = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    held = {str(id) for id in queued.filter(pk__in=[entry for entry in waiting if entry]).values_list("pk", flat=True)}
    lost = [row for entry, row in waiting.items() if entry not in held]
    for row in lost:
        row.entry = queue.put(task, row.public_id)
        row.save(update_fields=["entry"])
    return len(lost)


def _locked(model: Any) -> Any:
    return model.objects.unscoped("work whose worker is gone").select_for_update(skip_locked=True)
