from __future__ import annotations

from typing import Any

from django.db import models

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class RecordQuerySet(GuardedQuerySet):
    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Record(Versioned):
    """One item of what the plan says, under the id that the partnership's files give it. The thread knows it by that key."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)  # a value of `sulis.catalogue.partnership.Kind`
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    text = models.TextField()
    group = models.CharField(max_length=60, blank=True)  # the heading that it is listed under, where the files have one
    facts = models.JSONField(default=list)  # [[label, words, key of what the words name or ""], ...]
    section = models.CharField(max_length=200)  # where the plan says it
    unverified = models.BooleanField()  # nobody has checked it: never on a public page
    parent_key = models.CharField(max_length=120, blank=True)  # an objective's priority

    objects = RecordQuerySet.as_manager()
    kept = ("number", "title", "text", "group", "facts", "section", "unverified")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["kind", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
