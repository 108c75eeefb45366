from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned, public_id


class ReadQuerySet(GuardedQuerySet):
    """For whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class DeliveryQuerySet(GuardedQuerySet):
    """Whoever delivers for the partnership sees every delivery; whoever does for one organisation, those that it made."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.DELIVER)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        return self.filter(organisation=who.organisation) if scope else self.none()


class SampleQuerySet(GuardedQuerySet):
    """A sample is its sender's alone."""

    def _narrowed(self, who: Who) -> Any:
        return self.filter(sent_by=who.public_id) if reach(who, Action.KEEP_MAPPINGS) else self.none()


class Sender(Versioned):
    """An organisation that sends a source's files: its single point of contact may deliver them."""

    source = models.CharField(max_length=60)  # a source card's id
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects = ReadQuerySet.as_manager()
    kept = ()

    class Meta:
        ordering = ["source", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "organisation"], condition=Q(retired_at__isnull=True), name="sends_a_source_once",
                violation_error_message="This organisation is recorded as a sender of the source already.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation} sends {self.source}"


class State(models.TextChoices):
    """How far a file that was sent is."""

    WAITING = "waiting", "Waiting to be read"
    JUDGED = "judged", "Read"


class Verdict(models.TextChoices):
    """What became of a delivery: the words of `sulis.delivery.Verdict`."""

    ACCEPTED = "accepted", "Accepted"
    WITH_QUARANTINE = "accepted-with-quarantine", "Accepted, but for some rows"
    ALREADY_LOADED = "already-loaded", "Loaded before"
    REJECTED = "rejected", "Refused"


class Delivery(models.Model):
    """A file that somebody sent, and what came of it. The file itself is gone once it has been judged."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    way = models.CharField(max_length=61)  # a mapping's id, or a source with a reader of its own
    source = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # whose person sent it
    name = models.CharField(max_length=120)  # of the file, without a path
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    series = models.CharField(max_length=120, blank=True)  # in place of what the mapping says
    period = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=16)  # a person's public id
    job = models.CharField(max_length=16, blank=True)  # the job that reads it
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    verdict = models.CharField(max_length=30, choices=Verdict.choices, blank=True)
    judged_at = models.DateTimeField(null=True)
    answer = models.JSONField(default=dict)  # what `sulis ingest --json` said; its faults repeat no cell

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["source", "-sent_at"])]

    def __str__(self) -> str:
        return f"{self.name} ({self.source})"


class Sample(models.Model):
    """A file of a layout that nobody has described yet, while somebody describes it."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    source = models.CharField(max_length=60)
    table = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=16)
    job = models.CharField(max_length=16, blank=True)
    seen = models.JSONField(default=dict)  # what the file holds, by header
    guess = models.JSONField(default=dict)  # the mapping that was proposed
    text = models.TextField(blank=True)  # the mapping as it now stands
    tried = models.JSONField(default=dict)  # what that made of the file

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class KeptMapping(Versioned):
    """A mapping that was made here. Its file in the home is what a delivery is read by; earlier ones stand in its history."""

    key = models.CharField(max_length=61, unique=True)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=60)
    table = models.CharField(max_length=60)
    text = models.TextField()  # TOML

    objects = ReadQuerySet.as_manager()
    kept = ("title", "text")

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title


class Comparison(models.Model):
    """Which numbers a release moves, against the one that it took the place of. Both never change, so neither does this."""

    release = models.CharField(max_length=200, unique=True)
    job = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()
    answer = models.JSONField(default=dict)  # what `sulis releases compare --json` said

    objects = ReadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.release


class What(models.TextChoices):
    """What became of a release after it was taken in, or of the one before it."""

    REPLACED = "replaced", "Took the place of an earlier one"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REINSTATED = "reinstated", "Taken back in"


class Decision(models.Model):
    """That a release took the place of another, was withdrawn or taken back in: why, and who was told."""

    release = models.CharField(max_length=200)
    what = models.CharField(max_length=12, choices=What.choices)
    replaced = models.CharField(max_length=200, blank=True)  # the release that it took the place of
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.CharField(max_length=16)
    told = models.JSONField(default=list)  # people's public ids

    objects = ReadQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["release"])]

    def __str__(self) -> str:
        return f"{self.release} {self.what}"
