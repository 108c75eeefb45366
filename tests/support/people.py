"""People in a role, and browsers in which they have signed in, for tests of the application."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from tests.support.web import AT


def organisation(key: str = "organisation_council") -> Any:
    """An organisation of the register: the one that the files call so, else one made for the test."""
    from sulis_web.partnership.models import Organisation

    held = Organisation.objects.unscoped("a test").filter(key=key).first()
    return held or Organisation.objects.create(
        key=key, name=key.replace("_", " ").capitalize(), duty="specified", authority="local authority", **made()
    )


def made(at: datetime = AT) -> dict[str, Any]:
    """Who made a record and when, for rows that a test puts there itself."""
    return {"created_at": at, "created_by": "test", "changed_at": at, "changed_by": "test"}


def someone(role: str, organisation: Any, name: str = "", *, ends: datetime | None = None, **about: Any) -> Any:
    """A person with one membership."""
    from sulis_web.partnership.models import Membership, Person

    person = Person.objects.create(username=name or f"{role}-{organisation.pk}", **about)
    Membership.objects.create(person=person, organisation=organisation, role=role, starts=AT, ends=ends, **made())
    return person


def signed_in(client: Any, person: Any, *, factor: bool = True, confirmed: bool = True, purpose: str = "") -> Any:
    """A browser in which the person has just signed in, with what that sign-in has given so far."""
    from sulis_web.partnership.sign_in import Kept

    client.force_login(person)
    kept, now = client.session, timezone.now().isoformat()
    kept[Kept.STARTED] = kept[Kept.SEEN] = now
    if factor:
        kept[Kept.FACTOR] = "code"
    if confirmed:
        kept[Kept.CONFIRMED] = now
    if purpose:
        kept[Kept.PURPOSE] = purpose
    kept.save()
    return client
