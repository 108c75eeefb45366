from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What someone does for the partnership."""

    ANALYST = "analyst", "analyst"  # owns evidence and numbers
    CO_ORDINATOR = "co-ordinator", "co-ordinator"  # runs the partnership, owns the plan


class Person(AbstractUser):
    """Someone who signs in. Nobody is staff or superuser: there is no admin site to be one in."""

    role = models.CharField(max_length=20, choices=Role.choices)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Partnership(models.Model):
    """The one partnership that this installation serves, as its reviewed files describe it."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    area_code = models.CharField(max_length=12)
    area_name = models.CharField(max_length=120)
    force = models.CharField(max_length=60)
    force_name = models.CharField(max_length=120)
    year = models.CharField(max_length=40)
    accent = models.CharField(max_length=7, blank=True)
    made_up = models.BooleanField()
    plan_title = models.CharField(max_length=200)
    plan_covers = models.CharField(max_length=60)
    plan_url = models.URLField(blank=True)
    checker = models.CharField(max_length=200)
    next_review = models.DateField()
    definition = models.JSONField()  # title, text, ref, proxy, quotation_source, parts, elsewhere
    fingerprint = models.CharField(max_length=64)  # of the reviewed files, so that an unchanged load is passed over
    loaded = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accent="") | models.Q(accent__regex=r"^#[0-9a-f]{6}$"), name="accent_is_a_colour"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Record(models.Model):
    """One item of the partnership's reviewed files, under the id that the files give it."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)  # a value of `sulis.catalogue.partnership.Kind`
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    text = models.TextField()
    group = models.CharField(max_length=60, blank=True)  # the heading that it is listed under, where the files have one
    facts = models.JSONField(default=list)  # [[label, words, id of the record that the words name or ""], ...]
    section = models.CharField(max_length=200)  # where the plan says it
    unverified = models.BooleanField()  # nobody has checked it: never on a public page
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["kind", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Link(models.Model):
    """Why one record is there: ``lower`` exists because of ``upper``."""

    upper = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="leads_to")
    lower = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="because_of")
    kind = models.CharField(max_length=60)  # how the lower stands to the upper: "answers", "measures", "rests on"
    basis = models.CharField(max_length=20, blank=True)  # whether the plan says so, or it is our reading of the plan
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upper", "lower", "kind"], name="one_link_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.lower_id} {self.kind} {self.upper_id}"
