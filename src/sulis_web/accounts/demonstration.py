"""The demonstration's people: one for each role that a visitor may want to try, and one role held for two organisations."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from django.db import transaction

from sulis_web.audit.operations import record
from sulis_web.audit.values import SYSTEM, Action, Entry
from sulis_web.partnership.models import Membership, Organisation, Person
from sulis_web.partnership.secret_file import write_secret

# name, role, kind of authority whose organisation they act for; the first organisation where the register has none
PEOPLE = (
    ("analyst", "analyst", "local authority"),
    ("co-ordinator", "co-ordinator", "local authority"),
    ("councillor", "board-member", "local authority"),
    ("priority-owner", "priority-owner", "youth offending team"),
    ("police-contact", "single-point-of-contact", "chief officer of police"),
    ("fire-contact", "single-point-of-contact", "fire and rescue authority"),
    ("governance-officer", "information-governance-officer", "local authority"),
    ("administrator", "system-administrator", "local authority"),
)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily read as another


def make_sign_ins(*, home: Path, at: datetime) -> dict[str, str]:
    """Make who is missing, with passwords drawn once and kept in a file that only its owner reads.

    Returns name -> password as kept. Somebody whose password was changed since keeps the changed one. Without
    organisations in the register nobody has a membership yet; the next call gives it.
    """
    path = home / "sign-ins.txt"
    kept = dict(line.split("\t", 1) for line in path.read_text("utf-8").splitlines()) if path.exists() else {}
    for name, role, authority in PEOPLE:
        with transaction.atomic():
            if name not in kept or not Person.objects.filter(username=name).exists():
                kept[name] = _password()
                person, _made = Person.objects.get_or_create(username=name)
                person.set_password(kept[name])
                person.save()
            _place(Person.objects.get(username=name), role, authority, at)
    write_secret(path, "".join(f"{name}\t{password}\n" for name, password in kept.items()))
    return kept


def _place(person: Person, role: str, authority: str, at: datetime) -> None:
    register = Organisation.objects.unscoped("placing the demonstration's people").order_by("pk")
    organisation = register.filter(authority=authority).first() or register.first()
    if organisation is None or person.memberships.unscoped("whether the person is placed").exists():
        return
    held = Membership.objects.create(
        person=person, organisation=organisation, role=role, starts=at, created_at=at, created_by="system", changed_at=at,
        changed_by="system",
    )  # fmt: skip
    entry = Entry(Action.GRANT, SYSTEM, "partnership.membership", held.public_id, reason=f"demonstration: {role}")
    record(entry=entry, at=at)


def _password() -> str:
    """About 79 bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
