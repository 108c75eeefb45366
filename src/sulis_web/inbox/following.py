"""Documents and recommendations that a partnership's files bring, until somebody changes them here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from sulis.catalogue import partnership as files
from sulis_web.audit.values import SYSTEM
from sulis_web.inbox.models import Document, Recommendation
from sulis_web.inbox.operations import tell
from sulis_web.partnership.models import Organisation
from sulis_web.records.following import follow_files

_DOCUMENT = ("title", "publisher", "sort", "text", "received", "expected", "answer_by", "filed", "leads", "cadence")
_RECOMMENDATION = ("text", "triage", "reason", "owner", "due", "done_on", "answered_by", "response", "is_public")


def follow_inbox(*, content: files.Partnership, at: datetime) -> None:
    """Bring the inbox to the files, all of it or nothing. Organisations and the plan's items are there before."""
    owners = {row.key: row for row in Organisation._base_manager.all()}
    with transaction.atomic():
        wanted = {one.id: _document(one, owners) for one in content.received}
        follow_files(Document, wanted, identity=lambda row: row.key, fields=_DOCUMENT, at=at)
        held = {row.key: row for row in Document._base_manager.all()}
        parts = {
            (held[one.id].pk, each.number): {"document": held[one.id], "number": each.number, **_recommendation(each, owners)}
            for one in content.received for each in one.recommendations
        }  # fmt: skip
        follow_files(
            Recommendation, parts, identity=lambda row: (row.document_id, row.number), fields=_RECOMMENDATION, at=at
        )
        for row in Recommendation._base_manager.all():
            tell(row, () if row.is_retired else row.answered_by, by=SYSTEM, at=at)


def _document(one: files.Received, owners: dict[str, Organisation]) -> dict[str, Any]:
    return {
        "key": one.id, "title": one.title, "publisher": one.publisher, "sort": one.sort.value, "text": one.text,
        "received": one.received, "expected": one.expected, "answer_by": one.answer_by, "filed": one.filed,
        "leads": owners[one.leads] if one.leads else None, "cadence": one.cadence.value if one.cadence else "",
    }  # fmt: skip


def _recommendation(each: files.Recommended, owners: dict[str, Organisation]) -> dict[str, Any]:
    return {
        "text": each.text, "triage": each.triage.value, "reason": each.reason, "response": each.response,
        "owner": owners[each.owner] if each.owner else None, "due": each.due, "done_on": each.done_on,
        "answered_by": list(each.answers), "is_public": each.public,
    }  # fmt: skip
