from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Board, Organisation
from sulis_web.publication.models.publication import Stage
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class LifeQuerySet(GuardedQuerySet):
    """The plan's own life is the whole partnership's: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, May.READ_WORK) else self.none()


class LifeKind(models.TextChoices):
    """What happened to the plan itself."""

    CONSULTATION = "consultation", "Consultation"  # section 8(4) and whoever else was asked
    EQUALITY = "equality", "Equality impact"
    APPROVAL = "approval", "Approval"
    REVIEW = "review", "Review"  # section 8(7)
    REVISION = "revision", "Revision"


class LifeEvent(Versioned):
    """One thing that happened to the plan on a day. Each kind asks for its own fields; the others stay empty."""

    kind = models.CharField(max_length=20, choices=LifeKind.choices)
    on = models.DateField()
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    people = models.CharField(max_length=200, blank=True)  # who was consulted, where the register does not hold them
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=200, blank=True)  # job title of whoever did it, never a person's name
    how = models.CharField(max_length=400, blank=True)
    said = models.TextField()  # what they said, what it found, the words of approval, the outcome, what changed
    changed = models.TextField(blank=True)  # what changed for it, or why
    filed = models.CharField(max_length=200, blank=True)  # where the paper itself is kept
    next_due = models.DateField(null=True, blank=True)

    objects = LifeQuerySet.as_manager()
    kept = ("on", "organisation", "people", "board", "role", "how", "said", "changed", "filed", "next_due")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["kind", "-on"])]

    def __str__(self) -> str:
        return f"{LifeKind(self.kind).label}, {self.on:%-d %B %Y}"

    def clean(self) -> None:
        if self.kind == LifeKind.CONSULTATION and not self.organisation_id and not self.people:
            raise ValidationError({"organisation": "Choose the organisation that was consulted, or say who else was."})
        if self.kind == LifeKind.APPROVAL and not self.board_id:
            raise ValidationError({"board": "Choose the board that approved it."})
        if self.next_due and self.next_due <= self.on:
            raise ValidationError({"next_due": "The next day must be after the day on which this was done."})


class EditionKind(models.TextChoices):
    """Why the plan's document was kept as it stood."""

    YEAR = "year", "Year closed"
    PUBLIC = "public", "For the public"


class Edition(Versioned):
    """The plan's document as it stood, kept for good: its text never changes, and its checksum proves it.

    ``safety``, ``crime`` and ``institutions`` answer the check under section 8(8) where it is for the public. ``carried`` are
    the actions that were still open when the year was closed: key, title, state.
    """

    kind = models.CharField(max_length=20, choices=EditionKind.choices)
    year = models.CharField(max_length=60)
    text = models.TextField(editable=False)  # the document's plain values, as JSON
    digest = models.CharField(max_length=64, editable=False)  # SHA-256 of the text
    carried = models.JSONField(default=list, blank=True, editable=False)
    words = models.TextField(blank=True, max_length=2000)  # what is said of the year as it closes
    safety = models.TextField(blank=True, max_length=1000)
    crime = models.TextField(blank=True, max_length=1000)
    institutions = models.TextField(blank=True, max_length=1000)
    stage = models.CharField(
        max_length=20, choices=Stage.choices, blank=True
    )  # empty: a year closed, which waits for nobody

    objects = LifeQuerySet.as_manager()
    kept = ("stage",)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(kind="year", retired_at__isnull=True),
                name="a_year_is_closed_once",
                violation_error_message="This year has been closed. Its document is kept as it stood.",
            ),
            models.UniqueConstraint(
                fields=["stage"],
                condition=Q(stage="proposed"),
                name="one_edition_waits",
                violation_error_message="Another edition waits for a second person. It is settled first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{EditionKind(self.kind).label}: {self.year}"
