from __future__ import annotations

from django.db import models


class Worker(models.Model):
    """A process that does jobs. What one that was not seen for a while had in hand is given to another."""

    name = models.CharField(max_length=64, primary_key=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FellDue(models.Model):
    """When each thing that falls due by itself was last done."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
