from __future__ import annotations

from typing import Any

from django.db import models

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models.organisation import Board, Cadence, Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class DutyQuerySet(GuardedQuerySet):
    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_REGISTER) else self.none()


class DutyRecord(Versioned):
    """What a person recorded of one requirement of the Act that no other record can show."""

    requirement = models.CharField(max_length=60, unique=True)  # an id of catalogue/duty/requirements.toml
    done_on = models.DateField()
    how = models.TextField()  # in words, with where the proof is kept
    due_again = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()
    kept = ("done_on", "how", "due_again")

    class Meta:
        ordering = ["requirement"]

    def __str__(self) -> str:
        return self.requirement


class CalendarEntry(Versioned):
    """A day on which something falls due, once or again and again."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    on = models.DateField()
    cadence = models.CharField(max_length=20, choices=Cadence.choices, blank=True)  # empty: once
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    requirement = models.CharField(max_length=60, blank=True)  # an id of catalogue/duty

    objects = DutyQuerySet.as_manager()
    kept = ("title", "about", "on", "cadence")

    class Meta:
        ordering = ["on", "title"]

    def __str__(self) -> str:
        return self.title
