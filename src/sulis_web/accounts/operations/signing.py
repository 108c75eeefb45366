from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from sulis_web.accounts.throttle import name_digest
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, AuditUnavailable, Entry
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Membership

_log = logging.getLogger("sulis.accounts")
NOBODY = "not signed in"


def note_sign_in(*, by: Actor, how: str, at: datetime) -> None:
    _write(Entry(Action.SIGN_IN, by, reason=how), at)


def note_refused(*, name: str, why: str, request_id: str, at: datetime, person: str = "") -> None:
    """A try that was refused. What was typed is kept as a keyed digest: it may be a password in the wrong box."""
    who = Actor(person=person or NOBODY, request_id=request_id)
    _write(Entry(Action.REFUSED_SIGN_IN, who, "sign-in", name_digest(name) if name else "", reason=why), at)


def note_sign_out(*, by: Who, reason: str, at: datetime) -> None:
    """Leaving is never refused: an audit that cannot be written is in the log, and the sign-in ends all the same."""
    try:
        _write(Entry(Action.SIGN_OUT, actor(by), reason=reason), at)
    except AuditUnavailable:
        _log.error("a sign-out is not in the audit")


def note_confirmed(*, by: Actor, how: str, at: datetime) -> None:
    _write(Entry(Action.FACTOR, by, "accounts.confirmation", reason=f"given again: {how}"), at)


def note_factor_given(*, by: Actor, how: str, at: datetime) -> None:
    _write(Entry(Action.FACTOR, by, "accounts.factor", reason=f"given: {how}"), at)


def note_purpose(*, by: Actor, purpose: str, reason: str, at: datetime) -> None:
    _write(Entry(Action.SIGN_IN, by, "accounts.purpose", purpose, reason=reason), at)


def note_acting(*, by: Actor, membership: Membership, at: datetime) -> None:
    _write(Entry(Action.SIGN_IN, by, "partnership.membership", membership.public_id, reason="acts under it"), at)


def _write(entry: Entry, at: datetime) -> None:
    with transaction.atomic():
        record(entry=entry, at=at)
