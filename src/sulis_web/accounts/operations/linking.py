from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import F

from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.partnership.models import Person

KIND = "accounts.link"


def link(*, person: Person, issuer: str, subject: str, by: Actor, at: datetime) -> None:
    """Tie somebody to who they are at their organisation's own sign-in. The issuer is part of it: a subject means
    nothing at another."""
    with transaction.atomic():
        SocialAccount.objects.create(user=person, provider=issuer, uid=subject)
        entry = Entry(Action.FACTOR, by, KIND, person.public_id, reason="linked to the organisation's sign-in")
        record(entry=entry, at=at)


def unlink(*, person: Person, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        SocialAccount.objects.filter(user=person).delete()
        Person.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
        entry = Entry(Action.FACTOR, by, KIND, person.public_id, reason="link to the organisation's sign-in taken away")
        record(entry=entry, at=at)
