"""Documents and recommendations that a partnership's files bring, until somebody changes them here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sulis.catalogue import partnership as files
from sulis_web.inbox.models import Document, Recommendation
from sulis_web.inbox.operations import item_key, title_of
from sulis_web.partnership.models import Organisation
from sulis_web.records.following import follow_files
from sulis_web.thread.kinds import RECOMMENDATION
from sulis_web.thread.models import Basis, LinkKind
from sulis_web.thread.operations import Step

_DOCUMENT = ("title", "publisher", "sort", "text", "received", "expected", "answer_by", "filed", "leads", "cadence")
_RECOMMENDATION = ("text", "triage", "reason", "owner", "due", "done_on", "answered_by", "response", "is_public")


def follow_inbox(*, content: files.Partnership, at: datetime) -> tuple[list[dict[str, Any]], list[Step]]:
    """Bring the inbox to the files. Organisations are there before. Call it in a transaction.

    Gives what the thread is told of it: an item for each recommendation, and what in the plan answers it.
    """
    owners = {row.key: row for row in Organisation._base_manager.all()}
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
    rows = [row for row in Recommendation._base_manager.all() if not row.is_retired]
    items = [{"key": item_key(row), "kind": RECOMMENDATION, "number": "", "title": title_of(row)} for row in rows]
    answers, told = LinkKind.ANSWERS.value, Basis.RECORDED.value
    return items, [Step(key, item_key(row), answers, told, "") for row in rows for key in row.answered_by]


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
