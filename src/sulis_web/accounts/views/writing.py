"""Letters that a page asks for."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sulis_web.accounts import queries
from sulis_web.accounts.views import entering
from sulis_web.audit.values import Actor
from sulis_web.jobs import notices
from sulis_web.jobs.notices import NoticeKind
from sulis_web.partnership.models import Person


def tell(request: HttpRequest, person: Person) -> None:
    """Let somebody know that the way in which they sign in was changed."""
    if queries.email_of(person):
        by = Actor(person=person.public_id, request_id=entering.request_id(request))
        address = reverse("reset-password")
        notices.send(NoticeKind.SIGN_IN_CHANGED, to=person, address=address, at=timezone.now(), by=by)
