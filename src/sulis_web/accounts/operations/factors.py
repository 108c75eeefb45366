from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from sulis_web.accounts import factors, rules
from sulis_web.audit.operations import record
from sulis_web.audit.values import Action, Actor, Entry
from sulis_web.partnership.models import Person

KIND = "accounts.factor"


def add_authenticator(*, person: Person, secret: str, code: str, by: Actor, at: datetime) -> bool:
    """Whether the code was one of the secret's; then the authenticator is kept and every other sign-in ends."""
    counter = factors.counter_of(secret, code, at)
    if counter is None or factors.has_code(person):
        return False
    with transaction.atomic():
        factors.keep_secret(person, secret, counter)
        _changed(person, by, "added: codes", at)
    return True


def add_passkey(*, person: Person, name: str, answer: dict[str, object], by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        if not factors.keep_passkey(person, name, answer):
            return False
        _changed(person, by, "added: passkey", at)
    return True


def remove_factor(*, person: Person, factor: int, restricted: bool, by: Actor, at: datetime) -> bool:
    """Whether it was taken away. The last one stays while the person holds a restricted role."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two removals at once would each see another one left
        held = Authenticator.objects.filter(user=person, type__in=factors.STRONG)
        row = held.filter(pk=factor).first()
        if row is None or rules.must_keep_a_factor(restricted=restricted, held=held.count()):
            return False
        kind = row.type
        row.delete()
        if not factors.has_factor(person):
            Authenticator.objects.filter(user=person).delete()
        _changed(person, by, f"taken away: {kind}", at)
    return True


def new_recovery_codes(*, person: Person, by: Actor, at: datetime) -> tuple[str, ...]:
    with transaction.atomic():
        drawn = factors.draw_recovery_codes(person)
        record(entry=Entry(Action.FACTOR, by, KIND, reason="new recovery codes"), at=at)
    return drawn


def reset_factors(*, person: Person, reason: str, by: Actor, at: datetime) -> int:
    """Take every factor away, for somebody who has lost theirs; the next sign-in sets one up anew."""
    with transaction.atomic():
        removed, _kinds = Authenticator.objects.filter(user=person).delete()
        _changed(person, by, f"all taken away: {reason}", at)
    return removed


def _changed(person: Person, by: Actor, reason: str, at: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    record(entry=Entry(Action.FACTOR, by, KIND, person.public_id, reason=reason), at=at)
