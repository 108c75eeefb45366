from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned
from sulis_web.runs.models import Run


class Stage(models.TextChoices):
    """How far a publication has come."""

    PROPOSED = "proposed", "Waits for a second person"
    PUBLISHED = "published", "Published"
    DROPPED = "dropped", "Not published"


class PublicationQuerySet(GuardedQuerySet):
    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.PUBLISH) else self.none()


class Publication(Versioned):
    """One set of public pages, with the check under section 8(8) and the two people who stand for it. It is kept for good.

    ``safety``, ``crime`` and ``institutions`` say why nothing in the set does what section 8(8) forbids.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, blank=True, verbose_name="needs assessment")
    digest = models.CharField("checksum of the set", max_length=64, editable=False)
    # Of each page that it changes: words, what happens to it, the page's name.
    changed_pages = models.JSONField(default=list, blank=True, editable=False)
    safety = models.TextField("the safety of any person", max_length=1000)
    crime = models.TextField("crime, investigations and prosecutions", max_length=1000)
    institutions = models.TextField("prisons and youth custody", max_length=1000)
    stage = models.CharField("where it stands", max_length=20, choices=Stage.choices, default=Stage.PROPOSED)

    objects = PublicationQuerySet.as_manager()
    kept = ("safety", "crime", "institutions", "stage")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["stage"], condition=Q(stage="proposed"), name="one_publication_waits")
        ]

    @property
    def proposer(self) -> str:
        """Public id of who proposed it, or "system" where a home was built."""
        return self.created_by

    @property
    def second(self) -> str:
        """Public id of who confirmed or dropped it; empty while it waits."""
        return self.changed_by if self.settled_at else ""

    @property
    def settled_at(self) -> datetime | None:
        """When it was confirmed or dropped, after which it never changes; None while it waits."""
        return self.changed_at if self.stage != Stage.PROPOSED else None

    def __str__(self) -> str:
        return f"Publication {self.digest[:16]}"
