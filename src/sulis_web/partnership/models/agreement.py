from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from sulis_web.partnership.actions import Action, Scope
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models.organisation import Organisation
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class AgreementQuerySet(GuardedQuerySet):
    """Agreements that the own organisation is party to, or all of them, as the role reaches."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.READ_AGREEMENTS)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        signed = Q(parties__organisation=who.organisation, parties__retired_at__isnull=True)
        return self.filter(signed).distinct() if scope else self.none()


class Agreement(Versioned):
    """An information-sharing agreement: who signed it, for what, and until when it holds."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    reference = models.CharField(max_length=120, blank=True)
    purposes = models.JSONField(default=list)  # words of the partnership's files
    signed = models.DateField()
    expires = models.DateField()  # the last day on which it holds
    review = models.DateField(null=True, blank=True)
    organisations = models.ManyToManyField(Organisation, through="Party", related_name="agreements")

    objects = AgreementQuerySet.as_manager()
    kept = ("title", "about", "reference", "purposes", "signed", "expires", "review")

    class Meta:
        ordering = ["expires", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gte=F("signed")),
                name="agreement_expires_after_it_is_signed",
                violation_error_message="Its last day must be on or after its first.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PartyQuerySet(GuardedQuerySet):
    def _narrowed(self, who: Who) -> Any:
        return self.filter(agreement__in=Agreement.objects.visible_to(who))


class Party(Versioned):
    """An organisation's signature under an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")

    objects = PartyQuerySet.as_manager()
    kept = ()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(retired_at__isnull=True),
                name="one_signature_each",
                violation_error_message="This organisation’s signature is already recorded.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} signed {self.agreement}"


class ImpactAssessmentQuerySet(GuardedQuerySet):
    """Restricted: impact assessments of the own organisation, or all of them, as the role reaches."""

    def _narrowed(self, who: Who) -> Any:
        scope = reach(who, Action.READ_ASSESSMENTS)
        if scope is Scope.PARTNERSHIP:
            return self.all()
        return self.filter(controller=who.organisation) if scope else self.none()


class ImpactAssessment(Versioned):
    """A data protection impact assessment of one controller."""

    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    controller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    outcome = models.CharField(max_length=200, blank=True)
    completed = models.DateField()
    review = models.DateField(null=True, blank=True)
    expires = models.DateField()

    objects = ImpactAssessmentQuerySet.as_manager()
    kept = ("title", "about", "outcome", "completed", "review", "expires")

    class Meta:
        ordering = ["expires", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gte=F("completed")),
                name="assessment_expires_after_it_is_completed",
                violation_error_message="Its last day must be on or after the day on which it was completed.",
            )
        ]

    def __str__(self) -> str:
        return self.title
