from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from sulis_web.audit.values import Actor
from sulis_web.jobs.models import Job, Notice, NoticeState, Worker
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Person
from sulis_web.partnership.queries import as_who

LEASE = timedelta(seconds=60)  # a worker not seen for so long is taken for dead


def jobs(who: Who) -> QuerySet[Job]:
    """What somebody asked for themselves, newest first."""
    return Job.objects.visible_to(who)


def job(who: Who, public_id: str) -> Job | None:
    return jobs(who).filter(public_id=public_id).first()


def undelivered(who: Who) -> QuerySet[Notice]:
    """Notices that did not arrive or may not have, to people whom somebody may see here."""
    told = (NoticeState.FAILED, NoticeState.NOT_KNOWN)
    return Notice.objects.visible_to(who).filter(state__in=told).select_related("person")


def asker(job: Job, *, at: datetime) -> Who:
    """Who asked for a job, as the database has them now; what their sign-in had given is as it was when they asked."""
    return as_who(
        Person.objects.get(public_id=job.asked_by),
        at=at,
        membership=job.membership_id,
        factor=job.factor,
        confirmed=job.confirmed,
        purpose=job.purpose,
        request=job.request,
        only=True,
    )


def by_job(who: Who) -> Actor:
    """The asker, for the audit, of what a worker does for them."""
    return replace(actor(who), channel="job")


def live_workers(*, at: datetime, lease: timedelta = LEASE) -> set[str]:
    return set(Worker.objects.filter(seen_at__gte=at - lease).values_list("name", flat=True))
