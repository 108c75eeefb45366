from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from sulis.catalogue import partnership as files
from sulis.catalogue.cadence import Cadence
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class InboxQuerySet(GuardedQuerySet):
    """What others found is the whole partnership's: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Sort(models.TextChoices):
    """What sort of document it is."""

    ASSESSMENT = files.Sort.ASSESSMENT.value, "Force-wide assessment"
    GROUP = files.Sort.GROUP.value, "Task-and-finish group"
    REVIEW = files.Sort.REVIEW.value, "Review after a death"
    RELEASE = files.Sort.RELEASE.value, "Statistics release"
    OTHER = files.Sort.OTHER.value, "Other"


class Triage(models.TextChoices):
    """How the partnership answers a recommendation. Every answer has its reason."""

    WAITING = files.Triage.WAITING.value, "Not looked at yet"
    ACCEPTED = files.Triage.ACCEPTED.value, "Accepted"
    PARTLY = files.Triage.PARTLY.value, "Accepted in part"
    REJECTED = files.Triage.REJECTED.value, "Rejected"


CADENCES = [(each.value, each.value.capitalize()) for each in Cadence]
TAKEN_UP = (Triage.ACCEPTED, Triage.PARTLY)


class Document(Versioned):
    """What others found, which the partnership must answer: it came, or it is awaited. Never anything about a person."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    sort = models.CharField(max_length=40, choices=Sort.choices)
    text = models.TextField(blank=True)
    received = models.DateField(null=True, blank=True)
    expected = models.DateField(null=True, blank=True)  # by when, while it is awaited
    answer_by = models.DateField(null=True, blank=True)
    filed = models.CharField(max_length=400, blank=True)  # where it is kept, or its address
    leads = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="documents_led"
    )
    cadence = models.CharField(max_length=20, blank=True, choices=CADENCES)  # of what comes round

    objects = InboxQuerySet.as_manager()
    kept = ("title", "publisher", "sort", "text", "received", "expected", "answer_by", "filed", "leads", "cadence")

    class Meta:
        ordering = ["-received", "expected", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.received and self.answer_by and self.answer_by < self.received:
            raise ValidationError({"answer_by": "The answer is not due before the document came."})


class Recommendation(Versioned):
    """One recommendation or finding of a document, and the partnership's answer.

    ``answered_by`` holds keys of items of the plan that take it up; the thread is told of them. ``response`` is the answer in
    the partnership's words; only where ``is_public`` is set it stands in the public log.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="recommendations")
    number = models.CharField(max_length=20)
    text = models.TextField()
    triage = models.CharField(max_length=20, choices=Triage.choices, default=Triage.WAITING)
    reason = models.TextField(blank=True)
    owner = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations"
    )
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    answered_by = models.JSONField(default=list, blank=True)
    response = models.TextField(blank=True)
    is_public = models.BooleanField(default=False)

    objects = InboxQuerySet.as_manager()
    kept = ("number", "text", "triage", "reason", "owner", "due", "done_on", "answered_by", "response", "is_public")

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                condition=models.Q(retired_at__isnull=True),
                name="one_number_of_a_document",
                violation_error_message="This document has a recommendation of that number already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    def clean(self) -> None:
        wrong: dict[str, str] = {}
        if self.triage != Triage.WAITING and not self.reason.strip():
            wrong["reason"] = "Say why. It is what whoever recommended it is owed."
        if self.triage not in TAKEN_UP and self.done_on:
            wrong["done_on"] = "What is not taken up cannot be done."
        if self.is_public and not self.response.strip():
            wrong["response"] = "Write the answer as the public will read it."
        if self.is_public and self.triage == Triage.WAITING:
            wrong["is_public"] = "There is no answer to publish yet."
        if wrong:
            raise ValidationError(wrong)

    def is_late(self, on: date) -> bool:
        """Whether it was taken up, is not done, and should be."""
        return self.triage in TAKEN_UP and self.done_on is None and self.due is not None and self.due < on
