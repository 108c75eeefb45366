from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from sulis_web.audit.values import Actor
from sulis_web.inbox.models import Document, Recommendation
from sulis_web.records import operations as records
from sulis_web.records.models import public_id
from sulis_web.thread.kinds import RECOMMENDATION
from sulis_web.thread.models import LinkKind
from sulis_web.thread.operations import keep_item, tell_links

_TITLE = 200


def item_key(held: Recommendation) -> str:
    return f"{RECOMMENDATION}:{held.public_id}"


def title_of(held: Recommendation) -> str:
    """What the thread calls it: its words, cut where they are long."""
    return held.text if len(held.text) <= _TITLE else f"{held.text[: _TITLE - 1]}…"


def add_document(*, fields: Mapping[str, Any], by: Actor, at: datetime) -> Document:
    key = f"document_{slugify(fields['title'])[:80].replace('-', '_')}_{public_id()[:6]}"
    made: Document = records.create(Document(**fields, key=key), by=by, at=at)
    return made


def add_recommendation(document: Document, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> Recommendation:
    """A recommendation that nobody has looked at, with its item in the thread."""
    with transaction.atomic():
        made: Recommendation = records.create(Recommendation(document=document, **fields), by=by, at=at)
        tell(made, made.answered_by, by=by, at=at)
    return made


def change_recommendation(
    held: Recommendation, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Recommendation:
    """Change its words or its answer, and what the thread tells of it.

    Raises
    ------
    Conflict
        When somebody changed it meanwhile.
    ValidationError
        When an answer has no reason, or would be public without words.
    """
    with transaction.atomic():
        now: Recommendation = records.change(
            held, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason
        )
        if now.version != seen_version:
            tell(now, now.answered_by, by=by, at=at)
    return now


def retire_recommendation(
    held: Recommendation, *, seen_version: int, by: Actor, at: datetime, reason: str
) -> Recommendation:
    with transaction.atomic():
        now: Recommendation = records.retire(held, seen_version=seen_version, by=by, at=at, reason=reason)
        tell(now, (), by=by, at=at)
    return now


def restore_recommendation(
    held: Recommendation, *, seen_version: int, by: Actor, at: datetime, reason: str
) -> Recommendation:
    with transaction.atomic():
        now: Recommendation = records.restore(held, seen_version=seen_version, by=by, at=at, reason=reason)
        tell(now, now.answered_by, by=by, at=at)
    return now


def tell(held: Recommendation, answered_by: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Bring the thread to what the recommendation's page says: what in the plan answers it."""
    item = keep_item(key=item_key(held), kind=RECOMMENDATION, title=title_of(held), by=by, at=at)
    tell_links(item=item, kind=LinkKind.ANSWERS, keys=answered_by, by=by, at=at, outward=False)
