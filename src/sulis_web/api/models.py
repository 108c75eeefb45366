from __future__ import annotations

from typing import Any

from django.db import models

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who
from sulis_web.partnership.models import Membership
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned

# What a token may be given, each no more than its holder may do.
SCOPES = (Action.READ_WORK, Action.READ_REGISTER, Action.READ_AGREEMENTS)


class TokenQuerySet(GuardedQuerySet):
    """A person's own tokens. Nobody sees another's."""

    def _narrowed(self, who: Who) -> Any:
        return self.filter(membership__person=who.person) if who.person is not None else self.none()


class Token(Versioned):
    """What a program shows instead of a person. Only a digest is kept; the token itself is shown once."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)  # what the program is for, in the holder's words
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)  # names of actions
    expires = models.DateTimeField()
    last_used = models.DateField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()
    kept = ("name",)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
