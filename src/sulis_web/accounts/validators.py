"""What a password must not be, beyond Django's own rules."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from sulis_web.partnership.models import Person

_SHORTEST = 4  # letters: a shorter name stands in too many words


class NotLikeTheName:
    """Refuses a password that holds a part of the person's name or address."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if user is None:
            return
        known = f"{user.username} {user.email} {user.first_name} {user.last_name}".casefold()
        parts = {part for part in re.split(r"[\W_]+", known) if len(part) >= _SHORTEST}
        if any(part in password.casefold() for part in parts):
            raise ValidationError("The password must not hold your name or your address.", "like_the_name")

    def get_help_text(self) -> str:
        return "It must not hold your name or your address."
