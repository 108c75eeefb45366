"""How long what the queue has done is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sulis_web.jobs.models import Job, JobState, Notice, NoticeState, Worker

ROWS_KEPT = timedelta(days=7)  # of the queue itself
KEPT = timedelta(days=90)  # jobs and notices, after they ended


def forget_done(*, at: datetime) -> int:
    """Clear what ended long ago. What a job made stays, and the audit keeps that it was asked for."""
    over = (JobState.DONE, JobState.FAILED, JobState.STOPPED)
    going = (NoticeState.WAITING, NoticeState.SENDING)
    why = "clearing what ended long ago"
    rows = (
        DBTaskResult.objects.filter(finished_at__lt=at - ROWS_KEPT).exclude(status=TaskResultStatus.READY),
        Job.objects.unscoped(why).filter(state__in=over, ended_at__lt=at - KEPT),
        Notice.objects.unscoped(why).exclude(state__in=going).filter(changed_at__lt=at - KEPT),
        Worker.objects.filter(seen_at__lt=at - ROWS_KEPT),
    )
    with transaction.atomic():
        return sum(each.delete()[0] for each in rows)
