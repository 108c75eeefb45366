"""Letters that a page sends."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from sulis_web.accounts import letters, queries
from sulis_web.partnership.models import Person


def tell(request: HttpRequest, person: Person) -> None:
    """Let somebody know that the way in which they sign in was changed."""
    if to := queries.email_of(person):
        link = request.build_absolute_uri(reverse("reset-password"))
        letters.send_aside(letters.letter(letters.CHANGED, to=to, subject="Your sign-in was changed", link=link))
