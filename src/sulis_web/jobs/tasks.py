"""What django-tasks calls by name, and what falls due by itself."""

from __future__ import annotations

import os
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks import TaskContext, task

from sulis_web.audit import operations as audit
from sulis_web.audit import rooms
from sulis_web.audit.values import SYSTEM
from sulis_web.jobs import delivery, keeping, reminders, running
from sulis_web.jobs.kinds import DAILY, HOURLY, falls_due
from sulis_web.records import operations as records


@task(takes_context=True)
def do_job(context: TaskContext, public_id: str) -> None:
    running.run(public_id, worker=context.task_result.worker_ids[-1], clock=timezone.now)


@task()
def send_notice(public_id: str) -> None:
    delivery.deliver(public_id, at=timezone.now())


@falls_due("export the audit's head", HOURLY)
def export_head(at: datetime) -> None:
    audit.export_head(at=at)


@falls_due("clear the one-time keys of forms", DAILY)
def forget_keys(at: datetime) -> None:
    records.forget_keys(at=at)


@falls_due("clear sign-ins that have ended", DAILY)
def forget_sign_ins(_at: datetime) -> None:
    SessionStore.clear_expired()


@falls_due("clear what the queue has done", DAILY)
def forget_done(at: datetime) -> None:
    keeping.forget_done(at=at)


@falls_due("destroy the linkage rooms whose last day has passed", DAILY)
def end_rooms(at: datetime) -> None:
    from sulis.linkage import Why, destroy_ended

    keys = Path(os.environ["SULIS_LINKAGE_KEYS"]) if os.environ.get("SULIS_LINKAGE_KEYS") else None
    why = Why(SYSTEM.person, at, "the room's last day has passed")
    destroy_ended(settings.HOME, why, record=partial(rooms.note, actor=SYSTEM), keys=keys)


@falls_due("remind of agreements that end soon", DAILY)
def remind_of_agreements(at: datetime) -> None:
    reminders.agreements_end_soon(at=at)
