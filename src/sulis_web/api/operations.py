from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from sulis_web.api.models import Token
from sulis_web.api.rules import check_hold_token, scopes_for
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action as Audited
from sulis_web.audit.values import Entry, digest
from sulis_web.partnership.actions import Action
from sulis_web.partnership.actor import actor
from sulis_web.partnership.decide import Who

PREFIX = "sulis_"


def give_token(*, name: str, scopes: frozenset[Action], days: int, by: Who, at: datetime) -> tuple[Token, str]:
    """Make a token for the person's present membership. The second value is the token itself, which is kept nowhere."""
    check_hold_token(by)
    shown = PREFIX + secrets.token_urlsafe(32)
    given = [action.name for action in scopes_for(by) if action in scopes]
    with transaction.atomic():
        token = Token.objects.create(
            membership_id=by.membership, name=name, digest=digest(shown), scopes=given, expires=at + timedelta(days=days),
            created_at=at, created_by=by.public_id, changed_at=at, changed_by=by.public_id,
        )  # fmt: skip
        record(entry=Entry(Audited.GRANT, actor(by), "api.token", token.public_id, fields=tuple(given)), at=at)
    return token, shown


def withdraw_token(*, token: Token, by: Who, at: datetime) -> None:
    """From the next call on it opens nothing."""
    with transaction.atomic():
        token.retired_at, token.retired_reason = at, "Withdrawn by its holder."
        token.version += 1
        token.changed_at, token.changed_by = at, by.public_id
        token.save()
        record(entry=Entry(Audited.REVOKE, actor(by), "api.token", token.public_id), at=at)


def note_use(*, token: Token, at: datetime) -> None:
    """The day of a token's last use, written once a day."""
    if token.last_used != at.date():
        Token.objects.unscoped("the day of a token's last use").filter(pk=token.pk).update(last_used=at.date())
