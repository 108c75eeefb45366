from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from sulis_web.accounts.secret_links import reset_token
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.jobs import notices, queue
from sulis_web.jobs.notices import NoticeKind
from sulis_web.partnership.models import Person
from sulis_web.records.models import public_id as nobodys_id

KIND = "partnership.person"
# By name, as the queue holds it: tasks stand above what asks for them.
_WRITE_RESET = "sulis_web.accounts.tasks.write_reset"


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


def ask_reset(*, person: Person | None) -> None:
    """Put the writing of a letter into the queue. For nobody too: how long a page takes tells not who is here."""
    queue.put(_WRITE_RESET, person.public_id if person else nobodys_id())


def write_reset(*, public_id: str, at: datetime) -> None:
    """Write to whoever asked for a new password. The link is made here, so that it lies nowhere before."""
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is not None:
        address = reverse("new-password", args=[person.public_id, reset_token.make_token(person)])
        notices.send(NoticeKind.PASSWORD_RESET, to=person, address=address, at=at)
