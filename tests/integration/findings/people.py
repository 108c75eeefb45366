"""People of the fixtures as the audit knows them."""

from __future__ import annotations

from sulis_web.audit.values import Actor
from sulis_web.partnership.models import Person


def by_name(name: str) -> Actor:
    return Actor(Person.objects.get(username=name).public_id)
