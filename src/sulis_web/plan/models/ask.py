from __future__ import annotations

from django.db import models

from sulis_web.plan.models.action import Action, PlanQuerySet
from sulis_web.records.models import Versioned


class Ask(Versioned):
    """A question to whoever answers for an action and has no sign-in: a link that says one thing, once, until a day."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="asks")
    digest = models.CharField(
        max_length=64, unique=True, editable=False
    )  # of the secret in the link, which is kept nowhere
    to = models.CharField(max_length=200)  # a job title, never a person's name
    expires = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()
    kept = ("answered_at",)

    class Meta:
        ordering = ["-expires"]

    def __str__(self) -> str:
        return f"{self.to} was asked about {self.action}"
