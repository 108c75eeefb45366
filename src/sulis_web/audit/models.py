from __future__ import annotations

import json
from typing import Any

from django.db import models

from sulis_web.audit.values import LONGEST_TEXT, Action


class WordsField(models.TextField):
    """Several texts, kept as one JSON list: the same bytes on both databases, and searchable as text."""

    def from_db_value(self, value: str | None, *_: Any) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()

    def to_python(self, value: Any) -> Any:
        return tuple(json.loads(value)) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(list(value), ensure_ascii=True)


def _text() -> models.CharField:
    return models.CharField(max_length=LONGEST_TEXT, blank=True)


class Event(models.Model):
    """One row of the chain. Written by `operations` alone; the database refuses to change or delete it."""

    seq = models.BigIntegerField(primary_key=True)  # from 1 on, without a gap
    at = models.DateTimeField()
    action = models.CharField(max_length=20, choices=[(action.value, action.value) for action in Action])
    person = models.CharField(max_length=LONGEST_TEXT)
    organisation = _text()
    role = _text()
    session = _text()
    purpose = _text()
    gateway = _text()
    request_id = _text()
    channel = _text()
    object_type = _text()
    object_id = _text()
    fields = WordsField(blank=True)
    recipients = WordsField(blank=True)
    ids = WordsField(blank=True)
    reason = models.TextField(blank=True)
    before = _text()
    after = _text()
    installation = _text()
    epoch = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        # The table is made by a migration and emptied by nothing: Django's flush, for one, must leave it alone.
        managed = False
        db_table = "audit_event"
        ordering = ["-seq"]
        indexes = [
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["person", "seq"], name="audit_by_person"),
            models.Index(fields=["organisation", "seq"], name="audit_by_organisation"),
            models.Index(fields=["object_id", "seq"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.object_type} {self.object_id}".strip()
