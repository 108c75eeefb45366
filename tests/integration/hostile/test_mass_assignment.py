"""No form sets what it does not ask for: a field of that kind is refused, or passed over, and never reaches a row."""

from __future__ import annotations

from typing import Any

from sulis_web.records.forms import PROTECTED
from tests.integration.hostile.answering import encoded, forms
from tests.integration.hostile.doors import Door, Doors
from tests.integration.hostile.rows import Rows, rows
from tests.integration.permission.world import OTHER, World
from tests.support.people import organisation

CANARY = "planted"
# Beside those that records refuse: how else a column may be spelt.
MORE = {
    "organisation_id",
    "person_id",
    "owner_id",
    "membership_id",
    "Role",
    "is_public",
    "epoch",
    "digest",
    "expires",
    "seq",
}
SINGLY = ("id", "public_id", "organisation_id", "role", "is_superuser", "created_by", "retired_at")


def planted(world: World) -> dict[str, str]:
    """A value for each name: one that would mean something, where there is one."""
    other = organisation(OTHER)
    person = world.people["system-administrator"]
    told = {
        "organisation": other.public_id, "org": other.public_id, "organisation_id": str(other.pk), "person": str(person.pk),
        "person_id": str(person.pk), "user": str(person.pk), "owner": str(person.pk), "role": "system-administrator",
        "roles": "system-administrator", "Role": "system-administrator", "version": "987654", "id": "987654", "pk": "987654",
        "retired_at": "2020-01-01", "created_at": "2020-01-01", "changed_at": "2020-01-01", "expires": "2099-01-01",
        "epoch": "987654", "seq": "987654", "membership": str(person.memberships.unscoped("a test").get().pk),
    }  # fmt: skip
    flags = dict.fromkeys(("is_superuser", "is_staff", "is_active", "active", "made_up", "retired", "is_public"), "1")
    return {name: (told | flags).get(name, CANARY) for name in PROTECTED | MORE}


def changes(before: Rows, after: Rows) -> dict[tuple[Any, str], Any]:
    """Each cell that is not as it was, and what it is; a new row by all of its cells."""
    return {
        ((table, key if (table, key) in before else "new"), name): value
        for (table, key), row in after.items()
        for name, value in row.items()
        if (table, key) not in before or before[table, key][name] != value
    }


def outcome(door: Door, answers: dict[str, Any]) -> tuple[int, dict[tuple[Any, str], Any]]:
    """The status, and what was changed, before it is taken back."""
    seen: list[Rows] = []
    response = door.posted(encoded(answers), around=lambda: seen.append(rows()))
    return response.status_code, changes(*seen)


def test_no_form_takes_a_field_that_it_does_not_ask_for(doors: Doors) -> None:
    given = planted(doors.world)
    found, acted, refused = [], set(), set()
    for door, answers in forms(doors):
        status, alone = outcome(door, answers)
        acted |= {door.name} if status in {302, 303} else set()
        extra = {name: value for name, value in given.items() if name not in answers}
        singly = [name for name in door.share(SINGLY) if name in extra]
        passed = [name for name in singly if door.posted(encoded(answers | {name: extra[name]})).status_code != 400]
        status, done = outcome(door, answers | extra)
        if status == 400:
            refused.add(door.name)
            found += [f"{door.name} refuses all together and takes {name}" for name in passed]
            found += [f"{door.name} refuses, and changes {cell}" for cell in done]
            continue
        if status >= 500:
            found.append(f"{door.name}: {status}")
        for (row, name), value in done.items():
            mine = str(value) in {*extra.values()} - {"1"} and alone.get((row, name)) != value
            if (row, name) not in alone or mine:
                found.append(f"{door.name} takes {name} of {row}: {value}")
    assert not found, "\n".join(found)
    assert len(acted) >= 20 and len(refused) >= 30, (sorted(acted), sorted(refused))
