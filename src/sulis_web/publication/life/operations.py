from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from sulis.publish.headed import HeadedDocument, headed_from, headed_json
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Actor, Entry
from sulis_web.plan.models import Action
from sulis_web.publication.life import queries
from sulis_web.publication.models import Edition, EditionKind, LifeEvent, LifeKind, Stage
from sulis_web.publication.rules import NotNow
from sulis_web.records import operations as records


def add_event(kind: LifeKind, *, fields: Mapping[str, Any], by: Actor, at: datetime) -> LifeEvent:
    made: LifeEvent = records.create(LifeEvent(kind=kind, **fields), by=by, at=at)
    return made


def close_year(
    document: HeadedDocument, *, year: str, carried: Iterable[Action], words: str, by: Actor, at: datetime
) -> Edition:
    """Keep the plan's document as it stands with the actions that are still open. No record is changed or taken away.

    Raises
    ------
    ValidationError
        When the year was closed before.
    """
    going_on = [[each.public_id, str(each), each.get_state_display()] for each in carried]
    text, digest = _kept(document)
    made = Edition(kind=EditionKind.YEAR, year=year, text=text, digest=digest, carried=going_on, words=words)
    kept: Edition = records.create(made, by=by, at=at)
    return kept


def propose(document: HeadedDocument, *, year: str, answers: Mapping[str, str], by: Actor, at: datetime) -> Edition:
    """Ask a second person to clear the document for the public, with the check under section 8(8) answered.

    Raises
    ------
    NotNow
        When another edition waits.
    """
    text, digest = _kept(document)
    made = Edition(kind=EditionKind.PUBLIC, year=year, text=text, digest=digest, stage=Stage.PROPOSED, **answers)
    try:
        kept: Edition = records.create(made, by=by, at=at)
    except ValidationError as refused:
        if queries.waiting() is None:
            raise
        raise NotNow("Another edition waits for a second person. It is settled first.") from refused
    return kept


def confirm(held: Edition, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Edition:
    """Clear it as the second person.

    Raises
    ------
    NotNow
        When it is not this person's to confirm, or it does not wait any more.
    Conflict
        When somebody settled it meanwhile.
    """
    if why := why_not_confirm(held, person=by.person):
        raise NotNow(why)
    now = _settled(held, Stage.PUBLISHED, reason, seen_version, by, at)
    record(entry=Entry(Audited.PUBLISH, by, "publication.edition", now.public_id, after=now.digest), at=at)
    return now


def drop(held: Edition, *, reason: str, seen_version: int, by: Actor, at: datetime) -> Edition:
    """Do not clear it. It stays readable, with the reason."""
    if held.stage != Stage.PROPOSED:
        raise NotNow("It does not wait any more. Read what became of it.")
    return _settled(held, Stage.DROPPED, reason, seen_version, by, at)


def why_not_confirm(held: Edition, *, person: str) -> str:
    """Why this person cannot confirm it now, in words for them; empty where they can."""
    if held.stage != Stage.PROPOSED:
        return "It does not wait any more. Read what became of it."
    return "You proposed it. Somebody else has to confirm it." if person == held.created_by else ""


def document_of(held: Edition) -> HeadedDocument:
    """The document as it was kept.

    Raises
    ------
    ValueError
        When its text is not the one that its checksum was taken of.
    """
    if hashlib.sha256(held.text.encode()).hexdigest() != held.digest:
        raise ValueError(
            f"the text of edition {held.public_id} is not the one that was kept. Restore the home from a backup."
        )
    return headed_from(json.loads(held.text))


def _kept(document: HeadedDocument) -> tuple[str, str]:
    text = json.dumps(headed_json(document), ensure_ascii=False, sort_keys=True)
    return text, hashlib.sha256(text.encode()).hexdigest()


def _settled(held: Edition, stage: Stage, reason: str, seen_version: int, by: Actor, at: datetime) -> Edition:
    now: Edition = records.change(held, fields={"stage": stage}, seen_version=seen_version, by=by, at=at, reason=reason)
    return now
