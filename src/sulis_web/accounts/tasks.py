"""What is done aside from the pages of signing in, and what falls due by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from sulis_web.accounts.operations import memberships, passwords
from sulis_web.jobs.kinds import DAILY, falls_due


@task()
def write_reset(public_id: str) -> None:
    passwords.write_reset(public_id=public_id, at=timezone.now())


@falls_due("clear invitations that nobody accepted", DAILY)
def clear_invitations(at: datetime) -> None:
    memberships.clear_invitations(at=at)
