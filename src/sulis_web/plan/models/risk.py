from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from sulis_web.partnership.models import Organisation
from sulis_web.plan.models.action import Action, PlanQuerySet
from sulis_web.plan.models.record import Record
from sulis_web.records.models import Versioned

FIVE = (MinValueValidator(1, "From 1 to 5."), MaxValueValidator(5, "From 1 to 5."))


class Standing(models.TextChoices):
    """Whether a risk of the plan is still one."""

    OPEN = "open", "Open"
    HAPPENED = "happened", "It has happened"
    CLOSED = "closed", "Closed"


class Risk(Versioned):
    """What may keep the plan, an objective or an action from coming about. Never of a person."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    objective = models.ForeignKey(Record, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="risks")
    likelihood = models.PositiveSmallIntegerField(validators=FIVE)  # 1 rare to 5 almost certain
    impact = models.PositiveSmallIntegerField(validators=FIVE)  # 1 slight to 5 the plan fails
    response = models.TextField(blank=True)  # what is done about it
    review = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.OPEN)

    objects = PlanQuerySet.as_manager()
    kept = ("title", "text", "objective", "action", "owner", "likelihood", "impact", "response", "review", "standing")

    class Meta:
        ordering = ["standing", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.objective is not None and self.objective.kind != "objective":
            raise ValidationError({"objective": "Choose an objective of the plan."})

    @property
    def level(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact
