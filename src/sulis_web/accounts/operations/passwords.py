from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.partnership.models import Person

KIND = "partnership.person"


def set_password(*, person: Person, password: str, by: Actor, reason: str, at: datetime) -> None:
    """Every sign-in of the person ends with the old password."""
    with transaction.atomic():
        person.set_password(password)
        person.save(update_fields=["password"])
        entry = Entry(Action.ALTER, by, KIND, person.public_id, fields=("password",), reason=reason)
        record(entry=entry, at=at)


def end_sign_ins(*, person: Person, by: Actor, reason: str, at: datetime) -> None:
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
        record(entry=Entry(Action.SIGN_OUT, by, KIND, person.public_id, reason=reason), at=at)
