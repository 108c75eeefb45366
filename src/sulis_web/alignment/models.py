from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from sulis.catalogue import partnership as files
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned

YEARS = (MinValueValidator(1990, "From 1990 on."), MaxValueValidator(2100, "Not beyond 2100."))


class StrategyQuerySet(GuardedQuerySet):
    """The register is the whole partnership's: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Acknowledges(models.TextChoices):
    """Whether a strategy speaks of serious violence. Not to have looked is not to have found nothing."""

    NOT_LOOKED_AT = files.Acknowledges.NOT_LOOKED_AT.value, "Nobody has looked yet"
    YES = files.Acknowledges.YES.value, "Yes"
    NO = files.Acknowledges.NO.value, "No"


class Strategy(Versioned):
    """Another's strategy that touches what the plan works on. Years are empty where nobody has said, which is never "for ever".

    ``touches`` holds keys of risk factors; the thread is told of them. ``arrangement`` is the key of the plan's own entry.
    """

    key = models.CharField(max_length=120, unique=True)
    arrangement = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="strategies")
    from_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEARS)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEARS)
    touches = models.JSONField(default=list, blank=True)
    acknowledges = models.CharField(max_length=20, choices=Acknowledges.choices, default=Acknowledges.NOT_LOOKED_AT)
    where = models.TextField(blank=True)  # where it speaks of serious violence
    review = models.DateField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    notes = models.TextField(blank=True)

    objects = StrategyQuerySet.as_manager()
    kept = (
        "title", "text", "owner", "from_year", "until_year", "touches", "acknowledges", "where", "review", "superseded_by", "notes",
    )  # fmt: skip

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    @property
    def ends(self) -> date | None:
        """The last day of its last year; None where nobody has said when it ends."""
        return date(self.until_year, 12, 31) if self.until_year else None

    def clean(self) -> None:
        wrong: dict[str, str] = {}
        if self.from_year and self.until_year and self.until_year < self.from_year:
            wrong["until_year"] = "It does not end before it begins."
        if self.acknowledges == Acknowledges.YES and not self.where:
            wrong["where"] = "Say where it speaks of serious violence: the chapter or the page."
        if self.superseded_by_id and self.superseded_by_id == self.pk:
            wrong["superseded_by"] = "Choose another strategy than itself."
        elif self.pk and self._goes_round():
            wrong["superseded_by"] = "That one was superseded by this. Take that out first."
        if wrong:
            raise ValidationError(wrong)

    def _goes_round(self) -> bool:
        seen, now = {self.pk}, self.superseded_by
        while now is not None:
            if now.pk in seen:
                return True
            seen.add(now.pk)
            now = now.superseded_by
        return False
