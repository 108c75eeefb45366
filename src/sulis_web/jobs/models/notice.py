from __future__ import annotations

from typing import Any

from django.db import models

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation, Person
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import public_id


class NoticeState(models.TextChoices):
    """How far a notice is."""

    WAITING = "waiting", "Waiting"  # to be sent, or to be tried again
    SENDING = "sending", "Being sent"  # handed to the mail server; what it said is not known yet
    SENT = "sent", "Sent"  # the mail server took it
    FAILED = "failed", "Not sent"  # the mail server did not take it, or it may not go there
    NOT_KNOWN = "not known", "May not have arrived"  # the connection or the worker died meanwhile: never sent twice
    DROPPED = "dropped", "Not needed any more"  # the person has no access any more


class NoticeQuerySet(GuardedQuerySet):
    """Whoever sees an organisation's people here sees which notices to them did not arrive."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.READ_PEOPLE)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        return self.filter(organisation=who.organisation) if scope else self.none()


class Notice(models.Model):
    """One e-mail. It says that there is something, and where; never what.

    The recipient's address and the link, which may let somebody in, are kept only until it has left or been given up.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")  # none: not here yet
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=254, blank=True)  # an e-mail address, while it is still needed
    link = models.CharField(max_length=500, blank=True)  # a path of ours, while it is still needed
    once = models.CharField(max_length=120, null=True, unique=True)

    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    entry = models.CharField(max_length=40, blank=True)  # its row in the queue
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    trouble = models.TextField(blank=True)
    remedy = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
