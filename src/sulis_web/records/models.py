from __future__ import annotations

import secrets
from typing import Any

from django.db import models

from sulis_web.records.guarded import NeverDeleted, every_row

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # 32, none that is easily read as another


def public_id() -> str:
    """What a record is called in addresses: 80 random bits, so that nobody can walk from one to the next."""
    return "".join(secrets.choice(_LETTERS) for _ in range(16))


class Versioned(models.Model):
    """A plan-like record: public id, version for optimistic locking, when and by whom last changed, soft retirement.

    Written through `sulis_web.records.operations` alone, which keep the history and the audit row with each change.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.CharField(max_length=60, editable=False)  # a person's public id, "files" or "system"
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.CharField(max_length=60, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_reason = models.CharField(max_length=400, blank=True, editable=False)

    # The fields that a person may change, in the order in which a history tells them. Each model names its own.
    kept: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    def validate_unique(self, exclude: Any = None) -> None:
        with every_row():  # an id of 80 random bits is taken once without our asking
            super().validate_unique({*(exclude or ()), "public_id"})

    def validate_constraints(self, exclude: Any = None) -> None:
        with every_row():
            super().validate_constraints(exclude)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverDeleted(f"{type(self).__name__} is retired with a reason, not deleted")


class What(models.TextChoices):
    """What a revision did to its record."""

    CREATED = "created", "Added"
    CHANGED = "changed", "Changed"
    RETIRED = "retired", "Retired"  # no longer in use; still there to be read
    RESTORED = "restored", "Brought back"


class Revision(models.Model):
    """One change of one record, kept for good: what each changed field was and became."""

    kind = models.CharField(max_length=60)  # the model's label, "partnership.organisation"
    record = models.CharField(max_length=16)  # its public id
    version = models.PositiveIntegerField()  # the version that this change made
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    what = models.CharField(max_length=20, choices=What.choices)
    reason = models.CharField(max_length=400, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "record", "version"], name="one_revision_of_a_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} version {self.version}"


class Import(models.Model):
    """A file of records that was stored, so that the whole of it can be taken back."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    table = models.CharField(max_length=60)  # the slug of the table
    file = models.CharField(max_length=100)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    reason = models.CharField(max_length=400, blank=True)
    records = models.JSONField()  # [[kind, public id, version that it made], ...] in the order of the file
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["table", "-at"])]

    def __str__(self) -> str:
        return self.file


class OnceKey(models.Model):
    """A post that acted and what it led to, so that the same post again does nothing twice.

    ``key`` is a digest of the form's one-time key with what was posted and where: a form that was sent, gone back to and
    changed is another post.
    """

    key = models.CharField(max_length=64)
    person = models.CharField(max_length=60)
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)  # the address that the first post led to; empty while it runs

    class Meta:
        indexes = [models.Index(fields=["at"])]
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="one_use_of_a_key")]

    def __str__(self) -> str:
        return self.key
