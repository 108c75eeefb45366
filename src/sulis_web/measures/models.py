from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models

from sulis.catalogue import partnership as files
from sulis.catalogue.cadence import Cadence
from sulis.catalogue.partnership import year_of
from sulis.catalogue.partnership.years import years_in_order
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned

MOST = 1_000_000_000


class MeasureQuerySet(GuardedQuerySet):
    """How measures are made is the whole partnership's. Which of their figures an audience sees, their pages decide."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Shape(models.TextChoices):
    """What a measure's figures are, which says how they are judged."""

    COUNT = files.Shape.COUNT.value, "Events in a year"
    SHARE = files.Shape.SHARE.value, "A share of those asked or counted"
    FINDING = files.Shape.FINDING.value, "A finding of the needs assessment"
    COMMITMENTS = files.Shape.COMMITMENTS.value, "What the plan's actions promised and kept"


class Wanted(models.TextChoices):
    """Which way the partnership wants it to go."""

    DOWN = files.Wanted.DOWN.value, "Down"
    UP = files.Wanted.UP.value, "Up"
    NEITHER = files.Wanted.NEITHER.value, "Neither: more can be more harm, or more of it seen"


CADENCES = [(each.value, each.value.capitalize()) for each in Cadence]


class Recipe(Versioned):
    """How one number of a measure is made, read and answered for. ``measure`` is the key of a measure of the plan.

    What is counted comes from the reviewed files; who answers for it, its baseline, target and what is awaited are kept here.
    """

    key = models.CharField(max_length=120, unique=True)
    measure = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    shape = models.CharField(max_length=20, choices=Shape.choices)
    one = models.CharField(max_length=200, blank=True)  # what is counted, "homicide"
    many = models.CharField(max_length=200, blank=True)  # and of several, "homicides"
    numerator = models.TextField()
    denominator = models.TextField(blank=True)
    source = models.CharField(max_length=400)
    finding = models.CharField(max_length=120, blank=True)  # its id in a run
    wanted = models.CharField(max_length=20, choices=Wanted.choices)
    baseline_from = models.CharField(max_length=7, blank=True)
    baseline_until = models.CharField(max_length=7, blank=True)
    baseline_note = models.TextField(blank=True)
    target = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(1000)])
    target_by = models.CharField(max_length=7, blank=True)
    target_reason = models.TextField(blank=True)
    owner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="measures")
    cadence = models.CharField(max_length=20, blank=True, choices=CADENCES)
    effect_months = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(480)])
    effect_reason = models.TextField(blank=True)
    author = models.CharField(max_length=200)
    checker = models.CharField(max_length=200)
    next_review = models.DateField()
    awaited = models.TextField(blank=True)
    awaited_from = models.CharField(max_length=200, blank=True)
    awaited_by = models.DateField(null=True, blank=True)
    caveats = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=list, blank=True)  # [[id, title, text], ...]: ways of counting

    objects = MeasureQuerySet.as_manager()
    kept = (
        "title", "numerator", "denominator", "source", "wanted", "baseline_from", "baseline_until", "baseline_note", "target",
        "target_by", "target_reason", "owner", "cadence", "effect_months", "effect_reason", "checker", "next_review", "awaited",
        "awaited_from", "awaited_by",
    )  # fmt: skip

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        wrong: dict[str, str] = {}
        for name in ("baseline_from", "baseline_until", "target_by"):
            if getattr(self, name) and year_of(getattr(self, name)) is None:
                wrong[name] = "Write a calendar year, 2027, or a financial one, 2027-28."
        if bool(self.baseline_from) != bool(self.baseline_until):
            wrong["baseline_until"] = "A baseline has a first and a last year. Write the same year twice for one."
        elif (
            not wrong
            and self.baseline_from != self.baseline_until
            and not years_in_order([self.baseline_from, self.baseline_until])
        ):
            wrong["baseline_until"] = "The last year comes after the first, and is a year of the same kind."
        if self.target is not None and not self.target_reason:
            wrong["target_reason"] = "Say why this target."
        if self.target is not None and not self.target_by:
            wrong["target_by"] = "Say by which year."
        if self.awaited and not self.awaited_from:
            wrong["awaited_from"] = "Say from whom it is awaited."
        if wrong:
            raise ValidationError(wrong)


class Series(Versioned):
    """The years of one recipe for one place, counted in one way. Only what is ``open_data`` is shown beyond the analysts."""

    recipe = models.ForeignKey(Recipe, on_delete=models.PROTECT, related_name="series")
    rule = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=200)
    wider = models.BooleanField(default=False)  # the area around the partnership's own
    open_data = models.BooleanField(default=False)
    source = models.CharField(max_length=400)
    received = models.DateField(null=True, blank=True)

    objects = MeasureQuerySet.as_manager()
    kept = ("rule", "area", "wider", "open_data", "source", "received")

    class Meta:
        ordering = ["wider", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipe", "rule", "area"],
                condition=models.Q(retired_at__isnull=True),
                name="one_series_of_a_place",
                violation_error_message="There is already a series of this place, counted in this way. Add years to it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipe.title}, {self.area}"


class Figure(Versioned):
    """One year of a series. ``count`` is empty where it is missing, and ``why`` says why: missing is never zero."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="figures")
    year = models.CharField(max_length=7)
    count = models.PositiveBigIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST)])
    total = models.PositiveBigIntegerField(null=True, blank=True, validators=[MaxValueValidator(MOST)])
    why = models.CharField(max_length=400, blank=True)
    provisional = models.BooleanField(default=False)

    objects = MeasureQuerySet.as_manager()
    kept = ("count", "total", "why", "provisional")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"],
                condition=models.Q(retired_at__isnull=True),
                name="one_figure_a_year",
                violation_error_message="This year is already here. Change it instead.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.year}"

    def clean(self) -> None:
        wrong: dict[str, str] = {}
        if year_of(self.year) is None:
            wrong["year"] = "Write a calendar year, 2025, or a financial one, 2025-26."
        elif not self._of_one_kind():
            wrong["year"] = (
                "The other years of this series are of another kind: all are calendar years, or all financial ones."
            )
        if self.count is None and not self.why:
            wrong["why"] = "Write the number, or why there is none. A number that is missing is never 0."
        if self.count is not None and self.why:
            wrong["why"] = "Leave this empty where there is a number."
        if self.series.recipe.shape == Shape.SHARE and self.count is not None:
            if not self.total:
                wrong["total"] = "Write of how many."
            elif self.count > self.total:
                wrong["count"] = "A part is no more than its whole."
        if wrong:
            raise ValidationError(wrong)

    def _of_one_kind(self) -> bool:
        every = Figure.objects.unscoped("the other years of this series").filter(
            series=self.series, retired_at__isnull=True
        )
        others = every.exclude(pk=self.pk).values_list("year", flat=True)
        return all(("-" in other) == ("-" in self.year) for other in others)
