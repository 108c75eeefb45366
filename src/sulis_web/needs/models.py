from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned
from sulis_web.runs.models import Run


class Status(models.TextChoices):
    """Where a finding's words are on their way to being the partnership's own."""

    DRAFT = "draft", "Being written"
    IN_REVIEW = "in review", "Waits for a second person"
    APPROVED = "approved", "Approved"


class Confidence(models.TextChoices):
    """How sure the partnership is of what it says. It is a person's judgement, with a reason, and no number."""

    HIGH = "high", "High: the figure, its interval and other evidence agree"
    MODERATE = "moderate", "Moderate: the figure says so, and something speaks against it"
    LOW = "low", "Low: a first sign, which better evidence may overturn"
    CANNOT_TELL = "cannot tell", "Cannot tell: the evidence at hand does not answer it"


class WorkQuerySet(GuardedQuerySet):
    """What the partnership says of its needs: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Finding(Versioned):
    """What the partnership says of one finding of its assessment, written beside the figures of one run.

    The numbers stay in the run: ``statement`` and ``text`` name them in braces, as in ``{change}``, and a page fills them in.
    """

    key = models.CharField(max_length=120, editable=False)  # the finding's id in every run, "trend-direction-1"
    run = models.ForeignKey(Run, on_delete=models.PROTECT, verbose_name="assessment that it was written beside")
    statement = models.CharField("the finding in a sentence", max_length=400)
    text = models.TextField("what there is to say about it", blank=True, max_length=6000)
    determinants = models.JSONField("risk and protective factors that it bears on", default=list, blank=True)
    confidence = models.CharField("how sure we are", max_length=20, choices=Confidence.choices)
    confidence_reason = models.TextField("why we are so sure and no surer", max_length=1000)
    status = models.CharField("where it stands", max_length=20, choices=Status.choices, default=Status.DRAFT)

    objects = WorkQuerySet.as_manager()
    kept = ("statement", "text", "determinants", "confidence", "confidence_reason", "run", "status")
    written = kept[:-1]

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(retired_at__isnull=True), name="one_text_for_a_finding")
        ]

    def __str__(self) -> str:
        return self.statement


class Approval(Versioned):
    """A finding's words as two people stood for them, kept for good. The newest of a finding is what the partnership says.

    ``correction`` says in public what was wrong with the one before; it is empty where the words only followed newer figures.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="approvals")
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    statement = models.CharField(max_length=400)
    text = models.TextField(blank=True)
    determinants = models.JSONField(default=list, blank=True)
    confidence = models.CharField(max_length=20, choices=Confidence.choices)
    confidence_reason = models.TextField()
    author = models.CharField(max_length=60)  # public id of who wrote it last
    reviewer = models.CharField(max_length=60)  # public id of the second person
    correction = models.TextField(blank=True, max_length=1000)

    objects = WorkQuerySet.as_manager()
    kept = ("statement", "text", "confidence", "confidence_reason", "correction")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.statement


class Rerun(Versioned):
    """A finding worked out once more from the releases that its run read, and whether every number came out the same."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    key = models.CharField(max_length=120)
    numbers = models.PositiveIntegerField()
    same = models.BooleanField()
    differing = models.JSONField(default=list, blank=True)  # names of the numbers that differ

    objects = WorkQuerySet.as_manager()
    kept = ("numbers", "same", "differing")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.key} of {self.run_id}"
