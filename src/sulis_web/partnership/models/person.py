from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models.organisation import Organisation, holds
from sulis_web.partnership.roles import CHOICES
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned, public_id


class Person(AbstractUser):
    """Someone who signs in. Nobody is staff or superuser: there is no admin site to be one in."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Counts what must end every sign-in: a new password, another role, a second factor set or taken away.
    epoch = models.PositiveIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a sign-in is tied to: when it changes, every sign-in of the person ends."""
        tied = f"{self.password}|{self.epoch}"
        return salted_hmac("sulis_web.partnership.Person", tied, secret=secret, algorithm="sha256").hexdigest()


def current(at: datetime) -> Q:
    """Memberships that give access at this instant."""
    return (
        Q(starts__lte=at)
        & (Q(ends__isnull=True) | Q(ends__gt=at))
        & Q(retired_at__isnull=True)
        & Q(organisation__retired_at__isnull=True)
        & holds(at.date(), "organisation__member_from", "organisation__member_until")
    )


class MembershipQuerySet(GuardedQuerySet):
    """Who works for whom: the own organisation's people, or everybody, as the role reaches."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.READ_PEOPLE)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        return self.filter(organisation=who.organisation) if scope else self.none()


class Membership(Versioned):
    """A person's role for one organisation, from one instant to another. It gives access; its end takes it at once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=CHOICES)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    kept = ("role", "starts", "ends")

    class Meta:
        ordering = ["organisation__name", "person__last_name", "person__username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="membership_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} for {self.organisation}"
