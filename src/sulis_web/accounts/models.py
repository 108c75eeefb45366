from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Organisation, Person
from sulis_web.partnership.roles import CHOICES
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class InvitationQuerySet(GuardedQuerySet):
    """Invitations to the own organisation, or to all, as the role may invite."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.INVITE)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        return self.filter(organisation=who.organisation) if scope else self.none()


def open_at(at: datetime) -> Q:
    """Invitations that can still be accepted at this instant."""
    return Q(accepted_at__isnull=True, retired_at__isnull=True, expires__gt=at)


class Invitation(Versioned):
    """A role offered for one organisation to whoever reads the letters of one address. Used once, within two days."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=40, choices=CHOICES)
    name = models.CharField(max_length=150)  # how the one who invites calls them
    email = models.EmailField(max_length=150)
    digest = models.CharField(max_length=64, unique=True)  # of the link's secret, which is kept nowhere
    expires = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = InvitationQuerySet.as_manager()
    kept = ("role", "expires", "accepted_at", "accepted_by")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} for {self.organisation}"


class Tries(models.Model):
    """How often something was tried within one window of time. Names and addresses stand here as keyed digests alone."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)  # when the window ends and the count begins again

    def __str__(self) -> str:
        return self.key
