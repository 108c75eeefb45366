from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from sulis_web.audit.operations import record
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Actor, Entry
from sulis_web.governance.models import Decision, Meeting, Pack
from sulis_web.partnership.models import Board, Clause
from sulis_web.plan.models import Action
from sulis_web.plan.operations.actions import add_action, item_key
from sulis_web.records import operations as records
from sulis_web.records.models import public_id
from sulis_web.thread.kinds import DECISION
from sulis_web.thread.models import LinkKind
from sulis_web.thread.operations import keep_item, tell_links


def add_clause(*, board: Board, fields: Mapping[str, Any], by: Actor, at: datetime) -> Clause:
    last = (
        Clause.objects.unscoped("the place after the board's last clause")
        .filter(board=board)
        .order_by("-position")
        .first()
    )
    made: Clause = records.create(
        Clause(board=board, position=last.position + 1 if last else 0, **fields), by=by, at=at
    )
    return made


def add_meeting(*, board: Board, fields: Mapping[str, Any], by: Actor, at: datetime) -> Meeting:
    made: Meeting = records.create(Meeting(board=board, **fields), by=by, at=at)
    return made


def add_decision(*, meeting: Meeting, fields: Mapping[str, Any], by: Actor, at: datetime) -> Decision:
    """A decision, with its item in the thread."""
    with transaction.atomic():
        made: Decision = records.create(Decision(meeting=meeting, **fields), by=by, at=at)
        _tell(made, by=by, at=at)
    return made


def change_decision(
    decision: Decision, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime, reason: str = ""
) -> Decision:
    with transaction.atomic():
        now: Decision = records.change(decision, fields=fields, seen_version=seen_version, by=by, at=at, reason=reason)
        _tell(now, by=by, at=at)
    return now


def make_action(decision: Decision, *, fields: Mapping[str, Any], seen_version: int, by: Actor, at: datetime) -> Action:
    """The action that a decision becomes, and the link between the two: all of it or nothing.

    Raises
    ------
    Conflict
        When somebody changed the decision meanwhile.
    """
    with transaction.atomic():
        action = add_action(fields=fields, by=by, at=at)
        change_decision(decision, fields={"action": action}, seen_version=seen_version, by=by, at=at)
    return action


def keep_pack(
    *, meeting: Meeting, document: Mapping[str, Any], word: bytes, pdf: bytes, by: Actor, at: datetime
) -> Pack:
    """Keep a pack as it was made. It never changes; another is made beside it."""
    digest = sha256(pdf).hexdigest()
    with transaction.atomic():
        made = Pack.objects.create(
            public_id=public_id(), meeting=meeting, made_at=at, made_by=by.person, document=document, word=word, pdf=pdf,
            digest=digest,
        )  # fmt: skip
        record(entry=Entry(Audited.COLLECT, by, "governance.pack", made.public_id, after=digest), at=at)
    return made


def _tell(decision: Decision, *, by: Actor, at: datetime) -> None:
    item = keep_item(key=f"{DECISION}:{decision.public_id}", kind=DECISION, title=decision.text[:400], by=by, at=at)
    led_to = (item_key(decision.action),) if decision.action else ()
    tell_links(item=item, kind=LinkKind.LED_TO, keys=led_to, by=by, at=at)
