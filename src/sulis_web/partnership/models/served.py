from __future__ import annotations

from django.db import models


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
    plan_published = models.DateField(null=True, blank=True)  # None of these days: the files do not say
    plan_reviewed = models.DateField(null=True, blank=True)
    plan_consulted = models.JSONField(default=list)  # keys of the organisations consulted on the plan
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
