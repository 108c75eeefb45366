from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from sulis_web.api.models import Token
from sulis_web.audit.values import digest
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who
from sulis_web.partnership.queries import as_who


def tokens_of(who: Who) -> QuerySet[Token]:
    return Token.objects.visible_to(who).filter(retired_at__isnull=True).select_related("membership__organisation")


def token_of(who: Who, public_id: str) -> Token | None:
    return tokens_of(who).filter(public_id=public_id).first()


def holder(shown: str, *, at: datetime, request: str = "") -> tuple[Token, Who] | None:
    """The token that was shown and whom it stands for now: no more than its scopes, and nobody once they have left."""
    known = Token.objects.unscoped("finding out whose token it is").filter(
        digest=digest(shown), retired_at__isnull=True, expires__gt=at
    )
    token = known.select_related("membership__person").first()
    if token is None:
        return None
    limited = frozenset(Action[name] for name in token.scopes)
    who = as_who(
        token.membership.person, at=at, membership=token.membership_id, only=True, request=request, limited=limited
    )
    return (token, who) if who.active and who.membership is not None else None
