"""The queue: a row of django-tasks' own table in the caller's transaction, so that a job is asked for or it is not."""

from __future__ import annotations

from datetime import datetime

from django.utils.module_loading import import_string

# By name, as the table holds them: what does the work stands above what asks for it.
JOB = "sulis_web.jobs.tasks.do_job"
NOTICE = "sulis_web.jobs.tasks.send_notice"


def put(task: str, public_id: str, *, after: datetime | None = None) -> str:
    """Ask for a task, at once or after a time; gives the name of its row."""
    return str(import_string(task).using(run_after=after).enqueue(public_id).id)
