from __future__ import annotations

from typing import Any

from django.db import models

from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Membership, Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import public_id


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", "Waiting"  # asked for, or put back by a worker that was stopped
    RUNNING = "running", "Running"  # a worker is at it
    DONE = "done", "Done"  # with a result
    FAILED = "failed", "Failed"  # with what went wrong and what to do
    STOPPED = "stopped", "Stopped"  # its workers died under it, or the right to it ended: nothing was changed


UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(GuardedQuerySet):
    """A person sees what they asked for themselves, and nobody else does."""

    def _narrowed(self, who: Who) -> Any:
        return self.filter(asked_by=who.public_id) if who.public_id else self.none()


class Job(models.Model):
    """A piece of work that somebody asked for and need not wait for.

    What the sign-in had given when it was asked for is kept with it: the right to the work is decided again when it
    begins and before its result is stored.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    # The same request sent twice is one job. Empty once a job has ended whose asker gave no key of their own.
    once = models.CharField(max_length=64, null=True, unique=True)

    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=16)  # a person's public id
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")  # that they acted under
    factor = models.BooleanField(default=False)  # a second factor was used
    confirmed = models.DateTimeField(null=True)  # when the password or a code was last given
    purpose = models.CharField(max_length=40, blank=True)
    request = models.CharField(max_length=40, blank=True)

    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)  # how often a worker took it up; a result names its attempt
    worker = models.CharField(max_length=64, blank=True)
    entry = models.CharField(max_length=40, blank=True)  # its row in the queue
    done = models.PositiveIntegerField(default=0)  # steps
    total = models.PositiveIntegerField(default=0)  # 0: nobody knows yet
    step = models.CharField(max_length=200, blank=True)  # words for what is being done now
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=500, blank=True)  # an address of ours
    result_words = models.CharField(max_length=200, blank=True)
    trouble = models.TextField(blank=True)  # what went wrong, in plain words
    remedy = models.TextField(blank=True)  # and what to do next

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_by", "-asked_at"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def goes_on(self) -> bool:
        return self.state in UNDER_WAY
