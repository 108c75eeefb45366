from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One stored execution of the assessment. Its folder under the home folder's ``runs`` never changes."""

    id = models.CharField(primary_key=True, max_length=60)
    area_code = models.CharField(max_length=12)
    area_name = models.CharField(max_length=200)
    start = models.DateField()
    end = models.DateField()  # not included
    definitions = models.JSONField()  # ids with versions
    releases = models.PositiveIntegerField()
    read = models.JSONField(null=True)  # ids of those releases; None for a run kept before they were noted
    audience = models.CharField(max_length=20)  # the widest that the stored numbers are for, before disclosure
    made_up = models.BooleanField()
    software = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    created = models.DateTimeField()

    class Meta:
        ordering = ["-created", "id"]

    def __str__(self) -> str:
        return self.id
