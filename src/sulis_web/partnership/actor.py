"""A person as the audit knows them: by ids, with what they acted as and why."""

from __future__ import annotations

from sulis_web.audit.values import Actor
from sulis_web.partnership.decide import Who


def actor(who: Who, *, reason: str = "") -> Actor:
    return Actor(
        person=who.public_id,
        organisation=who.organisation_id,
        role=who.role,
        session=who.session,
        purpose=who.purpose,
        request_id=who.request,
        channel="web",
    )
